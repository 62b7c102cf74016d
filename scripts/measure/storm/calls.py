"""Requests of an integration and of an agent, made again and again until there is an answer."""

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
from standardwebhooks.webhooks import Webhook

from scripts.base.console import Failure
from scripts.base.paths import PROJECT
from scripts.measure.storm.records import Records
from tests.support.tokens import unsigned

TIMEOUT_S = 20.0
PAUSE_S = 0.3
"""At most, before something is asked again."""
PATIENCE_S = 90.0
"""For one thing, which is longer than any part is down."""

type Send = Callable[[httpx.Client], httpx.Response]


def as_integration(secret: str, delivery: str, method: str, url: Callable[[], str], body: object) -> Send:
    """A signed webhook; each time it is sent it is dated and signed anew, and goes to where `url` is by then."""
    content = json.dumps(body)

    def send(client: httpx.Client) -> httpx.Response:
        now = datetime.now(UTC)
        headers = {
            "Content-Type": "application/json",
            "webhook-id": delivery,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(secret).sign(delivery, now, content),
        }
        return client.request(method, url(), content=content, headers=headers)

    return send


def plain(method: str, url: Callable[[], str], body: object = None, headers: Mapping[str, str] | None = None) -> Send:
    return lambda client: client.request(method, url(), json=body, headers=headers)


def agent_token(email: str) -> str:
    """An ID token as the Auth emulator makes them: unsigned, which functions accept beside emulators only."""
    now = int(time.time())
    claims = {
        "iss": f"https://securetoken.google.com/{PROJECT}",
        "aud": PROJECT,
        "sub": email,
        "email": email,
        "role": "agent",
        "iat": now,
        "auth_time": now,
        "exp": now + 24 * 3600,
    }
    return unsigned(claims)


@dataclass
class Patient:
    """Sends until there is an answer; `gives_up` is how often it does not ask again after an answer was lost."""

    records: Records
    dice: random.Random
    gives_up: float = 0.03
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=TIMEOUT_S))

    def ask(self, send: Send) -> tuple[httpx.Response | None, bool]:
        """The answer, None where it gave up, and whether one was lost before. A 5xx is no answer.

        Raises Failure where none comes within PATIENCE_S seconds.
        """
        deadline, lost = time.monotonic() + PATIENCE_S, False
        while time.monotonic() < deadline:
            answer = self.once(send)
            if answer is not None:
                return answer, lost
            lost = True
            if self.dice.random() < self.gives_up:
                return None, lost
            time.sleep(self.dice.uniform(0, PAUSE_S))
        raise Failure(f"No answer within {PATIENCE_S:.0f} s; the last time: {self.records.lost[-1]}")

    def once(self, send: Send) -> httpx.Response | None:
        try:
            answer = send(self.client)
        except httpx.TransportError as error:
            self.records.lost.append(type(error).__name__)
            return None
        if answer.is_server_error:
            self.records.lost.append(str(answer.status_code))
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                self.records.complaints.append(f"answered {answer.status_code}: {answer.text[:200]}")
            return None
        return answer
