"""API keys as an admin creates them and an integration uses them."""

from typing import Any

import httpx

from tests.support.answers import success
from tests.support.people import Person
from tests.support.tickets import word

CREATE, UPDATE = "tickets:create", "tickets:update"


class Keys:
    """What an admin does with API keys."""

    def __init__(self, api: httpx.Client, admin: Person) -> None:
        self.api, self.headers = api, admin.headers

    def ask(self, **fields: Any) -> httpx.Response:
        body = {"name": word(), "scopes": [CREATE, UPDATE], **fields}
        return self.api.post("/api/keys", json=body, headers=self.headers)

    def create(self, **fields: Any) -> dict[str, Any]:
        created: dict[str, Any] = success(self.ask(**fields), 201)
        return created

    def all(self) -> list[dict[str, Any]]:
        listed = success(self.api.get("/api/keys", headers=self.headers))
        assert listed.keys() == {"results"}
        results: list[dict[str, Any]] = listed["results"]
        return results

    def read(self, key_id: str) -> dict[str, Any]:
        (found,) = [it for it in self.all() if it["id"] == key_id]
        return found

    def revoke(self, key_id: str) -> httpx.Response:
        return self.api.delete(f"/api/keys/{key_id}", headers=self.headers)


def bearer(created: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {created['key']}"}
