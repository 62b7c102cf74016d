"""Who has which ticket open, in Firestore: `presence/{uid}`, which expires."""

from datetime import UTC, datetime
from functools import partial

from google.cloud.firestore import FieldFilter

from common.agents import store as agents
from common.agents.model import initials_of
from common.base.firestore import document, firestore, of_document, patience, readable
from common.callers.auth import Caller
from common.presence import rules
from common.presence.model import Colleague, Colleagues, Presence


def renew(caller: Caller, ticket: str | None) -> Colleagues:
    """Stores, if need be, that the agent has the ticket open, and returns who else has.

    One read and one write at most for the agent, and one query.
    """
    now = datetime.now(UTC)
    name = agents.public_name(caller) or caller.email or caller.name
    who = Colleague(uid=caller.name, name=name, initials=initials_of(name))
    reference = document("presence", caller.name)
    known = readable(_parsed, [it for it in [reference.get(**patience())] if it.exists], "presence")
    renewed = rules.renewed(known[0] if known else None, who, ticket, now)
    if renewed is not None:
        reference.set(renewed.model_dump(exclude={"uid"}), **patience())
    return Colleagues(results=rules.others(_found(ticket), caller.name, now) if ticket else [])


def _found(ticket: str) -> list[Presence]:
    query = firestore().collection("presence").where(filter=FieldFilter("ticket", "==", ticket))
    return readable(_parsed, query.get(**patience()), "presence")


_parsed = partial(of_document, Presence, name="uid")
