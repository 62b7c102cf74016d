"""The words of e-mails: each language has all of them, and text and HTML say the same."""

import re
from html import unescape
from typing import Any

import pytest

from common.mail import wording
from common.mail.notice import Kind
from common.tickets.fields import Language

VALUES = {
    "reference": "ABCD-EFGH-JKMN",
    "link": "https://help.example.com/track#id.token",
    "name": "Ada <Ops> & {link}",
}
WRITTEN = "Hello <b>you</b>,\n\nlook at https://a.example/?x=1&y=(2). It says\n{reference} & more.\n\n\nBye"
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def placeholders(words: dict[str, Any]) -> dict[str, list[str]]:
    return {name: sorted(PLACEHOLDER.findall(str(part))) for name, part in words.items()}


def words_of(html: str) -> list[str]:
    """What a reader of the HTML reads."""
    body = html.partition("<body>")[2]
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<(br|/?p|/?div)\b[^>]*>", "\n", body))).split()


@pytest.mark.parametrize("language", list(Language))
def test_every_language_says_the_same_things(language: Language) -> None:
    words = wording.of(language)
    assert words.keys() == {"subject", "solved", "files", *Kind}
    assert placeholders(words) == placeholders(wording.of("en"))


def test_there_is_no_language_that_no_ticket_has() -> None:
    assert {it.stem for it in wording.FOLDER.glob("*.json")} == set(Language)


def test_only_what_a_person_wrote_names_somebody() -> None:
    for kind in (it for it in Kind if it.automatic):
        assert "{name}" not in str(wording.of("en")[kind])


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(Kind))
def test_text_and_html_have_the_same_words(kind: Kind, language: Language) -> None:
    paragraphs = wording.of(language)[kind]
    written = "" if kind.automatic else WRITTEN
    text = wording.text(written, paragraphs, VALUES)
    html = wording.html(language, written, paragraphs, VALUES)
    assert words_of(html) == text.split()
    assert VALUES["link"] in text
    assert f'<a href="{VALUES["link"]}">' in html


def test_html_of_a_person_is_text_and_only_addresses_of_pages_are_links() -> None:
    html = wording.html("en", WRITTEN + "\njavascript:alert(1) ftp://x.example", ["{name}"], VALUES)
    assert "<b>" not in html
    assert re.findall('href="([^"]*)"', html) == ["https://a.example/?x=1&amp;y=(2"]
    assert "{reference}" in html
    assert "Ada &lt;Ops&gt; &amp; {link}" in html


def test_arabic_is_written_from_right_to_left_and_each_line_of_the_reply_as_it_is() -> None:
    html = wording.html("ar", "Hello\n\nمرحبا.", wording.of("ar")[Kind.REPLY], VALUES)
    assert '<html lang="ar" dir="rtl">' in html
    assert '<div dir="auto">Hello</div><div dir="auto"><br></div><div dir="auto">مرحبا.</div>' in html
    assert "<bdi>ABCD-EFGH-JKMN</bdi>" in html
