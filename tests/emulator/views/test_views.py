"""Views: lists of tickets that agents keep under a name, for themselves or for all."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from common.views import store
from tests.support.answers import problem, success
from tests.support.people import Person, sign_up
from tests.support.system import System
from tests.support.tickets import word

VIEW = {"name": "Money", "filters": {"category": "billing", "assignee": "me"}}


class Views:
    """What one agent does with views through the API."""

    def __init__(self, api: httpx.Client, who: Person) -> None:
        self.api, self.who = api, who

    def post(self, body: dict[str, Any], **headers: str) -> httpx.Response:
        return self.api.post("/api/views", json=body, headers={**self.who.headers, **headers})

    def made(self, **fields: Any) -> dict[str, Any]:
        view: dict[str, Any] = success(self.post({**VIEW, **fields}), 201)
        return view

    def patch(self, view: dict[str, Any], **fields: Any) -> httpx.Response:
        return self.api.patch(f"/api/views/{view['id']}", json=fields, headers=self.who.headers)

    def delete(self, view: dict[str, Any]) -> httpx.Response:
        return self.api.delete(f"/api/views/{view['id']}", headers=self.who.headers)

    def seen(self) -> list[dict[str, Any]]:
        results: list[dict[str, Any]] = success(self.api.get("/api/views", headers=self.who.headers))["results"]
        return results


@pytest.fixture(autouse=True)
def nothing_shared(system: System) -> Iterator[None]:
    """No test meets views that another one shared."""

    def clear() -> None:
        for it in system.firestore.collection("views").stream():
            it.reference.delete()

    clear()
    yield
    clear()


@pytest.fixture
def ada(api: httpx.Client, system: System) -> Views:
    return Views(api, sign_up(system, "ada", {"role": "agent"}))


@pytest.fixture
def grace(api: httpx.Client, system: System) -> Views:
    return Views(api, sign_up(system, "grace", {"role": "agent"}))


def test_a_view_is_kept_changed_and_deleted_by_its_owner(ada: Views) -> None:
    answer = ada.post({**VIEW, "name": "  Money  "})
    view = success(answer, 201)
    assert answer.headers["Location"] == f"/api/views/{view['id']}"
    assert view.items() >= {**VIEW, "sort": "newest", "shared": False, "owner": ada.who.uid}.items()
    assert ada.seen() == [view]
    changed = success(ada.patch(view, name="Urgent money", filters={"priority": "high"}, sort="oldest"))
    assert ada.seen() == [changed]
    assert changed == {
        **view,
        "name": "Urgent money",
        "filters": {"priority": "high"},
        "sort": "oldest",
        "updated_at": changed["updated_at"],
    }
    assert success(ada.delete(view)) == changed
    assert ada.seen() == []
    problem(ada.delete(view), 404)
    problem(ada.patch(view, name="x"), 404)


def test_views_are_listed_by_name_whatever_the_case(ada: Views) -> None:
    for name in ("beta", "Alpha", "Gamma"):
        ada.made(name=name)
    assert [it["name"] for it in ada.seen()] == ["Alpha", "beta", "Gamma"]


def test_others_see_a_view_only_while_it_is_shared_and_do_not_change_it(ada: Views, grace: Views) -> None:
    view = ada.made()
    assert grace.seen() == []
    problem(grace.patch(view, name="Mine"), 404)
    problem(grace.delete(view), 404)
    shared = success(ada.patch(view, shared=True))
    assert grace.seen() == [shared]
    problem(grace.patch(view, name="Mine"), 403)
    problem(grace.delete(view), 403)
    success(ada.patch(view, shared=False))
    assert grace.seen() == []


def test_an_admin_changes_what_is_shared_and_nothing_that_is_not(api: httpx.Client, ada: Views, admin: Person) -> None:
    view, boss = ada.made(), Views(api, admin)
    problem(boss.patch(view, name="Theirs"), 404)
    success(ada.patch(view, shared=True))
    assert success(boss.patch(view, name="Theirs"))["owner"] == ada.who.uid
    assert [it["name"] for it in ada.seen()] == ["Theirs"]
    success(boss.delete(view))
    assert ada.seen() == []


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"filters": {"status": "nope"}}, "filters.status"),
        ({"filters": {"undelivered": "true"}}, "filters.undelivered"),
        ({"filters": {"page_size": 5}}, "filters.page_size"),
        ({"filters": {"cursor": "x"}}, "filters.cursor"),
        ({"sort": "random"}, "sort"),
        ({"sort": "oldest", "filters": {"search": "crash"}}, "sort"),
        ({"shared": "yes"}, "shared"),
        ({"owner": "me"}, "owner"),
    ],
)
def test_what_the_list_does_not_take_is_no_view(ada: Views, fields: dict[str, Any], faulty: str) -> None:
    problem(ada.post({**VIEW, **fields}), 400, faulty)
    problem(ada.patch(ada.made(), **fields), 400, faulty)
    assert len(ada.seen()) == 1


def test_a_change_is_held_to_what_it_leaves_as_it_was(ada: Views) -> None:
    problem(ada.patch(ada.made(sort="oldest"), filters={"search": "crash"}), 400, "sort")
    problem(ada.patch(ada.made(filters={"search": "crash"}), sort="oldest"), 400, "sort")


def test_filters_that_do_not_filter_are_not_kept(ada: Views) -> None:
    assert ada.made(filters={"search": "", "undelivered": False, "status": "open"})["filters"] == {"status": "open"}


def test_a_request_that_is_repeated_with_its_key_makes_one_view(ada: Views) -> None:
    key = {"Idempotency-Key": word()}
    first = success(ada.post(VIEW, **key), 201)
    assert success(ada.post(VIEW, **key), 201) == first
    problem(ada.post({**VIEW, "name": "Another"}, **key), 422)
    assert ada.seen() == [first]
    success(ada.delete(first))
    problem(ada.post(VIEW, **key), 409)


def fill(system: System, views: int, **fields: Any) -> None:
    """So many views, past the API."""
    batch = system.firestore.batch()
    for _ in range(views):
        batch.set(system.firestore.document(f"views/{word()}"), {**VIEW, "sort": "newest", **fields})
    batch.commit()


def test_an_agent_has_fifty_views_at_most_and_a_repeat_is_still_answered(ada: Views, system: System) -> None:
    key = {"Idempotency-Key": word()}
    first = success(ada.post(VIEW, **key), 201)
    fill(system, store.OWN_MAX - 1, owner=ada.who.uid, shared=False)
    problem(ada.post(VIEW), 409)
    assert success(ada.post(VIEW, **key), 201) == first
    success(ada.delete(first))
    ada.made()


def test_fifty_views_are_shared_at_most(ada: Views, system: System) -> None:
    own = ada.made()
    fill(system, store.SHARED_MAX, owner=word(), shared=True)
    problem(ada.post({**VIEW, "shared": True}), 409)
    problem(ada.patch(own, shared=True), 409)
    ada.made()


def test_a_view_that_somebody_broke_spoils_only_itself(ada: Views, system: System) -> None:
    fill(system, 1, owner=ada.who.uid, shared=False, name=7, sort="none")
    view = ada.made()
    assert ada.seen() == [view]


def test_only_agents_have_views(api: httpx.Client, stranger: Person) -> None:
    problem(api.get("/api/views"), 401)
    problem(api.post("/api/views", json=VIEW, headers=stranger.headers), 403)


@pytest.mark.usefixtures("inside")
def test_views_that_name_an_address_are_deleted_with_it(ada: Views) -> None:
    address = f"{word()}@Example.com"
    ada.made(filters={"search": address})
    ada.made(name=f"From {address.upper()}")
    other = ada.made()
    assert store.forget(address) == 2
    assert ada.seen() == [other]
