"""What an operator's command works on: a project in the cloud, or the running `make dev`."""

import os

from scripts.base import env
from scripts.base.console import Failure
from scripts.base.locks import is_held
from scripts.base.paths import FUNCTIONS, PROJECT
from scripts.dev.__main__ import instance
from scripts.emulators import ports
from scripts.emulators.instance import Instance
from scripts.operate import admin

ADVICE = "Is the project's name right, and `gcloud auth application-default login` done?"


def use(project: str, usage: str) -> str:
    """Points this process at the project or, where none is named, at the running `make dev`; returns what to call it.

    The functions' parameters are those of the project. `usage` is the command with a project, for who forgot it.
    """
    if project:
        os.environ["GCLOUD_PROJECT"] = project
    else:
        admin.use_emulators(ports.configured(running(usage).config, {}))
    for file in (".env", f".env.{project or PROJECT}"):
        os.environ.update(env.read(FUNCTIONS / file))
    return project or "make dev"


def running(usage: str) -> Instance:
    """The running `make dev`."""
    desk = instance()
    if not is_held(desk.folder):
        raise Failure(f"make dev does not run here. Start it first, or name a project: {usage}")
    return desk
