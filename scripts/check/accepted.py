"""The vulnerabilities that are known and do not count for a while: `audit.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from scripts.base.console import Failure


def read(file: Path) -> dict[str, date]:
    """The last day of each accepted id; raises Failure for an entry without id, reason or day."""
    found = {}
    for entry in tomllib.loads(file.read_text("utf-8")).get("accepted", []):
        named, until = entry.get("id"), entry.get("until")
        if not named or not entry.get("reason") or not isinstance(until, date):
            raise Failure(f"{file.name}: every entry needs an id, a reason and a day `until`: {entry}")
        found[str(named)] = until
    return found


def is_accepted(ids: Iterable[str], exceptions: Mapping[str, date], today: date) -> bool:
    return any(today <= exceptions[it] for it in ids if it in exceptions)
