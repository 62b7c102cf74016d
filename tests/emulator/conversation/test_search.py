"""Agents find a ticket by what was said in it."""

import pytest
from google.cloud.firestore import DELETE_FIELD

from common.actions import upgrade
from common.tickets import search
from tests.support.answers import success
from tests.support.conversations import Talk
from tests.support.desk import Desk
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import word


def test_by_whole_words_of_replies_notes_and_of_the_requester(talk: Talk, desk: Desk) -> None:
    title = talk.ticket()["title"].split()[-1]
    said = [word() for _ in range(3)]
    talk.reply(f"Please try {said[0]}.")
    talk.note(f"They have ({said[1]})")
    talk.say(f"{said[2]}! It works, Müller")
    for it in (*said, f"{title} {said[0]} mueller {said[2]}"):
        assert desk.found(search=it) == [talk.id]
    assert desk.found(search=said[0][:-1]) == []


def test_a_note_that_changes_and_a_message_that_is_deleted_lose_their_words(
    talk: Talk, desk: Desk, agent: Person, admin: Person
) -> None:
    before, after, secret = word(), word(), word()
    note = f"{talk.path}/{talk.note(before)['id']}"
    talk.say(secret)
    success(talk.api.patch(note, json={"text": after}, headers=agent.headers))
    assert (desk.found(search=before), desk.found(search=f"{after} {secret}")) == ([], [talk.id])
    success(talk.api.delete(f"{talk.path}/0000000002", headers=admin.headers))
    assert (desk.found(search=secret), desk.found(search=after)) == ([], [talk.id])


@pytest.mark.usefixtures("inside")
def test_an_upgraded_ticket_keeps_the_words_of_its_messages(talk: Talk, desk: Desk, system: System) -> None:
    said, title = word(), talk.ticket()["title"]
    talk.reply(said)
    talk.become("open")
    stored = system.firestore.document(f"tickets/{talk.id}")
    stored.update({"terms": {"old": True}, **dict.fromkeys(("awaiting", "waiting_since", "terms_size"), DELETE_FIELD)})
    assert desk.found(search=title, awaiting="agent") == []
    upgrade.begin_anew()
    upgrade.run()
    assert desk.found(search=f"{title} {said}", awaiting="agent") == [talk.id]
    upgrade.begin_anew()
    assert upgrade.run().changed == 0


def test_a_ticket_with_very_many_words_takes_every_message_and_has_the_newest_words(
    talk: Talk, desk: Desk, system: System
) -> None:
    first, last = word(), word()
    talk.note(first)
    for step in (1, 2):
        talk.note("".join(chr(0x4E00 + it) for it in sorted(range(20_000), key=lambda it: it % step)))
    talk.note(last)
    assert (desk.found(search=last), desk.found(search=first)) == ([talk.id], [])
    stored = system.firestore.document(f"tickets/{talk.id}").get()
    assert search.size_of(stored.get("terms")) <= stored.get("terms_size") < 200_000
