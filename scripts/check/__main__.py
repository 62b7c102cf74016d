"""`make test`, `make check` and `make coverage`: every check, then the tests, whose summaries close the output."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from scripts.base.console import guarded, say
from scripts.base.paths import DEV_VENV, FUNCTIONS, NODE_MODULES, ROOT
from scripts.check import audit, browser

PYTHON_TOOLS = DEV_VENV / "bin"
NODE_TOOLS = NODE_MODULES / ".bin"
FAST_TESTS = ("tests/unit", "tests/tooling")
AT_ONCE = 2
"""Checks at a time, and workers of the tests. Each worker has a system and a browser of its own, in 3 GB of memory."""
WORKERS = ("-n", str(AT_ONCE), "--dist", "loadfile", "--no-loadscope-reorder")
BROWSER_TESTS = ("tests/browser", "--output", ".cache/browser", "--screenshot", "only-on-failure", "--cov-append")
"""A run of their own: the emulator looks at every document for each page that ever listened, with every commit."""
COVERAGE = ("--cov", "--cov-report", "term")
NOT_KEPT = "PYTHONDONTWRITEBYTECODE"
"""Would have each of some hundred processes compile the same modules anew."""


@dataclass(frozen=True)
class Check:
    """A tool that ends with status 0 where nothing is wrong, and with `audit.SHOWN` where its output is to be read."""

    title: str
    command: tuple[str, ...]


def checks() -> list[Check]:
    """In the order in which they start, the longest first."""
    ruff, python = str(PYTHON_TOOLS / "ruff"), str(PYTHON_TOOLS / "python")
    return [
        Check("types of Python", (str(PYTHON_TOOLS / "mypy"), "--no-error-summary")),
        Check("known vulnerabilities", (python, "-m", "scripts.check.audit")),
        Check("format of Python", (ruff, "format", "--check", "--quiet")),
        Check("lint of Python", (ruff, "check", "--quiet")),
        Check("format and lint of the pages", (str(NODE_TOOLS / "biome"), "check", "--error-on-warnings")),
        Check("types of the pages", (str(NODE_TOOLS / "tsc"), "--project", "hosting/tsconfig.json")),
        Check("import rules", (str(PYTHON_TOOLS / "lint-imports"), "--no-logo", "--cache-dir", ".cache/import-linter")),
        Check("the pages' types follow openapi.json", (python, "-m", "scripts.check.contract", "--check")),
        Check("functions.yaml follows the functions", (python, "-m", "scripts.check.manifest", "--check")),
        Check("firestore.indexes.json follows the list", (python, "-m", "scripts.check.indexes", "--check")),
        Check("openapi.json follows the functions", (python, "-m", "scripts.check.openapi", "--check")),
    ]


def passes(check: Check) -> bool:
    """Runs the check; what it says is shown unless nothing is wrong."""
    started = time.monotonic()
    environ = {**os.environ, "PYTHONPATH": str(FUNCTIONS), "NO_COLOR": "1"}
    done = subprocess.run(
        check.command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    mark = {0: "ok", audit.SHOWN: "??"}.get(done.returncode, "!!")
    say(f"  {mark} {check.title} ({time.monotonic() - started:.1f} s)")
    if mark != "ok":
        say(done.stdout)
    return mark != "!!"


def tests_pass(*arguments: str) -> bool:
    # -P would keep the working directory out of the path, where scripts and tests are.
    command = [str(PYTHON_TOOLS / "python"), "-m", "pytest", *arguments, *WORKERS]
    environ = {name: value for name, value in os.environ.items() if name != NOT_KEPT}
    return subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode == 0


def main() -> None:
    fast = "--fast" in sys.argv[1:]
    coverage = COVERAGE if "--coverage" in sys.argv[1:] else ()
    if not fast:
        say(f"  browser: {browser.find()}")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        failed = [check.title for check, passed in zip(checks(), pool.map(passes, checks()), strict=True) if not passed]
    runs = [FAST_TESTS] if fast else [(*FAST_TESTS, "tests/emulator"), BROWSER_TESTS]
    passed = [tests_pass(*run, *coverage) for run in runs]
    if not all(passed):
        failed.append("tests")
    if failed:
        say(f"\nFailed: {', '.join(failed)}.")
        sys.exit(1)


if __name__ == "__main__":
    guarded(main)
