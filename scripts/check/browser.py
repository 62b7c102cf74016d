"""The Chromium that the browser tests drive: one of this machine, or one that we can install."""

# Imported before anything is installed, so the standard library only.
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from scripts.base.console import Command, Failure, run_logged, step
from scripts.base.paths import DEV_VENV

VARIABLE = "CHROMIUM_PATH"
SHELL = "chromium-headless-shell"
"""Chromium without windows. A browser with windows, also a headless one, takes a second of a processor for each."""
PROGRAMS = (SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MAC_PROGRAMS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
DOWNLOAD_S = 300.0
START_S = 30.0
PLAYWRIGHT_PATH = (
    "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
)
ADVICE = f"Install Chromium or Google Chrome, or name one: {VARIABLE}=/path/to/chromium make test"


def find() -> str | None:
    """A browser that starts: the one that the environment names, one of this system, or Playwright's own."""
    named = os.environ.get(VARIABLE)
    if named:
        if starts(named):
            return named
        raise Failure(f"{VARIABLE} names {named}, which does not start as a browser. Correct it or unset it.")
    return next(filter(starts, _candidates()), None)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, PROGRAMS))
    yield from (program for program in MAC_PROGRAMS if Path(program).exists())
    own = subprocess.run(
        [DEV_VENV / "bin" / "python", "-c", PLAYWRIGHT_PATH], capture_output=True, text=True, check=False
    )
    if own.returncode == 0 and Path(own.stdout.strip()).exists():
        yield own.stdout.strip()


def starts(program: str) -> bool:
    """Whether it says its version. Ubuntu's `chromium-browser` without snap, for one, exists and does not."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=START_S, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def ensure() -> str:
    """A browser that starts, installed where there is none or only a slow one; raises Failure with advice."""
    found, reasons = find(), []
    for title, install in _installers(found):
        try:
            with step(f"install {title}"):
                install()
        except Failure as failure:
            reasons.append(str(failure))
            continue
        found = find()
        break
    if found:
        return found
    raise Failure("\n\n".join([*reasons, f"No browser for the tests was found or could be installed. {ADVICE}"]))


def _installers(found: str | None) -> Iterator[tuple[str, Callable[[], None]]]:
    if os.environ.get(VARIABLE):
        return
    # On a bare Debian the package comes with the libraries that Playwright's download would miss.
    if is_debian() and os.geteuid() == 0 and shutil.which(SHELL) is None:
        yield "Debian's headless Chromium", _install_package
    if found is None:
        yield "Playwright's chromium", _download


def is_debian(release: Path = Path("/etc/os-release")) -> bool:
    """Not Ubuntu, whose chromium package is a stand-in for a snap."""
    return release.is_file() and "ID=debian" in release.read_text("utf-8").splitlines()


def _install_package() -> None:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run_logged("browser-apt-update", ["apt-get", "update"], environ=environ, timeout_s=DOWNLOAD_S)
    install = ["apt-get", "install", "-y", "--no-install-recommends", SHELL]
    run_logged("browser-apt-install", install, environ=environ, timeout_s=DOWNLOAD_S)


def _download() -> None:
    download: Command = [DEV_VENV / "bin" / "python", "-m", "playwright", "install", "chromium"]
    run_logged("browser-playwright", download, timeout_s=DOWNLOAD_S)
