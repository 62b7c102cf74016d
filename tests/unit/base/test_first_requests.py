"""Firebase's app, when the first requests of an instance come at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import firebase_admin
import pytest

from common.base import firebase

TOGETHER_S = 0.2
"""How long one that makes the app waits for another that makes it too."""


def test_the_first_requests_at_once_share_one_app(monkeypatch: pytest.MonkeyPatch) -> None:
    both, really = Barrier(2), firebase_admin.initialize_app

    def initialize(*args: Any, **named: Any) -> firebase_admin.App:
        with suppress(BrokenBarrierError):
            both.wait(TOGETHER_S)
        return really(*args, **named)

    monkeypatch.setenv("GCLOUD_PROJECT", "demo-first")
    firebase_admin.delete_app(firebase.app())
    monkeypatch.setattr(firebase_admin, "initialize_app", initialize)
    with ThreadPoolExecutor(2) as pool:
        first, second = (it.result() for it in [pool.submit(firebase.app) for _ in range(2)])
    assert first is second
