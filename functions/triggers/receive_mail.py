"""Carries out a mail that came in.

Started by the creation of `mail_inbox/{mail}`; opens a ticket, or adds a message to one, with the mail as the
idempotency key, and stores what became of it. A repeated event changes nothing.
"""

from typing import Any

from firebase_functions import firestore_fn

from common.base import config
from common.base.firestore import Snapshot
from common.base.trigger import trigger

type MailAccepted = firestore_fn.Event[Snapshot | None]


@trigger(
    firestore_fn.on_document_created(
        document="mail_inbox/{mail}",
        timeout_sec=60,
        max_instances=5,
        concurrency=2,  # each may have a mail of 25 MiB in memory, several times
        memory=1024,
        secrets=[config.MAIL_SECRET.name],
    )
)
def receive_mail(event: MailAccepted) -> dict[str, Any] | None:
    """Carries out the mail that the event is about, unless a delivery before this one did."""
    from common.inbound import road  # the parser and the classifier, which the other functions start without

    done = road.carry_out(event.params["mail"])
    return None if done is None else {"state": done.state, "reason": done.reason, "ticket": done.ticket}
