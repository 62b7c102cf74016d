"""Functions that start within a third of a second: forked from a process that has loaded their libraries.

Loading these is most of a function's start, and the tests start some hundred functions.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from scripts.base.paths import FUNCTIONS_VENV
from scripts.emulators import processes
from tests.support.forking.command import ADDRESS

HERE = Path(__file__).parent
PYTHON = FUNCTIONS_VENV / "bin" / "python"


@contextmanager
def forking(venv: Path, folder: Path, mark: str) -> Iterator[None]:
    """For the block, functions that are started by this environment, a link until then, are forked as `forked` does."""
    venv.unlink()
    command = framework(venv)
    command.parent.mkdir(parents=True)
    (command.parent / "activate").write_text(f'PATH="{command.parent}:$PATH"\n', "utf-8")
    with forked(command, folder, mark):
        yield


@contextmanager
def forked(command: Path, folder: Path, mark: str) -> Iterator[None]:
    """For the block, `command` is a `functions-framework` that forks, from a process in the folder that has the mark.

    The functions end with the commands that stand for them, and at the latest with the block.
    """
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -IS "{HERE}/command.py" "{folder}" "$@"\n', "utf-8")
    command.chmod(0o755)
    (folder / ADDRESS).unlink(missing_ok=True)  # of a server that was killed
    with subprocess.Popen(
        [PYTHON, "-P", HERE / "server.py"],
        cwd=folder,
        env={**os.environ, processes.MARK: mark},
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline(), "the server ended while it loaded the libraries"
            yield
        finally:
            with suppress(psutil.NoSuchProcess):  # ended with its instance
                processes.kill(server.pid)


def framework(venv: Path) -> Path:
    """The command of the environment that serves a function."""
    return venv / "bin" / "functions-framework"
