"""The circuit breaker: every transition, calls that end late, and probes that never end."""

import random
import threading

import pytest

from common.gemini.breaker import FAILURES, PAUSE_S, Breaker, Permit, State


class Circuit:
    """A breaker whose time stands still until it is moved, and which remembers its changes."""

    def __init__(self, failures: int = 3, pause_s: float = 30.0) -> None:
        self.now = 0.0
        self.changes: list[tuple[State, State]] = []
        self.breaker: Breaker[str] = Breaker(
            lambda: self.now, lambda old, new: self.changes.append((old, new)), failures=failures, pause_s=pause_s
        )

    def state(self) -> State:
        return self.breaker.state

    def permit(self) -> Permit:
        permit = self.breaker.enter()
        assert permit is not None
        return permit

    def call(self, *, served: bool, reason: str = "down") -> None:
        self.breaker.leave(self.permit(), None if served else reason)

    def broken(self) -> "Circuit":
        for _ in range(3):
            self.call(served=False)
        return self


@pytest.fixture
def circuit() -> Circuit:
    return Circuit()


def test_a_new_circuit_is_closed_and_lets_any_number_of_calls_through(circuit: Circuit) -> None:
    assert circuit.state() is State.CLOSED
    assert all(circuit.breaker.enter() for _ in range(100))
    assert circuit.changes == []


def test_it_opens_after_as_many_failures_in_a_row_as_set_and_not_before(circuit: Circuit) -> None:
    for _ in range(2):
        circuit.call(served=False)
    assert circuit.state() is State.CLOSED
    circuit.call(served=False)
    assert circuit.state() is State.OPEN
    assert circuit.breaker.enter() is None
    assert circuit.changes == [(State.CLOSED, State.OPEN)]


def test_a_success_between_failures_starts_the_count_again(circuit: Circuit) -> None:
    for served in (False, False, True, False, False):
        circuit.call(served=served)
    assert circuit.state() is State.CLOSED


def test_calls_at_once_that_all_fail_open_it_once(circuit: Circuit) -> None:
    permits = [circuit.permit() for _ in range(20)]
    for permit in permits:
        circuit.breaker.leave(permit, "down")
    assert circuit.changes == [(State.CLOSED, State.OPEN)]


def test_it_stays_open_for_its_pause_and_then_lets_one_call_try(circuit: Circuit) -> None:
    circuit.broken().now = 29.9
    assert circuit.breaker.enter() is None
    circuit.now = 30.0
    assert circuit.breaker.enter() is not None
    assert circuit.state() is State.HALF_OPEN
    assert circuit.breaker.enter() is None


def test_a_try_that_is_served_closes_it(circuit: Circuit) -> None:
    circuit.broken().now = 30.0
    circuit.call(served=True)
    assert circuit.state() is State.CLOSED
    assert circuit.changes[1:] == [(State.OPEN, State.HALF_OPEN), (State.HALF_OPEN, State.CLOSED)]
    for _ in range(2):
        circuit.call(served=False)
    assert circuit.state() is State.CLOSED


def test_a_try_that_fails_opens_it_for_another_whole_pause(circuit: Circuit) -> None:
    circuit.broken().now = 30.0
    permit = circuit.permit()
    circuit.now = 40.0
    circuit.breaker.leave(permit, "down")
    assert circuit.state() is State.OPEN
    circuit.now = 69.9
    assert circuit.breaker.enter() is None
    circuit.now = 70.0
    assert circuit.breaker.enter() is not None


def test_a_try_that_never_ends_is_followed_by_another_after_a_pause(circuit: Circuit) -> None:
    circuit.broken().now = 30.0
    lost = circuit.permit()
    circuit.now = 60.0
    second = circuit.permit()
    circuit.breaker.leave(lost, "down")
    assert circuit.state() is State.HALF_OPEN
    circuit.breaker.leave(second, None)
    assert circuit.state() is State.CLOSED
    assert circuit.changes.count((State.OPEN, State.HALF_OPEN)) == 1


