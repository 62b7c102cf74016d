"""Queues the first attempt at an e-mail.

Started by the creation of `mail_outbox/{notice}`, which happens only where e-mail is switched on. A repeated event adds
no second task, or one that finds nothing to do.
"""

from typing import Any

from firebase_functions import firestore_fn

from common.base import logs
from common.base.errors import Damaged
from common.base.firestore import Snapshot
from common.base.trigger import trigger
from common.mail.notice import Notice
from common.mail.outbox import Stored
from common.mail.queue import Task

type NoticeCreated = firestore_fn.Event[Snapshot | None]


@trigger(firestore_fn.on_document_created(document="mail_outbox/{notice}", timeout_sec=60, max_instances=5))
def send_mail(event: NoticeCreated) -> dict[str, Any]:
    """Queues the e-mail that the event is about, at the time when it is due."""
    notice = Notice.of(event.params["notice"])
    if notice is None:
        raise Damaged
    logs.about(ticket=notice.ticket)
    stored = Stored.model_validate(event.data.to_dict() if event.data else None)
    Task(notice=notice.id).enqueue(stored.due)
    return {"kind": notice.kind}
