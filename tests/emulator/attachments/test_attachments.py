"""Files from their upload to the message that takes them, and back to who may have them."""

from typing import Any

import httpx
import pytest

from tests.support import files
from tests.support.answers import problem, success
from tests.support.conversations import Talk
from tests.support.conversations import talk as begun
from tests.support.files import PNG, shown, upload
from tests.support.keys import Keys, bearer
from tests.support.people import Person
from tests.support.tickets import create, new_ticket, word

SAVED = {
    "Content-Type": "image/png",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def is_saved(answer: httpx.Response, cached: str) -> None:
    """Asserts that no browser shows the picture or stores it for others."""
    expected = {**SAVED, "Cache-Control": cached}
    assert {name: answer.headers[name] for name in expected} == expected


def get(api: httpx.Client, path: str, headers: dict[str, str]) -> httpx.Response:
    return api.get(path, headers=headers)


def tracked(talk: Talk, name: str) -> httpx.Response:
    return talk.api.get(f"/api/track/{talk.id}/attachments/{name}", headers={"X-Tracking-Token": talk.token})


def test_the_public_uploads_a_file_and_opens_a_ticket_with_it(api: httpx.Client, agent: Person) -> None:
    uploaded = upload(api, PNG, "Fehler – größer.png")
    assert uploaded.keys() == {"id", "name", "size", "kind", "sha256"}
    assert (uploaded["name"], uploaded["size"], uploaded["kind"]) == ("Fehler – größer.png", len(PNG), "image/png")
    name, _, secret = uploaded["id"].partition(".")
    assert len(secret) == 43
    ticket = create(api, attachments=[uploaded["id"]])
    assert ticket["attachments"] == [shown(uploaded)]
    read = success(api.get(f"/api/tickets/{ticket['id']}", headers=agent.headers))
    assert read["attachments"] == [shown(uploaded)]
    token = {"X-Tracking-Token": ticket["tracking_token"]}
    assert success(api.get(f"/api/track/{ticket['id']}", headers=token))["attachments"] == [shown(uploaded)]
    saved = api.get(f"/api/attachments/{name}", headers=agent.headers)
    assert saved.status_code == httpx.codes.OK
    assert saved.content == PNG
    is_saved(saved, "private, max-age=3600")
    assert "Authorization" in saved.headers["Vary"]
    assert saved.headers["Content-Disposition"].endswith("filename*=UTF-8''Fehler%20%E2%80%93%20gr%C3%B6%C3%9Fer.png")
    saved = api.get(f"/api/track/{ticket['id']}/attachments/{name}", headers=token)
    assert saved.content == PNG
    is_saved(saved, "no-store")


def test_a_raw_body_with_its_name_in_a_header_is_a_file_too(api: httpx.Client, agent: Person) -> None:
    headers = {**agent.headers, "Content-Disposition": "attachment; filename*=UTF-8''..%2Fa%0D%0Ab.png"}
    uploaded = success(api.post("/api/attachments", content=PNG, headers=headers), 201)
    assert (uploaded["name"], "." in uploaded["id"]) == ("a b.png", False)


def test_messages_of_both_sides_have_files(api: httpx.Client, agent: Person, talk: Talk) -> None:
    theirs, ours, inside = upload(api), upload(api, headers=agent.headers), upload(api, headers=agent.headers)
    said = talk.say("Look", attachments=[theirs["id"]])
    assert said["message"]["attachments"] == [shown(theirs)]
    assert talk.reply("And here", attachments=[ours["id"]])["attachments"] == [shown(ours)]
    assert talk.note("Hm", attachments=[inside["id"]])["attachments"] == [shown(inside)]
    assert [it["attachments"] for it in talk.messages()["results"]] == [[shown(it)] for it in (theirs, ours, inside)]
    assert [it["attachments"] for it in talk.seen()["results"]] == [[shown(theirs)], [shown(ours)]]
    for it in (theirs, ours, inside):
        assert get(api, f"/api/attachments/{shown(it)['id']}", agent.headers).content == PNG
    assert tracked(talk, shown(theirs)["id"]).content == PNG
    assert tracked(talk, ours["id"]).content == PNG
    problem(tracked(talk, inside["id"]), 404)


def test_another_ticket_and_another_token_open_no_file(api: httpx.Client, talk: Talk, agent: Person) -> None:
    uploaded, other = upload(api), begun(api, agent)
    name = shown(uploaded)["id"]
    problem(tracked(talk, name), 404)  # not yet attached
    talk.say("Look", attachments=[uploaded["id"]])
    problem(tracked(other, name), 404)
    for headers in ({}, {"X-Tracking-Token": other.token}, agent.headers):
        problem(api.get(f"/api/track/{talk.id}/attachments/{name}", headers=headers), 404)
    problem(api.get(f"/api/attachments/{name}"), 401)
    problem(api.get(f"/api/attachments/{name}", headers={"X-Tracking-Token": talk.token}), 401)
    for unknown in ("x", uploaded["id"], "0" * 26):
        problem(api.get(f"/api/attachments/{unknown}", headers=agent.headers), 404)


def test_each_file_goes_with_one_message(api: httpx.Client, talk: Talk, agent: Person) -> None:
    given = upload(api)["id"]
    create(api, attachments=[given])
    problem(api.post("/api/tickets", json=new_ticket(attachments=[given])), 400, "attachments.0")
    problem(talk.send(text="Again", attachments=[given]), 400, "attachments.0")
    problem(talk.post("Again", attachments=[upload(api, headers=agent.headers)["id"], given]), 400, "attachments.1")
    assert talk.ticket()["messages"] == 0


def test_a_file_is_attached_by_its_uploader_alone(api: httpx.Client, talk: Talk, agent: Person, admin: Person) -> None:
    public, ours = upload(api)["id"], upload(api, headers=agent.headers)["id"]
    name, _, secret = public.partition(".")
    for guess in (name, f"{name}.{secret[::-1]}", f"{'0' * 26}.{secret}", ours):
        problem(talk.send(text="Mine", attachments=[guess]), 400, "attachments.0")
    problem(talk.post("Mine", attachments=[ours], headers=admin.headers), 400, "attachments.0")
    talk.reply("Ours", attachments=[ours, public])


@pytest.mark.parametrize(
    ("given", "field"),
    [("x", "attachments.0"), ([1], "attachments.0"), (["x"], "attachments.0"), ([f"{'0' * 26}"] * 2, "attachments")],
)
def test_what_is_no_list_of_files_is_named(talk: Talk, given: Any, field: str) -> None:
    problem(talk.post("Hm", attachments=given), 400, "attachments" if given == "x" else field)


def test_more_than_ten_files_are_too_many(talk: Talk) -> None:
    problem(talk.post("Hm", attachments=[f"{it:026}" for it in range(11)]), 400, "attachments")


def test_files_need_a_text(api: httpx.Client, talk: Talk) -> None:
    for given in ([upload(api)["id"]], []):
        problem(talk.send(attachments=given, solved=True), 400, "")


def test_a_key_uploads_and_attaches_and_gets_no_file_of_a_note(
    api: httpx.Client, keys: Keys, talk: Talk, agent: Person
) -> None:
    key = bearer(keys.create(scopes=["tickets:reply", "tickets:read"]))
    given = upload(api, headers=key)["id"]
    problem(talk.post("Not yours", attachments=[given]), 400, "attachments.0")
    talk.reply("By a program", attachments=[given], headers=key)
    assert get(api, f"/api/attachments/{given}", key).content == PNG
    inside = talk.note("Inside", attachments=[upload(api, headers=agent.headers)["id"]])["attachments"][0]["id"]
    problem(get(api, f"/api/attachments/{inside}", key), 404)
    with_notes = bearer(keys.create(scopes=["notes:read", "tickets:read"]))
    assert get(api, f"/api/attachments/{inside}", with_notes).content == PNG
    problem(api.post("/api/attachments", files={"file": ("a.png", PNG)}, headers=with_notes), 403)


def test_a_repeat_with_its_key_is_answered_as_the_first_one(api: httpx.Client) -> None:
    key = {"Idempotency-Key": word()}
    first = upload(api, headers=key)
    assert upload(api, headers=key) == first
    problem(api.post("/api/attachments", files={"file": ("b.png", PNG)}, headers=key), 422)
    problem(api.post("/api/attachments", files={"file": ("a.png", PNG + b"x")}, headers=key), 422)
    body, again = new_ticket(attachments=[first["id"]]), {"Idempotency-Key": word()}
    opened = success(api.post("/api/tickets", json=body, headers=again), 201)
    assert success(api.post("/api/tickets", json=body, headers=again), 201) == opened
    assert upload(api, headers=key) == first


def test_a_message_is_repeated_with_its_files(api: httpx.Client, talk: Talk, agent: Person) -> None:
    for send in (talk.send, talk.post):
        given, key = upload(api)["id"], {"Idempotency-Key": word()}
        first = success(send(text="Look", attachments=[given], headers=key), 201)
        assert success(send(text="Look", attachments=[given], headers=key), 201) == first


def test_what_follows_a_closed_ticket_has_the_files(api: httpx.Client, talk: Talk, agent: Person) -> None:
    talk.become("closed")
    uploaded = upload(api)
    follow_up = talk.say("Again", attachments=[uploaded["id"]])["follow_up"]
    read = success(api.get(f"/api/tickets/{follow_up['id']}", headers=agent.headers))
    assert read["attachments"] == [shown(uploaded)]


def test_a_released_ticket_keeps_its_files(api: httpx.Client, agent: Person, system: Any) -> None:
    uploaded = upload(api)
    ticket = create(api, website="x", attachments=[uploaded["id"]])
    stored = system.firestore.document(f"attachments/{shown(uploaded)['id']}")
    assert stored.get().get("expires_at") is not None
    success(api.post(f"/api/tickets/{ticket['id']}/release", headers=agent.headers))
    assert "expires_at" not in stored.get().to_dict()
    assert get(api, f"/api/attachments/{shown(uploaded)['id']}", agent.headers).content == PNG


def test_what_is_refused_says_why(api: httpx.Client) -> None:
    problem(api.post("/api/attachments", files={"file": ("a.png", files.REFUSED["exe"])}), 415)
    problem(api.post("/api/attachments", files={"file": ("a.png", b"")}), 400, "file")
    problem(api.post("/api/attachments", files={"other": ("a.png", PNG)}), 400, "other")
    problem(api.post("/api/attachments", content=PNG), 400, "Content-Disposition")
    problem(api.post("/api/attachments", json={}), 400, "Content-Disposition")
    problem(api.post("/api/attachments", files={"file": ("a.txt", b"x" * (10 * 2**20 + 1))}), 413)


def test_the_largest_file_comes_back_as_it_was(api: httpx.Client, agent: Person) -> None:
    content = PNG + bytes(range(256)) * ((10 * 2**20 - len(PNG)) // 256)
    given = upload(api, content.ljust(10 * 2**20), headers=agent.headers)["id"]
    assert get(api, f"/api/attachments/{given}", agent.headers).content == content.ljust(10 * 2**20)


def test_a_page_comes_back_as_text(api: httpx.Client, agent: Person) -> None:
    uploaded = upload(api, files.HTML, "index.html", agent.headers)
    assert (uploaded["name"], uploaded["kind"]) == ("index.html.txt", "text/plain")
    saved = get(api, f"/api/attachments/{uploaded['id']}", agent.headers)
    assert saved.headers["Content-Type"] == "text/plain"
    assert saved.headers["Content-Disposition"].startswith("attachment;")
