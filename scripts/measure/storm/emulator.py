"""The Firestore emulator by itself, to be killed and started again, its data in memory."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import httpx

from scripts.base import local_http
from scripts.base.console import Failure, run_logged, tail
from scripts.base.paths import NODE_MODULES, PROJECT
from scripts.emulators import ports, processes, runtime

START_S = 60.0
POLL_S = 0.05


class Emulator:
    """`log` is what all its processes print, one after the other; `mark` names the instance that they belong to."""

    def __init__(self, log: Path, mark: str) -> None:
        self.log, self.port = log, 0
        self._jar = _jar()
        self._environ = {**os.environ, **runtime.environment(os.environ), processes.MARK: mark}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """An empty one on a port of its own. Raises Failure when it does not answer within START_S seconds."""
        # Found here: a Popen looks the program up on our own PATH, not on that of its environment.
        java = shutil.which("java", path=self._environ["PATH"]) or "java"
        self.port, deadline = ports.free().firestore, time.monotonic() + START_S
        place = ["--host", ports.HOST, "--port", str(self.port), "--project_id", PROJECT]
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                [java, "-jar", self._jar, *place], env=self._environ, stdout=output, stderr=subprocess.STDOUT
            )
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                said = tail(self.log.read_text("utf-8", errors="replace"))
                raise Failure(f"The Firestore emulator does not answer:\n{said}")
            time.sleep(POLL_S)

    def kill(self) -> None:
        """SIGKILL, in the middle of whatever it does; harmless where it does not run."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        try:
            return local_http.get(f"http://{ports.HOST}:{self.port}/").is_success
        except httpx.TransportError:
            return False


def _jar() -> Path:
    jar = runtime.firestore_jar(os.environ) or runtime.downloaded_jar(os.environ)
    if not jar.is_file():
        cli = NODE_MODULES / "firebase-tools" / "lib" / "bin" / "firebase.js"
        run_logged("firestore-emulator", ["node", cli, "setup:emulators:firestore"])
    return jar
