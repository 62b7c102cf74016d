"""When it is written which ticket an agent has open; pure."""

from datetime import datetime, timedelta

from common.presence.model import Colleague, Presence

SHOWN = timedelta(seconds=100)
"""How long after the last write an agent counts as there: three beats of the desk, which come every 30 seconds."""
RENEWED = timedelta(seconds=45)
"""What is left of that when it is written again: with every second beat."""
WRITES, WITHIN = 2, timedelta(minutes=1)
"""So many writes of an agent at most, however fast tickets are leafed through; the next beat stores the last one."""


def renewed(known: Presence | None, who: Colleague, ticket: str | None, now: datetime) -> Presence | None:
    """What is to be stored now; None where nothing is written."""
    written = known.written if known else []
    if known is None and ticket is None:
        return None
    if known is not None and known.ticket == ticket and (ticket is None or known.expires_at - now > RENEWED):
        return None
    if len(written) == WRITES and now - written[0] < WITHIN:
        return None
    latest = [*written, now][-WRITES:]
    return Presence(**who.model_dump(), ticket=ticket, expires_at=now + SHOWN, written=latest)


def others(found: list[Presence], uid: str, now: datetime) -> list[Colleague]:
    """Who of those whose stored ticket it is has it open now, but for the agent who asks; by name."""
    there = [Colleague.model_validate(it.model_dump()) for it in found if it.uid != uid and it.expires_at > now]
    return sorted(there, key=lambda it: (it.name.casefold(), it.uid))
