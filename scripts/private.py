"""A private copy of the system: emulators on free ports that serve what the functions and pages are at this moment."""

import shutil
from collections.abc import Mapping

from scripts import emulator_config, frontend, ports
from scripts.emulators import Instance
from scripts.paths import CACHE, FUNCTIONS, FUNCTIONS_VENV


def prepared(name: str, secrets: Mapping[str, str]) -> Instance:
    """An instance ready to start: what it serves are copies, so that work in progress does not reach it."""
    folder = CACHE / name
    functions, public = folder / "functions", folder / "hosting"
    ignored = shutil.ignore_patterns("venv", "__pycache__", ".secret.local", ".env.local")
    shutil.copytree(FUNCTIONS, functions, ignore=ignored)
    (functions / "venv").symlink_to(FUNCTIONS_VENV)
    emulator_config.write_secrets(functions, secrets)
    instance = Instance(name, ports.free(), functions, public)
    emulator_config.write_parameters(functions, instance.ports)
    frontend.build(public, contact=emulator_config.SUPPORT_CONTACT)
    emulator_config.write_json(public / "config.json", emulator_config.desk_config(instance.ports))
    return instance
