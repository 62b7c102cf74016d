"""The commands of a page of `docs/`, for tests that do what its readers are told to do."""

import re
from dataclasses import dataclass
from pathlib import Path

from scripts.base.paths import ROOT

_BLOCK = re.compile(r"^```(sh|python|js)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r"(?:#|//) ([\w-]+\.(?:sh|py|mjs))\n")


@dataclass(frozen=True)
class Block:
    """A fenced block. One whose first line is a comment with a file's name is that file; others are typed."""

    text: str

    @property
    def file(self) -> str | None:
        match = _NAME.match(self.text)
        return match[1] if match else None


def blocks(page: str) -> list[Block]:
    """The shell, Python and JavaScript blocks of a page, in its order."""
    return [Block(match[2]) for match in _BLOCK.finditer((ROOT / "docs" / page).read_text("utf-8"))]


def save_files(page: list[Block], folder: Path) -> None:
    for block in page:
        if block.file:
            (folder / block.file).write_text(block.text, "utf-8")


def commands(page: list[Block]) -> list[str]:
    """What is typed, block by block."""
    return [block.text for block in page if not block.file]
