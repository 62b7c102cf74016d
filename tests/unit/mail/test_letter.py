"""The e-mail that a notice becomes: what mail programs keep together, whom an answer reaches, and no way to inject."""

import email
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.attachments.model import Attachment
from common.mail import names
from common.mail.letter import Enclosure, Letter, compose, deliverable
from common.mail.notice import Kind, Notice
from common.mime.model import Automatic
from common.mime.parser import parse
from tests.support.files import PNG

SECRET, FROM, TICKET = "s" * 32, "Das Büro <help@example.com>", "7zzzz0000000000000000000ab"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
RECEIVED = Letter(
    notice=Notice(Kind.RECEIVED, TICKET),
    reference="ABCD-EFGH-JKMN",
    language="en",
    to="ada@people.example",
    link="https://help.example.com/track#id.token",
    at=NOW,
)
ROOT = names.message_id(SECRET, FROM, TICKET, RECEIVED.notice.id)
REPLY = replace(
    RECEIVED,
    notice=Notice(Kind.REPLY, TICKET, "0000000003"),
    references=(ROOT,),
    author="Grace",
    written="Please restart it.\n\nGrüße",
)
ELSEWHERE = "The page also has the files of this answer."


def sent(letter: Letter) -> EmailMessage:
    """As a mail program reads it."""
    parsed: EmailMessage = email.message_from_bytes(compose(letter, FROM, SECRET), policy=default)
    assert not parsed.defects
    return parsed


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_receipt_says_who_it_is_from_and_that_no_person_wrote_it() -> None:
    message = sent(RECEIVED)
    assert message["From"] == FROM
    assert message["To"] == "ada@people.example"
    assert message["Subject"] == "Your request ABCD-EFGH-JKMN"
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["Content-Language"] == "en"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Date"].datetime == NOW
    assert (message["In-Reply-To"], message["References"], message["Cc"]) == (None, None, None)
    assert RECEIVED.link in body(message, "plain")


def test_a_reply_has_its_text_its_author_and_no_mark_of_a_program() -> None:
    message = sent(REPLY)
    assert message["Auto-Submitted"] is None
    assert body(message, "plain").startswith("Please restart it.\n\nGrüße\n\n-- \nGrace has answered your request")
    assert '<div dir="auto">Grüße</div>' in body(message, "html")


def test_a_reply_that_resolves_says_so() -> None:
    assert "We consider your request solved." not in body(sent(REPLY), "plain")
    assert "We consider your request solved." in body(sent(replace(REPLY, solved=True)), "plain")


def test_the_files_of_a_reply_go_with_it_unchanged_or_are_on_the_page() -> None:
    files = tuple(Attachment(id=TICKET, name=it, size=len(PNG), kind="image/png") for it in ("Größe.png", 'a".png'))
    enclosed = tuple(Enclosure(it.name, it.kind, PNG) for it in files)
    message = sent(replace(REPLY, files=files, enclosed=enclosed))
    attached = list(message.iter_attachments())
    assert [it.get_filename() for it in attached] == [it.name for it in files]
    assert {(it.get_content_type(), it.get_content()) for it in attached} == {("image/png", PNG)}
    assert message["Content-Language"] == "en"
    assert ELSEWHERE not in body(message, "plain")
    assert body(message, "plain") == body(sent(REPLY), "plain")
    for kind in ("plain", "html"):
        assert ELSEWHERE in body(sent(replace(REPLY, files=files)), kind)


def test_an_answer_reaches_the_ticket_and_a_copy_its_participants() -> None:
    message = sent(replace(REPLY, cc=("b@people.example", "c@people.example")))
    assert names.ticket_of_address(SECRET, message["Reply-To"]) == TICKET
    assert message["X-Loop"] == message["Reply-To"]
    assert message["Cc"] == "b@people.example, c@people.example"


def test_every_attempt_has_the_same_message_id_and_every_notice_its_own() -> None:
    assert sent(REPLY)["Message-ID"] == sent(replace(REPLY, at=datetime.now(UTC)))["Message-ID"]
    assert sent(RECEIVED)["Message-ID"] == ROOT != sent(REPLY)["Message-ID"]
    assert names.ticket_of_message_id(SECRET, sent(REPLY)["Message-ID"]) == (TICKET, REPLY.notice.id)


