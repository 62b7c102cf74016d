"""Requests that upload and download files."""

import os
from collections.abc import Mapping
from functools import cache

from common.attachments.model import FILE_MAX
from scripts.measure.bench.requests import Ask

BOUNDARY = "bench"
HEAD = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="photo.jpg"\r\n\r\n'.encode()
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100")


def upload(agent: Mapping[str, str], size: int = FILE_MAX) -> Ask:
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", **agent}
    return Ask("POST", 201, "/attachments", _form(size), headers)


def download(agent: Mapping[str, str], name: str) -> Ask:
    return Ask("GET", 200, f"/{name}", headers=agent)


@cache
def _form(size: int) -> bytes:
    """One for all requests of a size; bytes as those of a photo, in which line ends and dashes occur by chance."""
    return HEAD + JPEG + os.urandom(size - len(JPEG)) + f"\r\n--{BOUNDARY}--\r\n".encode()
