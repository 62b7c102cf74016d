"""No room keeps a copy of what people wrote that anonymising a ticket would leave behind."""

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest

from common.attachments import store as attachments
from common.classifier import suggest
from common.conversation import store as conversation
from common.inbound import inbox
from common.mail import outbox
from common.privacy import anonymise
from scripts.base.paths import ROOT

COMMON = ROOT / "functions" / "common"
WRITES = {"new_batch", "document", "firestore"}
"""Of `base/firestore`: what a room needs to store anything."""
ELSEWHERE = {
    "agents": "names of those who work on the desk",
    "actions": "tickets, and what other rooms store",
    "callers": "names of integrations, hashes and numbers",
    "counters": "numbers",
    "outbound": "what came of an e-mail, in the outbox of the room mail",
    "presence": "names of those who work on the desk, and ids of tickets",
    "privacy": "how far the retention came",
    "tickets": "tickets themselves, and a history of values chosen from lists",
    "views": "filters that agents chose; make forget deletes those with the person's address",
    "webhooks": "addresses of endpoints, and values chosen from lists",
}
"""The rooms that store, but no words of a person beside the ticket, and what they store."""
NAMING = {
    "attachments": attachments,
    "classifier": suggest,
    "conversation": conversation,
    "inbound": inbox,
    "mail": outbox,
}


def stores(room: Path) -> bool:
    imports = (it for path in room.rglob("*.py") for it in ast.walk(ast.parse(path.read_text("utf-8"))))
    return any(
        isinstance(it, ast.ImportFrom)
        and it.module == "common.base.firestore"
        and WRITES & {name.name for name in it.names}
        for it in imports
    )


def test_every_room_that_stores_names_its_copies_of_a_ticket_or_keeps_none() -> None:
    rooms = {it.name for it in COMMON.iterdir() if it.is_dir() and it.name != "base" and stores(it)}
    assert rooms == {*ELSEWHERE, *NAMING}


@pytest.mark.parametrize("name", NAMING)
def test_a_ticket_is_not_anonymised_without_the_copies_that_the_room_names(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, deleted = object(), list[object]()
    for room in NAMING.values():
        monkeypatch.setattr(room, "copies_of", lambda _: [])
    monkeypatch.setattr(NAMING[name], "copies_of", lambda _: [copy])
    for room in (inbox, attachments):
        monkeypatch.setattr(room, "discard", deleted.extend)
    batch = SimpleNamespace(delete=deleted.append, commit=lambda **_: None)
    monkeypatch.setattr(anonymise, "new_batch", lambda: batch)
    anonymise.delete_copies(None)  # type: ignore[arg-type]  # the rooms, which are asked, are stand-ins
    assert deleted == [copy]
