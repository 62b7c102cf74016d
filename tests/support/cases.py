"""A ticket and an agent who works on it."""

from typing import Any

import httpx

from tests.support.answers import success
from tests.support.people import Person


class Case:
    """What an agent does with one ticket through the API, and what its creator sees of it."""

    def __init__(self, api: httpx.Client, agent: Person, ticket: dict[str, Any]) -> None:
        self.api, self.headers, self.ticket = api, agent.headers, ticket
        self.path = f"/api/tickets/{ticket['id']}"

    def read(self) -> dict[str, Any]:
        ticket: dict[str, Any] = success(self.api.get(self.path, headers=self.headers))
        return ticket

    def patch(self, **headers: str) -> httpx.Response:
        return self.api.patch(self.path, json={"status": "closed"}, headers={**self.headers, **headers})

    def change(self, **values: object) -> dict[str, Any]:
        """The ticket after a change that must succeed."""
        ticket: dict[str, Any] = success(self.api.patch(self.path, json=values, headers=self.headers))
        return ticket

    def history(self) -> list[dict[str, Any]]:
        """Oldest first; at most what one page tells."""
        page = success(self.api.get(f"{self.path}/history", headers=self.headers))
        assert page.keys() == {"results", "next_cursor"}
        results: list[dict[str, Any]] = page["results"]
        return results[::-1]

    def moves(self) -> list[dict[str, tuple[str, str]]]:
        """Before and after by field, one entry a version, oldest first."""
        return [{it["field"]: (it["before"], it["after"]) for it in change["changes"]} for change in self.history()]

    def replace_link(self) -> httpx.Response:
        return self.api.post(f"{self.path}/link", headers=self.headers)

    def revoke_link(self) -> httpx.Response:
        return self.api.delete(f"{self.path}/link", headers=self.headers)

    def release(self) -> httpx.Response:
        return self.api.post(f"{self.path}/release", headers=self.headers)

    def track(self, token: str) -> httpx.Response:
        return self.api.get(f"/api/track/{self.ticket['id']}", headers={"X-Tracking-Token": token})
