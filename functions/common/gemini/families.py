"""How each family of Gemini models is asked: with as little chance and as little thinking as it allows."""

import re
from typing import NamedTuple

LEVELS = "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/thinking"
"""Google's table of the levels that each model accepts."""
PROBES = "https://github.com/tetsuo-ai/agenc-core/pull/2393"
"""Second-hand: a user asked every 3.x model with every level in September 2026."""
GUIDE = "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/guides/gemini-3-8-flash"
"""Google's comparison of 3.8 Flash, 3.7 Flash and 3.1 Pro."""
FLASH_3 = "https://docs.cloud.google.com/vertex-ai/generative-ai/docs/models/gemini/3-flash"
"""Google's page of 3 Flash."""
BUDGETS = "https://hexdocs.pm/gemini_ex/0.11.0/Gemini.Validation.ThinkingConfig.html"
"""Second-hand: the ranges of the 2.5 models' budgets, and the levels of 3 Pro, as a client library restates them."""


class Family(NamedTuple):
    models: str
    """Regular expression for the models' names, without what a snapshot adds."""
    source: str
    thinking_tokens: int
    """Room for thinking in the output limit, of which thoughts are a part."""
    thinking_level: str | None = None
    thinking_budget: int | None = None
    temperature: float | None = None
    top_p: float | None = None


# Budgets and levels are wishes, which a model may overrun: hence the ample room. From 3 on there are no sampling
# parameters: 3.5 Flash-Lite ignores them (Google's page of the model), and later ones may refuse them.
FAMILIES = (
    # 512 is the smallest budget that all three take: Pro 128 to 32,768, Flash 0 to 24,576, Flash-Lite 512 to 24,576.
    Family("gemini-2[.]5-(pro|flash|flash-lite)", BUDGETS, 1024, thinking_budget=512, temperature=0.05, top_p=0.9),
    Family("gemini-3[.]5-flash-lite|gemini-3[.]6-flash", LEVELS, 1024, thinking_level="MINIMAL"),
    Family("gemini-3-flash", FLASH_3, 1024, thinking_level="MINIMAL"),
    Family("gemini-3[.]1-flash-lite|gemini-3[.]5-flash", PROBES, 1024, thinking_level="MINIMAL"),
    Family("gemini-3[.][78]-flash|gemini-3[.]1-pro", GUIDE, 2048, thinking_level="LOW"),
    Family("gemini-3-pro", BUDGETS, 2048, thinking_level="LOW"),
)
UNKNOWN = Family("", "assumed: room for much thinking, within the 8,192 tokens that the oldest models can write", 4096)
"""A model that no row names gets nothing that any model could refuse. So do the aliases without a version: what stands
behind them changes, and with it the levels (`gemini-flash-latest` has come to mean a model without `minimal`)."""
_SNAPSHOT = "(-(preview|exp|latest|[0-9]+))*"


def family_of(model: str) -> Family:
    """By the name with or without `models/`, and with or without a snapshot: `-001`, `-preview-09-2025`."""
    name = model.removeprefix("models/")
    return next((family for family in FAMILIES if re.fullmatch(f"({family.models}){_SNAPSHOT}", name)), UNKNOWN)


def generation_settings(model: str, answer_tokens: int) -> dict[str, object]:
    """The fields of the API's generation config that depend on the model, under the SDK's names."""
    family = family_of(model)
    thinking = {"thinking_level": family.thinking_level, "thinking_budget": family.thinking_budget}
    thinking_config = {name: value for name, value in thinking.items() if value is not None}
    settings = {
        "thinking_config": thinking_config or None,
        "temperature": family.temperature,
        "top_p": family.top_p,
    }
    return {
        "max_output_tokens": answer_tokens + family.thinking_tokens,
        **{name: value for name, value in settings.items() if value is not None},
    }
