"""Makes one attempt at a webhook delivery.

Started by Cloud Tasks, at the time when the attempt is due; sends, stores the result and queues the next attempt. A
failure on the receiver's side is a result. The name has no underscore because the queue is named after the function.
"""

from typing import Any

from firebase_functions import tasks_fn
from firebase_functions.https_fn import CallableRequest
from firebase_functions.options import RateLimits, RetryConfig

from common.base import logs
from common.base.trigger import trigger
from common.webhooks.queue import Task

PLACES = 64
"""Attempts under way at once: four instances with 16 threads."""


@trigger(
    tasks_fn.on_task_dispatched(
        # Only for failures on our side, such as an outage of Firestore: two days of them.
        retry_config=RetryConfig(max_attempts=300, min_backoff_seconds=5, max_backoff_seconds=600, max_doublings=7),
        rate_limits=RateLimits(max_concurrent_dispatches=PLACES, max_dispatches_per_second=100),
        timeout_sec=60,
        max_instances=4,
    )
)
def deliverwebhook(request: CallableRequest[Any]) -> dict[str, Any]:
    """Attempts the delivery that the task names, if that is still to be done."""
    from common.webhooks import attempts  # the code that sends, which the other functions start without

    task = Task.model_validate(request.data)
    logs.about(webhook=task.endpoint, delivery=task.delivery)
    return {"outcome": attempts.run(task)}
