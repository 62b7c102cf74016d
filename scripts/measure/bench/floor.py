"""The floor: HTTP functions that make the same calls as ours to Firestore and the bucket, and import none of ours."""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

from flask import Request, Response
from google.cloud.firestore import Client, FieldFilter
from google.cloud.firestore_v1.field_path import FieldPath

# `fields`: what ours read of a ticket; `counters`: the documents of the statistics; `stored`: tickets to create, by id,
# times in ISO 8601; `key`: an idempotency record; `suggestion`: one to keep.
PREPARED = json.loads(Path(os.environ["BENCH_FLOOR"]).read_text("utf-8"))
TIMES = {"created_at", "updated_at", "resolved_at", "expires_at"}
CHANGES = {"status": "in_progress", "priority": "high", "set_by": {"category": "agent", "priority": "agent"}}
ENTRY = {
    "by": {"kind": "agent", "name": "bench@people.example"},
    "changes": [{"field": "priority", "before": "low", "after": "high"}],
}
MESSAGE = {
    "kind": "reply",
    "author": {"kind": "agent", "uid": "0" * 28, "name": None},
    "channel": "desk",
    "edited_at": None,
    "removed_at": None,
    "left": {"version": 2, "status": "in_progress", "awaiting": "requester"},
}

client = Client(project=os.environ["GCLOUD_PROJECT"])
tickets = client.collection("tickets")


