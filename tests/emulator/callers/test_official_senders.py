"""Deliveries that the official libraries of Standard Webhooks have signed, a hundred of one event at once."""

import json
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import httpx
import pytest
from standardwebhooks.webhooks import Webhook

from scripts.base.paths import ROOT
from tests.support.system import WEBHOOK_NAME, WEBHOOK_SECRET, System
from tests.support.tickets import new_ticket, titled
from tests.support.webhooks import delivery_id

PARALLEL = 100
SENT_S = 120.0

type Answers = list[tuple[int, str]]


def by_python(url: str, delivery: str, body: str) -> Answers:
    def send(_: int) -> tuple[int, str]:
        now = datetime.now(UTC)
        headers = {
            "Content-Type": "application/json",
            "webhook-id": delivery,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(WEBHOOK_SECRET).sign(delivery, now, body),
        }
        answer = client.post(url, content=body, headers=headers)
        return answer.status_code, answer.text

    with httpx.Client(timeout=SENT_S) as client, ThreadPoolExecutor(PARALLEL) as pool:
        return list(pool.map(send, range(PARALLEL)))


def by_javascript(url: str, delivery: str, body: str) -> Answers:
    task = {"url": url, "secret": WEBHOOK_SECRET, "delivery": delivery, "body": body, "times": PARALLEL}
    script = ROOT / "tests" / "support" / "send_signed.mjs"
    done = subprocess.run(
        ["node", script], input=json.dumps(task), capture_output=True, text=True, timeout=SENT_S, check=True
    )
    return [(status, text) for status, text in json.loads(done.stdout)]


@pytest.mark.parametrize("sender", [by_python, by_javascript])
def test_a_hundred_parallel_repeats_of_one_signed_request_make_one_ticket(
    sender: Callable[[str, str, str], Answers], system: System
) -> None:
    body = new_ticket(description="Grüße, 你好, مرحبا, 🎫")
    answers = sender(f"{system.hosting_url}/api/tickets", delivery_id(), json.dumps(body, ensure_ascii=False))
    assert len(answers) == PARALLEL
    assert {status for status, _ in answers} == {201}
    assert len({text for _, text in answers}) == 1
    assert json.loads(answers[0][1])["channel"] == WEBHOOK_NAME
    assert titled(system, body) == 1
