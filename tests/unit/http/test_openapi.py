"""The document of the API: it is valid, complete, and as strict as the models."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator, validate
from pydantic import BaseModel, ValidationError

from common.base import ids
from common.classifier.inputs import ClassifyRequest
from common.http.function import Function
from common.http.operation import Answer, operation
from common.tickets.inputs import NewTicket, Requester, TicketPatch
from common.tickets.model import Ticket
from common.tickets.reference import new_reference
from common.webhooks import events
from scripts.check.openapi.__main__ import TARGET, wanted
from scripts.check.openapi.deployed import endpoints
from scripts.check.openapi.document import document
from tests.support.calls import ANYBODY

DOCUMENT = document()
OPERATIONS = [(path, method, it) for path, item in DOCUMENT["paths"].items() for method, it in item.items()]


MESSAGES = {event: item["post"] for event, item in DOCUMENT["webhooks"].items()}
"""What the desk sends."""


def examples() -> Iterator[tuple[dict[str, Any], Any]]:
    """Every example with its schema."""
    for described in (*(it for _, _, it in OPERATIONS), *MESSAGES.values()):
        for part in (described.get("requestBody", {}), *described["responses"].values()):
            for content in part.get("content", {}).values():
                if "example" in content:
                    yield content["schema"], content["example"]


def fits(model: type[BaseModel], value: Any) -> bool:
    """Whether the document takes the value for one of the model."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}", "components": DOCUMENT["components"]}
    return bool(OAS31Validator(schema, format_checker=OAS31Validator.FORMAT_CHECKER).is_valid(value))


def is_accepted(model: type[BaseModel], value: Any) -> bool:
    try:
        model.model_validate_json(json.dumps(value))
    except ValidationError:
        return False
    return True


def test_the_file_is_what_the_code_says() -> None:
    assert TARGET.read_text("utf-8") == wanted(), "run make fix"


def test_the_document_is_openapi_3_1() -> None:
    validate(DOCUMENT, cls=OpenAPIV31SpecValidator)


def test_every_operation_is_described() -> None:
    assert {(it.path, it.method.lower()) for it in endpoints()} == {(path, method) for path, method, _ in OPERATIONS}


def test_a_handler_that_declares_nothing_is_refused() -> None:
    bare = Function("bare", {"/api/tickets/bare": {"GET": lambda _call: Answer(None)}})  # type: ignore[dict-item]
    with pytest.raises(TypeError, match="bare has a handler without @operation"):
        endpoints([bare])


def test_two_operations_at_one_address_are_refused() -> None:
    def other() -> Answer[None]:
        return Answer(None)

    served = [Function(it, {"/api/tickets": {"POST": operation(it, "One", access=ANYBODY)(other)}}) for it in "ab"]
    with pytest.raises(ValueError, match="POST /api/tickets has two operations"):
        endpoints(served)


def test_a_new_operation_and_its_models_are_described_without_further_ado() -> None:
    @operation("greet", "Greet", access=ANYBODY, status=HTTPStatus.CREATED)
    def handler(body: NewTicket) -> Answer[Ticket]:
        """Kindly."""
        raise AssertionError(body)

    described = document([Function("greet", {"/api/tickets/greet": {"POST": handler}})])["paths"]
    greeted = described["/api/tickets/greet"]["post"]
    assert (greeted["operationId"], greeted["summary"], greeted["description"]) == ("greet", "Greet", "Kindly.")
    assert greeted["requestBody"]["content"]["application/json"]["schema"]["$ref"].endswith("/NewTicket")
    assert list(greeted["responses"]) == ["201", "400", "413", "415", "500", "503"]


def test_names_of_operations_are_unique() -> None:
    names = [it["operationId"] for it in (*(it for _, _, it in OPERATIONS), *MESSAGES.values())]
    assert len(set(names)) == len(names)


def test_every_body_has_an_example() -> None:
    described = (*(it for _, _, it in OPERATIONS), *MESSAGES.values())
    bodies = [it["requestBody"]["content"].get("application/json") for it in described if "requestBody" in it]
    assert len(bodies) > len(MESSAGES)
    assert all("example" in body for body in bodies if body is not None)  # raw mails have none


def test_every_example_fits_its_schema() -> None:
    for schema, value in examples():
        OAS31Validator({**schema, "components": DOCUMENT["components"]}).validate(value)