@pytest.mark.parametrize("served", [True, False])
def test_a_call_that_ends_after_the_state_has_changed_says_nothing(circuit: Circuit, served: bool) -> None:
    late = circuit.permit()
    circuit.broken()
    circuit.breaker.leave(late, None if served else "down")
    assert circuit.state() is State.OPEN
    circuit.now = 30.0
    trying = circuit.permit()
    circuit.breaker.leave(late, None if served else "down")
    assert circuit.state() is State.HALF_OPEN
    circuit.breaker.leave(trying, None)
    for _ in range(10):
        circuit.breaker.leave(late, "down")
    assert circuit.state() is State.CLOSED


@pytest.mark.parametrize("seed", range(200))
def test_whatever_happens_only_known_transitions_occur(seed: int) -> None:
    dice, circuit = random.Random(seed), Circuit(failures=2, pause_s=5)
    out: list[Permit] = []
    for _ in range(300):
        circuit.now += dice.choice([0, 1, 3])
        if dice.random() < 0.5 and (permit := circuit.breaker.enter()):
            out.append(permit)
        elif out:
            circuit.breaker.leave(out.pop(dice.randrange(len(out))), dice.choice([None, "down"]))
    assert set(circuit.changes) <= {
        (State.CLOSED, State.OPEN),
        (State.OPEN, State.HALF_OPEN),
        (State.HALF_OPEN, State.OPEN),
        (State.HALF_OPEN, State.CLOSED),
    }
    assert all(before[1] is after[0] for before, after in zip(circuit.changes, circuit.changes[1:], strict=False))
    circuit.now += 5
    assert circuit.breaker.enter() is not None


def test_only_one_of_many_threads_gets_to_try(circuit: Circuit) -> None:
    circuit.broken().now = 30.0
    permits: list[Permit | None] = []
    threads = [threading.Thread(target=lambda: permits.append(circuit.breaker.enter())) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([permit for permit in permits if permit]) == 1


def test_it_remembers_why_it_opened_until_it_closes(circuit: Circuit) -> None:
    for reason in ("slow", "slow"):
        circuit.call(served=False, reason=reason)
        assert circuit.breaker.reason is None
    circuit.call(served=False, reason="refused")
    assert circuit.breaker.reason == "refused"
    circuit.now = 30.0
    permit = circuit.permit()
    assert circuit.breaker.reason == "refused"
    circuit.breaker.leave(permit, "slow")
    assert circuit.breaker.reason == "slow"
    circuit.now = 60.0
    circuit.call(served=True)
    assert circuit.breaker.reason is None


def test_a_try_that_was_never_made_is_another_ones_at_once(circuit: Circuit) -> None:
    circuit.broken().now = 30.0
    withdrawn = circuit.permit()
    assert circuit.breaker.enter() is None
    circuit.breaker.withdraw(withdrawn)
    second = circuit.permit()
    assert (circuit.state(), circuit.breaker.enter()) == (State.HALF_OPEN, None)
    circuit.breaker.withdraw(withdrawn)
    assert circuit.breaker.enter() is None
    circuit.breaker.leave(second, None)
    assert circuit.state() is State.CLOSED


def test_a_call_that_was_never_made_is_no_failure_and_ends_no_row_of_them(circuit: Circuit) -> None:
    for _ in range(2):
        circuit.call(served=False)
        circuit.breaker.withdraw(circuit.permit())
    assert circuit.state() is State.CLOSED
    circuit.call(served=False)
    assert circuit.state() is State.OPEN


def test_its_defaults_are_the_documented_ones() -> None:
    circuit = Circuit(FAILURES, PAUSE_S)
    for _ in range(5):
        assert circuit.state() is State.CLOSED
        circuit.call(served=False)
    assert circuit.breaker.enter() is None
    circuit.now = 30.0
    assert circuit.breaker.enter() is not None
