"""How often hypothesis tries, and what it tries on."""

import os

from hypothesis import HealthCheck, settings

from tests.support.soak import SOAK, rounds

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))
"""0: few, and the same every time."""
USUAL = {
    "api_keys": "POST",
    "attachments": "POST",
    "create_ticket": "POST",
    "desk": "GET",
    "list_tickets": "GET",
    "mails": "POST",
    "get_ticket": "GET",
    "update_ticket": "PATCH",
    "ticket_stats": "GET",
    "classify_ticket": "POST",
    "track_ticket": "GET",
    "tickets": "POST",
    "ticket": "PATCH",
    "webhooks": "GET",
}
"""Every HTTP function, and a method that it knows."""
WITHOUT_ID = USUAL.keys() - {"get_ticket", "update_ticket", "track_ticket", "ticket"}

BELOW: dict[str, list[list[str]]] = {
    "attachments": [["attachments"], ["0" * 26], ["0" * 26, "attachments", "0" * 26]],
    "desk": [["agents"], ["presence"], ["queues"], ["views"]],
}
"""The paths of functions that have several without an id."""


def examples(few: int, many: int) -> settings:
    """So many in `make test`, and in `make soak`."""
    return settings(
        max_examples=EXAMPLES or rounds(few, many),
        derandomize=not (EXAMPLES or SOAK),
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
