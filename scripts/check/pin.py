"""`make lock`: resolves the requirements into the pinned files that are installed."""

from pathlib import Path

from scripts.base.console import guarded, run_logged, step
from scripts.base.paths import DEV_VENV, FUNCTIONS, ROOT

OPTIONS = ("--python", "3.13", "--no-emit-index-url", "--no-annotate", "--no-header")
"""No header and no index: the file says what is installed, not on which machine it was resolved."""


def main() -> None:
    # In this order: the others include or obey the pinned ones of the functions.
    for wanted in (FUNCTIONS / "requirements.in", ROOT / "requirements-dev.in", ROOT / "requirements-train.in"):
        pinned = wanted.with_suffix(".txt")
        with step(f"resolve {pinned.relative_to(ROOT)}"):
            run_logged(f"pin-{wanted.stem}", _command(wanted, pinned))


def _command(wanted: Path, pinned: Path) -> list[str | Path]:
    return [DEV_VENV / "bin" / "uv", "pip", "compile", "-q", *OPTIONS, wanted, "-o", pinned]


if __name__ == "__main__":
    guarded(main)
