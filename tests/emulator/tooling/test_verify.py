"""`make verify` at a running system: a ticket goes through it, and nothing of it stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from google.cloud.firestore import Increment

from common.counters import epochs, recount, store
from common.counters.recount import Difference, Recount
from scripts.base.console import Failure
from scripts.operate.verify import __main__ as verify
from scripts.operate.verify import ticket
from scripts.operate.verify.site import Site
from tests.conftest import RunFunction
from tests.support.answers import success
from tests.support.numbers import Numbers
from tests.support.people import Person
from tests.support.system import System

pytestmark = pytest.mark.usefixtures("inside")
HOOK = {"url": "https://hook.example/hook", "events": ["ticket.created"]}
UNSEEN = {"counted_events", "rate_limits", "counters"}
"""Markers that expire, and the documents of the numbers, which are compared by their sums."""


@pytest.fixture
def site(system: System) -> Site:
    documents = verify.DOCUMENTS.format(system.project)
    return Site(system.hosting_url, system.project, f"{system.firestore_url}/{documents}")


@pytest.fixture(autouse=True)
def settled(numbers: Numbers) -> None:
    numbers.settled()


def stored(system: System) -> dict[str, Any]:
    places = [it for it in system.firestore.collections() if it.id not in UNSEEN]
    return {it.reference.path: it.to_dict() for place in places for it in place.stream()}


def test_a_sound_system_passes_and_is_as_it_was(site: Site, system: System, capsys: pytest.CaptureFixture[str]) -> None:
    before, numbers = stored(system), store.read()
    verify.run(site, None, heard=False)
    said = capsys.readouterr().out
    assert "All 6 checks passed." in said
    total = numbers[0].get(("total",), 0)
    assert f"(total {total} → {total + 1} → {total}; the numbers are as before)" in said
    assert stored(system) == before
    assert store.read() == numbers


def test_secrets_that_cannot_be_read_are_named(run_function: RunFunction) -> None:
    with (
        run_function("tickets", {"WEBHOOK_SECRETS": "not-a-secret"}) as url,
        pytest.raises(Failure, match="WEBHOOK_SECRETS has a wrong value"),
    ):
        Site(url, "demo-tickets", "").secrets()


def test_no_ticket_is_opened_while_an_endpoint_would_be_sent_it(
    site: Site, system: System, api: httpx.Client, admin: Person
) -> None:
    endpoint = success(api.post("/api/webhooks", json=HOOK, headers=admin.headers), 201)
    before = stored(system)
    try:
        with pytest.raises(Failure, match="add WEBHOOKS=1") as refused:
            ticket.through(site, heard=False)
        assert endpoint["url"] in str(refused.value)
        assert stored(system) == before
    finally:
        success(api.delete(f"/api/webhooks/{endpoint['id']}", headers=admin.headers))


def test_no_ticket_is_opened_where_the_numbers_are_wrong_already(
    site: Site, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recount, "CHECKS", 1)
    before = stored(system)
    drifted = system.firestore.document(f"counters/{epochs.bucket_id(store.read_plan().baseline, 0)}")
    drifted.set({"total": Increment(1)}, merge=True)
    try:
        with pytest.raises(Failure, match="make recount puts them right"):
            ticket.through(site, heard=True)
    finally:
        drifted.set({"total": Increment(-1)}, merge=True)
    assert stored(system) == before


def test_a_ticket_that_is_not_counted_is_said_and_taken_away(
    site: Site, system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed = recount.agreement()
    answers = iter([agreed, Recount(agreed.at, agreed.tickets, {("total",): Difference(0, 1)})])
    monkeypatch.setattr(recount, "agreement", lambda: next(answers))
    monkeypatch.setattr(ticket, "COUNTED_S", 0.0)
    before = stored(system)
    with pytest.raises(Failure, match="was not counted"):
        ticket.through(site, heard=True)
    assert stored(system) == before


@dataclass(frozen=True)
class Losing(Site):
    """A site whose answer to the opening of a ticket gets lost."""

    def ask(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **sent: Any) -> httpx.Response:
        answer = super().ask(method, path, headers=headers, **sent)
        if method == "POST":
            raise Failure("lost")
        return answer


def test_a_ticket_whose_opening_got_no_answer_is_taken_away(site: Site, system: System) -> None:
    before = stored(system)
    with pytest.raises(Failure, match="lost"):
        ticket.through(Losing(site.url, site.project, site.firestore), heard=True)
    assert stored(system) == before
