"""The private bucket as its storage sees it."""

from collections.abc import Iterator
from threading import Event

import pytest
from werkzeug import Request, Response

from common.base import bucket
from tests.support.standin import StandIn, as_json

ASKED_S = 0.3
"""How long one waits for a request that must not come."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Set once the storage is asked about the bucket itself."""
    about_itself = Event()

    def answer(request: Request) -> Response:
        if request.method == "GET":
            about_itself.set()
        return as_json({"name": "a"})

    bucket._bucket.cache_clear()
    with StandIn(answer) as storage:
        for name, value in {"STORAGE_EMULATOR_HOST": storage.url.rstrip("/"), "GCLOUD_PROJECT": "demo-bucket"}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv(bucket.UNASKED)
        yield about_itself
    bucket._bucket.cache_clear()


def test_who_stores_a_file_asks_nothing_about_the_bucket(asked: Event) -> None:
    assert bucket.store_once("a", b"a", "text/plain")
    assert not asked.wait(ASKED_S)