def test_mail_programs_see_one_conversation() -> None:
    newest = f"<{'x' * 300}@people.example>"
    message = sent(replace(REPLY, references=(ROOT, newest)))
    assert message["Subject"] == "Re: Your request ABCD-EFGH-JKMN"
    assert message["References"].split() == [ROOT, newest]
    assert message["In-Reply-To"] == newest
    raw = compose(replace(REPLY, references=(ROOT, newest)), FROM, SECRET)
    assert f"Message-ID: {message['Message-ID']}\r\n".encode() in raw
    assert f"In-Reply-To: {newest}\r\n".encode() in raw


@pytest.mark.parametrize(
    ("subject", "answered"),
    [("It crashes", "Re: It crashes"), ("RE: It crashes", "RE: It crashes"), ("Übung " * 60, f"Re: {'Übung ' * 60}")],
)
def test_a_ticket_by_mail_keeps_its_senders_subject(subject: str, answered: str) -> None:
    assert sent(replace(REPLY, subject=subject))["Subject"] == answered.strip()


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x00"])
def test_neither_subject_nor_names_nor_references_make_a_header(breaks: str) -> None:
    evil = f"Hello{breaks}Bcc: victim@example.com"
    letter = replace(REPLY, subject=evil, author=evil, written=evil, references=(ROOT, f"<a{breaks}Bcc:b@c>"))
    message = sent(letter)
    assert message["Bcc"] is None
    assert message["Subject"] == "Re: Hello Bcc: victim@example.com"
    assert message["References"] == ROOT


def test_an_address_with_letters_of_any_script_is_kept() -> None:
    message = sent(replace(RECEIVED, to="jürgen@people.example"))
    assert message["To"] == "jürgen@people.example"


@settings(max_examples=40, deadline=None)
@given(
    written=st.text(max_size=300),
    subject=st.text(max_size=80),
    author=st.text(max_size=50),
    references=st.lists(st.text(max_size=50), max_size=3),
)
def test_whatever_people_type_the_e_mail_is_one(written: str, subject: str, author: str, references: list[str]) -> None:
    letter = replace(REPLY, written=written, subject=subject, author=author, references=tuple(references))
    raw = compose(letter, FROM, SECRET)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    message = email.message_from_bytes(raw, policy=default)
    assert message["Message-ID"] == names.message_id(SECRET, FROM, TICKET, REPLY.notice.id)
    assert set(message.keys()) <= {
        *("Message-ID", "In-Reply-To", "References", "From", "To", "Reply-To", "Subject", "Date", "Content-Language"),
        *("MIME-Version", "Content-Type", "X-Loop"),
    }


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("ada@people.example", "ada@people.example"),
        ("ada@straße.example", "ada@xn--strae-oqa.example"),
        ("jürgen@bücher.example", "jürgen@xn--bcher-kva.example"),
        ('"ada love"@people.example', '"ada love"@people.example'),
        ("ada@people.example, b@people.example", None),
        ("ada", None),
        ("", None),
        ("a\nb@people.example", None),
        ("Ada <ada@people.example>", None),
        ("ada@-.ü", None),
        ("[@people.example", None),
    ],
)
def test_an_address_is_as_servers_take_it(address: str, taken: str | None) -> None:
    assert deliverable(address) == taken


@given(st.text(max_size=30))
def test_no_address_breaks_it(text: str) -> None:
    found = deliverable(f"{text}@people.example")
    assert found is None or not set(found) & set(" ,\r\n") or found.startswith('"')


def test_our_own_parser_reads_what_we_send() -> None:
    receipt, reply = parse(compose(RECEIVED, FROM, SECRET)), parse(compose(REPLY, FROM, SECRET))
    assert (receipt.automatic, reply.automatic) == (Automatic.AUTO_SUBMITTED, None)
    assert reply.text.startswith(REPLY.written)
    assert reply.remark is None
    assert reply.message_id == names.message_id(SECRET, FROM, TICKET, REPLY.notice.id)
    assert reply.references == (ROOT,)
