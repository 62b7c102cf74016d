"""Requests as the functions get them, without a server."""

from typing import Any

from flask import Request
from werkzeug.test import EnvironBuilder

from common.callers.call import Call
from common.http.access import Access

ANYBODY = Access(agents=False)
"""For operations that are called with no credentials and no limit."""


def request(method: str = "GET", path: str = "/", json: Any = None, **headers: str) -> Request:
    return Request(EnvironBuilder(path=path, method=method, json=json, headers=list(headers.items())).get_environ())


def call(content: bytes = b"", query: str = "", content_type: str = "application/json", **headers: str) -> Call:
    """A POST request on its way through a handler."""
    builder = EnvironBuilder(
        method="POST", query_string=query, data=content, content_type=content_type, headers=list(headers.items())
    )
    return Call(Request(builder.get_environ()))
