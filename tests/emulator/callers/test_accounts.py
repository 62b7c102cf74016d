"""How long a token outlives what its account may do: a minute, also for a person who was just let in."""

import pytest
from cachetools import TTLCache
from firebase_admin import auth

from common.callers import accounts
from scripts.operate import admin
from tests.support.people import sign_up
from tests.support.system import System

pytestmark = pytest.mark.usefixtures("inside")


class Clock:
    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for name, seconds in (("_fresh", accounts.FRESH_S), ("_recent", accounts.STALE_S)):
        monkeypatch.setattr(accounts, name, TTLCache(accounts.MOST, seconds, timer=clock))
    return clock


def test_what_becomes_of_an_account_is_known_after_a_minute_and_not_asked_before(system: System, clock: Clock) -> None:
    person = sign_up(system, "leaving", {"role": "agent"})
    with admin.people(system.project) as app:
        before = accounts.account(person.uid, app)
        assert (before.disabled, before.role) == (False, "agent")
        auth.update_user(person.uid, disabled=True, custom_claims={}, app=app)
        clock.now_s += accounts.FRESH_S - 1
        assert accounts.account(person.uid, app) is before
        clock.now_s += 1
        after = accounts.account(person.uid, app)
        assert (after.disabled, after.role) == (True, None)


def test_revoking_tokens_moves_the_time_before_which_they_are_invalid(system: System, clock: Clock) -> None:
    person = sign_up(system, "stolen", {"role": "agent"})
    with admin.people(system.project) as app:
        before = accounts.account(person.uid, app)
        auth.update_user(person.uid, valid_since=int(before.valid_since_s) + 100, app=app)
        clock.now_s += accounts.FRESH_S
        assert accounts.account(person.uid, app).valid_since_s == before.valid_since_s + 100


def test_while_firebase_auth_is_silent_what_it_told_last_holds_for_ten_minutes(
    system: System, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = sign_up(system, "known", {"role": "agent"})
    with admin.people(system.project) as app:
        known = accounts.account(person.uid, app)
    monkeypatch.setenv("FIREBASE_AUTH_EMULATOR_HOST", "127.0.0.1:9")  # discard: nothing listens there
    with admin.people(system.project) as app:
        clock.now_s += accounts.FRESH_S
        assert accounts.account(person.uid, app) is known
        clock.now_s += accounts.STALE_S - accounts.FRESH_S
        with pytest.raises(accounts.AccountUnknown):
            accounts.account(person.uid, app)
        with pytest.raises(accounts.AccountUnknown):
            accounts.account("somebody-else", app)


def test_an_account_that_was_deleted_does_not_exist(system: System, clock: Clock) -> None:
    person = sign_up(system, "deleted", {"role": "agent"})
    with admin.people(system.project) as app:
        auth.delete_user(person.uid, app)
        assert not accounts.account(person.uid, app).exists
