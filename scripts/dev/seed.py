"""Demo data: an agent, an admin, and tickets of the last weeks in every state, changed and in quarantine."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from common.callers.model import Actor, ActorKind, Role
from common.classifier import local
from common.tickets import history, lifecycle, store
from common.tickets import revision as changes
from common.tickets.changes import Change
from common.tickets.inputs import NewTicket, TicketPatch
from common.tickets.model import Setter, Ticket
from scripts.base.console import say
from scripts.base.paths import PROJECT
from scripts.emulators.instance import Instance
from scripts.operate import admin

AGENT_EMAIL = "agent@demo.example"
AGENT_NAME = "Grace Hopper"
AGENT_PASSWORD = "demo-agent"  # noqa: S105  # of the emulator, which knows no secrets
ADMIN_EMAIL = "admin@demo.example"
ADMIN_NAME = "Alan Turing"
ADMIN_PASSWORD = "demo-admin"  # noqa: S105  # likewise
BY = Actor(kind=ActorKind.AGENT, name=AGENT_EMAIL)
TICKETS = Path(__file__).with_name("demo_tickets.json")


@dataclass(frozen=True)
class DemoTicket:
    """`hours_ago` is when `new` came in; `changes` are (hours after that, what an agent changed)."""

    hours_ago: float
    new: dict[str, Any]
    changes: list[tuple[float, dict[str, Any]]]
    quarantined: bool


def fill_if_empty(desk: Instance) -> None:
    """Ensures that the two demo people can sign in, and stores the demo tickets when there are no tickets at all."""
    admin.use_emulators(desk.ports)
    with admin.people(PROJECT) as app, admin.firestore() as firestore:
        admin.ensure_agent(app, AGENT_EMAIL, AGENT_PASSWORD)
        admin.ensure_agent(app, ADMIN_EMAIL, ADMIN_PASSWORD, Role.ADMIN)
        admin.name_agent(app, firestore, AGENT_EMAIL, AGENT_NAME)
        admin.name_agent(app, firestore, ADMIN_EMAIL, ADMIN_NAME)
        if next(iter(firestore.collection("tickets").limit(1).stream()), None) is not None:
            return
        demo = load()
        batch = firestore.batch()
        for ticket, past in (lived(it, datetime.now(UTC)) for it in demo):
            place = firestore.collection("quarantine" if ticket.quarantined else "tickets").document(ticket.id)
            batch.create(place, store.document_of(ticket, tracking_token=""))  # its link opens with no token
            for change in past:
                history.add(batch, place, change)
        batch.commit()
    apart = sum(it.quarantined for it in demo)
    say(f"     the database was empty: {len(demo) - apart} demo tickets, and {apart} in quarantine")


def load() -> list[DemoTicket]:
    return [_parse(entry) for entry in json.loads(TICKETS.read_text("utf-8"))]


def _parse(entry: dict[str, Any]) -> DemoTicket:
    made = [
        (change.pop("after_hours"), TicketPatch.model_validate(change).model_dump(exclude_unset=True))
        for change in entry.pop("changes", [])
    ]
    quarantined = entry.pop("quarantined", False)
    return DemoTicket(entry.pop("hours_ago"), entry, made, quarantined)


def lived(demo: DemoTicket, now: datetime) -> tuple[Ticket, list[Change]]:
    """The ticket and its history, as the functions would have left them."""
    created = (now - timedelta(hours=demo.hours_ago)).replace(microsecond=0)
    ticket, past = _opened(NewTicket.model_validate(demo.new), created, quarantined=demo.quarantined), []
    for after_hours, patch in demo.changes:
        after = lifecycle.changed(ticket, patch, Setter.AGENT, min(created + timedelta(hours=after_hours), now))
        past.append(changes.revised(ticket, after, BY).change)
        ticket = after
    return ticket, past


def _opened(new: NewTicket, now: datetime, *, quarantined: bool) -> Ticket:
    return lifecycle.opened(
        new,
        channel="form",
        setter=Setter.SUBMITTER,
        suggestion=local.suggest(new.description),
        now=now,
        quarantined=quarantined,
    )
