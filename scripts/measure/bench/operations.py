"""What is measured of the system: each operation with its requests, its function, its floor and its target."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from common.attachments.model import FILE_MAX
from common.base import ids
from scripts.dev import incoming
from scripts.emulators import config
from scripts.measure.bench import files, tickets
from scripts.measure.bench.requests import Ask

MAIL_BYTES = 20_000
FILES_AT_ONCE = 4
"""As many as an instance takes."""
AT_MOST = 1.25
"""Times the floor, by the median of ours at the function itself."""
JSON = {"Content-Type": "application/json"}
CLASSIFIED = "I was charged twice for my order and need the money back today, {number} euros."


@dataclass(frozen=True)
class Given:
    """What requests are made of: the stored tickets' ids and an agent's headers."""

    ids: Sequence[str]
    agent: Mapping[str, str]
    dice: random.Random

    @property
    def talks(self) -> dict[int, str]:
        """The tickets with long conversations, by the number of their messages."""
        return dict(zip(tickets.TALKS, self.ids, strict=False))


type Asks = Callable[[Given, int], list[Ask]]


@dataclass(frozen=True)
class Operation:
    name: str
    function: str
    floor: str
    """The function of scripts/measure/bench/floor.py."""
    mount: str
    """The part of the path behind Hosting that the function's own address lacks."""
    asks: Asks
    limit: float | None = AT_MOST
    named: str = ""
    """The operation of the API, where its name is not that of the function."""
    at_once: int = 8
    """At most."""

    @property
    def endpoint(self) -> str:
        return self.named or self.function


def _creates(given: Given, count: int) -> list[Ask]:
    sentences = tickets.texts()
    bodies = [json.dumps(tickets.body(given.dice, sentences)).encode() for _ in range(count)]
    return [Ask("POST", 201, "", body, {**JSON, "Idempotency-Key": token_hex(16)}) for body in bodies]


def _updates(given: Given, count: int) -> list[Ask]:
    ids = given.dice.sample(given.ids, count)
    bodies = [json.dumps({"status": "in_progress", "priority": given.dice.choice(("low", "high"))}) for _ in ids]
    headers = {**JSON, **given.agent}
    return [Ask("PATCH", 200, f"/{it}", body.encode(), headers) for it, body in zip(ids, bodies, strict=True)]


