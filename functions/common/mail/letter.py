"""The e-mail that a notice becomes; pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8

import idna

from common.attachments.model import Attachment
from common.mail import names, wording
from common.mail.notice import Kind, Notice

MESSAGE_ID = re.compile(r"<[!-~]{1,900}>")
"""What fits into a line of 998 octets (RFC 5322)."""
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
SURROGATES = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with an e-mail."""

    name: str
    kind: str
    """Its media type."""
    content: bytes


@dataclass(frozen=True)
class Letter:
    """What an e-mail says. Where no person wrote it, nothing that its receiver typed is in it, but for `subject`."""

    notice: Notice
    reference: str
    language: str
    to: str
    link: str
    """To the status page."""
    cc: tuple[str, ...] = ()
    subject: str = ""
    """Of the mail that opened the ticket; empty where none did, or its sender may be made up."""
    references: tuple[str, ...] = ()
    """Message-IDs of the conversation, the one that this answers last."""
    author: str = ""
    """The name of who replied."""
    written: str = ""
    """The reply."""
    solved: bool = False
    """Whether the reply's author considers the ticket solved."""
    files: tuple[Attachment, ...] = ()
    """Those of the reply."""
    enclosed: tuple[Enclosure, ...] = ()
    """The same files, where they go with the e-mail; else it says that the page has them."""
    at: datetime = field(kw_only=True)


def deliverable(address: str) -> str | None:
    """The address as servers take it, its domain in ASCII; None for one that no header can hold."""
    local, _, domain = address.rpartition("@")
    try:
        found = address if domain.isascii() else f"{local}@{idna.encode(domain, uts46=True).decode()}"
        parsed = SMTPUTF8.header_factory("To", found).addresses
    except (idna.IDNAError, MessageError, ValueError, IndexError):
        return None
    return found if local and [it.addr_spec for it in parsed] == [found] else None


def compose(letter: Letter, mail_from: str, secret: str) -> bytes:
    """The e-mail, with the same Message-ID each time. Raises `Misconfigured` for a wrong `mail_from`."""
    notice, (name, address) = letter.notice, names.sender(mail_from)
    everybody = ", ".join((letter.to, *letter.cc))
    message = EmailMessage(SMTP if everybody.isascii() else SMTPUTF8)
    message["From"] = Address(name, addr_spec=address)
    message["To"] = letter.to
    if letter.cc:
        message["Cc"] = ", ".join(letter.cc)
    message["Reply-To"] = message["X-Loop"] = names.reply_address(secret, mail_from, notice.ticket)
    message["Subject"] = subject(letter)
    message["Date"] = letter.at
    if notice.kind.automatic:
        message["Auto-Submitted"] = "auto-replied" if notice.kind is Kind.RECEIVED else "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
    paragraphs, values, written = _paragraphs(letter), _values(letter), clean(letter.written)
    message.set_content(wording.text(written, paragraphs, values), cte="quoted-printable")
    html = wording.html(letter.language, written, paragraphs, values)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    _enclose(message, letter.enclosed)
    message["Content-Language"] = letter.language  # which a new content would have taken away
    return _names(letter, names.message_id(secret, mail_from, notice.ticket, notice.id)) + message.as_bytes()


def _enclose(message: EmailMessage, files: Iterable[Enclosure]) -> None:
    for it in files:
        kind, _, subtype = it.kind.partition("/")
        message.add_attachment(it.content, kind, subtype, filename=it.name)


def _names(letter: Letter, message_id: str) -> bytes:
    """The headers that name e-mails; the library would encode long names, which no program knows again."""
    lines = [f"Message-ID: {message_id}"]
    if references := _references(letter):
        lines += [f"In-Reply-To: {references[-1]}", f"References: {'\r\n '.join(references)}"]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _references(letter: Letter) -> list[str]:
    return [it for it in letter.references if MESSAGE_ID.fullmatch(it)]


def subject(letter: Letter) -> str:
    """One for a ticket's life, by which mail programs keep its e-mails together; `Re: ` from the second e-mail on."""
    found = clean(UNPRINTABLE.sub(" ", letter.subject)).strip() or wording.subject(letter.language, letter.reference)
    return found if not _references(letter) or found.lower().startswith("re:") else f"Re: {found}"


def clean(text: str) -> str:
    """Without what no encoding has."""
    return SURROGATES.sub("\ufffd", text)


def _paragraphs(letter: Letter) -> list[str]:
    words = wording.of(letter.language)
    elsewhere = words["files"] if letter.files and not letter.enclosed else ()
    found: list[str] = [*(words["solved"] if letter.solved else ()), *words[letter.notice.kind], *elsewhere]
    return found


def _values(letter: Letter) -> dict[str, str]:
    name = UNPRINTABLE.sub(" ", clean(letter.author))
    return {"reference": letter.reference, "link": letter.link, "name": name}
