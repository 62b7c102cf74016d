"""The system under test: a private emulator instance with copies of the functions and the pages."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from google.cloud.firestore import Client

from scripts.base.locks import is_held, lock
from scripts.base.paths import CACHE, LOGS, PROJECT, ROOT
from scripts.emulators import private, processes
from scripts.emulators.function import Function
from scripts.emulators.instance import Instance
from scripts.operate import admin
from tests.support import handing
from tests.support.forking import forking
from tests.support.measuring import measured
from tests.support.turns import held

WEBHOOK_NAME = "monitoring"
WEBHOOK_SECRET = "whsec_c3VwcG9ydC1kZXNrLXRlc3Qtc2VjcmV0LTMyLWJ5dGU="
SECRETS = {
    "GEMINI_API_KEY": "test-key",
    "WEBHOOK_SECRETS": f"{WEBHOOK_NAME}={WEBHOOK_SECRET}",
    **handing.secrets(),
}

AUTHSERV_ID = "mx.desk.example"
SETTINGS = {
    "GEMINI_PER_MINUTE": "0",  # tests ask Gemini's stand-in more often than a desk asks Gemini
    "MAIL_AUTHSERV_ID": AUTHSERV_ID,
    "REGION": "europe-west1",  # another one than usual: everything has to follow it
}

JAVA = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
"""Has Java compile quickly rather than well, which pays in a system that lives for minutes."""


@dataclass(frozen=True)
class System:
    """A running system. `firestore` reads and writes past the rules."""

    instance: Instance
    functions: dict[str, Function]
    firestore: Client
    project: str = PROJECT

    @property
    def hosting_url(self) -> str:
        return self.instance.url("hosting")

    @property
    def auth_url(self) -> str:
        return self.instance.url("auth")

    @property
    def firestore_url(self) -> str:
        """Where Firestore's REST interface, which obeys the rules, is."""
        return self.instance.url("firestore")

    def function_url(self, name: str) -> str:
        """The function's own address; for a trigger, where its events are delivered."""
        return self.functions[name].url


@contextmanager
def running(environ: dict[str, str], *, measure: bool = False) -> Iterator[System]:
    """Starts a system on free ports for the block; environ is added to what its functions see.

    With measure, its processes leave the coverage of the functions.
    """
    name = f"test-{os.getpid()}"
    with lock(CACHE / name), ExitStack() as ends:
        with held("start"):  # or two systems could find the same port free
            instance = prepare(name, environ, measure=measure)
            if not measure:  # coverage begins at the start of a process
                ends.enter_context(forking(instance.functions / "venv", instance.folder, instance.mark))
            ends.callback(keep_log, instance)
            ends.callback(instance.stop, at_once=not measure)  # what measures writes at its end
            instance.start()
            functions = {function.name: function for function in instance.warm()}
        admin.use_emulators(instance.ports)
        os.environ["REGION"] = SETTINGS["REGION"]
        with admin.firestore() as firestore:
            yield System(instance, functions, firestore)
    shutil.rmtree(CACHE / name)


def prepare(name: str, environ: dict[str, str], *, measure: bool) -> Instance:
    """An instance ready to start, with the tests' secrets."""
    instance = private.prepared(name, SECRETS)
    measuring = measured(instance.folder / "measuring", instance.functions) if measure else {}
    with (instance.functions / ".env.local").open("a", encoding="utf-8") as parameters:
        parameters.writelines(f"{name}={value}\n" for name, value in SETTINGS.items())
    instance.environ = {**SETTINGS, **JAVA, **environ, **measuring}
    return instance


def keep_log(instance: Instance) -> None:
    """Keeps what the emulators and the functions said, which tells why a test failed."""
    LOGS.mkdir(parents=True, exist_ok=True)
    if instance.log.exists():
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        shutil.copyfile(instance.log, LOGS / f"test-emulators-{worker}.log")


def clear_leftovers() -> None:
    """Ends and removes what killed test runs left; a run that lives owns its folder."""
    for folder in filter(Path.is_dir, CACHE.glob("test-*")):
        if not is_held(folder):
            processes.end_instance(f"{ROOT}:{folder.name}")
            processes.end_instance(f"{folder}:dev")  # of the copy that tests/emulator/tooling/test_dev.py runs
            (ROOT / f"firebase.{folder.name}.json").unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
