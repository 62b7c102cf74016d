"""The table of model families: what each is asked with."""

import pytest

from common.base.config import GEMINI_MODEL
from common.gemini import families
from common.gemini.families import FAMILIES


def generation_settings(model: str) -> dict[str, object]:
    return families.generation_settings(model, answer_tokens=200)


@pytest.mark.parametrize(
    "model",
    [
        "gemini-2.5-flash",
        "gemini-2.5-flash-lite",
        "gemini-2.5-pro",
        "models/gemini-2.5-flash",
        "gemini-2.5-flash-001",
        "gemini-2.5-flash-lite-preview-09-2025",
    ],
)
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
        f"models/{GEMINI_MODEL.default}",
        "gemini-3-flash-preview",
        "gemini-3.1-flash-lite-preview",
        "gemini-3.5-flash",
        "gemini-3.6-flash",
    ],
)
def test_models_that_know_minimal_thinking_get_it_and_no_sampling_parameters(model: str) -> None:
    assert generation_settings(model) == {"max_output_tokens": 1224, "thinking_config": {"thinking_level": "MINIMAL"}}


@pytest.mark.parametrize(
    "model", ["gemini-3-pro-preview", "gemini-3.1-pro-preview", "gemini-3.7-flash", "models/gemini-3.8-flash"]
)
def test_models_that_refuse_minimal_thinking_are_asked_for_a_little(model: str) -> None:
    assert generation_settings(model) == {"max_output_tokens": 2248, "thinking_config": {"thinking_level": "LOW"}}


@pytest.mark.parametrize(
    "model",
    [
        "gemini-pro-latest",
        "gemini-flash-latest",
        "gemini-flash-lite-latest",
        "models/gemini-flash-lite-latest",
        "gemini-1.5-flash",
        "gemini-1.5-flash-8b",
        "gemini-2.0-flash",
        "gemini-2.0-flash-lite-001",
        "gemini-2.5-flash-image",
        "gemini-2.5-flash-preview-tts",
        "gemini-3.9-flash",
        "gemini-3.5-pro",
        "gemini-4-flash",
        "gemini-35-flash",
        "gemma-4-31b-it",
        "tunedModels/gemini-2.5-flash",
        "",
    ],
)
def test_a_model_that_no_row_names_gets_nothing_that_it_could_refuse(model: str) -> None:
    assert generation_settings(model) == {"max_output_tokens": 4296}


def test_every_row_names_its_source() -> None:
    assert all(family.source.startswith("https://") for family in FAMILIES)
