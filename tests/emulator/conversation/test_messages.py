"""What agents and API keys read and write of a conversation."""

from typing import Any

import httpx
import pytest

from tests.support.answers import problem, success
from tests.support.conversations import Talk
from tests.support.keys import Keys, bearer
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import word

SILENT = {"messages": 0, "notes": 0, "last_message": None, "last_message_at": None, "last_message_by": None}


def test_a_new_ticket_awaits_the_agent_and_has_no_messages(talk: Talk) -> None:
    ticket = talk.ticket()
    assert ticket.items() >= {**SILENT, "awaiting": "agent", "waiting_since": ticket["created_at"]}.items()
    assert talk.messages() == {"results": [], "next_cursor": None}


def test_a_reply_is_answered_with_what_it_did_and_stands_in_the_conversation(talk: Talk, agent: Person) -> None:
    answer = talk.post("We look\r\ninto it ")
    posted = success(answer, 201)
    assert answer.headers["Location"] == f"{talk.path}/{posted['id']}"
    state = posted.pop("ticket")
    assert state == {"version": 2, "status": "in_progress", "awaiting": "requester"}
    assert posted == {
        "id": "0000000001",
        "kind": "reply",
        "author": {"kind": "agent", "uid": agent.uid, "name": None},
        "text": "We look\ninto it",
        "attachments": [],
        "channel": "desk",
        "email": None,
        "received": None,
        "created_at": posted["created_at"],
        "edited_at": None,
        "removed_at": None,
    }
    assert talk.messages()["results"] == [posted]
    assert success(talk.api.get(answer.headers["Location"], headers=agent.headers)) == posted


def test_a_message_is_one_commit_with_what_it_does_to_the_ticket(talk: Talk) -> None:
    posted = talk.reply("Yes")
    ticket = talk.ticket()
    at = posted["created_at"]
    assert (
        ticket.items()
        >= {
            "version": 2,
            "updated_at": at,
            "status": "in_progress",
            "messages": 1,
            "notes": 0,
            "last_message": posted["id"],
            "last_message_at": at,
            "last_message_by": "agent",
            "awaiting": "requester",
            "waiting_since": at,
            "first_replied_at": at,
        }.items()
    )
    (change,) = talk.history()
    assert change["changes"] == [{"field": "status", "before": "open", "after": "in_progress"}]
    talk.reply("And once more")
    assert talk.history() == [change]
    again = talk.ticket()
    assert (again["waiting_since"], again["first_replied_at"], again["messages"]) == (at, at, 2)


def test_a_note_changes_nothing_but_the_number_of_messages(talk: Talk) -> None:
    before = talk.ticket()
    note = talk.note("Careful")
    changed = {"version", "updated_at", "messages", "notes", "last_message", "last_message_at", "last_message_by"}
    after = talk.ticket()
    assert {name for name in after if after[name] != before[name]} == changed
    assert (after["notes"], after["last_message"]) == (1, note["id"])


@pytest.mark.parametrize("kind", ["reply", "note"])
def test_a_message_may_bring_a_status(talk: Talk, kind: str) -> None:
    posted = talk.reply("Done", kind=kind, status="resolved")
    assert posted["ticket"] == {"version": 2, "status": "resolved", "awaiting": None}
    ticket = talk.ticket()
    assert (ticket["resolved_at"], ticket["waiting_since"]) == (posted["created_at"], None)


def test_a_change_of_status_changes_who_is_awaited(talk: Talk) -> None:
    talk.reply("Please send the log")
    assert talk.become("closed")["awaiting"] is None
    opened = talk.become("open")
    assert (opened["awaiting"], opened["waiting_since"]) == ("agent", opened["updated_at"])


def test_the_list_filters_by_who_is_awaited(talk: Talk, agent: Person) -> None:
    title = talk.ticket()["title"]

    def found(awaiting: str) -> list[str]:
        params = {"awaiting": awaiting, "search": title}
        page = success(talk.api.get("/api/tickets", params=params, headers=agent.headers))
        return [it["id"] for it in page["results"]]

    assert (found("agent"), found("requester")) == ([talk.id], [])
    talk.reply("Which browser?")
    assert (found("agent"), found("requester")) == ([], [talk.id])
    problem(talk.api.get("/api/tickets", params={"awaiting": "x"}, headers=agent.headers), 400, "awaiting")


def test_what_came_unseen_refuses_a_message_and_writes_nothing(talk: Talk) -> None:
    first = talk.reply("First", if_last_message=None)
    problem(talk.post("Blind", if_last_message=None), 412)
    talk.note("Meanwhile")
    problem(talk.post("Blind", if_last_message=first["id"]), 412)
    assert talk.texts() == ["First", "Meanwhile"]
    talk.reply("Seen", if_last_message="0000000002")
    assert talk.ticket()["messages"] == 3


