"""What the holder of a tracking token reads and writes."""

from typing import Any

import httpx
import pytest

from tests.support.answers import problem, success
from tests.support.conversations import Talk
from tests.support.conversations import talk as begun
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import word


def tracked(talk: Talk) -> dict[str, Any]:
    answer = talk.api.get(f"/api/track/{talk.id}", headers={"X-Tracking-Token": talk.token})
    found: dict[str, Any] = success(answer)
    return found


def test_the_holder_writes_and_reads_replies_and_own_words(talk: Talk) -> None:
    talk.reply("Which browser?")
    answer = talk.say("Firefox\r\n140 ")
    assert answer == {
        "message": {
            "id": "0000000002",
            "kind": "request",
            "author": None,
            "text": "Firefox\n140",
            "attachments": [],
            "created_at": answer["message"]["created_at"],
            "removed_at": None,
        },
        "status": "in_progress",
        "awaiting": "agent",
        "follow_up": None,
    }
    page = talk.seen()
    assert [(it["text"], it["kind"], it["author"]) for it in page["results"]] == [
        ("Which browser?", "reply", "Support"),
        ("Firefox\n140", "request", None),
    ]
    (_, message) = talk.messages()["results"]
    assert (message["author"], message["channel"]) == ({"kind": "requester", "uid": None, "name": None}, "page")
    assert tracked(talk).items() >= {"awaiting": "agent", "messages": 2, "follow_up": None}.items()


def test_no_note_and_nobody_s_address_is_in_anything_that_the_holder_gets(talk: Talk, agent: Person) -> None:
    note = talk.note(f"secret {word()}")
    talk.reply("Hello")
    talk.note("another secret", status="resolved")
    headers = {"X-Tracking-Token": talk.token}
    answers = [talk.api.get(talk.tracked, headers=headers), talk.send(text="Thanks", solved=True)]
    answers += [talk.api.get(talk.tracked, headers=headers), talk.api.get(f"/api/track/{talk.id}", headers=headers)]
    for answer in answers:
        for hidden in ("secret", "note", note["text"], agent.email, agent.uid, "@"):
            assert hidden not in answer.text
    results = answers[2].json()["results"]
    assert [(it["id"], it["text"]) for it in results] == [("0000000001", "Hello"), ("0000000002", "Thanks")]
    assert answers[3].json()["messages"] == 2


def test_the_time_of_the_last_change_is_that_of_what_the_holder_can_see(
    talk: Talk, agent: Person, admin: Person
) -> None:
    note = talk.note("for us")
    assert tracked(talk)["updated_at"] == tracked(talk)["created_at"]
    replied = talk.reply("Hello")
    assert tracked(talk)["updated_at"] == replied["created_at"]
    talk.note("for us")
    path = f"/api/tickets/{talk.id}/messages"
    success(talk.api.patch(f"{path}/{note['id']}", json={"text": "better"}, headers=agent.headers))
    success(talk.api.delete(f"{path}/{note['id']}", headers=admin.headers))
    assert tracked(talk)["updated_at"] == replied["created_at"] < talk.ticket()["updated_at"]
    for change in (
        lambda: talk.become("resolved"),
        lambda: success(talk.api.delete(f"{path}/{replied['id']}", headers=admin.headers)),
    ):
        change()
        assert tracked(talk)["updated_at"] == talk.ticket()["updated_at"]


def test_pages_of_the_holder_go_through_what_they_may_read(talk: Talk) -> None:
    for number in range(3):
        talk.note("for us")
        talk.reply(f"{number}")
    first = talk.seen(page_size=2, order="newest")
    last = talk.seen(page_size=2, order="newest", cursor=first["next_cursor"])
    assert [it["text"] for it in first["results"] + last["results"]] == ["2", "1", "0"]
    assert last["next_cursor"] is None


@pytest.mark.parametrize("quarantined", [False, True])
def test_wrong_missing_and_unknown_are_one_and_the_same_404(
    api: httpx.Client, agent: Person, quarantined: bool
) -> None:
    talk = begun(api, agent, **({"website": "x"} if quarantined else {}))
    unknown = f"/api/track/7{'z' * 25}/messages"
    wrong = {"X-Tracking-Token": "x"}
    body = {"text": "Hello"}
    answers = [
        problem(ask, 404)
        for ask in (
            api.get(talk.tracked, headers=wrong),
            api.get(talk.tracked),
            api.get(unknown, headers={"X-Tracking-Token": talk.token}),
            api.post(talk.tracked, headers=wrong, json=body),
            api.post(talk.tracked, json=body),
            api.post(unknown, headers={"X-Tracking-Token": talk.token}, json=body),
        )
    ]
    assert all(it == answers[0] for it in answers)
    assert talk.seen()["results"] == []


