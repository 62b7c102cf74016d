"""When a delivery is tried again, and when an endpoint is switched off."""

from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from common.base import backoff
from common.webhooks import health, schedule
from common.webhooks.model import DeliveryAttempt, WebhookEndpoint

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_schedule_is_that_of_the_specification() -> None:
    since_start = [str(timedelta(seconds=it)) for it in accumulate(schedule.DELAYS_S)]
    assert since_start[:6] == ["0:00:05", "0:05:05", "0:35:05", "2:35:05", "7:35:05", "17:35:05"]
    assert since_start[6:] == ["1 day, 7:35:05", "2 days, 3:35:05", "3 days, 3:35:05"]


@given(some.integers(1, 9))
def test_a_wait_is_near_its_place_in_the_schedule(attempts: int) -> None:
    waited = schedule.wait(attempts, None)
    assert waited is not None
    assert abs(waited.total_seconds() / schedule.DELAYS_S[attempts - 1] - 1) <= backoff.JITTER


def test_what_failed_together_does_not_come_back_together() -> None:
    assert len({schedule.wait(3, None) for _ in range(50)}) > 40


def test_after_ten_attempts_there_is_none() -> None:
    assert schedule.wait(10, None) is None
    assert schedule.wait(10, 5.0) is None


@pytest.mark.parametrize(
    ("asked_s", "least_s", "most_s"),
    [(600.0, 600, 600), (1.0, 4.5, 5.5), (0.0, 4.5, 5.5), (9e9, 86_400, 86_400), (1e15, 86_400, 86_400)],
)
def test_a_receiver_may_ask_for_more_time_within_bounds_and_not_for_less(
    asked_s: float, least_s: float, most_s: float
) -> None:
    waited = schedule.wait(1, asked_s)
    assert waited is not None
    assert least_s <= waited.total_seconds() <= most_s


def test_tests_shorten_the_schedule_and_not_what_a_receiver_asks_for() -> None:
    waits = schedule.wait(9, None, 0.001), schedule.wait(9, 100.0, 0.001)
    assert waits[0] is not None
    assert 77 < waits[0].total_seconds() < 96
    assert waits[1] == timedelta(seconds=100)


def endpoint(**fields: Any) -> WebhookEndpoint:
    content = {"id": "x", "url": "https://example.com", "description": "", "events": ["ticket.created"]}
    state = {"enabled": True, "disabled_reason": None, "created_at": NOW, "created_by": "Ada", "updated_at": NOW}
    last = {"failing_since": None, "last_delivery_at": None, "last_status": None}
    return WebhookEndpoint.model_validate({**content, **state, **last, **fields})


def attempt(status: int | None = 500, at: datetime = NOW) -> DeliveryAttempt:
    error = None if status == 200 else "It failed."
    return DeliveryAttempt(at=at, status=status, error=error, latency_ms=1, response_start="")


def test_the_first_failure_is_remembered_until_a_success() -> None:
    first = health.after(endpoint(), attempt())
    assert first == {"failing_since": NOW, "last_delivery_at": NOW, "last_status": 500}
    later = NOW + timedelta(hours=1)
    assert health.after(endpoint(**first), attempt(503, later))["failing_since"] == NOW
    assert health.after(endpoint(**first), attempt(200, later))["failing_since"] is None


@pytest.mark.parametrize(("days", "is_off"), [(4.99, False), (5, True), (30, True)])
def test_days_without_a_success_switch_it_off(days: float, is_off: bool) -> None:
    failing = endpoint(failing_since=NOW - timedelta(days=days), last_status=500)
    changes = health.after(failing, attempt())
    assert changes.get("enabled", True) is not is_off
    assert ("It failed." in str(changes.get("disabled_reason"))) is is_off


def test_a_receiver_that_is_gone_is_switched_off_at_once() -> None:
    changes = health.after(endpoint(), attempt(410))
    assert (changes["enabled"], changes["disabled_reason"]) == (False, health.GONE)


def test_a_burst_writes_the_endpoint_once_and_whatever_is_news_is_written() -> None:
    known = endpoint(last_delivery_at=NOW, last_status=200)
    soon = NOW + timedelta(seconds=9)
    assert health.after(known, attempt(200, soon)) == {}
    assert health.after(known, attempt(500, soon))["failing_since"] == soon
    assert health.after(known, attempt(200, NOW + timedelta(seconds=10)))["last_delivery_at"] > NOW
