"""A short storm: promises are kept while the functions and Firestore are killed."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from scripts.base.paths import CACHE, ROOT
from tests.support.soak import rounds
from tests.support.system import JAVA

pytestmark = pytest.mark.soak
SECONDS = rounds(1, 600)
CLIENTS = rounds(3, 8)
LIMIT_S = SECONDS + 230
"""For a busy machine; a short one takes half a minute on an idle one."""


@pytest.fixture(scope="module")
def storm() -> dict[str, Any]:
    """The report of a storm in processes of its own."""
    name = f"test-storm-{os.getpid()}"
    sizes = ["--seconds", str(SECONDS), "--clients", str(CLIENTS)]
    command = [sys.executable, "-m", "scripts.measure.storm", "--name", name, *sizes]
    environ = {**os.environ, **JAVA}
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    report = CACHE / name / "report.json"
    assert report.exists(), done.stdout + done.stderr
    content: dict[str, Any] = json.loads(report.read_text("utf-8"))
    assert done.returncode == (1 if content["faults"] else 0), done.stderr
    return content


def test_what_was_acknowledged_is_there_once_and_the_numbers_equal_a_recount(storm: dict[str, Any]) -> None:
    assert storm["faults"] == []


def test_the_storm_was_one(storm: dict[str, Any]) -> None:
    figures = storm["figures"]
    for victim in ("tickets", "ticket", "track_ticket", "count_ticket", "firestore", "mail server"):
        assert figures[f"kills of {victim}"] > 0
    assert figures["answers that were a 5xx or did not come"] > 0
    assert figures["commits that it refused"] > figures["commits asked of Firestore"] // 6
    assert figures["commits that it made without an answer"] > 0
    assert figures["tickets acknowledged"] > 0
    assert figures["tickets read by agents before a change"] > 0
    assert figures["changes acknowledged"] > 0
    assert figures["messages acknowledged"] > 0
    assert figures["snoozes that were ended"] > 0
    assert figures["e-mails sent"] > 0
    assert figures["deliveries of events that were taken"] >= 2 * figures["events"] > 0
