"""A mail as it came in, read into what the other rooms need; pure."""

from common.base.remark import Remark
from common.mime import quotes
from common.mime.authentication import authentication
from common.mime.automatic import automatic, is_of_list
from common.mime.body import Body
from common.mime.bounce import bounce
from common.mime.fields import Fields, addresses, emails, ids, line, own_id
from common.mime.files import files
from common.mime.model import Address, Automatic, Parsed
from common.mime.quote_words import ANSWERS, FORWARDS
from common.mime.structure import Structure

TEXT_MAX = 100_000
_FOR = (
    "to",
    "cc",
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-envelope-to",
    "x-forwarded-to",
    "resent-to",
    "apparently-to",
)
_NOTHING = Parsed(None, (), (), None, (), (), (), (), "", "", "", None, None, (), Remark.UNREADABLE)


def parse(raw: bytes) -> Parsed:
    """What the mail says. It never raises, for any bytes, and takes time and memory in proportion to their number.

    Where nothing of the mail can be read, all is empty but for the note `UNREADABLE`.
    """
    try:
        return _parsed(raw)
    except Exception:  # noqa: BLE001  # the standard library's parsers raise what they do not list, and no mail may be lost
        return _NOTHING


def _parsed(raw: bytes) -> Parsed:
    structure = Structure(raw)
    root, fields = structure.root, structure.root.fields
    senders = addresses(fields.all("from"))
    sender = next(iter(senders or addresses(fields.all("sender"))), None)
    email = sender.email if sender else None
    subject = line(next(iter(fields.all("subject")), ""))
    in_reply_to, references = ids(fields.all("in-reply-to")), ids(fields.all("references"))
    body = Body(structure)
    is_answer = bool(in_reply_to or references or ANSWERS.match(subject))
    text, cut = quotes.split(body.text, is_answer=is_answer, is_forward=bool(FORWARDS.match(subject)))
    bounced = bounce(root, email, subject)
    reply_to = addresses(fields.all("reply-to"))
    author = _author_of_list(fields, email, reply_to)
    return Parsed(
        message_id=own_id(fields.all("message-id")),
        in_reply_to=in_reply_to,
        references=references,
        sender=author or sender,
        senders=senders,
        reply_to=reply_to,
        loops=emails(fields.all("x-loop")),
        recipients=emails(fields.all(*_FOR)),
        subject=subject,
        text=text[:TEXT_MAX],
        cut=cut[:TEXT_MAX],
        automatic=Automatic.REPORT if bounced else automatic(fields, root.type, email, subject),
        bounce=bounced,
        authentication=() if author else authentication(fields, email),  # which says nothing of the author
        remark=body.remark,
        files=files(root),
    )


def _author_of_list(fields: Fields, email: str | None, reply_to: tuple[Address, ...]) -> Address | None:
    """Who wrote a mail whose `From` a list has made its own, as it must where the author's domain has DMARC: Google
    Groups name them in a field of theirs, others in `Reply-To`. None for all other mails."""
    if not is_of_list(fields):
        return None
    original = addresses(fields.all("x-original-from"))
    posts = emails(fields.all("list-post"))
    others = reply_to if email in posts else ()
    return next((it for it in (*original, *others) if it.email not in (email, *posts)), None)
