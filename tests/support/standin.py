"""A server on this machine that stands in for one on the internet, as pytest-httpserver speaks HTTP."""

import json
import logging
import re
import ssl
from collections.abc import Callable

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from scripts.emulators.ports import HOST

type Answer = Callable[[Request], Response]

ANY_PATH = re.compile(".*")

logging.getLogger("werkzeug").setLevel(logging.ERROR)  # else it prints every request


class StandIn(HTTPServer):
    """Serves while it is entered, any number of requests at once; when it starts again, its port is the same."""

    def __init__(self, answer: Answer, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(HOST, ssl_context=tls, threaded=True)
        self.expect_request(ANY_PATH).respond_with_handler(answer)

    @property
    def url(self) -> str:
        return self.url_for("")

    def thread_target(self) -> None:
        assert self.server is not None
        self.server.serve_forever(poll_interval=0.01)  # half a second by default, for which each test would wait


def as_json(content: object, status: int = 200, **headers: str) -> Response:
    """An answer with this content; `headers` are named with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(json.dumps(content), status, named, content_type="application/json")
