"""To which ticket a mail belongs, and what proves it; pure but for what looks up a reference."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from common.base.config import MAIL_FROM
from common.mail import names, settings
from common.mail.notice import Kind, Notice
from common.mime.model import AuthResult, Parsed
from common.tickets import reference as references
from common.tickets.mails import Authentication
from common.tickets.model import Ticket

A_REFERENCE = re.compile(r"(?<!\w)[0-9A-Za-z]{4}(?:-?[0-9A-Za-z]{4}){2}(?!\w)")
SEARCHED_MAX = 20_000
"""Characters of a text in which references are looked for."""


def named(parsed: Parsed, secret: str) -> str | None:
    """The id of the ticket that an address of ours, or a Message-ID of ours, names in the mail."""
    addresses = (names.ticket_of_address(secret, it) for it in parsed.recipients)
    answered = (names.ticket_of_message_id(secret, it) for it in chain(parsed.in_reply_to, reversed(parsed.references)))
    return next(chain(filter(None, addresses), (it[0] for it in answered if it)), None)


def undelivered(parsed: Parsed, secret: str, newest_reply: Callable[[str], str | None]) -> tuple[str, str] | None:
    """The ids of the ticket and the notice that a report is about; None where it is about no mail of ours.

    Where a report names no mail of ours, the address that it was sent to still names the ticket; it is then taken to be
    about the newest reply.
    """
    named_mails = parsed.bounce.message_ids if parsed.bounce else ()
    found = next(filter(None, (names.ticket_of_message_id(secret, it) for it in named_mails)), None)
    if found is not None:
        return found
    ticket = named(parsed, secret)
    reply = newest_reply(ticket) if ticket else None
    return (ticket, Notice(Kind.REPLY, ticket, reply).id) if ticket and reply else None


def is_ours(parsed: Parsed, secret: str) -> bool:
    """Whether it is a mail of ours come back. A list may have given it another id and sender, but not all the marks."""
    marks = (*(it.email for it in parsed.reply_to), *parsed.loops)
    return (
        names.ticket_of_message_id(secret, parsed.message_id or "") is not None
        or (parsed.sender is not None and _is_own(parsed.sender.email, secret))
        or any(names.ticket_of_address(secret, it) for it in marks)
    )


def _is_own(address: str, secret: str) -> bool:
    """Whether it is the address that our own mails are from, or answers go to."""
    if names.ticket_of_address(secret, address) is not None:
        return True
    return settings.is_on() and names.sender(MAIL_FROM.value)[1].casefold() == address.casefold()


def of_subject(parsed: Parsed, authentication: Authentication, find: Callable[[str], Ticket | None]) -> str | None:
    """The id of the ticket whose reference is in the subject, where its requester has proven to be the sender."""
    if authentication is not Authentication.PASSED or parsed.sender is None:
        return None
    for ticket in filter(None, map(find, references_in([parsed.subject]))):
        if ticket.is_of(parsed.sender.email):
            return ticket.id
    return None


def references_in(texts: Iterable[str]) -> Iterator[str]:
    """What may be references of ours: their check symbol is right."""
    found = (it[0] for text in texts for it in A_REFERENCE.finditer(text[:SEARCHED_MAX]))
    return filter(None, map(references.parse, found))


def authentication_of(parsed: Parsed, trusted: str) -> Authentication:
    """What the first result of the server that we trust says; a sender can add others. Several senders prove nothing:
    the result is about one of them."""
    found = _result(parsed.authentication, trusted)
    return Authentication.NONE if found is Authentication.PASSED and len(parsed.senders) > 1 else found


def _result(results: Iterable[AuthResult], trusted: str) -> Authentication:
    ours = next((it for it in results if trusted and it.authserv_id == trusted.strip().lower()), None)
    if ours is None:
        return Authentication.NONE
    if ours.dmarc == "fail":
        return Authentication.FAILED
    if ours.dmarc == "pass" or ours.spf == ours.dkim == "pass":
        return Authentication.PASSED
    others = {ours.spf, ours.dkim}
    return Authentication.FAILED if "fail" in others and "pass" not in others else Authentication.NONE
