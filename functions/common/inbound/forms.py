"""Fields of a form as bytes: a raw mail is in no single character set, and Flask would decode it."""

from collections.abc import Collection
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from common.base.errors import BadRequest

PARTS_MAX = 1000


def fields(request: Request, body: bytes, wanted: Collection[str]) -> dict[str, bytes]:
    """Those of the wanted fields that are there, each the first of its name. Raises BadRequest for what is no form."""
    try:
        if request.mimetype == "multipart/form-data":
            return _of_multipart(body, request.mimetype_params.get("boundary", "").encode(), wanted)
        found: dict[str, bytes] = {}
        for name, value in parse_qsl(body, keep_blank_values=True, max_num_fields=PARTS_MAX):
            if (text := name.decode("utf-8", "replace")) in wanted:
                found.setdefault(text, value)
        return found
    except ValueError:
        raise BadRequest("The body is no form.") from None


def _of_multipart(body: bytes, boundary: bytes, wanted: Collection[str]) -> dict[str, bytes]:
    decoder = MultipartDecoder(boundary, max_parts=PARTS_MAX)
    decoder.receive_data(body)
    decoder.receive_data(None)
    found: dict[str, bytearray] = {}
    part: bytearray | None = None
    while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
        if isinstance(event, Field | File):
            part = bytearray() if event.name in wanted and event.name not in found else None
            if part is not None:
                found[event.name] = part
        elif isinstance(event, Data) and part is not None:
            part.extend(event.data)
    return {name: bytes(value) for name, value in found.items()}
