"""Attempts at several e-mails that end at once, in threads of one instance."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from types import SimpleNamespace
from typing import Any

import cachetools
import pytest

from common.mail import smtp
from common.mail.smtp import Outcome, Result
from common.outbound import send

TOGETHER_S = 0.2
"""How long one that forgets an old mail waits for another that forgets it too."""
DAY_S = 86_400


def test_two_mails_that_our_server_takes_at_once_are_both_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    both, really, now_s = Barrier(2), cachetools.Cache.__delitem__, 0.0

    def forget(cache: Any, key: str) -> None:
        with suppress(BrokenBarrierError):
            both.wait(TOGETHER_S)
        really(cache, key)

    monkeypatch.setattr(send, "_sent", cachetools.TTLCache(10, DAY_S, timer=lambda: now_s))
    monkeypatch.setattr(send, "_written", lambda _: (b"", ""))
    monkeypatch.setattr(smtp, "send", lambda *_: Result(Outcome.SENT))
    attempts: list[Any] = [
        SimpleNamespace(notice=SimpleNamespace(id=it), letter=SimpleNamespace(to="", cc=())) for it in "abc"
    ]
    server: Any = None
    send._handed_over(attempts[0], server)
    now_s = 2.0 * DAY_S
    monkeypatch.setattr(cachetools.Cache, "__delitem__", forget)
    with ThreadPoolExecutor(2) as pool:
        for it in [pool.submit(send._handed_over, attempt, server) for attempt in attempts[1:]]:
            assert it.result().outcome is Outcome.SENT
    monkeypatch.setattr(smtp, "send", lambda *_: Result(Outcome.LATER))
    assert [send._handed_over(it, server).outcome for it in attempts[1:]] == [Outcome.SENT, Outcome.SENT]
