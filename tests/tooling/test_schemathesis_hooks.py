"""What of Schemathesis's requests is mended, and which of its failures are dropped."""

from types import SimpleNamespace
from typing import Any

import pytest
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.openapi.checks import AuthScenario, IgnoredAuth

from scripts.check.schemathesis.hooks import filter_failure, map_case


def unasked(got: str) -> Failure:
    message = f"Expected 401 or 403, got `{got}` for `GET /api/track/{{id}}`"
    return IgnoredAuth(operation="GET", message=message, scenario=AuthScenario.NO_AUTH)


def accepted() -> Failure:
    return AcceptedNegativeData(operation="POST", message="", status_code=201, expected_statuses=["400"])


def case(path: str, body: Any = None, longest: int = 5) -> Any:
    """Of an operation that also takes a form, which has no say about JSON."""
    form = SimpleNamespace(media_type="multipart/form-data", is_valid=lambda _body: True)
    json = SimpleNamespace(media_type="application/json", is_valid=lambda body: len(body["title"]) <= longest)
    operation = SimpleNamespace(path=path, body=[form, json])
    return SimpleNamespace(operation=operation, body=body, media_type=json.media_type)


@pytest.mark.parametrize(
    ("failure", "path", "body", "kept"),
    [
        (unasked("404 Not Found"), "/api/track/{id}", None, False),
        (unasked("200 OK"), "/api/track/{id}", None, True),
        (unasked("404 Not Found"), "/api/tickets/{id}", None, True),
        (accepted(), "/api/tickets", {"title": " short  "}, False),
        (accepted(), "/api/tickets", {"title": "s\x1bhort\u200b"}, False),
        (accepted(), "/api/tickets", {"title": " too long "}, True),
        (accepted(), "/api/tickets", {"title": "short"}, True),
    ],
)
def test_only_what_the_document_cannot_say_is_dropped(failure: Failure, path: str, body: Any, kept: bool) -> None:
    assert filter_failure(context=None, failure=failure, case=case(path, body), response=None) is kept


@pytest.mark.parametrize("meant", [True, False])
def test_times_are_put_in_order_only_where_they_are_not_meant_to_be_wrong(meant: bool) -> None:
    later, earlier = "2026-11-02T09:00:00+01:00", "2026-11-02T07:59:59.5Z"
    meta = SimpleNamespace(is_negative_at=lambda _place: meant)
    mapped = map_case(None, SimpleNamespace(meta=meta, headers={}, query={}, body={"since": later, "until": earlier}))
    assert mapped.body == ({"since": later, "until": earlier} if meant else {"since": earlier, "until": later})


def test_what_a_schema_cannot_say_of_tickets_is_left_out() -> None:
    body, query = {"assignee": "0", "snoozed_until": "2000-01-01T00:00:00Z", "tags": []}, {"sort": "oldest", "tag": "a"}
    mapped = map_case(None, SimpleNamespace(meta=None, headers={}, query=query, body=body))
    assert mapped.body == {"assignee": None, "snoozed_until": None, "tags": []}
    assert mapped.query == {"sort": "oldest"}
    for cursor, left in (("waiting-20-x", {}), ("x", {"cursor": "x"})):
        mapped = map_case(None, SimpleNamespace(meta=None, headers={}, query={"cursor": cursor}, body=None))
        assert mapped.query == left
    view = {"name": "Crashes", "filters": {"search": "crash"}, "sort": "oldest"}
    mapped = map_case(None, SimpleNamespace(meta=None, headers={}, query={}, body=view))
    assert mapped.body == {"name": "Crashes", "filters": {"search": "crash"}, "sort": "newest"}


def test_mail_can_be_sent_to_every_address_that_is_meant_to_be_right() -> None:
    body, query = {"requester": {"name": "a.test", "email": "a@b.test"}}, {"requester": "a@b.test"}
    mapped = map_case(None, SimpleNamespace(meta=None, headers={}, query=query, body=body))
    assert mapped.body == {"requester": {"name": "a.test", "email": "a@b.info"}}
    assert mapped.query == {"requester": "a@b.info"}
