"""Functions that start within a third of a second: forked from a process that has loaded their libraries.

Loading these is most of a function's start, and the tests start some hundred functions.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.base.paths import FUNCTIONS_VENV
from scripts.emulators import processes
from scripts.emulators.instance import Instance

HERE = Path(__file__).parent
PYTHON = FUNCTIONS_VENV / "bin" / "python"


@contextmanager
def forking(instance: Instance) -> Iterator[None]:
    """For the block, the `functions-framework` of the instance's own environment forks."""
    command = framework(instance)
    command.parent.parent.unlink()
    command.parent.mkdir(parents=True)
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -IS "{HERE}/command.py" "{instance.folder}" "$@"\n', "utf-8")
    command.chmod(0o755)
    (command.parent / "activate").write_text(f'PATH="{command.parent}:$PATH"\n', "utf-8")
    environ = {**os.environ, processes.MARK: instance.mark}
    with subprocess.Popen(
        [PYTHON, "-P", HERE / "server.py"],
        cwd=instance.folder,
        env=environ,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline(), "the server ended while it loaded the libraries"
            yield
        finally:
            server.kill()


def framework(instance: Instance) -> Path:
    """The command that serves a function of the instance."""
    return instance.functions / "venv" / "bin" / "functions-framework"
