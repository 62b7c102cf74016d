"""HTTP with patience: on a busy machine a function's first answer takes longer than the five seconds of httpx."""

import time
from functools import partial

import httpx

from scripts.base import local_http

TIMEOUT_S = 30.0


class Patient(httpx.HTTPTransport):
    """Repeats what is answered 503, as callers are asked to: on a busy machine a request can take all of its time."""

    def __init__(self) -> None:
        super().__init__(verify=local_http.NO_CERTIFICATES)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        deadline = time.monotonic() + TIMEOUT_S
        while (answer := super().handle_request(request)).status_code == 503 and time.monotonic() < deadline:
            answer.close()
            time.sleep(float(answer.headers.get("Retry-After", "1")))
        return answer


request = partial(local_http.request, timeout=TIMEOUT_S)
get, post, put, patch, delete, options = (partial(request, it) for it in local_http.METHODS)
