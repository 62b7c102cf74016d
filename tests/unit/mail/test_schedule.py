"""When an e-mail is tried again."""

from datetime import timedelta

from common.base.backoff import JITTER, pause
from common.mail.schedule import DELAYS_S


def test_attempts_go_on_for_three_days_ever_more_rarely() -> None:
    assert (
        timedelta(days=2, hours=20) < sum((timedelta(seconds=it) for it in DELAYS_S), timedelta()) < timedelta(days=3)
    )
    assert list(DELAYS_S) == sorted(DELAYS_S)


def test_every_delay_is_about_that_of_the_schedule_and_the_last_attempt_is_the_last() -> None:
    for tries, planned in enumerate(DELAYS_S, 1):
        waited = pause(DELAYS_S, tries, 1)
        assert waited is not None
        assert abs(waited.total_seconds() - planned) <= planned * JITTER
    assert pause(DELAYS_S, len(DELAYS_S) + 1, 1) is None


def test_the_pace_shortens_what_is_waited() -> None:
    assert pause(DELAYS_S, 1, 0) == timedelta()