def _typed(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {key: datetime.fromisoformat(it) if key in TIMES and it else it for key, it in stored.items()}


left = [(name, _typed(stored)) for name, stored in PREPARED["stored"].items()]
record, suggestion = _typed(PREPARED["key"]), _typed(PREPARED["suggestion"])


def _answer(request: Request, content: str = "{}", status: int = 200) -> Response:
    return Response(content, 204 if request.path == "/__/health" else status, content_type="application/json")


def create(request: Request) -> Response:
    if request.path == "/__/health":
        return _answer(request)
    client.document(f"suggestions/{token_hex(32)}").get()
    name, stored = left.pop()
    batch = client.batch()
    batch.create(tickets.document(name), stored)
    batch.create(client.document(f"idempotency_keys/{token_hex(32)}"), record)
    batch.commit()
    return _answer(request, status=201)


def update(request: Request) -> Response:
    if request.path == "/__/health":
        return _answer(request)
    ticket = tickets.document(request.path.strip("/"))
    read = ticket.get(field_paths=PREPARED["fields"])
    version, now = read.get("version") + 1, datetime.now(UTC)
    batch = client.batch()
    changes = {**CHANGES, "version": version, "updated_at": now}
    entry = {**ENTRY, "version": version, "at": now, "write_id": token_hex(8)}
    batch.update(ticket, changes, option=client.write_option(last_update_time=read.update_time))
    batch.set(ticket.collection("changes").document(f"{version:010}"), entry)
    batch.commit()
    return _answer(request)


def reply(request: Request) -> Response:
    if request.path == "/__/health":
        return _answer(request)
    ticket = tickets.document(request.path.split("/")[1])
    read = ticket.get(field_paths=PREPARED["fields"])
    content, now = read.to_dict() or {}, datetime.now(UTC)
    text, n = json.loads(request.get_data())["text"], content["messages"] + 1
    terms = {FieldPath("terms", word).to_api_repr(): True for word in {*text.lower().split()}}
    state = {"version": content["version"] + 1, "messages": n, "last_message": f"{n:010}", "awaiting": "requester"}
    times = dict.fromkeys(("updated_at", "last_message_at", "waiting_since", "first_replied_at"), now)
    batch = client.batch()
    changes = {**CHANGES, **state, **times, **terms, "terms_size": content["terms_size"] + len(text)}
    batch.update(ticket, changes, option=client.write_option(last_update_time=read.update_time))
    message = {**MESSAGE, "text": text, "created_at": now, "write_id": token_hex(8)}
    orders = dict.fromkeys(("n", "shared_n", "reply_n"), n)
    batch.set(client.document(f"conversations/{ticket.id}/messages/{n:010}"), {**message, **orders})
    if content["status"] == "open":
        entry = {**ENTRY, "version": state["version"], "at": now, "write_id": token_hex(8)}
        batch.set(ticket.collection("changes").document(f"{state['version']:010}"), entry)
    batch.commit()
    return _answer(request, status=201)


@cache
def bucket() -> Any:
    from google.cloud.storage import Client as Storage

    return Storage(project=os.environ["GCLOUD_PROJECT"]).bucket(f"{os.environ['GCLOUD_PROJECT']}-private")


def mail(request: Request) -> Response:
    if request.path == "/__/health":
        return _answer(request)
    name, raw, now = token_hex(32), request.get_data(), datetime.now(UTC)
    reference = client.document(f"mail_inbox/{name}")
    reference.get(["state"])
    bucket().blob(f"mail/{name}").upload_from_string(raw, content_type="message/rfc822", if_generation_match=0)
    nothing = dict.fromkeys(("reason", "ticket", "sender"))
    record = {"state": "waiting", **nothing, "size": len(raw), "received_at": now, "expires_at": now}
    batch = client.batch()
    batch.create(reference, record)
    batch.commit()
    return _answer(request)


def upload(request: Request) -> Response:
    from puremagic import magic_string

    if request.path == "/__/health":
        return _answer(request)
    request.max_content_length = None
    name, now = token_hex(32), datetime.now(UTC)
    with request.files["file"].stream as file:
        content = file.read()
    kind = magic_string(content)[0].mime_type
    told = {"name": "photo.jpg", "size": len(content), "kind": kind, "sha256": sha256(content).hexdigest()}
    batch = client.batch()
    batch.create(client.document(f"attachments/{name}"), {**told, "created_at": now, "expires_at": now, "owner": name})
    batch.commit()
    bucket().blob(f"attachments/{name}").upload_from_string(content, content_type=kind, if_generation_match=0)
    return _answer(request, status=201)


def download(request: Request) -> Response:
    if request.path == "/__/health":
        return _answer(request)
    name = request.path.strip("/")
    read = client.document(f"attachments/{name}").get()
    content = bucket().blob(f"attachments/{name}").download_as_bytes()
    return Response(content, headers={"Content-Disposition": "attachment"}, content_type=read.get("kind"))


def conversation(request: Request) -> Response:
    if request.path == "/__/health":
        return _answer(request)
    name = request.path.split("/")[1]
    tickets.document(name).get(field_paths=["version"])
    messages = client.collection(f"conversations/{name}/messages").order_by("n", direction="DESCENDING")
    messages.limit(int(request.args["page_size"]) + 1).get()
    return _answer(request)


def get(request: Request) -> Response:
    if request.path != "/__/health":
        tickets.document(request.path.strip("/")).get(field_paths=PREPARED["fields"])
    return _answer(request)


def stats(request: Request) -> Response:
    if request.path != "/__/health":
        counters = client.collection("counters")
        list(client.get_all([counters.document(name) for name in PREPARED["counters"]]))
        waiting = tickets.where(filter=FieldFilter("awaiting", "==", "agent")).order_by("waiting_since")
        waiting.select(["waiting_since"]).limit(1).get()
    return _answer(request)


def page(request: Request) -> Response:
    if request.path == "/__/health":
        return _answer(request)
    query = tickets.select(PREPARED["fields"]).order_by("__name__")
    given = request.args
    for name in ("category", "priority", "status"):
        if name in given:
            query = query.where(filter=FieldFilter(name, "==", given[name]))
    for term in given.get("search", "").split():
        query = query.where(filter=FieldFilter(FieldPath("terms", term).to_api_repr(), "==", True))
    query = query.limit(int(given.get("page_size", 20)) + 1)
    if "cursor" in given:
        query = query.start_after({"__name__": tickets.document(given["cursor"])})
    query.get()
    return _answer(request)


def classify(request: Request) -> Response:
    if request.path != "/__/health":
        client.document(f"suggestions/{token_hex(32)}").set(suggestion)
    return _answer(request)
