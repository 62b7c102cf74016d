"""The wording that `make templates` stores, and how it meets what the functions fill in."""

import re
from datetime import UTC, datetime

import pytest

from common.mail import notice
from common.mail.notice import Notice, Template
from scripts.operate import templates
from scripts.operate.mail import report

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOTICE = Notice(
    template=Template.RECEIVED, ticket="id", reference="ABCD-EFGH-JKMN", to="ada@example.com", tracking_token="token"
)
# https://handlebarsjs.com/guide/#html-escaping: two braces escape HTML, three do not.
ESCAPED, PLAIN = re.compile(r"(?<!\{)\{\{(\w+)\}\}(?!\})"), re.compile(r"\{\{\{(\w+)\}\}\}")


def test_there_is_a_wording_for_every_template_and_no_other() -> None:
    assert templates.load().keys() == set(Template)
    assert all(content.keys() == {"subject", "text", "html"} for content in templates.load().values())


@pytest.mark.parametrize("name", list(Template))
def test_html_is_escaped_and_plain_text_is_not(name: Template) -> None:
    content = templates.load()[name]
    assert ESCAPED.findall(content["html"])
    assert not PLAIN.findall(content["html"])
    for part in ("subject", "text"):
        assert PLAIN.findall(content[part])
        assert not ESCAPED.findall(content[part])


@pytest.mark.parametrize("name", list(Template))
def test_what_the_wording_leaves_open_is_filled_in(name: Template) -> None:
    data = notice.message(NOTICE, "https://help.example.com", NOW)["template"]["data"]
    for part in templates.load()[name].values():
        assert {*ESCAPED.findall(part), *PLAIN.findall(part)} <= data.keys()


def test_a_subject_is_one_line() -> None:
    assert all("\n" not in content["subject"] for content in templates.load().values())


def test_an_e_mail_is_listed_with_what_it_would_say() -> None:
    lines = report(notice.message(NOTICE, "https://help.example.com", NOW), NOW).splitlines()
    assert lines[0].startswith("ticket_received to ada@example.com, 22 Nov ")
    assert lines[1:] == ["  reference   ABCD-EFGH-JKMN", "  status_url  https://help.example.com/track#id.token"]
