"""What mail servers report of mails that they did not deliver, by RFC 3464 and in their own words."""

import pytest

from common.mime import reasons
from common.mime.model import Automatic, Bounce
from common.mime.parser import parse
from tests.support.raw_mail import mail, multipart, part

OURS = "<n.t.mac@desk.example>"
DAEMON = {"from": "Mail Delivery System <MAILER-DAEMON@mx.example>"}
RETURNED = mail("our words", message_id=OURS, references="<first@desk.example>")


def report(status: str, *more: bytes, words: str = "It failed.") -> bytes:
    parts = part("text/plain", words), part("message/delivery-status", f"Reporting-MTA: dns; mx.example\n\n{status}")
    return multipart("report; report-type=delivery-status", *parts, *more, subject="Report", **DAEMON)


FAILED = "Final-Recipient: rfc822; Kim@example.com\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; Over quota\n"


def test_a_report_names_the_mail_the_address_and_the_reason() -> None:
    parsed = parse(report(FAILED, part("message/rfc822", RETURNED)))
    ids = (OURS, "<first@desk.example>")
    assert parsed.bounce == Bounce(final=True, reason=reasons.FULL, message_ids=ids, recipients=("kim@example.com",))
    assert parsed.automatic is Automatic.REPORT


def test_a_report_may_return_only_the_header() -> None:
    header = part("text/rfc822-headers", RETURNED.split(b"\r\n\r\n")[0])
    assert (found := parse(report(FAILED, header)).bounce)
    assert found.message_ids[0] == OURS


def test_a_report_may_return_nothing_but_what_it_answers() -> None:
    raw = report(FAILED).replace(b"Subject: Report", b"Subject: Report\r\nReferences: " + OURS.encode())
    assert (found := parse(raw).bounce)
    assert found.message_ids == (OURS,)


def test_of_a_forwarded_address_the_one_that_we_wrote_to_is_named() -> None:
    forwarded = f"Original-Recipient: rfc822;kim@example.com\n{FAILED.replace('Kim@example.com', 'gone@other.example')}"
    assert (found := parse(report(forwarded, part("message/rfc822", RETURNED))).bounce)
    assert (found.final, found.reason, found.recipients) == (True, reasons.FULL, ("kim@example.com",))


def test_a_delay_is_not_final() -> None:
    delayed = (
        "Final-Recipient: rfc822; kim@example.com\nAction: delayed\nStatus: 4.4.1\nWill-Retry-Until: Fri, 4 Dec 2026\n"
    )
    assert (found := parse(report(delayed, part("message/rfc822", RETURNED))).bounce)
    assert (found.final, found.reason) == (False, reasons.NOT_REACHED)


def test_of_several_recipients_those_that_failed_count() -> None:
    got = "Final-Recipient: rfc822; bo@example.com\nAction: delivered\nStatus: 2.0.0\n\n"
    assert (found := parse(report(got + FAILED)).bounce)
    assert found.recipients == ("kim@example.com",)
    other = FAILED.replace("Kim", "Bo")
    assert (found := parse(report(f"{other}\n{FAILED}\n{FAILED}")).bounce)
    assert found.recipients == ("bo@example.com", "kim@example.com")
    assert (found := parse(report(f"{other}\nAction: failed\nStatus: 5.2.2\n")).bounce)
    assert found.recipients == ()
    assert parse(report(got)).bounce is None
    assert parse(report(got)).automatic is Automatic.REPORT


QMAIL = (
    "Hi. This is the qmail-send program at mx.example.\n\n<kim@example.com>:\n{said}\n\n"
    f"--- Below this line is a copy of the message.\n\nMessage-ID: {OURS}\nSubject: x\n\nour words"
)


