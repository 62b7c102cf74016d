"""How much an instance gives away in a minute."""

import pytest

from common.base.allowance import Allowance


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def taken(allowance: Allowance, tries: int, per_minute: int) -> int:
    return sum(allowance.take(per_minute) for _ in range(tries))


def test_a_minute_has_so_many_and_the_next_as_many_again() -> None:
    clock = Clock()
    allowance = Allowance(clock)
    assert taken(allowance, 100, 30) == 30
    clock.now += 2.0
    assert taken(allowance, 100, 30) == 1
    clock.now += 60.0
    assert taken(allowance, 100, 30) == 30


def test_a_long_pause_saves_up_no_more_than_a_minute() -> None:
    clock = Clock()
    allowance = Allowance(clock)
    clock.now += 3600.0
    assert taken(allowance, 100, 30) == 30


@pytest.mark.parametrize("per_minute", [1, 7, 30])
def test_a_day_of_attack_gets_what_the_bound_reckons_with(per_minute: int) -> None:
    clock = Clock()
    allowance = Allowance(clock)
    allowed = 0
    for _ in range(86_400):
        clock.now += 1.0
        allowed += taken(allowance, 3, per_minute)
    assert 1440 * per_minute <= allowed <= 1441 * per_minute


def test_nought_sets_no_limit() -> None:
    assert taken(Allowance(Clock()), 100, 0) == 100
