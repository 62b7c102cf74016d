"""Names and hashes that are stored or handed out already: none may become another one."""

from datetime import UTC, datetime

import pytest
from google.auth.credentials import AnonymousCredentials
from google.cloud.firestore import Client

from common.base import firestore, ids
from common.callers import limits
from common.callers.idempotency import Key
from common.callers.windows import Limited
from common.classifier import fingerprint
from common.mail import queue as mail
from common.tickets import token
from common.webhooks.events import Event
from common.webhooks.model import WebhookEvent
from common.webhooks.queue import Task


@pytest.fixture(autouse=True)
def client(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is never used to reach a database."""
    client = Client(project="demo-tickets", credentials=AnonymousCredentials())  # type: ignore[no-untyped-call]
    monkeypatch.setattr(firestore, "firestore", lambda: client)


def test_the_digest_of_one_part_is_that_of_its_text_and_parts_are_kept_apart() -> None:
    assert ids.digest("ada@example.com") == "b5fc85e55755f9e0d030a10ab4429b6b2944855f9a0d60077fe832becbc41d72"
    assert ids.digest("7abc", '{"a":1}') == "732a4b3d6ce3473960063dd970b1f303e8a727890d3b0a64c23f525e3d2d92a7"
    assert ids.digest("a", "bc") != ids.digest("ab", "c")


def test_windows_of_a_rate_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "project", lambda: "demo-tickets")
    document = limits._document(Limited.CREATE, "192.0.2.7", 1795000000)
    assert document.path == "rate_limits/cf91445cc1779529cb1c642fcbe7511a9e6fdabcb019c3838a6421a9d5e96a10"


def test_idempotency_keys() -> None:
    document = Key("k1", "webhook:shop", "f").document
    assert document.path == "idempotency_keys/3554dbd8a4eb38b883a57aaf236f7368642940798c5f0c695c4c2e470c57ae81"


def test_tracking_tokens() -> None:
    assert Key("k1", "public:", "f").token(bytes(32)) == "NyolIZ435pNIqdvAE0pfjhFFmjdEscrS9qdeWdJQl0w"
    assert token.link_token("s" * 32, "7abc", 3) == "-Pj6cssPQTlwHBnmX_Mus9PuQE7HePiDreleOaOB-CY"
    assert token.hash_of("Zx3v") == "47f45e51a7bd4850d81f8218f7abb9e614b1f36da5cf2d412d55dac93beb90fb"


def test_tasks_of_e_mails() -> None:
    assert mail.Task(notice="n", step=2).name == "7bf009eaa3f23ec6f0a08892c53f06b21290bcc6"


def test_tasks_of_deliveries() -> None:
    assert Task(endpoint="e", delivery="d", step=3, deferred=1, replay="r").name == (
        "dadbe9baab8aeaa0392583c8c3df5b4e25da17ed"
    )


def test_deliveries_of_webhooks() -> None:
    event = Event(WebhookEvent.CREATED, "t", 4, datetime(2026, 11, 22, tzinfo=UTC), "{}")
    assert event.delivery_id("e") == "7ybqzq52zzwdzyfqt7z8wwv5hr"


def test_suggestions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fingerprint, "VERSION", "d555657ab5c5ba5a")
    assert fingerprint.suggestion_key("My  Card", "gemini-x") == (
        "0f4636d26b560d8650facefc748dbf3e34c2260c6d7d9f5ec983eb5548a5b417"
    )
