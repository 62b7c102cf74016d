"""Agents in Firestore: `agents/{uid}`, with `name` (null where none is known), `initials`, `active`, and `email`.

Written by the command that makes an agent, and by the first request of an agent that an instance serves.
"""

from contextlib import suppress
from threading import Lock
from typing import Any

from cachetools import TTLCache
from google.api_core.exceptions import AlreadyExists, GoogleAPIError

from common.agents.model import Agent, initials_of
from common.base import logs
from common.base.firestore import Snapshot, document, firestore, patience, readable
from common.callers.auth import Caller, Kind

KNOWN_S = 600.0
"""How long an instance keeps a name that was changed since."""
PATIENCE_S = 1.0

_names: TTLCache[str, str | None] = TTLCache(1000, KNOWN_S)
_lock = Lock()
"""Of the names: an instance serves several requests at once."""


def add_if_new(caller: Caller) -> None:
    """Stores an agent whom this instance does not know and the database neither; it never fails a request."""
    with _lock:
        known = caller.name in _names
    if caller.kind is not Kind.AGENT or known:
        return
    try:
        name = _name_of(caller)
    except GoogleAPIError as failure:
        logs.warning("an agent could not be looked up", failure=type(failure).__name__)
        return
    with _lock:
        _names[caller.name] = name


def public_name(caller: Caller) -> str | None:
    """The agent's name as requesters read it; None where none is stored."""
    add_if_new(caller)
    with _lock:
        return _names.get(caller.name)


def content_of(name: str | None, email: str) -> dict[str, Any]:
    """What is stored of an agent."""
    return {"name": name, "initials": initials_of(name or email), "active": True, "email": email}


def is_active(uid: str) -> bool:
    """Whether there is such an agent, to whom tickets can be given. One read."""
    stored = document("agents", uid).get(["active"], **patience()).to_dict() or {}
    return stored.get("active") is True


def every() -> list[Agent]:
    """By name; few enough to be read at once."""
    found = readable(_parsed, firestore().collection("agents").get(**patience()), "agent")
    return sorted(found, key=lambda it: (it.name.casefold(), it.uid))


def _name_of(caller: Caller) -> str | None:
    reference = document("agents", caller.name)
    known = reference.get(**patience(PATIENCE_S)).to_dict()
    if known is None:
        known = content_of(caller.display_name or None, caller.email)
        with suppress(AlreadyExists):  # by another instance, which has read the same
            reference.create(known, **patience(PATIENCE_S))
    name = known.get("name")
    return name if isinstance(name, str) else None


def _parsed(snapshot: Snapshot) -> Agent:
    stored = snapshot.to_dict() or {}
    name = stored.get("name") or stored.get("email") or snapshot.id
    return Agent.model_validate({**stored, "uid": snapshot.id, "name": name})
