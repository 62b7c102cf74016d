"""Functions on their own, as the cloud runs them, with settings that the shared system does not have."""

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from scripts.emulators.config import secrets
from scripts.emulators.serving import Served, served
from scripts.operate import admin
from tests.support import every_function, forking
from tests.support.system import SECRETS, System


@contextmanager
def lone_function(system: System, name: str, environ: Mapping[str, str]) -> Iterator[str]:
    """Serves the HTTP function at the yielded address, against the system's Firestore and Auth.

    environ changes the settings of the shared system.
    """
    settings, source = {**_settings(system), **environ}, system.instance.functions / "main.py"
    with _served(system, source, name, settings) as function:
        yield function.url


@contextmanager
def all_functions(system: System, environ: Mapping[str, str]) -> Iterator[str]:
    """Serves every HTTP function in one process, each below the yielded address and its name, otherwise likewise."""
    settings = _settings(system)
    paths = [str(system.instance.functions), *filter(None, [settings.get("PYTHONPATH")])]
    settings |= {"PYTHONPATH": os.pathsep.join(paths), "THREADS": "16", **environ}
    with _served(system, Path(every_function.__file__), "every_function", settings) as functions:
        yield functions.url


def _served(system: System, source: Path, name: str, settings: Mapping[str, str]) -> AbstractContextManager[Served]:
    instance, command = system.instance, forking.framework(system.instance.functions / "venv")
    return served(source, name, settings, logs=instance.folder, mark=instance.mark, framework=command)


def _settings(system: System) -> dict[str, str]:
    return {
        **system.instance.environ,
        **secrets(SECRETS, system.instance.ports),
        **admin.emulator_environment(system.instance.ports),
    }
