"""Hands the outbox's e-mails to the Trigger Email extension.

Started by the creation of `mail_outbox/{notice}`, which happens only where e-mail is switched on; writes
`mail/{notice}` and takes the notice away in one commit, so a repeated event does nothing. Failures raise, and the event
is delivered again.
"""

from typing import Any

from firebase_functions import firestore_fn
from google.cloud.firestore import DocumentSnapshot
from pydantic import ValidationError

from common.base import logs
from common.base.errors import Damaged
from common.base.redelivery import redelivered
from common.mail import notice as mail
from common.mail import sending
from common.mail.sending import Outcome

type NoticeCreated = firestore_fn.Event[DocumentSnapshot[Any] | None]


@redelivered
@firestore_fn.on_document_created(
    document="mail_outbox/{notice}", memory=512, timeout_sec=60, concurrency=16, max_instances=5
)
def send_mail(event: NoticeCreated) -> None:
    """Has the e-mail sent that `event` tells of, unless its mailbox has had its share for this hour."""
    notice = event.params["notice"]
    logs.begin(function="send_mail", event=event.id, mail=notice, ticket=mail.ticket_of(notice))
    try:
        outcome = sending.send(notice)
    except (ValidationError, Damaged) as failure:
        # It or its ticket is malformed, and will not be better the next time, so the event is done with.
        logs.error("waiting e-mail is malformed", failure)
        return
    except Exception as failure:
        logs.error("could not send; the event will come again", failure)
        raise
    report = logs.warning if outcome is Outcome.HELD_BACK else logs.info
    report("send_mail", outcome=outcome)
