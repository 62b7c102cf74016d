"""Structured logs as Cloud Logging reads them: one JSON object a line, tied to the request's trace.

Nothing that a person wrote and no credential is ever logged: callers pass only names, ids, numbers and codes.
"""

import json
import re
import sys
import traceback
from contextvars import ContextVar
from typing import Literal

from firebase_functions.params import PROJECT_ID

type Value = str | int | float | bool | None
type Severity = Literal["INFO", "WARNING", "ERROR"]

_trace: ContextVar[str | None] = ContextVar("trace", default=None)

# https://cloud.google.com/trace/docs/trace-context: TRACE_ID "/" SPAN_ID ";o=" OPTIONS; W3C: version-trace-span-flags.
_LEGACY = re.compile(r"([0-9a-f]{32})(?:/|$)", re.IGNORECASE)
_W3C = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-")


def follow(legacy_header: str, w3c_header: str) -> None:
    """Ties what this request logs to the trace that one of its two headers names, if any."""
    match = _LEGACY.match(legacy_header) or _W3C.match(w3c_header)
    _trace.set(f"projects/{PROJECT_ID.value}/traces/{match[1].lower()}" if match else None)


def info(message: str, **fields: Value) -> None:
    _write("INFO", message, fields)


def warning(message: str, **fields: Value) -> None:
    _write("WARNING", message, fields)


def error(message: str, failure: BaseException | None = None, **fields: Value) -> None:
    """`failure` adds its traceback without its message, which may quote what a person wrote."""
    if failure is not None:
        frames = "".join(traceback.format_tb(failure.__traceback__))
        fields["stack_trace"] = f"Traceback (most recent call last):\n{frames}{type(failure).__qualname__}"
    _write("ERROR", message, fields)


def _write(severity: Severity, message: str, fields: dict[str, Value]) -> None:
    entry: dict[str, Value] = {"severity": severity, "message": message, **fields}
    trace = _trace.get()
    if trace is not None:
        entry["logging.googleapis.com/trace"] = trace
    # In one piece: requests run in threads, and the SDK's logger, which writes the line's end by itself, mixes them up.
    sys.stdout.write(json.dumps(entry) + "\n")
    sys.stdout.flush()