@pytest.mark.parametrize(
    ("subject", "said", "final", "reason"),
    [
        ("failure notice", "Sorry, no mailbox here by that name. (#5.1.1)", True, reasons.NO_ADDRESS),
        ("Undelivered Mail Returned to Sender", "mailbox is full", True, reasons.FULL),
        (
            "Mail delivery failed: returning message to sender",
            "retry timeout exceeded: timed out",
            True,
            reasons.NOT_REACHED,
        ),
        ("Unzustellbar: Re: x", "550 5.7.1 blocked using a blocklist", True, reasons.SPAM),
        ("Delivery Status Notification (Failure)", "550 SPF check failed", True, reasons.NO_PROOF),
        ("Undeliverable: x", "it did not work", True, reasons.UNKNOWN),
        ("Warning: message x delayed 24 hours", "4.4.2 connection refused", False, reasons.NOT_REACHED),
        ("Delivery Status Notification (Delay)", "will keep trying", False, reasons.UNKNOWN),
        (
            "Delivery Status Notification (Failure)",
            "delivery was delayed before, 5.4.7 expired",
            True,
            "the receiver's server was not reached in time",
        ),
    ],
)
def test_servers_that_know_no_reports_are_understood(subject: str, said: str, final: bool, reason: str) -> None:
    parsed = parse(mail(QMAIL.format(said=said), subject=subject, **DAEMON))
    assert parsed.bounce == Bounce(final=final, reason=reason, message_ids=(OURS,), recipients=("kim@example.com",))
    assert parsed.automatic is Automatic.REPORT


def test_what_a_mail_daemon_says_in_an_unknown_language_is_no_ticket() -> None:
    parsed = parse(mail("hello", subject="Skilaboð", **DAEMON))
    assert (parsed.bounce, parsed.automatic) == (None, Automatic.REPORT)


def test_exim_names_the_addresses_in_a_field() -> None:
    raw = mail(
        "It failed",
        subject="x",
        **{"from": "Exim <exim@mx.example>", "x_failed_recipients": "Kim@example.com, bo@x.example"},
    )
    assert (found := parse(raw).bounce)
    assert (found.final, found.recipients) == (True, ("kim@example.com", "bo@x.example"))


def test_a_person_may_pass_a_report_on() -> None:
    parts = part("text/plain", "My mails come back."), part("message/delivery-status", f"Reporting-MTA: x\n\n{FAILED}")
    parsed = parse(multipart("mixed", *parts))
    assert (parsed.bounce, parsed.automatic, parsed.text) == (None, None, "My mails come back.")


def test_a_gateway_may_wrap_a_report() -> None:
    parts = part("text/plain", "It failed."), part("message/delivery-status", f"Reporting-MTA: x\n\n{FAILED}")
    assert (found := parse(multipart("mixed", *parts, return_path="<>")).bounce)
    assert found.reason == reasons.FULL


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "Undelivered Mail Returned to Sender"},
        {"subject": "Mail delivery failed, what can I do?"},
        {"subject": "Re: failure notice", "in_reply_to": OURS},
    ],
)
def test_people_may_write_about_failures(fields: dict[str, str]) -> None:
    parsed = parse(mail("My mails come back.", **dict(fields)))
    assert (parsed.bounce, parsed.automatic) == (None, None)


@pytest.mark.parametrize(
    ("code", "words", "reason"),
    [
        ("5.1.1", "", reasons.NO_ADDRESS),
        ("5.1.2", "", reasons.NO_DOMAIN),
        ("5.2.2", "user unknown", reasons.FULL),
        ("5.3.4", "", reasons.TOO_LARGE),
        ("5.7.1", "message looks like spam", reasons.SPAM),
        ("5.7.1", "", reasons.REFUSED),
        ("5.0.0", "552 Quota exceeded", reasons.FULL),
        ("5.9.9", "", reasons.REFUSED),
        ("4.9.9", "", reasons.PUT_OFF),
        ("", "550 No such user", reasons.NO_ADDRESS),
        ("", "", reasons.UNKNOWN),
    ],
)
def test_reasons_are_plain_words(code: str, words: str, reason: str) -> None:
    assert reasons.reason(code, words) == reason
