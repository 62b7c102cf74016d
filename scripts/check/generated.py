"""Files that are written from the code and kept beside it."""

import sys
from pathlib import Path

from scripts.base.paths import ROOT


def written(target: Path, text: str) -> int:
    """Writes the file; with `--check` among the arguments, only says whether it is up to date, as an exit status."""
    if "--check" not in sys.argv[1:]:
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, "utf-8")
        return 0
    if target.exists() and target.read_text("utf-8") == text:
        return 0
    print(f"{target.relative_to(ROOT)} does not match the code: run make fix", file=sys.stderr)
    return 1
