"""Events of tickets as Eventarc delivers them, at a moment and as often as a test wants."""

from base64 import b64encode
from datetime import UTC, datetime
from typing import Any

import httpx
from google.cloud.firestore_v1 import DocumentReference, _helpers
from google.cloud.firestore_v1.types import Document

from common.base import ids
from scripts.emulators import events
from tests.support import web
from tests.support.system import System

type Content = dict[str, Any]


def imaginary(**fields: Any) -> Content:
    """A stored ticket of now that exists in events only."""
    now = datetime.now(UTC)
    content = {"status": "open", "priority": "low", "category": "billing", "created_at": now, "resolved_at": None}
    return {**content, **fields}


class Events:
    """Delivers events to triggers as Eventarc does."""

    def __init__(self, system: System) -> None:
        self.system = system

    def deliver(self, before: Content | None, after: Content | None, *, event: str, ticket: str | None = None) -> None:
        """A write to count."""
        answer = self.post("count_ticket", "written", before, after, event=event, ticket=ticket)
        assert answer.status_code == 200, answer.text

    def post(
        self,
        function: str,
        kind: str,
        before: Content | None,
        after: Content | None,
        *,
        event: str,
        ticket: str | None,
        at: str | None = None,
    ) -> httpx.Response:
        """What the function answers; anything but a success has the event delivered again in production.

        `at` is the address of a function by itself, instead of the shared system's.
        """
        path = f"tickets/{ticket or ids.new_id(datetime.now(UTC))}"
        return self.post_of(path, function, kind, before, after, event=event, at=at)

    def post_of(
        self,
        path: str,
        function: str,
        kind: str,
        before: Content | None,
        after: Content | None,
        *,
        event: str,
        at: str | None = None,
    ) -> httpx.Response:
        """As `post`, of any document."""
        body, headers = (
            events.content(self._document(path, before), self._document(path, after)),
            events.headers(event, kind, path),
        )
        if at is not None:
            return web.post(at, content=body, headers=headers)
        # The functions emulator takes events as the Firestore emulator sends them: in base64, which it undoes.
        return web.post(self.system.function_url(function), content=b64encode(body), headers=headers)

    @staticmethod
    def _document(path: str, content: Content | None) -> Document | None:
        if content is None:
            return None
        name = f"{events.DATABASE}/documents/{path}"
        return Document(name=name, fields=_helpers.encode_dict(content), update_time=datetime.now(UTC))


def marker_of(event: str, system: System) -> DocumentReference:
    document: DocumentReference = system.firestore.collection("counted_events").document(event.replace("/", "%2F"))
    return document
