"""A function as the emulator serves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

import httpx

from scripts.base import local_http
from scripts.base.paths import PROJECT

WARM_S = 90.0


@dataclass(frozen=True)
class Function:
    """`url` is its address, or where its events and tasks are delivered."""

    name: str
    url: str
    takes_http: bool

    @classmethod
    def of(cls, trigger: Mapping[str, Any], emulator: str) -> Self:
        """From what the functions emulator at that address says of it."""
        if trigger.get("httpsTrigger") is not None:
            url = f"{emulator}/{PROJECT}/{trigger['region']}/{trigger['name']}"
            return cls(trigger["name"], url, "taskQueueTrigger" not in trigger)
        # The emulator numbers the generations of its triggers; nothing of ours asks for a second one.
        return cls(trigger["name"], f"{emulator}/functions/projects/{PROJECT}/triggers/{trigger['id']}-0", False)

    def problem(self) -> str | None:
        """Has the function started; returns why it is not ready, None when it is."""
        try:
            if self.takes_http:
                answer, ready = local_http.get(f"{self.url}/__/health", timeout=WARM_S), httpx.codes.NO_CONTENT
            else:
                # Neither an event nor a task, so it is refused before our code: it only makes the emulator start it.
                answer, ready = local_http.post(self.url, json={}, timeout=WARM_S), httpx.codes.BAD_REQUEST
        except httpx.HTTPError as error:
            return type(error).__name__
        return None if answer.status_code == ready else f"status {answer.status_code}"
