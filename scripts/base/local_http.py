"""One request to this machine: without the world's certificates, which take 50 ms of a processor to load each time."""

import ssl
from functools import partial

import httpx

NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no host, so that nothing but plain HTTP works."""

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

request = partial(httpx.request, verify=NO_CERTIFICATES)
get, post, put, patch, delete, options = (partial(request, it) for it in METHODS)
