"""What a person sees of the tooling: timed steps, and failures that say what to do."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts.base.paths import LOGS, ROOT

TAIL_LINES = 40

type Command = Sequence[str | Path]


class Failure(Exception):
    """Something the person at the keyboard can act on; the text says how."""


def say(text: str = "") -> None:
    print(text, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announces the step, and says how long it took when it went well."""
    started = time.monotonic()
    say(f"  .. {title}")
    yield
    say(f"  ok {title} ({time.monotonic() - started:.1f} s)")


def tail(text: str) -> str:
    """The last lines of a log."""
    return "\n".join(text.rstrip().splitlines()[-TAIL_LINES:])


def shown(path: Path) -> str:
    """The path as a person in the repository would type it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def run_logged(
    name: str, command: Command, *, environ: Mapping[str, str] | None = None, timeout_s: float | None = None
) -> None:
    """Runs the command in the repository with its output in a log.

    Raises Failure with the end of the log when it fails or takes longer than timeout_s.
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    outcome = _run(command, log, environ, timeout_s)
    if outcome is not None:
        said = tail(log.read_text("utf-8", errors="replace"))
        raise Failure(f"{' '.join(map(str, command[:3]))} ... {outcome}\n\n{said}\n\nThe whole log: {shown(log)}")


def _run(command: Command, log: Path, environ: Mapping[str, str] | None, timeout_s: float | None) -> str | None:
    with log.open("wb") as output:
        try:
            done = subprocess.run(
                command,
                cwd=ROOT,
                env={**(os.environ if environ is None else environ), "NO_COLOR": "1"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=timeout_s,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"did not finish within {timeout_s:.0f} s"
        except FileNotFoundError:
            return "is not installed"
    return None if done.returncode == 0 else f"failed with status {done.returncode}"


def guarded(main: Callable[[], None]) -> None:
    """Runs a command's main; a Failure becomes its text and status 1 instead of a traceback."""
    try:
        main()
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr, flush=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
