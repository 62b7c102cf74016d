"""What unit tests share: how hypothesis runs (the same examples every time and no limit on time, so that a busy machine
fails nothing), and a Gemini of their own."""

import importlib
from collections.abc import Iterator
from secrets import token_hex

import pytest
from hypothesis import HealthCheck, settings

from common.base import background, logs
from common.base.firestore import firestore
from common.gemini import client
from common.gemini.client import clients
from tests.support import sockets
from tests.support.gemini import Gemini, serving
from tests.support.gemini_calls import GOOD_REPLY

settings.register_profile(
    "unit", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unit")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gemini]:
    """A stand-in that gives a good answer until it is told otherwise."""
    importlib.import_module("google.genai")  # takes seconds on a busy machine, which no test's deadline has to spare
    monkeypatch.setattr(client, "PAUSE_S", 0.05)
    with serving() as stand_in:
        stand_in.answers(GOOD_REPLY)
        monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", stand_in.url)
        yield stand_in


@pytest.fixture
def silent_firestore(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Firestore that takes every connection and never says a word."""
    with sockets.silent() as address:
        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", address)
        monkeypatch.setenv("GCLOUD_PROJECT", "demo-silent")
        firestore.cache_clear()
        yield
        firestore.cache_clear()


@pytest.fixture
def api_key() -> Iterator[str]:
    """Another one for each test: the client is kept for a key, and with it the address of the stand-in."""
    key = f"key-{token_hex(8)}"
    yield key
    if key in clients:
        used = clients.pop(key)
        used.close()
        background.run(used.aio.aclose(), 5.0)


@pytest.fixture(autouse=True)
def fresh_log() -> None:
    """No line carries what the test before was about."""
    logs.begin()
