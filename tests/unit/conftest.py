"""What unit tests share: how hypothesis runs (the same examples every time and no limit on time, so that a busy machine
fails nothing), and a Gemini of their own."""

from collections.abc import Iterator
from secrets import token_hex

import pytest
from hypothesis import HealthCheck, settings

from common.gemini import background
from common.gemini import client as gemini
from tests.support.gemini_stub import GOOD, Gemini, serving

settings.register_profile(
    "unit", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unit")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gemini]:
    """A stand-in that gives a good answer until it is told otherwise."""
    stand_in = Gemini()
    stand_in.answer(GOOD)
    with serving(stand_in) as address:
        monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", address)
        yield stand_in


@pytest.fixture
def api_key() -> Iterator[str]:
    """Another one for each test: the client is kept for a key, and with it the address of the stand-in."""
    key = f"key-{token_hex(8)}"
    yield key
    if key in gemini.clients:
        client = gemini.clients.pop(key)
        client.close()
        background.run(client.aio.aclose(), 5.0)
