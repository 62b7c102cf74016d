"""The desk as an agent sees it through the API."""

from typing import Any

import httpx

from tests.support.answers import success
from tests.support.people import Person


class Desk:
    """An agent who looks at the list."""

    def __init__(self, api: httpx.Client, agent: Person) -> None:
        self.api, self.headers = api, agent.headers

    def ask(self, **query: object) -> httpx.Response:
        return self.api.get(
            "/api/tickets", params={name: str(value) for name, value in query.items()}, headers=self.headers
        )

    def page(self, **query: object) -> dict[str, Any]:
        page: dict[str, Any] = success(self.ask(**query))
        assert page.keys() == {"results", "next_cursor"}
        return page

    def found(self, **query: object) -> list[str]:
        """The ids of the tickets on the first page."""
        return [ticket["id"] for ticket in self.page(**query)["results"]]

    def walk(self, **query: object) -> list[dict[str, Any]]:
        """The tickets of all pages."""
        tickets: list[dict[str, Any]] = []
        cursor = ""
        while True:
            page = self.page(cursor=cursor, **query)
            tickets += page["results"]
            cursor = page["next_cursor"]
            if not cursor:
                return tickets
