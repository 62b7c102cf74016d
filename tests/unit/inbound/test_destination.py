"""To which ticket a mail belongs: what proves it, in which order, and what proves nothing."""

from dataclasses import replace

import pytest

from common.inbound import destination, inbox
from common.mail import names
from common.mime.model import Address, AuthResult, Parsed
from common.tickets import reference
from common.tickets.mails import Authentication
from common.tickets.model import Contact, Ticket
from tests.support.tickets import opened

SECRET, OTHER_SECRET = "s" * 32, "t" * 32
FROM = "Support <support@desk.example>"
TICKET, OTHER = "7zzzz0000000000000000000ab", "7zzzz0000000000000000000ac"
ADA = Address("Ada", "ada@people.example")
NOTHING = Parsed(None, (), (), ADA, (ADA,), (), (), (), "", "", "", None, None, (), None)
ADDRESS = names.reply_address(SECRET, FROM, TICKET)
MESSAGE = names.message_id(SECRET, FROM, OTHER, f"{OTHER}-reply-0000000001")


def test_an_address_of_ours_names_the_ticket_in_whatever_case_a_server_makes_of_it() -> None:
    for address in (ADDRESS, ADDRESS.lower(), ADDRESS.upper()):
        assert destination.named(replace(NOTHING, recipients=("eve@x.example", address)), SECRET) == TICKET


@pytest.mark.parametrize(
    "mail", [replace(NOTHING, in_reply_to=(MESSAGE,)), replace(NOTHING, references=("<1@x>", MESSAGE))]
)
def test_a_message_of_ours_names_the_ticket(mail: Parsed) -> None:
    assert destination.named(mail, SECRET) == OTHER


def test_the_address_comes_before_the_message() -> None:
    assert destination.named(replace(NOTHING, recipients=(ADDRESS,), in_reply_to=(MESSAGE,)), SECRET) == TICKET


def test_of_several_messages_the_newest_counts() -> None:
    newer = names.message_id(SECRET, FROM, TICKET, f"{TICKET}-received")
    assert destination.named(replace(NOTHING, references=(MESSAGE, newer)), SECRET) == TICKET


def test_what_another_secret_made_names_nothing() -> None:
    forged = replace(NOTHING, recipients=(ADDRESS,), in_reply_to=(MESSAGE,), references=(MESSAGE,))
    assert destination.named(forged, OTHER_SECRET) is None
    assert destination.named(forged, "") is None


def with_results(*results: AuthResult) -> Parsed:
    return replace(NOTHING, authentication=results)


@pytest.mark.parametrize("trusted", ["mx.desk.example", " MX.desk.example "])
@pytest.mark.parametrize(
    ("dmarc", "spf", "dkim", "found"),
    [
        ("pass", None, None, Authentication.PASSED),
        (None, "pass", "pass", Authentication.PASSED),
        ("none", "pass", "pass", Authentication.PASSED),
        ("fail", "pass", "pass", Authentication.FAILED),
        (None, "pass", None, Authentication.NONE),
        (None, "unaligned", "unaligned", Authentication.NONE),
        (None, "fail", "pass", Authentication.NONE),
        (None, "fail", "none", Authentication.FAILED),
        (None, None, None, Authentication.NONE),
    ],
)
def test_what_our_server_found_out_counts(
    trusted: str, dmarc: str | None, spf: str | None, dkim: str | None, found: Authentication
) -> None:
    result = AuthResult("mx.desk.example", dmarc, spf, dkim)
    assert destination.authentication_of(with_results(result), trusted) is found


def test_what_a_sender_adds_counts_for_nothing() -> None:
    ours, added = AuthResult("mx.desk.example", "fail", None, None), AuthResult("mx.desk.example", "pass", None, None)
    evil = replace(added, authserv_id="mx.evil.example")
    assert destination.authentication_of(with_results(ours, added), "mx.desk.example") is Authentication.FAILED
    assert destination.authentication_of(with_results(added), "") is Authentication.NONE
    assert destination.authentication_of(with_results(evil), "mx.desk.example") is Authentication.NONE


def ticket_of(email: str | None) -> Ticket:
    return opened().model_copy(update={"requester": Contact(name="Ada", email=email) if email else None})


def of_subject(ticket: Ticket, authentication: Authentication) -> str | None:
    found = replace(NOTHING, subject=f"Re: my ticket {ticket.reference.lower()}, please")
    return destination.of_subject(found, authentication, lambda it: ticket if it == ticket.reference else None)


def test_a_reference_in_the_subject_counts_for_its_proven_requester() -> None:
    ticket = ticket_of("Ada@People.example")
    assert of_subject(ticket, Authentication.PASSED) == ticket.id


def test_a_domain_is_the_same_in_ascii_as_mails_have_it_and_as_people_write_it() -> None:
    written, sent = "Ada@Bücher.example", "ada@xn--bcher-kva.example"
    assert ticket_of(written).is_of(sent)
    assert inbox.hash_of(written) == inbox.hash_of(sent)
    assert not ticket_of(written).is_of("ada@bucher.example")


@pytest.mark.parametrize("authentication", [Authentication.NONE, Authentication.FAILED])
def test_it_does_not_count_where_the_sender_may_be_forged(authentication: Authentication) -> None:
    assert of_subject(ticket_of(ADA.email), authentication) is None


@pytest.mark.parametrize("email", ["eve@people.example", None])
def test_a_stranger_who_knows_a_reference_gets_nowhere(email: str | None) -> None:
    assert of_subject(ticket_of(email), Authentication.PASSED) is None


@pytest.mark.parametrize(("result", "found"), [("pass", Authentication.NONE), ("fail", Authentication.FAILED)])
def test_several_senders_have_proven_nothing(result: str, found: Authentication) -> None:
    several = (ADA, Address(None, "eve@x.example"))
    mail = replace(with_results(AuthResult("mx.desk.example", result, None, None)), senders=several)
    assert destination.authentication_of(mail, "mx.desk.example") is found


def test_references_are_found_within_text_and_what_only_looks_like_one_is_not() -> None:
    made = reference.new_reference()
    texts = ["", f"about ({made.lower()}).", f"x{made} {made[:-1]}", made.replace("-", "")]
    assert list(destination.references_in(texts)) == [made, made]


@pytest.mark.parametrize("mail_from", ["", FROM])
def test_our_own_addresses_are_known(mail_from: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_FROM", mail_from)
    monkeypatch.setenv("MAIL_SITE_URL", "https://desk.example")
    monkeypatch.setenv("MAIL_SECRET", SECRET)
    for email, own in ((ADDRESS, True), ("Support@desk.example", bool(mail_from)), ("ada@people.example", False)):
        assert destination.is_ours(replace(NOTHING, sender=Address(None, email)), SECRET) is own


@pytest.mark.parametrize(
    "mail",
    [
        replace(NOTHING, message_id=MESSAGE),
        replace(NOTHING, reply_to=(Address(None, "list@people.example"), Address(None, ADDRESS))),
        replace(NOTHING, loops=(ADDRESS.upper(),)),
    ],
)
def test_our_own_mail_that_a_list_passes_on_is_known_by_any_of_its_marks(mail: Parsed) -> None:
    assert destination.is_ours(mail, SECRET)
    assert not destination.is_ours(mail, OTHER_SECRET)


def test_a_list_that_takes_answers_at_our_address_marks_no_mail_as_ours() -> None:
    group = Address(None, "support@desk.example")
    assert not destination.is_ours(replace(NOTHING, reply_to=(group,), loops=(group.email,)), SECRET)