def test_a_repeat_with_its_key_is_answered_as_the_first_and_posts_nothing(talk: Talk) -> None:
    key = {"Idempotency-Key": word()}
    first = talk.reply("Once", headers=key, if_last_message=None)
    talk.say("In between")
    assert talk.reply("Once", headers=key, if_last_message=None) == first
    problem(talk.post("Twice", headers=key), 422)
    assert talk.texts() == ["Once", "In between"]


def test_pages_go_through_a_conversation_in_both_orders_and_by_kind(talk: Talk) -> None:
    for number in range(3):
        talk.reply(f"reply {number}")
        talk.note(f"note {number}")
    everything = [f"{kind} {number}" for number in range(3) for kind in ("reply", "note")]
    queries: list[tuple[dict[str, Any], list[str]]] = [
        ({}, everything),
        ({"order": "newest"}, everything[::-1]),
        ({"kind": "note"}, everything[1::2]),
        ({"kind": "reply", "order": "newest"}, everything[-2::-2]),
        ({"kind": "request"}, []),
    ]
    for query, expected in queries:
        page = talk.messages(page_size=2, **query)
        texts = [it["text"] for it in page["results"]]
        while page["next_cursor"]:
            page = talk.messages(page_size=2, cursor=page["next_cursor"], **query)
            texts += [it["text"] for it in page["results"]]
        assert texts == expected


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"kind": "request", "text": "x"}, "kind"),
        ({"kind": "reply", "text": " \n"}, "text"),
        ({"kind": "reply", "text": "x" * 20_001}, "text"),
        ({"kind": "reply", "text": "x", "status": "gone"}, "status"),
        ({"kind": "reply", "text": "x", "if_last_message": "1"}, "if_last_message"),
        ({"kind": "reply", "text": "x", "author": "y"}, "author"),
    ],
)
def test_what_is_no_message_is_refused_by_its_field(talk: Talk, body: dict[str, str], field: str) -> None:
    problem(talk.api.post(talk.path, json=body, headers=talk.agent.headers), 400, field)
    assert talk.ticket()["messages"] == 0


def test_a_text_of_twenty_thousand_characters_of_any_script_fits(talk: Talk) -> None:
    text = "\U0001f4a1" * 20_000
    assert talk.reply(text)["text"] == text


def test_agents_write_nothing_into_a_ticket_in_quarantine(api: httpx.Client, talk: Talk, system: System) -> None:
    stored = system.firestore.document(f"tickets/{talk.id}")
    system.firestore.document(f"quarantine/{talk.id}").set(stored.get().to_dict() or {})
    stored.delete()
    problem(talk.post("Hello"), 409)
    problem(talk.post("Hello", kind="note"), 409)
    assert talk.messages()["results"] == []


def test_an_api_key_replies_and_reads_as_far_as_its_scopes_go(talk: Talk, keys: Keys) -> None:
    scopes = (["tickets:reply"], ["tickets:read"], ["tickets:read", "notes:read"])
    made = [keys.create(scopes=it) for it in scopes]
    replies, reads, reads_notes = map(bearer, made)
    note = talk.note("For us")
    answer = talk.post("From a program", headers=replies)
    posted = success(answer, 201)
    assert posted["author"] == {"kind": "integration", "uid": None, "name": made[0]["name"]}
    assert posted["channel"] == "api"
    assert talk.texts(reads) == talk.texts(reads, kind="reply") == ["From a program"]
    assert talk.texts(reads_notes) == ["For us", "From a program"]
    for key in (reads, reads_notes):
        assert success(talk.api.get(answer.headers["Location"], headers=key))["text"] == "From a program"
    assert success(talk.api.get(f"{talk.path}/{note['id']}", headers=reads_notes))["text"] == "For us"
    problem(talk.api.get(f"{talk.path}/{note['id']}", headers=reads), 404)
    problem(talk.api.get(answer.headers["Location"], headers=replies), 403)
    problem(talk.api.get(talk.path, params={"kind": "note"}, headers=reads), 403)
    problem(talk.api.get(talk.path, headers=replies), 403)
    problem(talk.post("No", headers=reads), 403)
    assert success(talk.api.get(f"/api/tickets/{talk.id}", headers=reads))["messages"] == 2
    problem(talk.api.get("/api/tickets", headers=replies), 403)
    # A search finds words of notes, so it takes the scope for them.
    problem(talk.api.get("/api/tickets", params={"search": "us"}, headers=reads), 403)
    success(talk.api.get("/api/tickets", params={"search": "us"}, headers=reads_notes))


def test_unknown_tickets_and_strangers_get_nothing(talk: Talk, stranger: Person) -> None:
    problem(talk.api.get(talk.path), 401)
    problem(talk.post("Hello", headers=stranger.headers), 403)
    problem(talk.api.get("/api/tickets/x/messages", headers=talk.agent.headers), 404)
    problem(talk.api.get(f"{talk.path}/x", headers=talk.agent.headers), 404)
