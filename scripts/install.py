"""Installs what is missing; `--browser` adds a browser for the tests, `--training` installs what `make train` needs."""

# Runs before anything is installed, so it imports the standard library alone.
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.base.console import Command, Failure, guarded, run_logged, say, step
from scripts.base.locks import lock
from scripts.base.paths import CACHE, DEV_VENV, FUNCTIONS, FUNCTIONS_VENV, NODE_MODULES, ROOT, TRAINING_VENV
from scripts.check import browser

LIMIT_S = 900.0
NPM: Command = ["npm", "ci", "--no-audit", "--no-fund"]


@dataclass(frozen=True)
class Part:
    """One thing to install into a folder; it is there when its stamp has the hash of the version and of `source`."""

    name: str
    folder: Path
    source: Path
    version: str
    put: Callable[[], None]

    @property
    def _wanted(self) -> str:
        return hashlib.sha256(self.version.encode() + b"\0" + self.source.read_bytes()).hexdigest()

    @property
    def _stamp(self) -> Path:
        return self.folder / ".installed"

    def is_installed(self) -> bool:
        return self._stamp.is_file() and self._stamp.read_text("utf-8") == self._wanted

    def install(self) -> None:
        with step(f"install {self.name}"):
            self._stamp.unlink(missing_ok=True)
            self.put()
            self._stamp.write_text(self._wanted, "utf-8")


def python_part(what: str, venv: Path, requirements: Path) -> Part:
    return Part(f"Python packages {what}", venv, requirements, sys.version, lambda: install_python(venv, requirements))


def install_python(venv: Path, requirements: Path) -> None:
    """Creates the environment, or brings it up to date; one whose last installation was interrupted is made anew."""
    python, begun = venv / "bin" / "python", venv / ".installing"
    clear = ["--clear"] if begun.exists() or not runs(python) else []
    log = f"install-{venv.name.strip('.')}-{requirements.stem}"
    run_logged(log, [sys.executable, "-m", "venv", *clear, venv])
    begun.touch()
    pip: Command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-r", requirements]
    run_logged(log, pip, timeout_s=LIMIT_S)
    begun.unlink()


def runs(python: Path) -> bool:
    """Whether that interpreter starts and is of our version; a venv breaks when its Python is moved or updated."""
    return output(python, "-c", "import sys; print(sys.version)") == sys.version


def output(*command: str | Path) -> str:
    """What the command prints; nothing where it cannot be started or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return "" if done.returncode else done.stdout.strip()


def node_major() -> int:
    """Raises Failure when Node.js or npm is missing or Node.js is too old for Vite 8."""
    advice = "Install Node.js 20.19, 22.12 or newer (nodejs.org, or your package manager) and try again."
    for program, name in (("node", "Node.js"), ("npm", "npm")):
        if shutil.which(program) is None:
            raise Failure(f"{name} was not found. {advice}")
    text = output("node", "--version")
    match = re.match(r"v(\d+)\.(\d+)\.", text)
    version = (int(match[1]), int(match[2])) if match else (0, 0)
    if not ((20, 19) <= version < (21,) or version >= (22, 12)):
        raise Failure(f"Node.js here is {text or 'of an unknown version'}. {advice}")
    return version[0]


def parts() -> list[Part]:
    def npm() -> None:
        run_logged("install-npm", NPM, timeout_s=LIMIT_S)

    name, pinned = "npm packages (the first time some minutes)", ROOT / "package-lock.json"
    return [
        Part(name, NODE_MODULES, pinned, f"node {node_major()}", npm),
        python_part("of the functions", FUNCTIONS_VENV, FUNCTIONS / "requirements.txt"),
        python_part("for development", DEV_VENV, ROOT / "requirements-dev.txt"),
    ]


def install_missing(wanted: list[Part]) -> None:
    """Installs the missing parts side by side: npm mostly waits for the network."""
    missing = [part for part in wanted if not part.is_installed()]
    with ThreadPoolExecutor(len(missing) or 1) as pool:
        for outcome in [pool.submit(part.install) for part in missing]:
            outcome.result()


def _say_who_installs(pid: int) -> None:
    say(f"  .. wait for another make command that is installing (process {pid})")


def main() -> None:
    training = python_part("for training", TRAINING_VENV, ROOT / "requirements-train.txt")
    with lock(CACHE / "install", wait=_say_who_installs):
        install_missing([training] if "--training" in sys.argv[1:] else parts())
        if "--browser" in sys.argv[1:]:
            say(f"  ok browser for the tests: {browser.ensure()}")


if __name__ == "__main__":
    guarded(main)
