"""Functions on their own, as the cloud runs them, with settings that the shared system does not have."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from scripts.emulators.config import secrets
from scripts.emulators.serving import served
from scripts.operate import admin
from tests.support import every_function
from tests.support.system import SECRETS, System


@contextmanager
def lone_function(system: System, name: str, environ: Mapping[str, str]) -> Iterator[str]:
    """Serves the HTTP function at the yielded address, against the system's Firestore and Auth.

    environ changes the settings of the shared system.
    """
    settings, source = {**_settings(system), **environ}, system.instance.functions / "main.py"
    with served(source, name, settings, logs=system.instance.folder, mark=system.instance.mark) as function:
        yield function.url


@contextmanager
def all_functions(system: System, environ: Mapping[str, str]) -> Iterator[str]:
    """Serves every HTTP function in one process, each below the yielded address and its name, otherwise likewise."""
    settings = _settings(system)
    paths = [str(system.instance.functions), *filter(None, [settings.get("PYTHONPATH")])]
    settings |= {"PYTHONPATH": os.pathsep.join(paths), "THREADS": "16", **environ}
    source, logs = Path(every_function.__file__), system.instance.folder
    with served(source, "every_function", settings, logs=logs, mark=system.instance.mark) as functions:
        yield functions.url


def _settings(system: System) -> dict[str, str]:
    return {
        **system.instance.environ,
        **secrets(SECRETS, system.instance.ports),
        **admin.emulator_environment(system.instance.ports),
    }
