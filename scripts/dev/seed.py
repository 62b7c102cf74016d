"""Demo data: an agent, an admin, and tickets of the last weeks in every state, answered and in quarantine."""

from datetime import UTC, datetime

import firebase_admin
from firebase_admin import auth
from google.cloud.firestore import Client

from common.base.batches import Batch
from common.callers.model import Actor, ActorKind, Role
from common.conversation.model import Author
from common.counters import recount
from common.tickets import history, store
from common.tickets.model import AuthorKind
from scripts.base.console import say
from scripts.base.paths import PROJECT
from scripts.dev import demo
from scripts.dev.demo import Life, Person
from scripts.emulators.instance import Instance
from scripts.operate import admin

AGENT_EMAIL = "agent@demo.example"
AGENT_NAME = "Grace Hopper"
AGENT_PASSWORD = "demo-agent"  # noqa: S105  # of the emulator, which knows no secrets
ADMIN_EMAIL = "admin@demo.example"
ADMIN_NAME = "Alan Turing"
ADMIN_PASSWORD = "demo-admin"  # noqa: S105  # likewise


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
        recount.begin()
        people = {
            "agent": person(AGENT_EMAIL, AGENT_NAME, _uid(app, AGENT_EMAIL)),
            "admin": person(ADMIN_EMAIL, ADMIN_NAME, _uid(app, ADMIN_EMAIL)),
        }
        now, batch = datetime.now(UTC), Batch(firestore)
        lives = [life for ticket in demo.load() for life in demo.lives(ticket, people, now)]
        for life in lives:
            _add(batch, firestore, life)
        batch.commit()
    apart = sum(it.ticket.quarantined for it in lives)
    say(f"     the database was empty: {len(lives) - apart} demo tickets, and {apart} in quarantine")


def person(email: str, name: str, uid: str) -> Person:
    return Person(Actor(kind=ActorKind.AGENT, name=email), Author(kind=AuthorKind.AGENT, uid=uid, name=name))


def _uid(app: firebase_admin.App, email: str) -> str:
    return str(auth.get_user_by_email(email, app).uid)


def _add(batch: Batch, firestore: Client, life: Life) -> None:
    place = firestore.document(store.reference_of(life.ticket).path)
    # Its link opens with no token.
    batch.create(place, {**store.document_of(life.ticket, tracking_token=""), **life.terms})
    for revision in life.revisions:
        if revision.recorded:
            history.add(batch, revision.after, revision.change)
    for path, content in life.messages.items():
        batch.create(firestore.document(path), dict(content))
