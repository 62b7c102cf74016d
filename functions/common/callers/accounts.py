"""Whether a person may still do what an ID token of theirs says, which it does for up to an hour.

Firebase Auth is asked about an account at most once in `FRESH_S` seconds by each instance: a token that was revoked, an
account that was disabled or deleted and a role that was taken away end within that time, at no cost to most requests.
"""

import time
from dataclasses import dataclass

import firebase_admin
from firebase_admin import auth, exceptions
from google.auth.exceptions import GoogleAuthError

from common.base import logs

FRESH_S = 60.0
STALE_S = 600.0
"""For how long the last answer holds while Firebase Auth gives none."""
MOST = 1000
"""Accounts remembered; only people whose signed token says that they are agents are asked about."""


class Silent(Exception):
    """Firebase Auth does not tell, and nothing recent is known."""


@dataclass(frozen=True)
class Standing:
    exists: bool
    disabled: bool
    valid_since_s: float
    """Unix time; tokens of before are revoked."""
    role: object
    """The claim as the account has it now."""


@dataclass
class _Entry:
    standing: Standing
    told_at: float
    asked_at: float


_known: dict[str, _Entry] = {}


def standing(uid: str, app: firebase_admin.App) -> Standing:
    """What was told of an account within `FRESH_S` seconds, or `STALE_S` at worst. Raises Silent."""
    entry, now = _known.get(uid), time.monotonic()
    if entry is not None and now - entry.asked_at < FRESH_S:
        return entry.standing
    try:
        told = _ask(uid, app)
    except (exceptions.FirebaseError, GoogleAuthError) as failure:
        logs.error("Firebase Auth could not tell of an account", failure)
        if entry is None or now - entry.told_at >= STALE_S:
            raise Silent from None
        entry.asked_at = now  # the next requests need not wait for it too
        return entry.standing
    if len(_known) >= MOST:
        _known.clear()
    _known[uid] = _Entry(told, now, now)
    return told


def _ask(uid: str, app: firebase_admin.App) -> Standing:
    try:
        user = auth.get_user(uid, app)
    except auth.UserNotFoundError:
        return Standing(exists=False, disabled=False, valid_since_s=0, role=None)
    role = (user.custom_claims or {}).get("role")
    return Standing(True, user.disabled, user.tokens_valid_after_timestamp / 1000, role)
