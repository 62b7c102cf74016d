"""`make backup` and `make restore` of the running `make dev`, in a copy of the tree."""

from typing import Any

import httpx

from scripts.dev import seed
from scripts.emulators.ports import HOST
from scripts.operate import admin
from tests.support.answers import success
from tests.support.make_dev import Desk, copied
from tests.support.tickets import new_ticket


def signed_in(desk: Desk) -> httpx.Client:
    """The demo agent."""
    token = admin.id_token(f"http://{HOST}:{desk.ports.auth}", seed.AGENT_EMAIL, seed.AGENT_PASSWORD)
    return httpx.Client(base_url=desk.url, headers={"Authorization": f"Bearer {token}"}, timeout=60)


def opened(agent: httpx.Client) -> str:
    return str(success(agent.post("/api/tickets", json=new_ticket()), 201)["id"])


def stored(agent: httpx.Client) -> dict[str, dict[str, Any]]:
    page = success(agent.get("/api/tickets", params={"page_size": 100}))
    assert page["next_cursor"] is None
    return {it["id"]: it for it in page["results"]}


def test_a_restore_brings_back_what_was_saved_and_the_numbers_equal_a_recount() -> None:
    with copied() as desk:
        desk.start()
        folder = str(desk.root / "saved" / "first")
        with signed_in(desk) as agent:
            kept = opened(agent)
            success(agent.patch(f"/api/tickets/{kept}", json={"status": "closed"}))
            before = stored(agent)
            assert "Saved" in desk.run("backup", "--to", folder).stdout
            assert "exists already" in desk.run("backup", "--to", folder).stderr
            lost = opened(agent)
            assert stored(agent).keys() == {*before, lost}
            success(agent.patch(f"/api/tickets/{kept}", json={"status": "open"}))
        assert "make dev is running" in desk.run("restore", folder, "--confirm", "dev").stderr
        assert desk.stop() == 0

        refused = desk.run("restore", folder)
        assert (refused.returncode, "CONFIRM=dev" in refused.stderr) == (1, True)
        assert "not a complete one" in desk.run("restore", str(desk.root), "--confirm", "dev").stderr
        restored = desk.run("restore", folder, "--confirm", "dev")
        assert (restored.returncode, restored.stderr) == (0, "")
        desk.start()
        with signed_in(desk) as agent:
            assert stored(agent) == before
            numbers = success(agent.get("/api/tickets/stats"))
        assert numbers["total_tickets"] == len(before)
        assert numbers["status_breakdown"]["closed"] == sum(it["status"] == "closed" for it in before.values())
        assert f"{len(before)} tickets, and every number was right." in desk.run("recount").stdout
        assert desk.stop() == 0
