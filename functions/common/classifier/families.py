"""How each family of Gemini models is asked: as deterministically as it allows, with as little thinking as it allows.

Sources, November 2026: for 3.5 Flash-Lite (level `minimal`, sampling parameters ignored) Google's page of the model,
https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/gemini/3-5-flash-lite; for the budgets of the 2.5
models and the levels of Pro and Flash the tables of https://hexdocs.pm/gemini_ex/0.11.0, which restate Google's own at
https://ai.google.dev/gemini-api/docs/thinking. That later Pro models refuse `minimal` too is an assumption.
"""

import re
from typing import NamedTuple

ANSWER_TOKENS = 200
"""Enough for a sentence of 200 characters and two words as JSON."""


class Family(NamedTuple):
    models: str
    """Regular expression for the beginning of a model's name."""
    thinking_tokens: int
    """Room for thinking in the output limit, of which thoughts are a part."""
    thinking_level: str | None = None
    thinking_budget: int | None = None
    temperature: float | None = None
    top_p: float | None = None


# The first that fits counts. Budgets and levels are wishes, which a model may overrun: hence the ample room.
FAMILIES = (
    # 512 tokens is the smallest budget that every model of this family takes (Pro 128 to 32,768, Flash 0 to 24,576,
    # Flash-Lite 512 to 24,576).
    Family("gemini-2[.]5-", thinking_tokens=1024, thinking_budget=512, temperature=0.05, top_p=0.9),
    # From 3 on, sampling parameters are deprecated: ignored or refused. Pro refuses `minimal`.
    Family("gemini-[0-9.]+-pro", thinking_tokens=2048, thinking_level="LOW"),
    # Also for the aliases that name no version ("gemini-flash-lite-latest").
    Family("", thinking_tokens=1024, thinking_level="MINIMAL"),
)


def family_of(model: str) -> Family:
    return next(family for family in FAMILIES if re.match(family.models, model))


def generation_settings(model: str) -> dict[str, object]:
    """The fields of the API's generation config that depend on the model, under the SDK's names."""
    family = family_of(model)
    thinking = {"thinking_level": family.thinking_level, "thinking_budget": family.thinking_budget}
    sampling = {"temperature": family.temperature, "top_p": family.top_p}
    return {
        "max_output_tokens": ANSWER_TOKENS + family.thinking_tokens,
        "thinking_config": {name: value for name, value in thinking.items() if value is not None},
        **{name: value for name, value in sampling.items() if value is not None},
    }
