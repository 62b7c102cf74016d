"""How often a mailbox gets an automatic e-mail, where it needs nothing that runs."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from common.mail.limits import DAY, HOUR, counted, mailbox_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PER_HOUR = 5


@pytest.mark.parametrize(
    "address",
    [
        "ada.love@example.com",
        "Ada.Love@EXAMPLE.com",
        "adalove+1@example.com",
        "a.d.a.love+x+y@example.com",
        "ADALOVE@example.com",
    ],
)
def test_the_spellings_of_one_mailbox_are_counted_together(address: str) -> None:
    assert mailbox_of(address) == "adalove@example.com"


@pytest.mark.parametrize("address", ["adalove2@example.com", "adalove@sub.example.com", "ada-love@example.com"])
def test_other_mailboxes_are_counted_apart(address: str) -> None:
    assert mailbox_of(address) != mailbox_of("adalove@example.com")


def test_a_first_e_mail_is_counted_until_a_day_later() -> None:
    first = counted({}, answers=True, per_hour=PER_HOUR, now=NOW)
    assert first == {"sent": [NOW], "answered": [NOW], "expires_at": NOW + DAY}


def after(count: int, every: timedelta, *, answers: bool) -> dict[str, Any] | None:
    """What is stored after so many e-mails, or None where one of them was too much."""
    stored: dict[str, Any] | None = {}
    for number in range(count):
        assert stored is not None
        stored = counted(stored, answers=answers, per_hour=PER_HOUR, now=NOW + number * every)
    return stored


def test_a_mailbox_gets_so_many_within_any_hour() -> None:
    assert after(PER_HOUR, timedelta(minutes=1), answers=False)
    assert after(PER_HOUR + 1, timedelta(minutes=1), answers=False) is None
    assert after(50, HOUR / PER_HOUR, answers=False)


def test_what_writes_to_us_by_mail_is_answered_three_times_a_day() -> None:
    assert after(3, 2 * HOUR, answers=True)
    assert after(4, 2 * HOUR, answers=True) is None
    assert after(20, 8 * HOUR, answers=True)


def test_what_was_answered_by_mail_still_gets_other_e_mails() -> None:
    stored = after(3, timedelta(0), answers=True)
    assert stored is not None
    assert counted(stored, answers=False, per_hour=PER_HOUR, now=NOW)
