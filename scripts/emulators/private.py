"""A private copy of the system: emulators on free ports that serve what the functions and pages are at this moment."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from scripts.base.console import step
from scripts.base.locks import lock
from scripts.base.paths import CACHE, FUNCTIONS, FUNCTIONS_VENV, ROOT
from scripts.dev import frontend
from scripts.emulators import config, ports, processes
from scripts.emulators.instance import Instance


def prepared(name: str, secrets: Mapping[str, str]) -> Instance:
    """An instance ready to start: what it serves are copies, so that work in progress does not reach it."""
    folder = CACHE / name
    functions, public = folder / "functions", folder / "hosting"
    shutil.rmtree(functions, ignore_errors=True)
    ignored = shutil.ignore_patterns("venv", "__pycache__", ".secret.local", ".env.local")
    shutil.copytree(FUNCTIONS, functions, ignore=ignored)
    (functions / "venv").symlink_to(FUNCTIONS_VENV)
    instance = Instance(name, ports.free(), functions, public)
    config.write_secrets(functions, secrets, instance.ports)
    config.write_parameters(functions, instance.ports)
    frontend.build(public, contact=config.SUPPORT_CONTACT)
    config.write_json(public / "config.json", config.desk_config(instance.ports))
    return instance


@contextmanager
def running(
    name: str, secrets: Mapping[str, str], change: Callable[[Instance], None] = lambda _: None
) -> Iterator[Instance]:
    """An instance, with every function started, for the block; `change` is called before its start.

    Ends what a killed one of the name has left. Raises Failure where one runs, or it does not start.
    """
    with lock(CACHE / name, f"make {name} already runs here (process {{pid}})."):
        processes.end_instance(f"{ROOT}:{name}")
        instance = prepared(name, secrets)
        change(instance)
        try:
            with step("start a system of its own"):
                instance.start()
                instance.warm()
            yield instance
        finally:
            instance.stop()
