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
OURS = LIBRARIES + "import main\nmain.{function}\n"
PROGRAM = """
import json, os, sys, time
began, used = time.perf_counter(), time.process_time()
{imports}
print(json.dumps([time.perf_counter() - began, time.process_time() - used, [n for n in {large} if n in sys.modules]]))
"""
LARGE = (
    "firebase_functions",
    "firebase_admin",
    "google.genai",
    "httpx",
    "standardwebhooks",
    "email_validator",
    "common.classifier.local",
)
"""What only some functions need, and in some requests."""


@dataclass(frozen=True)
class Start:
    """The best of fresh processes; `loaded` names what of LARGE is in it."""

    wall_s: float
    cpu_s: float
    loaded: list[str]


@dataclass(frozen=True)
class Starts:
    libraries: Start
    ours: Start

    @property
    def ratio(self) -> float:
        """By time of the processor: importing waits for nothing, and other programs do not distort it."""
        return self.ours.cpu_s / self.libraries.cpu_s


def measure(functions: Sequence[str], times: int) -> dict[str, Starts]:
    """Starts each function and the libraries alone that many times, in turns, so that load meets all of them alike.

    One time more is not counted and fills the file cache. Raises Failure for a function that cannot be loaded.
    """
    programs = [LIBRARIES, *(OURS.format(function=it) for it in functions)]
    rounds = [[start(it) for it in programs] for _ in range(times + 1)][1:]
    libraries, *ours = (min(each, key=lambda it: it.cpu_s) for each in zip(*rounds, strict=True))
    return {name: Starts(libraries, it) for name, it in zip(functions, ours, strict=True)}


def start(imports: str) -> Start:
    environ = {"PATH": os.environ["PATH"], "GCLOUD_PROJECT": PROJECT}
    program = PROGRAM.format(imports=imports, large=LARGE)
    command: list[str | Path] = [FUNCTIONS_VENV / "bin" / "python", "-c", program]
    done = subprocess.run(command, cwd=FUNCTIONS, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(f"It cannot be loaded:\n{done.stderr}")
    return Start(*json.loads(done.stdout))
