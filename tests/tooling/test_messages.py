"""The messages of the public pages are complete in every language, and every one of them is used."""

import re

import pytest

from scripts.base.paths import ROOT
from tests.browser.catalogue import LANGUAGES, MESSAGES, PLACEHOLDER, messages, read

PARTS = [path.stem for path in (MESSAGES / "en").iterdir()]
OTHERS = [language for language in LANGUAGES if language != "en"]
PAGES = ROOT / "hosting"


def test_every_language_is_known_and_has_the_same_files() -> None:
    assert {path.name for path in MESSAGES.iterdir()} == LANGUAGES.keys()
    for language in OTHERS:
        assert sorted(path.stem for path in (MESSAGES / language).iterdir()) == sorted(PARTS)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_message_with_its_placeholders(language: str, part: str) -> None:
    english, other = dict(read(part, "en")), dict(read(part, language))
    assert list(other) == list(english)
    for key, text in english.items():
        assert sorted(PLACEHOLDER.findall(other[key])) == sorted(PLACEHOLDER.findall(text)), key
        assert other[key].strip() == other[key] != "", key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_in_two_files(language: str) -> None:
    assert len(messages(language)) == sum(len(read(part, language)) for part in PARTS)


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_was_left_in_english(language: str) -> None:
    sentences = {key: text for key, text in messages("en").items() if " " in text}
    assert [key for key, text in sentences.items() if messages(language)[key] == text] == []


def test_every_message_is_used() -> None:
    sources = [*PAGES.glob("src/**/*.ts*"), *PAGES.glob("*.ts")]
    code = "\n".join(path.read_text("utf-8") for path in sources)
    families = set(re.findall(r"`(\w+)\.\$\{", code))
    unused = [key for key in messages("en") if f'"{key}"' not in code and key.partition(".")[0] not in families]
    assert unused == []
