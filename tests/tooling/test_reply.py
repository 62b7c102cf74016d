"""`make reply` answers a caught e-mail as a mail program does."""

from typing import Any

import pytest

from common.mime.parser import parse
from scripts.base.console import Failure
from scripts.dev.reply import answered, newest

FROM = "Support <support@desk.example>"


def caught(number: int, **headers: str) -> dict[str, Any]:
    named = {"from": FROM, "to": f"ada{number}@people.example", "message-id": f"<{number}@desk.example>", **headers}
    to = [{"address": named["to"], "name": ""}]
    return {
        "id": str(number),
        "subject": f"Your request {number}",
        "to": to,
        "headers": named,
        "text": "We look.\n\nYours",
    }


def test_the_answer_goes_where_the_mail_says_and_names_it() -> None:
    mail = caught(1, **{"reply-to": "support+token@desk.example", "references": "<0@desk.example>"})
    found = parse(bytes(answered(mail, "Thank you")))
    assert (found.text, found.subject) == ("Thank you", "Re: Your request 1")
    assert "> We look." in found.cut
    assert found.sender is not None
    assert found.sender.email == "ada1@people.example"
    assert found.recipients == ("support+token@desk.example",)
    assert found.in_reply_to == ("<1@desk.example>",)
    assert found.references == ("<0@desk.example>", "<1@desk.example>")


def test_the_newest_is_answered_or_the_newest_that_fits() -> None:
    mails = [caught(1), caught(2)]
    assert newest(mails, "") == mails[1]
    assert newest(mails, "ADA1@") == newest(mails, "request 1") == mails[0]
    with pytest.raises(Failure, match="No such e-mail"):
        newest(mails, "request 3")
