"""What e-mails say and how often a mailbox gets one, where it needs nothing that runs."""

from datetime import UTC, datetime, timedelta

import pytest

from common.mail import notice
from common.mail.notice import Notice, Template

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
RECEIVED = Notice(
    template=Template.RECEIVED, ticket="id", reference="ABCD-EFGH-JKMN", to="ada@example.com", tracking_token="token"
)
RESOLVED = RECEIVED.model_copy(update={"template": Template.RESOLVED, "tracking_token": None, "resolved_at": NOW})


def test_a_confirmation_has_the_reference_and_the_private_link() -> None:
    assert notice.message(RECEIVED, "https://help.example.com", NOW) == {
        "to": ["ada@example.com"],
        "template": {
            "name": "ticket_received",
            "data": {"reference": "ABCD-EFGH-JKMN", "status_url": "https://help.example.com/track#id.token"},
        },
        "expires_at": NOW + timedelta(days=3),
    }


def test_without_the_token_the_link_is_that_of_the_page_alone() -> None:
    data = notice.message(RESOLVED, "https://help.example.com", NOW)["template"]["data"]
    assert data["status_url"] == "https://help.example.com/track"


def test_a_ticket_is_received_once_and_resolved_once_for_each_time_it_was_reopened() -> None:
    later = RESOLVED.model_copy(update={"resolved_at": NOW + timedelta(milliseconds=1)})
    assert RESOLVED.id == RESOLVED.model_copy().id
    assert len({RECEIVED.id, RESOLVED.id, later.id}) == 3
    assert all(it.id.startswith("id-") for it in (RECEIVED, RESOLVED))


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
    assert notice.mailbox_of(address) == "adalove@example.com"


@pytest.mark.parametrize("address", ["adalove2@example.com", "adalove@sub.example.com", "ada-love@example.com"])
def test_other_mailboxes_are_counted_apart(address: str) -> None:
    assert notice.mailbox_of(address) != notice.mailbox_of("adalove@example.com")


def test_what_was_sent_counts_for_an_hour() -> None:
    ages = [timedelta(0), timedelta(minutes=59, seconds=59), timedelta(hours=1), timedelta(days=1)]
    assert notice.within_an_hour([NOW - age for age in ages], NOW) == [NOW - age for age in ages[:2]]
