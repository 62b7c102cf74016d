"""HTTP with patience: on a busy machine a function's first answer takes longer than the five seconds of httpx."""

from functools import partial

import httpx

TIMEOUT_S = 30.0

request = partial(httpx.request, timeout=TIMEOUT_S)
get = partial(request, "GET")
post = partial(request, "POST")
put = partial(request, "PUT")
patch = partial(request, "PATCH")
delete = partial(request, "DELETE")
options = partial(request, "OPTIONS")
