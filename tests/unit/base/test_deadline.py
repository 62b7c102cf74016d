"""The time of a request: shared by all its waits, however many there are."""

import time
from typing import Any

import pytest
from google.api_core.exceptions import DeadlineExceeded
from pydantic import BaseModel

from common.base import deadline
from common.base.firestore import patience
from common.http.function import Function
from common.http.operation import Answer, operation
from tests.support.calls import ANYBODY, request


class Left(BaseModel):
    seconds: float


class Clock:
    now_s = 1000.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock.monotonic)
    return clock


def test_outside_of_a_request_every_wait_has_its_own_limit(clock: Clock) -> None:
    assert deadline.shared(7.0) == 7.0


def test_in_a_request_waits_share_what_is_left(clock: Clock) -> None:
    with deadline.within(4.0):
        assert (deadline.shared(7.0), deadline.shared(1.0)) == (4.0, 1.0)
        clock.now_s += 3.5
        assert (deadline.shared(7.0), deadline.shared(0.2)) == (0.5, 0.2)
        clock.now_s += 1
        assert deadline.shared(7.0) == 0
    assert deadline.shared(7.0) == 7.0


def test_a_request_that_shares_nothing_leaves_each_wait_its_limit(clock: Clock) -> None:
    with deadline.within(None):
        assert deadline.shared(7.0) == 7.0


def test_when_the_time_is_over_firestore_is_not_asked_any_more(clock: Clock) -> None:
    with deadline.within(4.0):
        clock.now_s += 4
        with pytest.raises(DeadlineExceeded):
            patience()


def test_all_attempts_of_a_call_end_at_one_instant(clock: Clock) -> None:
    given: list[float] = []

    def attempt(**options: Any) -> None:
        given.append(options["timeout"])
        clock.now_s += 1.5

    options = patience(4.0)
    for _ in range(2):  # as for the streams of a query that broke off
        once = options["timeout"](attempt)
        once()
        once(timeout=99)
    assert given == [4.0, 2.5, 1.0, 0.0]


@pytest.mark.parametrize(("options", "seconds"), [({}, deadline.ANSWER_S), ({"waits_s": None}, 60.0)])
def test_a_function_gives_each_request_its_time(options: dict[str, Any], seconds: float, clock: Clock) -> None:
    @operation("tell", "Tell the time", access=ANYBODY)
    def handler() -> Answer[Left]:
        return Answer(Left(seconds=deadline.shared(60.0)))

    serve = Function("f", {"/api/tickets": {"GET": handler}}, **options)
    for _ in range(2):
        assert Left.model_validate_json(serve(request()).get_data()).seconds == seconds
        clock.now_s += 3
    assert deadline.shared(60.0) == 60.0
