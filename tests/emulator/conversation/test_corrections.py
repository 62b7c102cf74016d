"""Notes that their authors change or take back, and messages that admins delete."""

import pytest

from tests.support.answers import problem, success
from tests.support.conversations import Talk
from tests.support.people import Person


def test_an_author_changes_a_note_and_takes_it_back(talk: Talk, agent: Person) -> None:
    note = talk.note("Typo")
    path = f"{talk.path}/{note['id']}"
    changed = success(talk.api.patch(path, json={"text": "No typo"}, headers=agent.headers))
    assert (changed["text"], changed["removed_at"]) == ("No typo", None)
    assert changed["edited_at"]
    gone = success(talk.api.patch(path, json={"taken_back": True}, headers=agent.headers))
    assert (gone["text"], gone["id"]) == ("", note["id"])
    assert gone["removed_at"]
    assert talk.messages()["results"] == [gone]
    assert success(talk.api.patch(path, json={"taken_back": True}, headers=agent.headers)) == gone
    problem(talk.api.patch(path, json={"text": "Back"}, headers=agent.headers), 409)
    ticket = talk.ticket()
    assert (ticket["version"], ticket["messages"]) == (4, 1)
    moves = [it["changes"][0] for it in talk.history()]
    assert [(it["field"], it["before"], it["after"]) for it in moves] == [
        ("message", note["id"], "taken_back"),
        ("message", note["id"], "edited"),
    ]


def test_nobody_else_changes_a_note_and_nobody_what_the_requester_read_or_wrote(
    talk: Talk, agent: Person, other_agent: Person, admin: Person
) -> None:
    note, reply = talk.note("Mine"), talk.reply("Hello")
    talk.say("Hi")
    for who in (other_agent, admin):
        problem(talk.api.patch(f"{talk.path}/{note['id']}", json={"text": "x"}, headers=who.headers), 403)
    for sent in (reply["id"], "0000000003"):
        problem(talk.api.patch(f"{talk.path}/{sent}", json={"text": "x"}, headers=agent.headers), 409)
    problem(talk.api.patch(f"{talk.path}/0000000004", json={"text": "x"}, headers=agent.headers), 404)
    assert talk.texts() == ["Mine", "Hello", "Hi"]


@pytest.mark.parametrize("body", [{}, {"text": "x", "taken_back": True}, {"taken_back": False}, {"text": None}])
def test_a_change_is_one_thing(talk: Talk, agent: Person, body: dict[str, object]) -> None:
    note = talk.note("Mine")
    answer = talk.api.patch(f"{talk.path}/{note['id']}", json=body, headers=agent.headers)
    assert answer.status_code == 400
    assert talk.texts() == ["Mine"]


def test_an_admin_deletes_any_message_which_leaves_its_place_and_a_trace(
    talk: Talk, agent: Person, admin: Person
) -> None:
    reply = talk.reply("A password, by mistake")
    talk.say("Oh")
    path = f"{talk.path}/{reply['id']}"
    problem(talk.api.delete(path, headers=agent.headers), 403)
    gone = success(talk.api.delete(path, headers=admin.headers))
    assert gone["text"] == ""
    assert success(talk.api.delete(path, headers=admin.headers)) == gone
    assert talk.texts() == ["", "Oh"]
    seen = talk.seen()["results"]
    assert [(it["text"], bool(it["removed_at"])) for it in seen] == [("", True), ("Oh", False)]
    change = talk.history()[0]
    assert change["by"] == {"kind": "agent", "name": admin.email}
    assert change["changes"] == [{"field": "message", "before": reply["id"], "after": "deleted"}]
    assert talk.ticket()["messages"] == 2
