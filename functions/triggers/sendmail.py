"""Makes one attempt at an e-mail.

Started by Cloud Tasks, at the time when the attempt is due; sends, stores the result and queues the next attempt. What
a mail server refuses is a result. The name has no underscore because the queue is named after the function.
"""

from typing import Any

from firebase_functions import tasks_fn
from firebase_functions.https_fn import CallableRequest
from firebase_functions.options import RateLimits, RetryConfig

from common.base import logs
from common.base.config import MAIL_SECRET, SMTP_URL
from common.base.trigger import trigger
from common.mail.notice import Notice
from common.mail.queue import Task

PLACES = 8
"""Attempts under way at once, each with a connection to our mail server: one instance with its threads. An e-mail with
10 MiB of files takes 70 MB."""


@trigger(
    tasks_fn.on_task_dispatched(
        # Only for failures on our side, such as an outage of Firestore or a wrong setting: three days of them.
        retry_config=RetryConfig(max_attempts=450, min_backoff_seconds=5, max_backoff_seconds=600, max_doublings=7),
        rate_limits=RateLimits(max_concurrent_dispatches=PLACES, max_dispatches_per_second=20),
        timeout_sec=60,
        max_instances=1,
        concurrency=PLACES,
        memory=1024,
        secrets=[SMTP_URL.name, MAIL_SECRET.name],
    )
)
def sendmail(request: CallableRequest[Any]) -> dict[str, Any] | None:
    """Sends the e-mail that the task names, if that is still to be done."""
    # The code that sends, which the other functions start without.
    from common.mail.smtp import Outcome
    from common.outbound import send

    task = Task.model_validate(request.data)
    notice = Notice.of(task.notice)
    logs.about(ticket=notice and notice.ticket, kind=notice and notice.kind)
    done = send.run(task)
    if done["outcome"] in (send.HELD_BACK, Outcome.FAILED):
        logs.warning("sendmail", **done)
        return None
    return dict(done)
