"""Building the pages into a folder of their own, so that a deploy never finds a configuration for the emulators."""

from pathlib import Path

from scripts.console import Command, run_logged

BUILD_S = 180.0


def build(target: Path) -> None:
    """Builds the pages into the folder, which is emptied first. Raises Failure with what Vite said."""
    target.mkdir(parents=True, exist_ok=True)
    command: Command = ["npm", "run", "build", "--", "--outDir", target, "--emptyOutDir"]
    run_logged(f"build-{target.parent.name.partition('-')[0]}", command, timeout_s=BUILD_S)
