"""Our own failures at every operation: each is reachable, and answered as the document says."""

from typing import Any

import pytest
from flask import Request, Response
from google.api_core.exceptions import ServiceUnavailable
from werkzeug.test import EnvironBuilder

from common.base import config, firebase
from common.base.firestore import firestore
from scripts.check.openapi.deployed import Endpoint, endpoints, functions
from scripts.check.openapi.examples import BODIES
from scripts.check.openapi.paths import tag
from tests.support import handing
from tests.support.addresses import UNKNOWN
from tests.support.calls import request
from tests.support.statuses import documented

DOWN = ServiceUnavailable("down")  # type: ignore[no-untyped-call]
MAIL = {"MAIL_SITE_URL": "https://desk.example", "MAIL_FROM": "support@desk.example", "MAIL_SECRET": "s" * 32}
CREDENTIALS = {"Authorization": "Bearer x", "X-Tracking-Token": "x"}


def call(endpoint: Endpoint) -> Response:
    served = next(
        it for it in functions() if endpoint.path in it.paths and endpoint.method in it.operations(endpoint.path)
    )
    body = endpoint.operation.body
    path = endpoint.path.replace("{id}", UNKNOWN).replace("{message}", "0000000001")
    if tag(endpoint.path) == "mail":
        content, headers = handing.WAYS[path.split("/")[3]](b"Subject: Hello\r\n\r\nHello\r\n")
        builder = EnvironBuilder(method=endpoint.method, path=path, data=content, headers=list(headers.items()))
        response = served(Request(builder.get_environ()))
    else:
        response = served(request(endpoint.method, path, BODIES.get(body) if body else None, **CREDENTIALS))
    assert isinstance(response, Response)
    return response


@pytest.mark.parametrize("endpoint", endpoints(), ids=lambda endpoint: endpoint.name)
@pytest.mark.parametrize(("fault", "status"), [(DOWN, 503), (RuntimeError("broken"), 500)])
def test_a_fault_of_what_the_functions_stand_on_is_answered_as_documented(
    endpoint: Endpoint, fault: Exception, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: Any, **_options: Any) -> None:
        raise fault

    monkeypatch.setattr(firebase, "app", fail)
    monkeypatch.setattr(config, "project", fail)  # without which there is no client of Firestore
    for name, value in {**MAIL, **handing.secrets()}.items():
        monkeypatch.setenv(name, value)
    firestore.cache_clear()
    response = call(endpoint)
    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    assert status in documented(endpoint)
    assert ("Retry-After" in response.headers) is (status == 503)
