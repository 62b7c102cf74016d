"""Mails that no person wrote: answering one of them may never end."""

from collections.abc import Callable

from tests.support.mails.maker import Made, Maker
from tests.support.mails.structure import PLAIN
from tests.support.raw_mail import mail, multipart, part

ABSENT = [
    *(
        "Automatic reply: your request",
        "Out of Office: Re: your request",
        "Automatische Antwort: Ihre Anfrage",
        "Abwesenheitsnotiz",
    ),
    *(
        "Réponse automatique : votre demande",
        "Respuesta automática: su solicitud",
        "رد تلقائي: طلبك",
        "自动回复: 你好",
        "Автоответ: запрос",
    ),
]
FAILURES = [
    ("5.1.1", "550 5.1.1 <{}>: Recipient address rejected: User unknown", "Undelivered Mail Returned to Sender"),
    (
        "5.2.2",
        "552 5.2.2 The email account that you tried to reach is over quota",
        "Delivery Status Notification (Failure)",
    ),
    ("5.4.4", "Host or domain name not found", "Undeliverable: your request"),
    ("5.7.1", "554 5.7.1 Message rejected due to spam content", "Mail delivery failed: returning message to sender"),
]


def our_own_mail(m: Maker) -> Made:
    """A receipt of the desk comes back, as of an address that forwards to the desk."""
    m.sender, m.message_id = m.desk.address, m.thread.message_ids[0]
    fields = m.fields(subject=f"We received your request {m.thread.reference}", auto_submitted="auto-replied")
    return m.made(mail(m.kept(), **fields), m.thread, automatic=True)


def absent_with_its_fields(m: Maker) -> Made:
    others: dict[str, str | None] = m.random.choice(
        [
            {"auto_submitted": "auto-replied"},
            {"x_autoreply": "yes"},
            {"precedence": "auto_reply", "return_path": "<>"},
            {"precedence": "junk"},
        ]
    )
    return m.made(mail(m.kept(), **m.fields(m.thread, **others)), m.thread, automatic=True)


def absent_without_its_fields(m: Maker) -> Made:
    return m.made(mail(m.kept(), **m.fields(m.thread, subject=m.random.choice(ABSENT))), m.thread, automatic=True)


def mailing_list(m: Maker) -> Made:
    others: dict[str, str | None] = m.random.choice(
        [{"list_id": "News <news.example.com>", "precedence": "bulk"}, {"precedence": "junk"}, {"precedence": "bulk"}]
    )
    return m.made(mail(m.kept(), **m.fields(**others)), automatic=True)


def group(m: Maker) -> Made:
    """A person's mail to a company's address that is a group, under their own address or, due to DMARC, the group's."""
    others: dict[str, str | None] = m.random.choice(
        [{"precedence": "list"}, {"list_id": "<support.desk.example>", "list_unsubscribe": "<mailto:u@example.com>"}]
    )
    if m.random.random() < 0.5:
        author = f"{m.name.replace(',', '')} <{m.sender}>"
        others = {**others, "from": f"Kim via Support <{m.desk.address}>", "x_original_from": author}
    return m.made(mail(m.kept(), **m.fields(**others)))


def another_help_desk(m: Maker) -> Made:
    """It answers each mail with one of its own, which says so."""
    fields = m.fields(
        m.thread, subject=f"[Ticket #{m.random.randrange(10**6)}] received", auto_submitted="auto-generated"
    )
    return m.made(mail(m.kept(), **fields), m.thread, automatic=True)


def another_help_desk_that_says_nothing(m: Maker) -> Made:
    """It names our ticket, so its mail is a message of it, which is not answered."""
    return m.made(mail(m.kept(), **m.fields(m.thread, subject=f"Ticket {m.thread.reference} received")), m.thread)


def monitoring(m: Maker) -> Made:
    """It may be what a ticket is about, but wants no answer; so may a program with which people write to customers."""
    suppressed: dict[str, str | None] = {"x_auto_response_suppress": "All"}
    unsubscribed: dict[str, str | None] = {"list_unsubscribe": "<mailto:u@example.com>"}
    others = m.random.choice([suppressed, unsubscribed])
    return m.made(mail(m.kept(), **m.fields(**others)))


