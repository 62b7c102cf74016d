"""What the desk says of where a text goes and what became of its mail."""

from typing import Any

import pytest

from tests.support.modules import results

NO_LINK = "The requester has no status link now: without one they cannot read this. Details has it."
ADA = "ada@example.com"


def ticket(email: str | None = None, *participants: str, link: bool = True) -> dict[str, Any]:
    return {"link_active": link, "requester": email and {"name": None, "email": email}, "participants": participants}


def test_a_writer_reads_where_the_text_goes() -> None:
    cases: list[tuple[str, dict[str, Any], bool, str]] = [
        ("note", ticket(ADA), True, "Only agents see this."),
        ("reply", ticket(ADA), True, f"Goes to {ADA} and to the status page."),
        ("reply", ticket(ADA, link=False), True, f"Goes to {ADA}."),
        ("reply", ticket(ADA, "b@x.example"), True, f"Goes to {ADA}, in copy to b@x.example, and to the status page."),
        (
            "reply",
            ticket(ADA, "b@x.example", "c@x.example", "d@x.example", link=False),
            True,
            f"Goes to {ADA}, in copy to b@x.example and 2 more.",
        ),
        ("reply", ticket(ADA), False, "Goes to the status page."),
        ("reply", ticket(), True, "Goes to the status page; no e-mail was given."),
        ("reply", ticket(link=False), True, NO_LINK),
        ("reply", ticket(ADA, link=False), False, NO_LINK),
    ]
    calls: list[list[Any]] = [[kind, about, mails] for kind, about, mails, _ in cases]
    assert results("desk/conversation/mail-wording.ts", "destinationText", calls) == [said for *_, said in cases]


@pytest.mark.parametrize(
    ("email", "said"),
    [
        (None, ""),
        ({"state": "queued", "reason": None}, "E-mail on its way"),
        ({"state": "queued", "reason": "busy"}, ""),
        ({"state": "sent"}, "E-mailed"),
        ({"state": "failed"}, ""),
    ],
)
def test_a_reply_says_whether_its_mail_was_taken(email: dict[str, str] | None, said: str) -> None:
    assert results("desk/conversation/mail-wording.ts", "deliveryText", [[{"email": email}]]) == [said]
