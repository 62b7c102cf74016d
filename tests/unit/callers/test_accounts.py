"""What two requests of one agent find out about the account at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from cachetools import TTLCache
from firebase_admin.exceptions import UnavailableError

from common.callers import accounts
from common.callers.accounts import Account

ENABLED, DISABLED = (Account(exists=True, disabled=it, valid_since_s=0, role="agent") for it in (False, True))
APP: Any = None
LONG_S = 10.0


@pytest.mark.parametrize("known", [ENABLED, None])
def test_an_answer_counts_also_for_a_request_that_asked_before_and_got_none(
    known: Account | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks, answered = Event(), Event()

    def no_answer(*_: object) -> Account:
        asks.set()
        assert answered.wait(LONG_S)
        raise UnavailableError("no answer")

    for name in ("_fresh", "_recent"):
        monkeypatch.setattr(accounts, name, TTLCache(accounts.MOST, accounts.STALE_S))
    if known is not None:
        accounts._recent["ada"] = known
    monkeypatch.setattr(accounts, "_ask", no_answer)
    with ThreadPoolExecutor(1) as pool:
        before = pool.submit(accounts.account, "ada", APP)
        assert asks.wait(LONG_S)
        monkeypatch.setattr(accounts, "_ask", lambda *_: DISABLED)
        assert accounts.account("ada", APP) is DISABLED
        answered.set()
        assert before.result() is DISABLED
    assert accounts.account("ada", APP) is DISABLED
