"""One function on its own, served as the cloud serves it: by the functions framework, without a proxy before it."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from scripts.base import local_http
from scripts.base.console import Failure, tail
from scripts.base.paths import FUNCTIONS_VENV
from scripts.emulators import processes
from scripts.emulators.ports import HOST

FRAMEWORK = FUNCTIONS_VENV / "bin" / "functions-framework"
START_S = 90.0
POLL_S = 0.02
END_S = 2.0


@dataclass(frozen=True)
class Served:
    """A function that answers at `url`; `log` is what it prints, `started_s` the seconds until its first answer."""

    url: str
    log: Path
    process: subprocess.Popen[bytes]
    started_s: float


@contextmanager
def served(
    source: Path, target: str, environ: Mapping[str, str], *, logs: Path, mark: str, framework: Path = FRAMEWORK
) -> Iterator[Served]:
    """Serves the function for the block; arguments and failures are those of `start`."""
    function = start(source, target, environ, logs=logs, mark=mark, framework=framework)
    try:
        yield function
    finally:
        _end(function.process)


def start(
    source: Path, target: str, environ: Mapping[str, str], *, logs: Path, mark: str, framework: Path = FRAMEWORK
) -> Served:
    """Serves the function `target` of a Python file as a member of the instance that `mark` names, until it is ended.

    What it prints is in the folder `logs`, in a file named after the function and its port. Raises Failure with the
    end of it when the function does not answer within START_S seconds.
    """
    port, began = _free_port(), time.monotonic()
    command: list[str | Path] = [framework, "--source", source, "--target", target]
    log = logs / f"{target}-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--host", HOST, "--port", str(port)],
            cwd=source.parent,
            env={**os.environ, "K_SERVICE": target, **environ, processes.MARK: mark},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    url = f"http://{HOST}:{port}"
    while not _answers(url):
        if process.poll() is not None or time.monotonic() - began > START_S:
            process.terminate()
            process.wait()
            raise Failure(f"{target} does not answer:\n{tail(log.read_text('utf-8', errors='replace'))}")
        time.sleep(POLL_S)
    return Served(url, log, process, time.monotonic() - began)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Asks the function to end, and ends it after END_S seconds.

    gunicorn's worker can wait for ever when a connection ends in the moment of the signal: its handler then waits for a
    lock of the thread pool that it interrupted. gunicorn waits half a minute for its worker.
    """
    process.send_signal(signal.SIGINT)  # at SIGTERM, gunicorn looks at its worker once a second
    try:
        process.wait(END_S)
    except subprocess.TimeoutExpired:
        processes.kill(process.pid)
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    """Whether the function is loaded: only then is anything answered, 405 where it takes events, 400 where tasks."""
    try:
        answer = local_http.get(f"{url}/__/health")
    except httpx.TransportError:
        return False
    ready = {httpx.codes.NO_CONTENT, httpx.codes.METHOD_NOT_ALLOWED, httpx.codes.BAD_REQUEST}
    return answer.status_code in ready
