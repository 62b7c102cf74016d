"""`make fix`: formats everything, and repairs what the linters know how to repair."""

import os
import subprocess

from scripts.check import NODE_TOOLS, PYTHON_TOOLS
from scripts.console import Command, guarded
from scripts.paths import FUNCTIONS, ROOT


def main() -> None:
    # Repairs first, as they may need formatting. What stays broken is shown here, and makes `make check` fail.
    commands: tuple[Command, ...] = (
        [PYTHON_TOOLS / "ruff", "check", "--fix"],
        [PYTHON_TOOLS / "ruff", "format"],
        [NODE_TOOLS / "biome", "check", "--write"],
        [PYTHON_TOOLS / "python", "scripts/contract.py"],
        [PYTHON_TOOLS / "python", "-m", "scripts.openapi"],
    )
    for command in commands:
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(FUNCTIONS)}, check=False)


if __name__ == "__main__":
    guarded(main)
