"""What a start of a function costs: the time to import it, next to its libraries alone, in fresh processes."""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.base.console import Failure
from scripts.base.paths import FUNCTIONS, FUNCTIONS_VENV, PROJECT

LIBRARIES = """
import functions_framework
from google.cloud import firestore
from pydantic import BaseModel, Field
class Model(BaseModel):  # pydantic loads most of itself with the first model
    name: str = Field(max_length=1)
"""
OURS = "os.environ['FUNCTION_TARGET'] = '{function}'; import main; main.{function}"
PROGRAM = """
import json, os, sys, time
began, used = time.perf_counter(), time.process_time()
def passed():
    return time.perf_counter() - began, time.process_time() - used, [n for n in {large} if n in sys.modules]
{libraries}
alone = passed()
{ours}
print(json.dumps([alone, passed()]))
"""
LARGE = (
    "firebase_functions",
    "firebase_admin",
    "google.genai",
    "httpx",
    "standardwebhooks",
    "email_validator",
    "common.classifier.local",
    "numpy",
)
"""What only some functions need, and in some requests."""


@dataclass(frozen=True)
class Start:
    """The seconds from the start of the interpreter; `loaded` names what of LARGE is loaded by then."""

    wall_s: float
    cpu_s: float
    loaded: list[str]


@dataclass(frozen=True)
class Starts:
    """One start, when its libraries were loaded and when all was."""

    libraries: Start
    ours: Start

    @property
    def ratio(self) -> float:
        """By time of the processor, user and system: importing waits for nothing."""
        return self.ours.cpu_s / self.libraries.cpu_s


def measure(functions: Sequence[str], times: int) -> dict[str, Starts]:
    """Each function's start with the median ratio of that many.

    A process loads the libraries first and then the function, so that whatever slows the machine down slows both
    down; in turns, so that it meets all functions alike. One start more is not counted and fills the file cache.
    Raises Failure for a function that cannot be loaded.
    """
    rounds = [[start(OURS.format(function=it)) for it in functions] for _ in range(times + 1)][1:]
    return {name: _middle(each) for name, each in zip(functions, zip(*rounds, strict=True), strict=True)}


def _middle(starts: Sequence[Starts]) -> Starts:
    return sorted(starts, key=lambda it: it.ratio)[len(starts) // 2]


def start(ours: str) -> Starts:
    environ = {"PATH": os.environ["PATH"], "GCLOUD_PROJECT": PROJECT}
    program = PROGRAM.format(libraries=LIBRARIES, ours=ours, large=LARGE)
    command: list[str | Path] = [FUNCTIONS_VENV / "bin" / "python", "-c", program]
    done = subprocess.run(command, cwd=FUNCTIONS, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(f"It cannot be loaded:\n{done.stderr}")
    libraries, ours_too = json.loads(done.stdout.splitlines()[-1])  # before it, what a module logs as it loads
    return Starts(Start(*libraries), Start(*ours_too))