def _report(m: Maker, action: str, status: str, said: str, subject: str, recipient: str, **block: str) -> bytes:
    m.sender = "mailer-daemon@mx.example.com"
    m.message_id = None if m.random.random() < 0.2 else m.message_id
    extra = "".join(f"{name.replace('_', '-').title()}: {value}\r\n" for name, value in block.items())
    about = f"Final-Recipient: rfc822; {recipient}\r\n{extra}Action: {action}\r\nStatus: {status}\r\n"
    about = f"Reporting-MTA: dns; mx.example.com\n\n{about}Diagnostic-Code: smtp; {said}\r\n"
    returned = mail(m.sentence(), **{"from": m.desk.address}, to=recipient, message_id=m.thread.message_ids[-1])
    third = m.random.choice(
        [part("message/rfc822", returned), part("text/rfc822-headers", returned.split(b"\r\n\r\n")[0])]
    )
    fields = m.fields(subject=subject, return_path="<>", auto_submitted="auto-replied")
    parts = (
        part(PLAIN, f"This is the mail system. {m.kept()}\n{said}"),
        part("message/delivery-status", about),
        third,
    )
    return multipart("report; report-type=delivery-status", *parts, **fields)


def bounce(m: Maker) -> Made:
    status, said, subject = m.random.choice(FAILURES)
    to = m.thread.requester
    return m.made(
        _report(m, "failed", status, said.format(to), subject, to), m.thread, automatic=True, undelivered=True
    )


def bounce_of_a_forwarded_address(m: Maker) -> Made:
    """The address that does not exist is one that the requester's forwards to."""
    status, said, subject = FAILURES[0]
    original = {"original_recipient": f"rfc822;{m.thread.requester}"}
    raw = _report(m, "failed", status, said.format("gone@other.example"), subject, "gone@other.example", **original)
    return m.made(raw, m.thread, automatic=True, undelivered=True)


def delay(m: Maker) -> Made:
    raw = _report(
        m,
        "delayed",
        "4.4.1",
        "connection timed out",
        "Delivery delayed",
        m.thread.requester,
        will_retry_until="Fri, 4 Dec 2026",
    )
    return m.made(raw, m.thread, automatic=True)


def _own_words(m: Maker, subject: str, said: str, **others: str | None) -> bytes:
    m.sender = "MAILER-DAEMON@mx.example.com".lower()
    returned = f"From: {m.desk.address}\nTo: {m.thread.requester}\nMessage-ID: {m.thread.message_ids[-1]}\n"
    copied = "--- Below this line is a copy of the message."
    body = f"{m.kept()}\n\n<{m.thread.requester}>:\n{said}\n\n{copied}\n\n{returned}\n{m.sentence()}\n"
    return mail(body, **m.fields(subject=subject, **others))


def bounce_in_own_words(m: Maker) -> Made:
    subject = m.random.choice(
        ["failure notice", "Undelivered Mail Returned to Sender", "Mail delivery failed", "Unzustellbar: Ihre Anfrage"]
    )
    others: dict[str, str | None] = m.random.choice([{"return_path": "<>"}, {}])
    raw = _own_words(
        m,
        subject,
        "550 5.1.1 No such user here",
        **{"from": "Mail Delivery System <mailer-daemon@mx.example.com>"},
        **others,
    )
    return m.made(raw, m.thread, automatic=True, undelivered=True)


def bounce_of_exim(m: Maker) -> Made:
    others: dict[str, str | None] = {"x_failed_recipients": m.thread.requester, "auto_submitted": "auto-replied"}
    raw = _own_words(m, "Mail delivery failed: returning message to sender", "mailbox is full", **others)
    return m.made(raw, m.thread, automatic=True, undelivered=True)


def delay_in_own_words(m: Maker) -> Made:
    raw = _own_words(
        m, "Warning: message delayed 24 hours", "Message will be retried, you need not send it again", return_path="<>"
    )
    return m.made(raw, m.thread, automatic=True)


def receipt_of_reading(m: Maker) -> Made:
    disposition = "manual-action/MDN-sent-manually; displayed"
    read = f"Original-Message-ID: {m.thread.message_ids[-1]}\nDisposition: {disposition}"
    parts = part(PLAIN, m.kept()), part("message/disposition-notification", read)
    raw = multipart("report; report-type=disposition-notification", *parts, **m.fields(m.thread))
    return m.made(raw, m.thread, automatic=True)


KINDS: list[Callable[[Maker], Made]] = [
    *(our_own_mail, absent_with_its_fields, absent_without_its_fields, mailing_list, group, another_help_desk),
    *(another_help_desk_that_says_nothing, monitoring, bounce, bounce_of_a_forwarded_address, delay),
    *(bounce_in_own_words, bounce_of_exim, delay_in_own_words, receipt_of_reading),
]
