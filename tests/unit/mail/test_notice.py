"""What a notice's id says."""

from datetime import UTC, datetime

import pytest

from common.mail.notice import Kind, Notice, instant

TICKET = "7zzzz0000000000000000000ab"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "notice",
    [
        Notice(Kind.RECEIVED, TICKET),
        Notice(Kind.REPLY, TICKET, "0000000003"),
        Notice(Kind.RESOLVED, TICKET, instant(NOW)),
        Notice(Kind.LINK, TICKET, instant(NOW)),
    ],
)
def test_the_id_says_everything_and_begins_with_the_ticket(notice: Notice) -> None:
    assert notice.id.startswith(f"{TICKET}-")
    assert Notice.of(notice.id) == notice


@pytest.mark.parametrize(
    "text", ["", TICKET, f"{TICKET}-sold", "x-received", f"{TICKET}-reply-3/4", f" {TICKET}-reply"]
)
def test_other_names_are_those_of_no_notice(text: str) -> None:
    assert Notice.of(text) is None


def test_only_a_reply_is_written_by_a_person() -> None:
    assert [it for it in Kind if not it.automatic] == [Kind.REPLY]
