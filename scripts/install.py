"""Installs what is missing: the two Python environments, the npm packages and, with --browser, a browser for the tests.

With --training it installs what `make train` needs instead. It runs before anything is installed, so it uses the
standard library only. Each part leaves a stamp with the hash of what it was installed from; a second run compares the
stamps and does nothing.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.base.console import Command, Failure, guarded, run_logged, say, step
from scripts.base.locks import Held, lock
from scripts.base.paths import CACHE, DEV_VENV, FUNCTIONS, FUNCTIONS_VENV, NODE_MODULES, ROOT, TRAINING_VENV
from scripts.check import browser

NODE_MINS = ((20, 19), (22, 12))
"""The first version that Vite 8 runs on, of Node.js 20 and of what came after it."""
PIP_TIMEOUT_S = 900.0
NPM_TIMEOUT_S = 900.0
POLL_S = 0.5


class Part:
    """One thing to install; `sources` are the files that decide what it must look like."""

    def __init__(self, name: str, folder: Path, sources: list[Path], version: str, install: Callable[[], None]) -> None:
        self.name = name
        self.folder = folder
        self._install = install
        parts = [version.encode(), *(source.read_bytes() for source in sources)]
        self._wanted = hashlib.sha256(b"\0".join(parts)).hexdigest()

    @property
    def _stamp(self) -> Path:
        return self.folder / ".installed"

    def is_installed(self) -> bool:
        return self._stamp.is_file() and self._stamp.read_text("utf-8") == self._wanted

    def install(self) -> None:
        with step(f"install {self.name}"):
            self._stamp.unlink(missing_ok=True)
            self._install()
            self._stamp.write_text(self._wanted, "utf-8")


def python_part(name: str, venv: Path, requirements: list[Path]) -> Part:
    return Part(name, venv, requirements, sys.version, lambda: install_python(venv, requirements[0]))


def install_python(venv: Path, requirements: Path) -> None:
    """Creates the environment, or brings it up to date; one whose last installation was interrupted is made anew."""
    begun = venv / ".installing"
    clear = ["--clear"] if begun.exists() or not runs(venv / "bin" / "python") else []
    log = f"install-{venv.name.strip('.')}-{requirements.stem}"
    run_logged(log, [sys.executable, "-m", "venv", *clear, venv])
    begun.touch()
    pip: Command = [venv / "bin" / "python", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    run_logged(log, [*pip, "-r", requirements], timeout_s=PIP_TIMEOUT_S)
    begun.unlink()


def runs(python: Path) -> bool:
    """Whether that interpreter starts and is of our version; a venv breaks when its Python is moved or updated."""
    question = "import sys; print(sys.version)"
    try:
        answer = subprocess.run([python, "-c", question], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.version


def node_major() -> int:
    """Raises Failure when Node.js or npm is missing or Node.js is too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    advice = "Install Node.js 20.19, 22.12 or newer (nodejs.org, or your package manager) and try again."
    if node is None or npm is None:
        raise Failure(f"{'Node.js' if node is None else 'npm'} was not found. {advice}")
    text = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    match = re.match(r"v(\d+)\.(\d+)\.", text)
    if match is None or not _suffices(int(match[1]), int(match[2])):
        raise Failure(f"Node.js here is {text or 'of an unknown version'}. {advice}")
    return int(match[1])


def _suffices(major: int, minor: int) -> bool:
    older, newer = NODE_MINS
    return (older <= (major, minor) and major == older[0]) or (major, minor) >= newer


def parts() -> list[Part]:
    locked = ROOT / "package-lock.json"
    npm = ["npm", "ci", "--no-audit", "--no-fund"]
    deployed, development = FUNCTIONS / "requirements.txt", ROOT / "requirements-dev.txt"
    return [
        Part(
            "npm packages (the first time some minutes)",
            NODE_MODULES,
            [locked],
            f"node {node_major()}",
            lambda: run_logged("install-npm", npm, timeout_s=NPM_TIMEOUT_S),
        ),
        python_part("Python packages of the functions", FUNCTIONS_VENV, [deployed]),
        python_part("Python packages for development", DEV_VENV, [development]),
    ]


def training_part() -> Part:
    """What only `make train` needs, in an environment of its own."""
    return python_part("Python packages for training", TRAINING_VENV, [ROOT / "requirements-train.txt"])


def install_missing(wanted: list[Part]) -> None:
    """Installs the missing parts side by side: npm mostly waits for the network."""
    missing = [part for part in wanted if not part.is_installed()]
    with ThreadPoolExecutor(len(missing) or 1) as pool:
        for outcome in [pool.submit(part.install) for part in missing]:
            outcome.result()


@contextmanager
def turn() -> Iterator[None]:
    """Waits until no other make command installs, for as long as that takes."""
    with ExitStack() as stack:
        for attempt in count():
            try:
                stack.enter_context(lock(CACHE / "install"))
                break
            except Held as held:
                if attempt == 0:
                    say(f"  .. wait for another make command that is installing (process {held.pid})")
                time.sleep(POLL_S)
        yield


def main() -> None:
    with turn():
        install_missing([training_part()] if "--training" in sys.argv[1:] else parts())
        if "--browser" in sys.argv[1:]:
            say(f"  ok browser for the tests: {browser.ensure()}")


if __name__ == "__main__":
    guarded(main)
