"""Conversations as agents and requesters have them, through Hosting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from common.conversation import store
from common.conversation.model import StoredMessage
from tests.support.answers import success
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import NOON, create


@dataclass(frozen=True)
class Talk:
    """A ticket of a test's own, from both sides."""

    api: httpx.Client
    agent: Person
    id: str
    token: str

    def post(self, text: str, headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        """As the agent, or as whom the headers name."""
        body = {"kind": "reply", "text": text, **more}
        return self.api.post(self.path, json=body, headers={**self.agent.headers, **(headers or {})})

    def reply(self, text: str, **more: Any) -> dict[str, Any]:
        posted: dict[str, Any] = success(self.post(text, **more), 201)
        return posted

    def note(self, text: str, **more: Any) -> dict[str, Any]:
        return self.reply(text, kind="note", **more)

    def send(self, headers: dict[str, str] | None = None, **body: Any) -> httpx.Response:
        """As the requester."""
        return self.api.post(self.tracked, json=body, headers={"X-Tracking-Token": self.token, **(headers or {})})

    def say(self, text: str, **more: Any) -> dict[str, Any]:
        answer: dict[str, Any] = success(self.send(text=text, **more), 201)
        return answer

    def messages(self, headers: dict[str, str] | None = None, **query: Any) -> dict[str, Any]:
        page: dict[str, Any] = success(self.api.get(self.path, params=query, headers=headers or self.agent.headers))
        return page

    def texts(self, headers: dict[str, str] | None = None, **query: Any) -> list[str]:
        return [it["text"] for it in self.messages(headers, **query)["results"]]

    def seen(self, **query: Any) -> dict[str, Any]:
        """What the requester reads."""
        headers = {"X-Tracking-Token": self.token}
        page: dict[str, Any] = success(self.api.get(self.tracked, params=query, headers=headers))
        return page

    def ticket(self) -> dict[str, Any]:
        found: dict[str, Any] = success(self.api.get(f"/api/tickets/{self.id}", headers=self.agent.headers))
        return found

    def become(self, status: str) -> dict[str, Any]:
        path, body = f"/api/tickets/{self.id}", {"status": status}
        changed: dict[str, Any] = success(self.api.patch(path, json=body, headers=self.agent.headers))
        return changed

    def history(self) -> list[dict[str, Any]]:
        found = success(self.api.get(f"/api/tickets/{self.id}/history", headers=self.agent.headers))
        changes: list[dict[str, Any]] = found["results"]
        return changes

    @property
    def path(self) -> str:
        return f"/api/tickets/{self.id}/messages"

    @property
    def tracked(self) -> str:
        return f"/api/track/{self.id}/messages"


def talk(api: httpx.Client, agent: Person, **fields: Any) -> Talk:
    ticket = create(api, **fields)
    return Talk(api, agent, ticket["id"], ticket["tracking_token"])


def store_messages(system: System, ticket_id: str, texts: Sequence[str], *, notes: bool = False) -> None:
    """Stores replies, or notes, of a ticket that has none, past the functions: all at once, each as they store it."""
    batch, count = system.firestore.batch(), len(texts)
    left = {"version": 1, "status": "open", "awaiting": "agent"}
    author = {"kind": "agent", "uid": "ada", "name": "Ada"}
    for n, text in enumerate(texts, 1):
        kind = {"kind": "note"} if notes else {"kind": "reply", "shared_n": n}
        content = {**kind, "n": n, "author": author, "text": text, "channel": "desk", "created_at": NOON, "left": left}
        message = StoredMessage.model_validate(content).root
        batch.set(system.firestore.document(store.path_of(ticket_id, message.id)), store.content_of(message))
    newest = {"last_message": message.id, "last_message_at": NOON, "last_message_by": "agent"}
    ticket = {"messages": count, "notes": count if notes else 0, **newest}
    batch.update(system.firestore.document(f"tickets/{ticket_id}"), ticket)
    batch.commit()
