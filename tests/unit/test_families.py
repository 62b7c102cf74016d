"""The table of model families: what each is asked with."""

import pytest

from common.classifier.families import generation_settings
from common.config import GEMINI_MODEL


@pytest.mark.parametrize("model", ["gemini-2.5-flash", "gemini-2.5-flash-lite", "gemini-2.5-pro"])
def test_the_25_family_is_asked_with_sampling_parameters_and_a_small_budget(model: str) -> None:
    assert generation_settings(model) == {
        "max_output_tokens": 1224,
        "thinking_config": {"thinking_budget": 512},
        "temperature": 0.05,
        "top_p": 0.9,
    }


@pytest.mark.parametrize(
    "model",
    [
        str(GEMINI_MODEL.default),
        "gemini-3-flash-preview",
        "gemini-3.8-flash",
        "gemini-flash-lite-latest",
        "gemini-10-flash",
    ],
)
def test_newer_models_are_asked_for_minimal_thinking_without_sampling_parameters(model: str) -> None:
    assert generation_settings(model) == {"max_output_tokens": 1224, "thinking_config": {"thinking_level": "MINIMAL"}}


@pytest.mark.parametrize("model", ["gemini-3-pro-preview", "gemini-3.1-pro"])
def test_a_pro_model_is_asked_for_the_least_thinking_that_it_accepts(model: str) -> None:
    assert generation_settings(model) == {"max_output_tokens": 2248, "thinking_config": {"thinking_level": "LOW"}}
