"""`make fix`: formats everything, and repairs what the linters know how to repair."""

import subprocess

from scripts.check import NODE_TOOLS, PYTHON_TOOLS
from scripts.console import Command, guarded
from scripts.paths import ROOT


def main() -> None:
    # Repairs first, as they may need formatting. What stays broken is shown here, and makes `make check` fail.
    commands: tuple[Command, ...] = (
        [PYTHON_TOOLS / "ruff", "check", "--fix"],
        [PYTHON_TOOLS / "ruff", "format"],
        [NODE_TOOLS / "biome", "check", "--write"],
        [PYTHON_TOOLS / "python", "scripts/contract.py"],
    )
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=False)


if __name__ == "__main__":
    guarded(main)
