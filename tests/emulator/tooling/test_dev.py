"""`make dev` as a person lives with it: started, stopped, killed and started again, in a copy of the tree."""

from collections.abc import Iterator

import httpx
import pytest

from scripts.emulators import processes
from tests.support.answers import problem, success
from tests.support.make_dev import Desk, copied
from tests.support.tickets import new_ticket


@pytest.fixture
def desk() -> Iterator[Desk]:
    with copied() as desk:
        yield desk


def everything_is_served(desk: Desk) -> None:
    for page in ("/", "/track", "/desk"):
        assert httpx.get(f"{desk.url}{page}").status_code == httpx.codes.OK
    problem(httpx.get(f"{desk.url}/api/tickets/stats"), 401)


def test_tickets_survive_a_stop_and_a_kill_whose_remains_block_no_start(desk: Desk) -> None:
    desk.start()
    everything_is_served(desk)
    said = desk.said()
    for words in (
        f"{desk.url}/desk",
        "agent@demo.example / demo-agent",
        "admin@demo.example / demo-admin",
        "local classifier",
        "12 demo tickets, and 3 in quarantine",
    ):
        assert words in said
    opened = success(httpx.post(f"{desk.url}/api/tickets", json=new_ticket()), 201)
    assert desk.stop() == 0
    assert processes.members(desk.mark) == []

    desk.start()
    desk.kill()
    assert processes.members(desk.mark), "nothing was left behind that could block a start"

    desk.start()
    everything_is_served(desk)
    assert "the database was empty" not in desk.said()
    token = {"X-Tracking-Token": opened["tracking_token"]}
    assert success(httpx.get(f"{desk.url}/api/track/{opened['id']}", headers=token))["status"] == "open"
    assert desk.stop() == 0
    assert processes.members(desk.mark) == []
