"""What an operator's command works on: a project in the cloud, or the running `make dev`."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from google.api_core.exceptions import GoogleAPICallError
from google.auth.exceptions import GoogleAuthError

from scripts.base import env
from scripts.base.console import Failure
from scripts.base.locks import is_held
from scripts.base.paths import FUNCTIONS, PROJECT
from scripts.dev.instance import instance
from scripts.emulators import ports
from scripts.emulators.instance import Instance
from scripts.operate import admin

PROJECT_ID = re.compile(r"[a-z][a-z0-9-]{4,28}[a-z0-9]")
"""Google Cloud's rule for project ids."""


def require_project(project: str, usage: str) -> None:
    """Raises Failure where that can be no project in the cloud."""
    if PROJECT_ID.fullmatch(project) is None or project.startswith("demo-"):
        raise Failure(f"{f'{project} is no project in the cloud. ' if project else ''}Name yours: {usage}")


@contextmanager
def refusals(where: str, what: str = "", then: str = "") -> Iterator[None]:
    """Raises Failure where Google refuses; `what` has become of the work, and `then` is what to do."""
    try:
        yield
    except (GoogleAPICallError, GoogleAuthError) as error:
        advice = "Is the project's name right, and `gcloud auth application-default login` done?"
        raise Failure(f"{where} refused{what}: {error}\n{advice}{then}") from None


def malformed(count: int) -> str:
    """What is said of documents that no ticket can be made of; nothing where there were none."""
    return f" {count} documents are malformed and stay as they are; the lines above name them." if count else ""


def use(project: str, usage: str) -> str:
    """Points this process at the project or, where none is named, at the running `make dev`; returns its name.

    The functions' parameters are those of the project. `usage` is the command with a project.
    """
    if project:
        os.environ["GCLOUD_PROJECT"] = project
    else:
        admin.use_emulators(ports.configured(running(usage).config, {}))
    os.environ.update(env.parameters(FUNCTIONS, project or PROJECT))
    return project or "make dev"


def running(usage: str = "") -> Instance:
    """The running `make dev`; raises Failure where there is none, with the command for a project where there is one."""
    desk = instance()
    if not is_held(desk.folder):
        raise Failure(f"make dev does not run here. Start it first{f', or name a project: {usage}' if usage else ''}.")
    return desk
