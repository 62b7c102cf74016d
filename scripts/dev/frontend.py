"""Building the pages into a folder of their own, so that a deploy never finds a configuration for the emulators."""

import os
from pathlib import Path

from scripts.base.console import Command, run_logged

BUILD_S = 180.0


def build(target: Path, *, project: str = "", contact: str | None = None) -> None:
    """Builds the pages into the folder, which is emptied first. Raises Failure with what Vite said.

    They name the support contact that hosting/.env.<project>, else hosting/.env, has, unless another is given.
    """
    target.mkdir(parents=True, exist_ok=True)
    command: Command = ["npm", "run", "build", "--", "--outDir", target, "--emptyOutDir"]
    if project:
        command = [*command, "--mode", project]
    environ = None if contact is None else {**os.environ, "SUPPORT_CONTACT": contact}
    run_logged(f"build-{target.parent.name.partition('-')[0]}", command, environ=environ, timeout_s=BUILD_S)