def _mails(given: Given, count: int) -> list[Ask]:
    said = tickets.texts()
    return [_mail(" ".join(given.dice.choices(said, k=MAIL_BYTES // 10))[:MAIL_BYTES]) for _ in range(count)]


def _mail(text: str) -> Ask:
    """A mail of its own, signed."""
    fields = f"Message-ID: <{token_hex(16)}@people.example>\r\nFrom: ada@people.example\r\nSubject: Charged twice"
    raw = f"{fields}\r\n\r\n{text}\r\n".encode()
    return Ask("POST", 200, "/inbound", raw, incoming.signature(config.SECRETS["MAIL_INBOUND_SECRETS"], raw))


def _uploads(given: Given, count: int) -> list[Ask]:
    return [files.upload(given.agent)] * count


def _downloads(given: Given, count: int) -> list[Ask]:
    return [files.download(given.agent, _stored_file())] * count


@cache
def _stored_file() -> str:
    """The name of a file of the largest size."""
    from common.attachments import store
    from common.attachments.upload import Upload

    now = datetime.now(UTC)
    name = ids.new_id(now)
    store.keep(name, Upload("photo.jpg", files.JPEG.ljust(FILE_MAX)), "bench", now)
    return name


def _replies(given: Given, count: int) -> list[Ask]:
    ids, said = given.dice.sample(given.ids[len(given.talks) :], count), tickets.texts()
    bodies = [json.dumps({"kind": "reply", "text": " ".join(given.dice.choices(said, k=3))}).encode() for _ in ids]
    headers = {**JSON, **given.agent}
    return [Ask("POST", 201, f"/{it}/messages", body, headers) for it, body in zip(ids, bodies, strict=True)]


def _talks(messages: int, page_size: int) -> Asks:
    query = urlencode({"order": "newest", "page_size": page_size})

    def asks(given: Given, count: int) -> list[Ask]:
        return [Ask("GET", 200, f"/{given.talks[messages]}/messages?{query}", headers=given.agent)] * count

    return asks


def _talk(name: str, messages: int, page_size: int) -> Operation:
    asks = _talks(messages, page_size)
    return Operation(name, "ticket", "conversation", "/api/tickets", asks, named="read_messages")


def _gets(given: Given, count: int) -> list[Ask]:
    return [Ask("GET", 200, f"/{it}", headers=given.agent) for it in given.dice.choices(given.ids, k=count)]


def _stats(given: Given, count: int) -> list[Ask]:
    return [Ask("GET", 200, headers=given.agent)] * count


def _classifications(given: Given, count: int) -> list[Ask]:
    texts = [CLASSIFIED.format(number=given.dice.randrange(1000)) for _ in range(count)]
    return [Ask("POST", 200, "", json.dumps({"description": text}).encode(), JSON) for text in texts]


def _pages(**query: str) -> Asks:
    def asks(given: Given, count: int) -> list[Ask]:
        return [Ask("GET", 200, f"?{urlencode(query)}", headers=given.agent)] * count

    return asks


def _deep(given: Given, count: int) -> list[Ask]:
    cursors = given.dice.choices(given.ids, k=count)
    return [Ask("GET", 200, f"?{urlencode({'cursor': it})}", headers=given.agent) for it in cursors]


def _page(name: str, asks: Asks) -> Operation:
    return Operation(name, "list_tickets", "page", "/api/tickets", asks)


CREATE = Operation("create", "create_ticket", "create", "/api/tickets", _creates)
UPDATE = Operation("update", "update_ticket", "update", "/api/tickets", _updates)
GET = Operation("get", "get_ticket", "get", "/api/tickets", _gets)
STATS = Operation("stats", "ticket_stats", "stats", "/api/tickets/stats", _stats)
CLASSIFY = Operation("classify, local", "classify_ticket", "classify", "/api/tickets/classify", _classifications, None)
REPLY = Operation("reply", "ticket", "reply", "/api/tickets", _replies, named="post_message")
SHORT, WHOLE, LONG = tickets.TALKS
MAIL = Operation("mail", "mails", "mail", "/api/mail", _mails, named="receive_mail")
UPLOAD = Operation(
    "upload", "attachments", "upload", "/api", _uploads, named="upload_attachment", at_once=FILES_AT_ONCE
)
DOWNLOAD = Operation(
    "download",
    "attachments",
    "download",
    "/api/attachments",
    _downloads,
    named="download_attachment",
    at_once=FILES_AT_ONCE,
)
TALK = _talk(f"conversation of {WHOLE} messages", WHOLE, WHOLE)
NEWEST = tuple(_talk(f"newest of {it:,} messages", it, SHORT) for it in (SHORT, LONG))
# Search words as the training texts have them: one in several tickets, and one (an order's number) in hardly any.
PAGES = (
    _page("list", _pages()),
    _page("list, a page in the middle", _deep),
    _page("list: status", _pages(status="open")),
    _page("list: status, category, priority", _pages(status="closed", category="billing", priority="high")),
    _page("search: one word", _pages(search="account")),
    _page("search: two words, status", _pages(search="pass acc", status="closed")),
    _page("search: rare word, two filters", _pages(search="12345", status="open", category="billing")),
)
ALL = (CREATE, UPDATE, GET, REPLY, MAIL, UPLOAD, DOWNLOAD, TALK, *NEWEST, STATS, *PAGES, CLASSIFY)


def read_by_ours() -> dict[str, Any]:
    """What the floor must know of our functions to ask Firestore for the same."""
    from common.counters.documents import CounterDocuments
    from common.tickets.store import READ

    counters = CounterDocuments()
    counters.read()
    return {"fields": [*READ, "terms_size"], "counters": sorted(counters.names)}
