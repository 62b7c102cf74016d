"""Structured logs as Cloud Logging reads them: one JSON object a line, tied to the request's trace and its ticket.

Nothing that a person wrote and no credential is ever logged: callers pass only names, ids, numbers and codes.
"""

import json
import re
import sys
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType
from typing import Literal

from common.base.config import Misconfigured, project_name

type Value = str | int | float | bool | None
type Severity = Literal["INFO", "WARNING", "ERROR"]

_carried: ContextVar[Mapping[str, Value]] = ContextVar("carried", default=MappingProxyType({}))
"""The fields of every line of the request or event that is being served."""

# https://cloud.google.com/trace/docs/trace-context: TRACE_ID "/" SPAN_ID ";o=" OPTIONS; W3C: version-trace-span-flags.
_LEGACY = re.compile(r"([0-9a-f]{32})(?:/|$)", re.IGNORECASE)
_W3C = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-")


def follow(legacy_header: str, w3c_header: str) -> None:
    """Begins a request: what it logs belongs to the trace that one of its two headers names, if any."""
    match = _LEGACY.match(legacy_header) or _W3C.match(w3c_header)
    trace = {"logging.googleapis.com/trace": f"projects/{project_name()}/traces/{match[1].lower()}"} if match else {}
    _carried.set(trace)


def begin(**fields: Value) -> None:
    """Begins an event: every line carries the fields, until the next one begins."""
    _carried.set(fields)


def about(**fields: Value) -> None:
    """Every further line of this request or event carries the fields too, such as the ticket that it is about."""
    _carried.set({**_carried.get(), **fields})


def info(message: str, **fields: Value) -> None:
    _write("INFO", message, fields)


def warning(message: str, **fields: Value) -> None:
    _write("WARNING", message, fields)


def error(message: str, failure: BaseException | None = None, **fields: Value) -> None:
    """`failure` adds its traceback without its message, which may quote what a person wrote.

    The message of `Misconfigured` is for the operator, and our own words: it is in the field `misconfigured`.
    """
    if failure is not None:
        frames = "".join(traceback.format_tb(failure.__traceback__))
        fields |= {"misconfigured": str(failure)} if isinstance(failure, Misconfigured) else {}
        fields["stack_trace"] = f"Traceback (most recent call last):\n{frames}{type(failure).__qualname__}"
    _write("ERROR", message, fields)


def _write(severity: Severity, message: str, fields: dict[str, Value]) -> None:
    entry: dict[str, Value] = {"severity": severity, "message": message, **_carried.get(), **fields}
    # In one piece: requests run in threads, and the SDK's logger, which writes the line's end by itself, mixes them up.
    sys.stdout.write(json.dumps(entry) + "\n")
    sys.stdout.flush()
