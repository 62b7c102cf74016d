"""A private copy of the system: emulators on free ports that serve what the functions and pages are at this moment."""

import shutil
from collections.abc import Mapping

from scripts.base.paths import CACHE, FUNCTIONS, FUNCTIONS_VENV
from scripts.dev import frontend
from scripts.emulators import config, ports
from scripts.emulators.instance import Instance


def prepared(name: str, secrets: Mapping[str, str]) -> Instance:
    """An instance ready to start: what it serves are copies, so that work in progress does not reach it."""
    folder = CACHE / name
    functions, public = folder / "functions", folder / "hosting"
    ignored = shutil.ignore_patterns("venv", "__pycache__", ".secret.local", ".env.local")
    shutil.copytree(FUNCTIONS, functions, ignore=ignored)
    (functions / "venv").symlink_to(FUNCTIONS_VENV)
    config.write_secrets(functions, secrets)
    instance = Instance(name, ports.free(), functions, public)
    config.write_parameters(functions, instance.ports)
    frontend.build(public, contact=config.SUPPORT_CONTACT)
    config.write_json(public / "config.json", config.desk_config(instance.ports))
    return instance
