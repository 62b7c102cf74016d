"""Hands the outbox's e-mails to the Trigger Email extension.

Started by the creation of `mail_outbox/{notice}`, which happens only where e-mail is switched on; writes
`mail/{notice}` and takes the notice away in one commit, so a repeated event does nothing.
"""

from typing import Any

from firebase_functions import firestore_fn

from common.base import logs
from common.base.firestore import Snapshot
from common.base.trigger import trigger
from common.mail import notice as mail
from common.mail import sending
from common.mail.sending import Outcome

type NoticeCreated = firestore_fn.Event[Snapshot | None]


@trigger(firestore_fn.on_document_created(document="mail_outbox/{notice}", timeout_sec=60, max_instances=5))
def send_mail(event: NoticeCreated) -> dict[str, Any] | None:
    """Has the e-mail sent that the event is about, unless its mailbox has had its share for this hour."""
    notice = event.params["notice"]
    logs.about(ticket=mail.ticket_of(notice))
    outcome = sending.send(notice)
    if outcome is Outcome.HELD_BACK:
        logs.warning("send_mail", outcome=outcome)
        return None
    return {"outcome": outcome}
