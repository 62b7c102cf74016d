"""What Firestore keeps for a document: its bytes, and its index entries by firestore.indexes.json."""

import json
from collections.abc import Mapping
from typing import Any

from scripts.base.paths import ROOT

UNCONFIGURED = 2
"""Ascending and descending: what every field has that no override names."""


def entries(collection: str, content: Mapping[str, Any]) -> int:
    """Entries of a document: one per single-field index and value, also within a map, and one per composite index
    of which it has the fields."""
    config = json.loads((ROOT / "firestore.indexes.json").read_text("utf-8"))
    ours = [it for it in config["fieldOverrides"] if it["collectionGroup"] == collection]
    kept = {it["fieldPath"]: len(it["indexes"]) for it in ours}
    default = kept.get("*", UNCONFIGURED)
    composites = [it["fields"] for it in config["indexes"] if it["collectionGroup"] == collection]
    joint = sum(all(it["fieldPath"] in content for it in fields) for fields in composites)
    return joint + sum(_of_field(name, value, kept, default) for name, value in content.items())


def _of_field(path: str, value: Any, kept: Mapping[str, int], default: int) -> int:
    own = kept.get(path, default)
    if isinstance(value, Mapping):
        return sum(_of_field(f"{path}.{name}", it, kept, own) for name, it in value.items())
    return own


def stored_bytes(value: Any) -> int:
    """Of a document's fields, by Firestore's rules for sizes: a string or name is its UTF-8 and one byte more."""
    match value:
        case Mapping():
            return sum(len(name.encode()) + 1 + stored_bytes(it) for name, it in value.items())
        case list():
            return sum(map(stored_bytes, value))
        case str() | bytes():
            return len(value.encode() if isinstance(value, str) else value) + isinstance(value, str)
        case bool() | None:
            return 1
        case _:
            return 8  # numbers and times
