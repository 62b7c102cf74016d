"""Whether a person may still do what an ID token of theirs says, which it does for up to an hour."""

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from cachetools import TTLCache
from google.auth.exceptions import GoogleAuthError

from common.base import logs

if TYPE_CHECKING:
    from firebase_admin import App

FRESH_S = 60.0
"""Each instance asks about an account at most this often: a token that was revoked, an account that was disabled or
deleted and a role that was taken away end within that time, at no cost to most requests."""
STALE_S = 600.0
"""For how long the last answer holds while Firebase Auth gives none."""
MOST = 1000
"""Accounts remembered; only people whose signed token says that they are agents are asked about."""


class AccountUnknown(Exception):
    """Firebase Auth does not answer, and nothing recent is known."""


@dataclass(frozen=True)
class Account:
    exists: bool
    disabled: bool
    valid_since_s: float
    """Unix time; tokens of before are revoked."""
    role: object
    """The claim as the account has it now."""


_fresh: TTLCache[str, Account] = TTLCache(MOST, FRESH_S)
_recent: TTLCache[str, Account] = TTLCache(MOST, STALE_S)
_lock = Lock()


def account(uid: str, app: "App") -> Account:
    """The account as it was within `FRESH_S` seconds, or `STALE_S` at worst. Raises AccountUnknown."""
    from firebase_admin.exceptions import FirebaseError

    with _lock:
        fresh = _fresh.get(uid)
    if fresh is not None:
        return fresh
    try:
        found = _ask(uid, app)
    except (FirebaseError, GoogleAuthError) as failure:
        logs.error("Firebase Auth did not answer about an account", failure)
        with _lock:
            recent = _recent.get(uid)  # now, as another request may have had an answer meanwhile
            if recent is not None:
                _fresh[uid] = recent  # the next requests need not wait for it too
        if recent is None:
            raise AccountUnknown from None
        return recent
    with _lock:
        _fresh[uid] = _recent[uid] = found
    return found


def _ask(uid: str, app: "App") -> Account:
    from firebase_admin import auth

    try:
        user = auth.get_user(uid, app)
    except auth.UserNotFoundError:
        return Account(exists=False, disabled=False, valid_since_s=0, role=None)
    role = (user.custom_claims or {}).get("role")
    return Account(True, user.disabled, user.tokens_valid_after_timestamp / 1000, role)
