"""`make dev` in a copy of the tree: started, stopped and killed, and other commands run beside it."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from scripts.base.console import tail
from scripts.base.locks import lock
from scripts.base.paths import CACHE, DEV_VENV, FUNCTIONS_VENV, NODE_MODULES, ROOT
from scripts.emulators import ports, processes
from scripts.emulators.ports import HOST
from tests.support.forking import forking
from tests.support.system import JAVA
from tests.support.turns import held
from tests.support.waiting import wait_until

START_S = 240.0
STOP_S = 90.0
COMMAND_S = 240.0
PORTS = range(32_700, 32_768)
"""No other system takes one of them between the choice and the start."""
TREE = ("functions", "hosting", "scripts", "tests")
INSTALLED = {"node_modules": NODE_MODULES, ".venv": DEV_VENV, "functions/venv": FUNCTIONS_VENV}


class Desk:
    """`make dev` of the copy, without the installing, on ports of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ports = ports.free(PORTS)
        self.output = root / "output.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.ports.hosting}"

    @property
    def mark(self) -> str:
        return f"{self.root}:dev"

    def said(self) -> str:
        return self.output.read_text("utf-8")

    def start(self) -> None:
        with self.output.open("wb") as output:
            self._process = subprocess.Popen(
                [DEV_VENV / "bin" / "python", "-m", "scripts.dev"],
                cwd=self.root,
                env=self._environment(),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        wait_until(lambda: "Ready after" in self.said() or not self.is_running(), START_S)
        assert self.is_running(), tail(self.said())

    def _environment(self) -> dict[str, str]:
        moved = {ports.variable(name): str(port) for name, port in self.ports.items()}
        return {**os.environ, **JAVA, **moved, "GEMINI_API_KEY": "", "WEBHOOK_SECRETS": ""}

    def run(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What a command of scripts/ says when it is run in the copy."""
        return subprocess.run(
            [DEV_VENV / "bin" / "python", "-m", f"scripts.operate.{command}", *arguments],
            cwd=self.root,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=COMMAND_S,
        )

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def stop(self) -> int:
        """As Ctrl-C does; returns the exit status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(STOP_S)

    def kill(self) -> None:
        """Kills make dev and the Firebase CLI as hard as can be, and leaves to themselves what those had started."""
        assert self._process is not None
        cli = [it for it in processes.members(self.mark) if any("firebase.js" in word for word in it.cmdline())]
        assert cli
        self._process.kill()
        for process in cli:
            process.kill()
        self._process.wait()
        psutil.wait_procs(cli, timeout=STOP_S)


@contextmanager
def copied() -> Iterator[Desk]:
    """A copy that nobody has started yet; whatever it left running is ended."""
    with held("make dev"), _copied() as desk:  # two at once could choose the same ports
        yield desk


@contextmanager
def _copied() -> Iterator[Desk]:
    root = CACHE / f"test-dev-{os.getpid()}"
    shutil.rmtree(root, ignore_errors=True)
    ignored = shutil.ignore_patterns("venv", "__pycache__", ".secret.local", ".env.local", "dist")
    for folder in TREE:
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    for file in (path for path in ROOT.iterdir() if path.is_file() and path.name[:9] != "firebase."):
        shutil.copy(file, root)
    shutil.copy(ROOT / "firebase.json", root)
    for name, installed in INSTALLED.items():
        (root / name).symlink_to(installed)
    desk = Desk(root)
    # Other test runs remove the folders that nobody owns. The desk's end and kill leave what is of another mark.
    with lock(root), forking(root / "functions" / "venv", root, f"{ROOT}:{root.name}"):
        try:
            yield desk
        finally:
            if desk.is_running():
                desk.kill()
            processes.end_instance(desk.mark)
    shutil.rmtree(root)
