"""What a mail server reports of a mail that it did not deliver, by RFC 3464 or in its own words; pure."""

import re

from common.mime import reasons
from common.mime.body import clean
from common.mime.charset import decoded
from common.mime.fields import Fields, emails, ids, read_fields
from common.mime.model import Bounce
from common.mime.structure import Part
from common.mime.words import any_of, compiled

_READ_MAX = 64_000
_SENDER = compiled(r"(?:mailer-daemon|postmaster|mdaemon|mail-daemon|microsoftexchange[0-9a-f]*|mailerdaemon)@")
_FAILED = compiled(
    any_of("""
    undeliver(?:ed|able)|(?:delivery|mail|message)\\W{1,3}(?:\\w+\\W{1,3}){0,2}fail|returned (?:mail|to sender)
    failure notice|delivery status|could not be delivered|not delivered|delivery (?:problem|error)
    unzustellbar|nicht zustellbar|non remis|échec de (?:la )?remise|no se (?:ha )?(?:pudo|podido) entregar
    mancat[ao] (?:recapito|consegna)|não entregue|onbestelbaar|niet bezorgd|niedostarczon|недоставлен|не доставлено
    تعذر التسليم|退信|配信不能
""")
)
_DELAYED = compiled(
    any_of("""
    delay|warning|still (?:being )?(?:trying|retried)|not yet (?:been )?delivered|will (?:keep|continue) (?:to )?try
    verzögert|retardé|retrasad|ritard|vertraagd|задержк|تأخر
""")
)
_ID_IN_TEXT = re.compile(r"^[>\s]{0,10}message-id:\s{0,5}(<[^<>\s]{3,500}>)", re.IGNORECASE | re.MULTILINE)
_STATUS_PARTS = ("message/delivery-status", "message/global-delivery-status")
_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_ADDRESS_IN_TEXT = re.compile(r"<([^<>\s@]{1,64}@[^<>\s@]{1,255})>")


def bounce(root: Part, sender: str | None, subject: str) -> Bounce | None:
    """None where the mail is no such report, or a person passes one on."""
    from_server = _is_from_server(root, sender)
    status = next((part for part in root.all() if part.type in _STATUS_PARTS), None)
    if status and (from_server or root.type == "multipart/report"):
        return _reported(root, status)
    failed = root.fields.all("x-failed-recipients")
    is_delayed = bool(_DELAYED.search(subject))
    if not failed and not (from_server and (is_delayed or _FAILED.search(subject))):
        return None
    text = _text(root)
    code = _STATUS.search(text)
    recipients = emails(failed) or _named(text)
    return Bounce(not is_delayed, reasons.reason(code[0] if code else "", text), _ids(root, text), recipients)


def _is_from_server(root: Part, sender: str | None) -> bool:
    paths = ("".join(value.split()) for value in root.fields.all("return-path"))
    return bool(_SENDER.match(sender or "")) or "<>" in paths


def _reported(root: Part, status: Part) -> Bounce | None:
    """Of several recipients, those that failed, else those that wait; None where all got the mail."""
    blocks = [read_fields(block) for block in re.split(rb"\r?\n\r?\n|\r\r", status.beginning()[:_READ_MAX])]
    failed, delayed = ([it for it in blocks if it.get("action").lower().startswith(how)] for how in ("fail", "delay"))
    about = failed or delayed
    if not about:
        return None
    found, text = about[0], _text(root)
    code = _STATUS.search(found.get("status"))
    diagnosis = " ".join(filter(None, [found.get("diagnostic-code"), found.get("x-supplementary-info")]))
    reason = reasons.reason(code[0] if code else "", diagnosis or text)
    named = list(map(_recipient, about))
    recipients = tuple(dict.fromkeys(filter(None, named))) if all(named) else ()
    return Bounce(bool(failed), reason, _ids(root, text), recipients)


def _recipient(block: Fields) -> str | None:
    """The address that the mail was sent to in the first place, else where it was forwarded to."""
    return next(
        iter(emails(value.rpartition(";")[2] for value in block.all("original-recipient", "final-recipient"))), None
    )


def _ids(root: Part, text: str) -> tuple[str, ...]:
    """Of the mail that came back, in whatever form it did, then of what the report answers."""
    returned = [each for part in root.all() for each in _returned(part)]
    answered = ids(root.fields.all("in-reply-to", "references", "x-original-message-id"))
    quoted = _ID_IN_TEXT.findall(text)
    earlier = [each for headers in returned for each in ids(headers.all("references", "in-reply-to"))]
    own = [each for headers in returned for each in ids(headers.all("message-id"))]
    return tuple(dict.fromkeys([*own, *quoted, *answered, *earlier]))[:100]


def _returned(part: Part) -> list[Fields]:
    if part.type in ("message/rfc822", "message/global"):
        return [mail.fields for mail in part.parts]
    if part.type in ("text/rfc822-headers", "message/global-headers"):
        return [read_fields(part.beginning()[:_READ_MAX])]
    return []


def _named(text: str) -> tuple[str, ...]:
    found = _ADDRESS_IN_TEXT.search(text)
    return (found[1].lower(),) if found else ()


def _text(root: Part) -> str:
    """All that is written in a report, for words that are in no field."""
    parts = [part for part in root.all() if part.type in ("text/plain", "text/html")]
    return "\n".join(
        clean(decoded(part.beginning()[:_READ_MAX], part.content.get_content_charset())) for part in parts[:5]
    )[:_READ_MAX]
