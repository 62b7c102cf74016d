"""Reply addresses and Message-IDs: ours are known again however a server spells them, and nobody makes up one."""

import pytest

from common.base.config import Misconfigured
from common.mail import names

SECRET = "s" * 32
FROM = "Support <Help@Example.com>"
TICKET = "7zzzz0000000000000000000ab"
OTHER = "7zzzz0000000000000000000ac"
NOTICE = f"{TICKET}-reply-0000000003"


def test_a_reply_address_leads_back_to_its_ticket_and_fits() -> None:
    address = names.reply_address(SECRET, FROM, TICKET)
    assert address.startswith(f"Help+{TICKET}")
    assert address.endswith("@Example.com")
    assert len(address.partition("@")[0]) <= 64
    assert names.ticket_of_address(SECRET, address) == TICKET


def test_a_message_id_leads_back_to_its_notice() -> None:
    made = names.message_id(SECRET, FROM, TICKET, NOTICE)
    assert made.startswith("<reply-0000000003.")
    assert made.endswith("@Example.com>")
    assert names.ticket_of_message_id(SECRET, made) == (TICKET, NOTICE)


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, lambda text: f" {text}\n"])
def test_neither_case_nor_blanks_count(change: type[str]) -> None:
    assert names.ticket_of_address(SECRET, change(names.reply_address(SECRET, FROM, TICKET))) == TICKET
    assert names.ticket_of_message_id(SECRET, change(names.message_id(SECRET, FROM, TICKET, NOTICE))) is not None


def test_a_message_id_without_its_brackets_and_one_of_another_domain_are_ours() -> None:
    made = names.message_id(SECRET, FROM, TICKET, NOTICE)
    assert names.ticket_of_message_id(SECRET, made[1:-1]) == (TICKET, NOTICE)
    assert names.ticket_of_message_id(SECRET, made.replace("Example.com", "old.example")) == (TICKET, NOTICE)


@pytest.mark.parametrize("secret", ["", "t" * 32])
def test_what_another_secret_made_is_not_ours(secret: str) -> None:
    assert names.ticket_of_address(secret, names.reply_address(SECRET, FROM, TICKET)) is None
    assert names.ticket_of_message_id(secret, names.message_id(SECRET, FROM, TICKET, NOTICE)) is None


def test_without_a_secret_nothing_is_ours_not_even_what_none_made() -> None:
    assert names.ticket_of_address("", names.reply_address("", FROM, TICKET)) is None


def test_a_proof_counts_for_its_own_ticket_message_and_purpose_alone() -> None:
    address, made = names.reply_address(SECRET, FROM, TICKET), names.message_id(SECRET, FROM, TICKET, NOTICE)
    assert names.ticket_of_address(SECRET, address.replace(TICKET, OTHER)) is None
    assert names.ticket_of_message_id(SECRET, made.replace(TICKET, OTHER)) is None
    assert names.ticket_of_message_id(SECRET, made.replace("000003", "000004")) is None
    mac = made.rpartition(".")[0].rpartition(".")[2].partition("@")[0]
    assert names.ticket_of_address(SECRET, f"help+{TICKET}{mac}@example.com") is None


@pytest.mark.parametrize(
    "text", ["", "<>", "help@example.com", "help+x@example.com", f"help+{TICKET}@example.com", "é+@"]
)
def test_any_other_text_is_none_of_ours(text: str) -> None:
    assert names.ticket_of_address(SECRET, text) is None
    assert names.ticket_of_message_id(SECRET, text) is None


@pytest.mark.parametrize(
    "wrong", ["", "Support", "support@", "support@localhost", "sup port@example.com", "ä@example.com"]
)
def test_what_is_no_address_to_send_from_is_refused(wrong: str) -> None:
    with pytest.raises(Misconfigured, match="MAIL_FROM is not like"):
        names.sender(wrong)


def test_an_address_without_room_for_the_token_is_refused() -> None:
    assert names.sender(f"{'a' * 21}@example.com") == ("", f"{'a' * 21}@example.com")
    with pytest.raises(Misconfigured, match="more than 21"):
        names.sender(f"{'a' * 22}@example.com")
