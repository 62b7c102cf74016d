"""One function on its own, as the cloud runs it, with settings that the shared system does not have."""

import os
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpx

from scripts import admin, processes
from scripts.console import tail
from scripts.paths import FUNCTIONS_VENV
from scripts.ports import HOST
from tests.support.system import SECRETS, System
from tests.support.waiting import wait_until

START_S = 30.0


@contextmanager
def lone_function(system: System, name: str, environ: Mapping[str, str]) -> Iterator[str]:
    """Serves the HTTP function at the yielded address, against the system's Firestore and Auth.

    environ changes the settings of the shared system.
    """
    port = _free_port()
    url, log = f"http://{HOST}:{port}", system.instance.folder / f"{name}-{port}.log"
    settings = {**system.instance.environ, **SECRETS, **admin.emulator_environment(system.instance.ports), **environ}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [FUNCTIONS_VENV / "bin" / "functions-framework", "--target", name, "--host", HOST, "--port", str(port)],
            cwd=system.instance.functions,
            env={**os.environ, "K_SERVICE": name, **settings, processes.MARK: system.instance.mark},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until(lambda: process.poll() is not None or _answers(url), START_S)
        assert process.poll() is None, tail(log.read_text("utf-8"))
        yield url
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/__/health").status_code == httpx.codes.NO_CONTENT
    except httpx.TransportError:
        return False
