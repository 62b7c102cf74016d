"""One request to this machine: without the world's certificates, which take 50 ms of a processor to load each time."""

import ssl
from functools import partial

import httpx

NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no host, so that nothing but plain HTTP works."""

request = partial(httpx.request, verify=NO_CERTIFICATES)
get = partial(request, "GET")
post = partial(request, "POST")
put = partial(request, "PUT")
patch = partial(request, "PATCH")
delete = partial(request, "DELETE")
options = partial(request, "OPTIONS")
