"""The road of every incoming mail, from the inbox to a ticket."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from common.actions import mailing
from common.actions.open import open_ticket
from common.actions.request import send_mail
from common.base import config, ids, logs
from common.base.errors import Conflict, NotFound
from common.base.firestore import patience
from common.base.remark import Remark
from common.callers.idempotency import Key
from common.classifier.language import language_of
from common.conversation import store as conversation
from common.conversation.inputs import TEXT_MAX, RequesterMessage
from common.inbound import destination, files, inbox, texts
from common.inbound.files import Kept
from common.inbound.model import Incoming, State
from common.mail import settings
from common.mime.model import Parsed
from common.mime.parser import parse
from common.tickets import store
from common.tickets.fields import Language
from common.tickets.inputs import DESCRIPTION_MAX, NewTicket
from common.tickets.mails import CUT_MAX, Mail, Received
from common.tickets.model import Setter

CHANNEL = "email"


def carry_out(name: str) -> Incoming | None:
    """What became of the mail with this id; None where it was carried out before, or is gone.

    Raises ValidationError for one that cannot be read, and what opening and writing raise.
    """
    try:
        waiting = inbox.find(name)
        if waiting.state is not State.WAITING:
            return None
        raw = inbox.original(name)
    except NotFound:
        return None
    parsed = parse(raw)
    state, reason, ticket = _Mail(name, parsed, waiting.received_at).carried_out()
    sender = inbox.hash_of(parsed.sender.email) if parsed.sender else None
    done = waiting.model_copy(update={"state": state, "reason": reason, "ticket": ticket, "sender": sender})
    inbox.settle(name, done)
    return done


class _Mail:
    """One mail on its way."""

    def __init__(self, name: str, parsed: Parsed, received_at: datetime) -> None:
        self.name, self.parsed, self.received_at = name, parsed, received_at
        self.secret = settings.secret()
        self.key = Key(name, CHANNEL, ids.digest(name))
        self.authentication = destination.authentication_of(parsed, config.MAIL_AUTHSERV_ID.value)

    def carried_out(self) -> tuple[State, str, str | None]:
        """The state, the reason, and the ticket's id."""
        if (before := self._before()) is not None:
            return State.DONE, "repeated", str(before.get("ticket"))
        if destination.is_ours(self.parsed, self.secret):
            return State.IGNORED, "our own mail", None
        if self.parsed.bounce is not None:
            return self._bounced()
        automatic = self.parsed.automatic
        if automatic is not None and automatic.written_by_nobody:
            return State.IGNORED, str(automatic), None
        return self._written()

    def _before(self) -> Mapping[str, Any] | None:
        """What the mail led to where that was stored, and only its end was not."""
        found: Mapping[str, Any] | None = self.key.document.get(**patience()).to_dict()
        return found

    def _bounced(self) -> tuple[State, str, str | None]:
        bounce = self.parsed.bounce
        assert bounce is not None
        about = destination.undelivered(self.parsed, self.secret, conversation.newest_reply)
        if about is None:
            return State.IGNORED, "a report about no mail of ours", None
        ticket, notice = about
        if not bounce.final:
            return State.IGNORED, "delayed", ticket
        mailing.failed(notice, bounce.reason, bounce.recipients)
        return State.DONE, "not delivered", ticket

    def _written(self) -> tuple[State, str, str | None]:
        ticket = destination.named(self.parsed, self.secret)
        ticket = ticket or destination.of_subject(self.parsed, self.authentication, store.of_reference)
        if ticket is not None:
            text = texts.body_of(self.parsed.text, TEXT_MAX)
            sent = RequesterMessage(text=text, attachments=self._files.names)
            try:
                taken = send_mail(ticket, sent, self._mail(True), self.key)
            except (Conflict, NotFound):
                logs.info("the mail's ticket takes no messages", found=ticket)
            else:
                return State.DONE, "message", taken
        return State.DONE, "ticket", self._opened()

    def _opened(self) -> str:
        parsed, sender = self.parsed, self.parsed.sender
        unreadable = parsed.remark is Remark.UNREADABLE
        text = texts.body_of(parsed.text, DESCRIPTION_MAX, texts.UNREADABLE if unreadable else texts.NO_TEXT)
        spoken = language_of(f"{parsed.subject}\n{parsed.text}")
        new = NewTicket(
            title=texts.title_of(parsed.subject, parsed.text),
            description=text,
            requester=texts.requester_of(sender.name, sender.email) if sender else None,
            language=Language(spoken) if spoken in tuple(Language) else Language.EN,
            attachments=self._files.names,
        )
        mail = self._mail(self._is_answered())
        return open_ticket(new, channel=CHANNEL, setter=Setter.SUBMITTER, key=self.key, mail=mail).id

    @cached_property
    def _files(self) -> Kept:
        return files.keep(self.name, self.received_at, self.parsed.files)

    def _is_answered(self) -> bool:
        """Whether a ticket that it opens is confirmed: nothing that may be an answer to a mail of ours gets another."""
        parsed = self.parsed
        if parsed.sender is None or parsed.automatic is not None:
            return False
        named = destination.references_in((parsed.subject, parsed.text, parsed.cut))
        return not any(store.of_reference(it) for it in set(named))

    def _mail(self, answered: bool) -> Mail:
        sender = self.parsed.sender
        received = Received(
            sender=sender.email if sender else "",
            authentication=self.authentication,
            cut=self.parsed.cut[:CUT_MAX] or None,
            left_out=self._files.left_out,
            remark=self.parsed.remark,
        )
        return Mail(
            received,
            sender_name=sender.name if sender else None,
            subject=self.parsed.subject,
            message_id=self.parsed.message_id,
            original=self.name,
            answered=answered,
        )