@given(st.text(max_size=20) | st.text(st.sampled_from("a \t\n\r\x0b\x1c\x85\u200b\u2028\ue000\U000e0001"), max_size=20))
@example("\u200b\u2028")
@example("\x85a")
@pytest.mark.parametrize("field", ["title", "description"])
def test_the_pattern_of_a_text_is_what_the_server_accepts_of_trimmed_ones(field: str, text: str) -> None:
    other = {"title": "t", "description": "d"}
    trimmed = text.strip()
    assert fits(NewTicket, {**other, field: trimmed}) == is_accepted(NewTicket, {**other, field: trimmed})
    if fits(NewTicket, {**other, field: text}):
        assert is_accepted(NewTicket, {**other, field: text})


@given(st.text(st.sampled_from("ab \t\n\r\u200b"), min_size=5, max_size=15))
def test_a_text_that_fits_is_long_enough_to_classify_whatever_white_space_it_has(text: str) -> None:
    if fits(ClassifyRequest, {"description": text}):
        assert is_accepted(ClassifyRequest, {"description": text})


@pytest.mark.parametrize(
    ("model", "value"),
    [
        (NewTicket, {"title": "t"}),
        (NewTicket, {"title": "t" * 201, "description": "d"}),
        (NewTicket, {"title": "t", "description": "d" * 10_001}),
        (NewTicket, {"title": "t", "description": "d", "status": "open"}),
        (NewTicket, {"title": "t", "description": "d", "category": "sales"}),
        (NewTicket, {"title": "t", "description": "d", "elapsed_ms": -1}),
        (NewTicket, {"title": "t", "description": "d", "elapsed_ms": 1.5}),
        (NewTicket, {"title": "t", "description": "d", "elapsed_ms": "1"}),
        (NewTicket, {"title": "t", "description": "d", "elapsed_ms": True}),
        (NewTicket, {"title": "t", "description": "d", "website": None}),
        (Requester, {}),
        (Requester, {"name": None}),
        (Requester, {"name": "Ada", "email": "ada"}),
        (TicketPatch, {}),
        (TicketPatch, {"status": None}),
        (ClassifyRequest, {"description": "too short"}),
    ],
)
def test_what_the_server_refuses_does_not_fit_the_document(model: type[BaseModel], value: Any) -> None:
    assert not is_accepted(model, value)
    assert not fits(model, value)


@pytest.mark.parametrize(
    ("model", "value"),
    [
        (NewTicket, {"title": "t", "description": "d", "category": None, "requester": None, "elapsed_ms": 3.0}),
        (Requester, {"name": None, "email": "ada@example.com"}),
        (TicketPatch, {"priority": "low"}),
    ],
)
def test_what_the_server_accepts_fits_the_document(model: type[BaseModel], value: Any) -> None:
    assert is_accepted(model, value)
    assert fits(model, value)


@pytest.mark.parametrize("status", ["open", "resolved"])
@pytest.mark.parametrize("before", [None, {"status": "open", "version": 1, "tracking_hash": None}])
def test_what_endpoints_are_sent_fits_the_message_of_its_event_alone(status: str, before: Any) -> None:
    now = datetime.now(UTC)
    values = {"reference": new_reference(), "category": "general", "priority": "low", "updated_at": now}
    after = {**values, "status": status, "version": 2, "tracking_hash": "x"}
    for event in events.of_write(ids.new_id(now), before and {**values, **before}, after):
        fitting = {name for name, described in MESSAGES.items() if is_message(described, json.loads(event.body))}
        assert fitting == {event.type}


def is_message(described: dict[str, Any], body: Any) -> bool:
    schema = described["requestBody"]["content"]["application/json"]["schema"]
    return bool(OAS31Validator({**schema, "components": DOCUMENT["components"]}).is_valid(body))


def test_the_public_may_send_an_app_check_token_and_others_need_none() -> None:
    for path, method, described in OPERATIONS:
        takes = "X-Firebase-AppCheck" in {it["name"] for it in described.get("parameters", [])}
        assert takes == ({} in described["security"] or path.startswith("/api/track/")), (method, path)


def test_no_description_speaks_python() -> None:
    assert re.findall(r"\b(None|True|False)\b", TARGET.read_text("utf-8")) == []
