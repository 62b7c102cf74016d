"""Running Schemathesis against a site that is up."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from scripts.base.paths import DEV_VENV, ROOT

CONFIG = Path(__file__).with_name("config.toml")
REQUEST_S = 30


@dataclass(frozen=True)
class Tracked:
    """A ticket whose private link is known, for the operation that nothing else gets into."""

    id: str
    token: str


@dataclass(frozen=True)
class Outcome:
    clean: bool
    said: str


def _trackable(url: str) -> Tracked:
    """A new ticket of the site."""
    body = {"title": "Ticket of Schemathesis", "description": "Its private link is tried."}
    ticket = httpx.post(f"{url}/api/tickets", json=body, timeout=REQUEST_S).raise_for_status().json()
    return Tracked(ticket["id"], ticket["tracking_token"])


def run(
    url: str,
    headers: Mapping[str, str],
    operations: Sequence[str],
    *,
    examples: int,
    seed: int,
    timeout_s: float,
) -> Outcome:
    """Tries these operations in every phase, fuzzing each `examples` times. Requests carry these headers.

    Raises subprocess.TimeoutExpired.
    """
    tracked = _trackable(url)
    command = [str(DEV_VENV / "bin" / "schemathesis"), "--config-file", str(CONFIG), "run", f"{url}/api/openapi.json"]
    command += ["--checks", "all", "--max-examples", str(examples), "--seed", str(seed), "--no-color"]
    command += ["--continue-on-failure", "--request-timeout", str(REQUEST_S)]
    command += [part for name, value in headers.items() for part in ("--header", f"{name}: {value}")]
    command += [part for name in operations for part in ("--include-operation-id", name)]
    environ = {
        **os.environ,
        "TRACKED_ID": tracked.id,
        "TRACKED_TOKEN": tracked.token,
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'functions'}",
    }
    done = subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=timeout_s, check=False
    )
    return Outcome(done.returncode == 0, done.stdout + done.stderr)
