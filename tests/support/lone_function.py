"""One function on its own, as the cloud runs it, with settings that the shared system does not have."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from scripts import admin
from scripts.serving import served
from tests.support.system import SECRETS, System


@contextmanager
def lone_function(system: System, name: str, environ: Mapping[str, str]) -> Iterator[str]:
    """Serves the HTTP function at the yielded address, against the system's Firestore and Auth.

    environ changes the settings of the shared system.
    """
    settings = {**system.instance.environ, **SECRETS, **admin.emulator_environment(system.instance.ports), **environ}
    source, logs = system.instance.functions / "main.py", system.instance.folder
    with served(source, name, settings, logs=logs, mark=system.instance.mark) as function:
        yield function.url
