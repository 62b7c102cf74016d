"""Waiting for the counters before the emulators stop or are saved: events that are not delivered by then are lost."""

import time
from collections import Counter
from collections.abc import Callable

from google.api_core.exceptions import GoogleAPIError
from google.cloud.firestore import Client

from common.counters import store
from common.tickets.fields import Status
from scripts.emulators.ports import Ports
from scripts.operate import admin

SETTLED_S = 5.0
POLL_S = 0.1


def wait_until_counted(served: Ports, is_running: Callable[[], bool]) -> None:
    """Returns when the counters agree with the tickets, when the emulators are gone, or after SETTLED_S seconds."""
    deadline = time.monotonic() + SETTLED_S
    admin.use_emulators(served)
    with admin.firestore() as firestore:
        while is_running() and time.monotonic() < deadline and not _agree(firestore):
            time.sleep(POLL_S)


def _agree(firestore: Client) -> bool:
    try:
        stored = Counter(it.get("status") for it in firestore.collection("tickets").select(["status"]).stream())
        counted, _ = store.sums(firestore.collection("counters").stream())
    except GoogleAPIError:
        return False
    return all(stored[status] == counted.get(("status", status), 0) for status in Status)
