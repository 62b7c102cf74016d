"""Cloud Logging's filters, as far as this project uses them: comparisons for equality joined by AND.

The language is at https://cloud.google.com/logging/docs/view/logging-query-language. What is not understood raises, so
that no filter passes a test that does not evaluate it.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

type Entry = Mapping[str, Any]

_CLAUSE = re.compile(r'([a-zA-Z_.]+)(=|!=)("[^"]*"|\((?:"[^"]*")(?: OR "[^"]*")*\)|true|false|[0-9]+)')
_LIFTED = ("severity",)
"""Fields of a line that Cloud Logging takes out of the payload."""


def as_entry(line: Mapping[str, Any]) -> Entry:
    """The log entry that Cloud Run makes of a JSON line: https://cloud.google.com/logging/docs/structured-logging."""
    payload = {name: value for name, value in line.items() if name not in _LIFTED}
    lifted = {name: line[name] for name in _LIFTED if name in line}
    if payload.keys() == {"message"}:
        return {**lifted, "resource": {"type": "cloud_run_revision"}, "textPayload": payload["message"]}
    return {**lifted, "resource": {"type": "cloud_run_revision"}, "jsonPayload": payload}


def matches(query: str, entry: Entry) -> bool:
    return all(_holds(clause, entry) for clause in re.split(r"\s+AND\s+", query.strip()))


def _holds(clause: str, entry: Entry) -> bool:
    read = _CLAUSE.fullmatch(clause)
    if read is None:
        raise ValueError(f"not understood: {clause}")
    path, operator, values = read.groups()
    wanted = [json.loads(it) for it in re.findall(r'"[^"]*"|true|false|[0-9]+', values)]
    found: Any = entry
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return (found in wanted) == (operator == "=")