def test_writing_works_in_quarantine_and_the_words_stay_when_the_ticket_leaves_it(
    api: httpx.Client, agent: Person, system: System
) -> None:
    talk = begun(api, agent, website="x")
    answer = talk.say("I am real")
    assert (answer["status"], answer["awaiting"]) == ("open", "agent")
    assert talk.ticket()["quarantined"]
    for solved in (True, False):
        success(talk.send(solved=solved), 201)
    success(api.post(f"/api/tickets/{talk.id}/release", headers=agent.headers))
    assert talk.texts() == ["I am real"]
    assert [it["status"] for it in tracked(talk)["timeline"]] == ["open", "resolved", "open"]
    assert talk.ticket().items() >= {"quarantined": False, "messages": 1, "last_message_by": "requester"}.items()
    talk.reply("So you are")


def test_a_repeat_is_answered_though_the_ticket_was_closed_meanwhile(talk: Talk) -> None:
    talk.become("resolved")
    key = {"Idempotency-Key": word()}
    success(talk.send(headers=key, solved=False), 201)
    talk.become("closed")
    assert success(talk.send(headers=key, solved=False), 201)["status"] == "closed"
    problem(talk.send(solved=False), 409)


def test_a_repeat_changes_nothing_though_the_first_had_nothing_to_change(talk: Talk) -> None:
    key = {"Idempotency-Key": word()}
    assert success(talk.send(headers=key, solved=False), 201)["status"] == "open"
    talk.become("resolved")
    assert success(talk.send(headers=key, solved=False), 201)["status"] == "resolved"
    problem(talk.send(headers=key, solved=True), 422)


def test_solved_resolves_and_not_solved_opens_again(talk: Talk) -> None:
    solved = success(talk.send(solved=True), 201)
    assert solved == {"message": None, "status": "resolved", "awaiting": None, "follow_up": None}
    assert success(talk.send(solved=True), 201) == solved
    again = success(talk.send(solved=False), 201)
    assert (again["status"], again["awaiting"]) == ("open", "agent")
    changes = talk.history()
    assert [it["by"] for it in changes] == [{"kind": "requester", "name": ""}] * 2
    assert [it["status"] for it in tracked(talk)["timeline"]] == ["open", "resolved", "open"]
    assert talk.ticket()["messages"] == 0


def test_words_open_a_resolved_ticket_again_unless_they_say_that_it_is_solved(talk: Talk) -> None:
    talk.reply("Try again", status="resolved")
    assert talk.say("Thank you", solved=True)["status"] == "resolved"
    assert talk.say("Oh, no")["status"] == "open"
    assert talk.ticket()["resolved_at"] is None


def test_words_to_a_closed_ticket_open_one_that_follows_it_and_later_ones_go_there(talk: Talk) -> None:
    talk.become("closed")
    problem(talk.send(solved=False), 409)
    answer = talk.say("It is back")
    follow_up = answer.pop("follow_up")
    assert answer == {"message": None, "status": "open", "awaiting": "agent"}
    new = Talk(talk.api, talk.agent, follow_up["id"], follow_up["tracking_token"])
    ticket, old = new.ticket(), talk.ticket()
    assert (ticket["description"], ticket["title"]) == ("It is back", old["title"])
    assert ticket["follows"] == {"id": old["id"], "reference": old["reference"]}
    assert old["follow_up"] == {"id": ticket["id"], "reference": ticket["reference"]}
    assert (old["status"], old["messages"]) == ("closed", 0)
    later = talk.say("And again")
    assert later["message"]["text"] == "And again"
    assert later["follow_up"] == {"id": ticket["id"], "reference": ticket["reference"]}
    assert [it["text"] for it in new.seen()["results"]] == ["And again"]
    assert tracked(talk)["follow_up"] == ticket["reference"]
    assert [it["field"] for it in talk.history()[0]["changes"]] == ["follow_up"]


def test_a_repeat_with_its_key_is_answered_as_the_first_wherever_the_words_went(talk: Talk) -> None:
    keys = [{"Idempotency-Key": word()} for _ in range(3)]
    first = talk.say("Once", headers=keys[0])
    talk.reply("Yes", status="closed")
    opened = talk.say("It is back", headers=keys[1])
    solved = success(talk.send(solved=True, headers=keys[2]), 201)
    assert talk.say("Once", headers=keys[0]) == first
    assert talk.say("It is back", headers=keys[1]) == opened
    assert success(talk.send(solved=True, headers=keys[2]), 201) == solved
    problem(talk.send(text="Other", headers=keys[0]), 422)
    assert talk.texts() == ["Once", "Yes"]
    assert talk.ticket()["version"] == 4


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, [""]),
        ({"text": None}, [""]),
        ({"text": " "}, ["text"]),
        ({"solved": "yes"}, ["solved"]),
        ({"text": "x", "kind": "note"}, ["kind"]),
    ],
)
def test_what_says_nothing_is_refused(talk: Talk, body: dict[str, Any], fields: list[str]) -> None:
    problem(talk.send(**body), 400, *fields)
