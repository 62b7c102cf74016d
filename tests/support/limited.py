"""Functions with rate limits low enough to reach, as Google's front end and Firebase Hosting call them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from ipaddress import ip_network
from typing import Any

import httpx

from tests.support import web
from tests.support.lone_function import lone_function
from tests.support.system import System
from tests.support.tickets import new_ticket, word

LIMITS = {
    "create": 3,
    "classify": 1,
    "track": 2,
    "track_link": 1,
    "track_read": 1,
    "track_write": 1,
    "upload": 3,
    "upload_bytes": 100,
    "track_bytes": 100,
    "attempts": 2,
    "integration_create": 2,
    "integration_update": 1,
}
WINDOW_S = 86_400
FUNCTIONS = ("create_ticket", "update_ticket", "classify_ticket", "track_ticket", "attachments")
ORIGIN = "https://shop.example"
SETTINGS = {
    "RATE_LIMITS": " ".join(f"{name}={requests}/{WINDOW_S}" for name, requests in LIMITS.items()),
    "GEMINI_API_KEY": "off",
    "ALLOWED_ORIGINS": ORIGIN,
}


ADDRESSES = map(str, ip_network("198.18.0.0/15"))
"""RFC 2544's network for benchmarks."""


def address() -> str:
    """An address of a client of a test's own: no other test has it."""
    return next(ADDRESSES)


def direct(client: str, claimed: str = "") -> dict[str, str]:
    """The headers with which Google's front end passes on what a client sends to a function's own address."""
    return {"X-Forwarded-For": f"{claimed}, {client}" if claimed else client}


def hosted(client: str, proxy: str, claimed: str = "") -> dict[str, str]:
    """The same behind Hosting, one of whose proxies is the front end's client."""
    return {**direct(proxy, f"{claimed}, {client}" if claimed else client), "X-Forwarded-Host": "desk.example"}


class Limited:
    """The functions at their own addresses."""

    def __init__(self, urls: dict[str, str]) -> None:
        self.urls = urls

    def create(self, headers: dict[str, str], body: dict[str, Any] | None = None) -> httpx.Response:
        return web.post(self.urls["create_ticket"], json=body or new_ticket(), headers=headers)

    def update(self, ticket: str, headers: dict[str, str]) -> httpx.Response:
        return web.patch(f"{self.urls['update_ticket']}/{ticket}", json={"status": "closed"}, headers=headers)

    def classify(self, headers: dict[str, str]) -> httpx.Response:
        return web.post(self.urls["classify_ticket"], json={"description": f"This is {word()}"}, headers=headers)

    def track(self, ticket: str, token: str, headers: dict[str, str]) -> httpx.Response:
        return web.get(f"{self.urls['track_ticket']}/{ticket}", headers={**headers, "X-Tracking-Token": token})

    def converse(self, method: str, ticket: str, token: str, headers: dict[str, str]) -> httpx.Response:
        url, body = f"{self.urls['track_ticket']}/{ticket}/messages", {"text": "Hello"}
        return web.request(method, url, json=body, headers={**headers, "X-Tracking-Token": token})

    def upload(self, content: bytes, headers: dict[str, str]) -> httpx.Response:
        url = f"{self.urls['attachments']}/attachments"
        return web.post(url, files={"file": ("a.txt", content)}, headers=headers)

    def download(self, ticket: dict[str, Any], headers: dict[str, str]) -> httpx.Response:
        """The first file of a ticket that was just opened."""
        url = f"{self.urls['attachments']}/{ticket['id']}/attachments/{ticket['attachments'][0]['id']}"
        return web.get(url, headers={**headers, "X-Tracking-Token": ticket["tracking_token"]})


@contextmanager
def limited_functions(system: System) -> Iterator[Limited]:
    with ExitStack() as running:
        yield Limited({name: running.enter_context(lone_function(system, name, SETTINGS)) for name in FUNCTIONS})
