"""What an event, a schedule or a queue starts."""

from typing import Any

from firebase_functions.options import Timezone, set_global_options

from common.base.config import CONCURRENCY, CPU, MEMORY_MB, REGION

# Options that are set after a function was imported are lost.
set_global_options(region=REGION.expression, cpu=CPU, memory=MEMORY_MB, concurrency=CONCURRENCY)


def nightly(at: str) -> Any:
    """Every night at that time, in UTC; a run that fails is repeated up to three times, five minutes apart at least."""
    return scheduled(f"every day {at}", timeout_s=1800, retries=3)


def scheduled(schedule: str, *, timeout_s: int, retries: int = 0) -> Any:
    """At these times, in UTC; a run that fails is repeated so often, five minutes apart at least."""
    from firebase_functions.scheduler_fn import on_schedule

    return on_schedule(
        schedule=schedule,
        timezone=Timezone("Etc/UTC"),
        retry_count=retries,
        min_backoff_seconds=300,
        timeout_sec=timeout_s,
        max_instances=1,
    )
