"""`make monitoring` against a stand-in for Google's REST interfaces, and the files that it applies."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
from werkzeug import Request, Response

from scripts.base.console import Failure
from scripts.operate import monitoring
from tests.support.standin import StandIn, as_json

EMAIL = "ops@example.com"
PAGE = 2


@dataclass
class Google:
    """What a project has, by path; lists are answered in pages of two."""

    stored: dict[str, dict[str, Any]] = field(default_factory=dict)
    billed: bool = True
    refuses: str = ""
    """Part of the paths to which nothing can be written."""
    asked: list[str] = field(default_factory=list)

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [content for path, content in self.stored.items() if f"/{kind}/" in path]

    def listed(self, path: str, start: int) -> dict[str, Any]:
        found = [it for name, it in self.stored.items() if name.startswith(f"{path}/")]
        more = {"nextPageToken": str(start + PAGE)} if start + PAGE < len(found) else {}
        return {path.rpartition("/")[2]: found[start : start + PAGE], **more}

    def answer(self, request: Request) -> Response:
        method, path = request.method, request.path
        self.asked.append(path)
        if method != "GET" and self.refuses and self.refuses in path:
            return as_json({"error": {"message": "Cannot find metric"}}, 404)
        if path.endswith("/billingInfo"):
            return as_json({"billingAccountName": "billingAccounts/1"} if self.billed else {})
        if method == "GET":
            return as_json(self.listed(path, request.args.get("pageToken", 0, int)))
        return self.written(method, path, request.get_json())

    def written(self, method: str, path: str, content: dict[str, Any]) -> Response:
        if method == "POST":
            return as_json(self.stored.setdefault(f"{path}/{len(self.stored)}", self.named(path, content)))
        if method == "PATCH" and path not in self.stored:
            return as_json({"error": {"message": "not found"}}, 404)
        if "etag" in self.stored.get(path, {}) and content.get("etag") != self.stored[path]["etag"]:
            return as_json({"error": {"message": "somebody else was faster"}}, 409)
        self.stored[path] = content
        return as_json(content)

    def named(self, path: str, content: dict[str, Any]) -> dict[str, Any]:
        assert "name" not in content
        etag = {"etag": "e1"} if path.endswith("dashboards") else {}
        return {**content, "name": f"{path.split('/', 3)[3]}/{len(self.stored)}", **etag}


@pytest.fixture
def google() -> Google:
    return Google()


class Command:
    def __init__(self, url: str) -> None:
        self.url = url

    def __call__(self, *arguments: str) -> None:
        with requests.Session() as session:
            monitoring.run(list(arguments), session, self.url)


@pytest.fixture
def make_monitoring(google: Google) -> Iterator[Command]:
    with StandIn(google.answer) as server:
        yield Command(server.url)


def test_it_puts_every_file_in_place(google: Google, make_monitoring: Command) -> None:
    make_monitoring("desk-1", EMAIL, "20")
    metrics = [path for path in google.stored if path.startswith("/logging/v2/projects/desk-1/metrics/support_desk_")]
    assert len(metrics) == len(list((monitoring.FOLDER / "metrics").glob("*.json"))) == 7
    [channel] = google.of("notificationChannels")
    assert channel["labels"] == {"email_address": EMAIL}
    assert len(google.of("alertPolicies")) == len(list((monitoring.FOLDER / "alerts").glob("*.json"))) == 7
    assert [it["notificationChannels"] for it in google.of("alertPolicies")] == [[channel["name"]]] * 7
    assert [it["displayName"] for it in google.of("dashboards")] == ["Support desk"]
    [budget] = google.of("budgets")
    assert budget["amount"] == {"specifiedAmount": {"units": "20"}}
    assert budget["budgetFilter"] == {"projects": ["projects/desk-1"]}
    assert budget["notificationsRule"] == {"monitoringNotificationChannels": [channel["name"]]}


def test_a_second_run_makes_nothing_twice_and_undoes_what_was_changed_by_hand(
    google: Google, make_monitoring: Command
) -> None:
    make_monitoring("desk-1", EMAIL, "20")
    first = {path: {**content} for path, content in google.stored.items()}
    for content in google.of("alertPolicies"):
        content["conditions"] = []
    make_monitoring("desk-1", EMAIL, "20")
    assert google.stored == first


def test_who_was_told_before_is_still_told(google: Google, make_monitoring: Command) -> None:
    make_monitoring("desk-1", EMAIL)
    make_monitoring("desk-1")
    assert all(it["notificationChannels"] for it in google.of("alertPolicies"))
    make_monitoring("desk-1", "second@example.com")
    assert [len(it["notificationChannels"]) for it in google.of("alertPolicies")] == [2] * 7


def test_without_a_budget_the_billing_account_is_left_alone(google: Google, make_monitoring: Command) -> None:
    make_monitoring("desk-1", EMAIL)
    assert google.asked
    assert not [path for path in google.asked if "billing" in path]


def test_a_project_without_billing_can_have_no_budget(google: Google, make_monitoring: Command) -> None:
    google.billed = False
    with pytest.raises(Failure, match="no billing account"):
        make_monitoring("desk-1", EMAIL, "20")


def test_a_refusal_is_told_in_googles_words_with_what_helps(google: Google, make_monitoring: Command) -> None:
    google.refuses = "alertPolicies"
    with pytest.raises(Failure, match="Cannot find metric") as refused:
        make_monitoring("desk-1", EMAIL)
    assert "monitoring refused POST v3/projects/desk-1/alertPolicies" in str(refused.value)
    assert "in ten minutes" in str(refused.value)


@pytest.mark.parametrize(
    "arguments", [(), ("demo-tickets",), ("desk-1", "ops"), ("desk-1", EMAIL, "20.5"), ("desk-1", EMAIL, "-1")]
)
def test_what_makes_no_sense_is_refused_before_anything_is_changed(
    arguments: tuple[str, ...], google: Google, make_monitoring: Command
) -> None:
    with pytest.raises(Failure):
        make_monitoring(*arguments)
    assert google.stored == {}
