"""Which statuses the functions answered, by their own log, against those that the document of the API names."""

import json
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

from scripts.check.openapi.deployed import Endpoint, endpoints, functions
from scripts.check.openapi.failures import failures

type Answered = tuple[str, str, int]
"""Function, method and status."""

OF_PATHS = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
"""What a path or a method answers that there is not, and no operation; the document has it in words."""


def documented(endpoint: Endpoint) -> set[int]:
    return {int(endpoint.operation.status), *failures(endpoint.path, endpoint.operation)}


def undocumented(folder: Path) -> set[Answered]:
    """What the logs of an instance tell of answers that the document does not expect."""
    known = _expected()
    answered = {it for log in folder.glob("*.log") for it in _answers(log)}
    return {it for it in answered if it not in known and it[2] not in OF_PATHS}


def _expected() -> set[Answered]:
    found: set[Answered] = set()
    of_operation = {id(it.operation): documented(it) for it in endpoints()}
    for function in functions():
        name = function.name
        for method, operation in (it for path in function.paths for it in function.operations(path).items()):
            methods = (method, "HEAD") if method == "GET" else (method,)
            found |= {(name, it, status) for it in methods for status in of_operation[id(operation)]}
        found.add((name, "OPTIONS", HTTPStatus.NO_CONTENT))
    return found


def _answers(log: Path) -> Iterator[Answered]:
    for line in log.read_text("utf-8", errors="replace").splitlines():
        entry = _entry(line)
        if "function" in entry and "status" in entry and "method" in entry:
            yield entry["function"], entry["method"], entry["status"]


def _entry(line: str) -> dict[str, Any]:
    """A line of a function's log; the emulators put a mark before it."""
    try:
        entry = json.loads(line[line.index("{") :])
    except ValueError:
        return {}
    return entry if isinstance(entry, dict) else {}
