"""`make fix`: formats everything, and repairs what the linters know how to repair."""

import os
import subprocess

from scripts.base.console import Command, guarded
from scripts.base.paths import FUNCTIONS, ROOT
from scripts.check.__main__ import NODE_TOOLS, PYTHON_TOOLS


def main() -> None:
    # Repairs first, as they may need formatting. What stays broken is shown here, and makes `make check` fail.
    commands: tuple[Command, ...] = (
        [PYTHON_TOOLS / "ruff", "check", "--fix"],
        [PYTHON_TOOLS / "ruff", "format"],
        [NODE_TOOLS / "biome", "check", "--write"],
        [PYTHON_TOOLS / "python", "-m", "scripts.check.manifest"],
        [PYTHON_TOOLS / "python", "-m", "scripts.check.indexes"],
        [PYTHON_TOOLS / "python", "-m", "scripts.check.openapi"],
        [PYTHON_TOOLS / "python", "-m", "scripts.check.contract"],
    )
    for command in commands:
        subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(FUNCTIONS)}, check=False)


if __name__ == "__main__":
    guarded(main)
