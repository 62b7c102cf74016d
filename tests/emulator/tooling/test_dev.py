"""`make dev` as a person lives with it, in a copy of the tree: saved, killed, restored, started again and stopped."""

import shutil
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from scripts.base.local_http import NO_CERTIFICATES
from scripts.base.paths import PROJECT
from scripts.dev import seed
from scripts.dev.data import is_complete
from scripts.emulators import processes
from scripts.emulators.ports import HOST
from scripts.operate import admin
from tests.support import web
from tests.support.answers import problem, success
from tests.support.files import PNG, upload
from tests.support.make_dev import Desk, copied
from tests.support.tickets import new_ticket


@pytest.fixture
def desk() -> Iterator[Desk]:
    with copied() as desk:
        yield desk


def everything_is_served(desk: Desk) -> None:
    for page in ("/", "/track", "/desk"):
        assert web.get(f"{desk.url}{page}").status_code == httpx.codes.OK
    problem(web.get(f"{desk.url}/api/tickets/stats"), 401)


def signed_in(desk: Desk) -> httpx.Client:
    """The demo agent."""
    token = admin.id_token(f"http://{HOST}:{desk.ports.auth}", seed.AGENT_EMAIL, seed.AGENT_PASSWORD)
    return httpx.Client(
        base_url=desk.url, headers={"Authorization": f"Bearer {token}"}, timeout=60, verify=NO_CERTIFICATES
    )


def opened(agent: httpx.Client) -> dict[str, Any]:
    """A ticket with a file."""
    body = new_ticket(attachments=[upload(agent)["id"]])
    ticket: dict[str, Any] = success(agent.post("/api/tickets", json=body), 201)
    return ticket


def stored(agent: httpx.Client) -> dict[str, dict[str, Any]]:
    page = success(agent.get("/api/tickets", params={"page_size": 100}))
    assert page["next_cursor"] is None
    return {it["id"]: it for it in page["results"]}


def make_old(desk: Desk, ticket_id: str) -> None:
    """Has the ticket's search words stored as an older version did."""
    documents = f"http://{HOST}:{desk.ports.firestore}/v1/projects/{PROJECT}/databases/(default)/documents"
    owner = {"Authorization": "Bearer owner"}
    ticket = f"{documents}/tickets/{ticket_id}?updateMask.fieldPaths=terms"
    web.patch(ticket, json={"fields": {}}, headers=owner).raise_for_status()
    web.delete(f"{documents}/upgrades/terms", headers=owner).raise_for_status()


def found(agent: httpx.Client, search: str) -> list[str]:
    return [it["id"] for it in success(agent.get("/api/tickets", params={"search": search}))["results"]]


def the_first_start_says_where_everything_is(desk: Desk) -> None:
    desk.start()
    everything_is_served(desk)
    said = desk.said()
    for words in (
        f"{desk.url}/desk",
        "agent@demo.example / demo-agent",
        "admin@demo.example / demo-admin",
        "local classifier",
        "15 demo tickets, and 3 in quarantine",
    ):
        assert words in said


def test_tickets_survive_a_kill_a_restore_and_a_stop_and_no_remains_block_a_start(desk: Desk) -> None:
    the_first_start_says_where_everything_is(desk)
    folder = str(desk.root / "saved" / "first")
    with signed_in(desk) as agent:
        kept = opened(agent)
        success(agent.patch(f"/api/tickets/{kept['id']}", json={"status": "closed"}))
        make_old(desk, kept["id"])
        assert found(agent, kept["reference"]) == []
        before = stored(agent)
        assert "Saved" in desk.run("backup", "--to", folder).stdout
        assert "exists already" in desk.run("backup", "--to", folder).stderr
        lost = opened(agent)
        assert stored(agent).keys() == {*before, lost["id"]}
        success(agent.patch(f"/api/tickets/{kept['id']}", json={"status": "open"}))
    assert "make dev is running" in desk.run("restore", folder, "--confirm", "dev").stderr
    desk.kill()
    assert processes.members(desk.mark), "nothing was left behind that could block a start"

    shutil.rmtree(desk.root / ".cache" / "dev" / "bucket")
    refused = desk.run("restore", folder)
    assert (refused.returncode, "CONFIRM=dev" in refused.stderr) == (1, True)
    assert "not a complete one" in desk.run("restore", str(desk.root), "--confirm", "dev").stderr
    restored = desk.run("restore", folder, "--confirm", "dev")
    assert (restored.returncode, restored.stderr) == (0, "")
    desk.start()
    everything_is_served(desk)
    assert "the database was empty" not in desk.said()
    with signed_in(desk) as agent:
        assert stored(agent) == before
        assert found(agent, kept["reference"]) == [kept["id"]]
        assert agent.get(f"/api/attachments/{kept['attachments'][0]['id']}").content == PNG
        numbers = success(agent.get("/api/tickets/stats"))
    assert numbers["total_tickets"] == len(before)
    assert numbers["status_breakdown"]["closed"] == sum(it["status"] == "closed" for it in before.values())
    token = {"X-Tracking-Token": kept["tracking_token"]}
    assert success(web.get(f"{desk.url}/api/track/{kept['id']}", headers=token))["status"] == "closed"
    assert f"{len(before)} tickets, and every number was right." in desk.run("recount").stdout
    verified = desk.run("verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr

    saved = desk.root / ".cache" / "dev" / "data"
    replaced = saved.stat().st_ino
    assert desk.stop() == 0
    assert processes.members(desk.mark) == []
    assert is_complete(saved)
    assert saved.stat().st_ino != replaced
