"""Parameters of a deployment, which come from the environment; nothing of the SDK is loaded to read one."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def _list(text: str) -> list[str]:
    """JSON in the cloud, commas in the emulator and in files of the Firebase CLI."""
    if text.startswith("[") and text.endswith("]"):
        found: list[str] = json.loads(text)
        return found
    return [it for it in text.split(",") if it]


_READ: dict[type, Callable[[str], Any]] = {str: str, int: int, bool: lambda text: text.lower() == "true", list: _list}


@dataclass(frozen=True, eq=False)
class Parameter[T: (str, int, bool, list[str])]:
    """Set in `functions/.env.<project>`."""

    name: str
    default: T
    description: str

    @property
    def expression(self) -> str:
        """Stands in the manifest for the value, which the Firebase CLI then puts there."""
        return f"{{{{ params.{self.name} }}}}"

    @property
    def value(self) -> T:
        """Raises ValueError for what is no such value."""
        text = os.environ.get(self.name)
        return self.default if text is None else self.read(text)

    def read(self, text: str) -> T:
        """What the text is as a value; raises ValueError for what is none."""
        found: T = _READ[type(self.default)](text)
        return found


@dataclass(frozen=True, eq=False)
class Secret:
    """Set in Secret Manager; only functions that declare it have it."""

    name: str
    description: str

    @property
    def value(self) -> str:
        return os.environ.get(self.name, "")
