"""What a start of the functions costs: the time to import them, next to their libraries alone, in fresh processes."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from scripts.base.paths import FUNCTIONS, FUNCTIONS_VENV, PROJECT

LIBRARIES = """
import functions_framework
from firebase_functions import firestore_fn, https_fn, options, params
from google.cloud import firestore
from pydantic import BaseModel, Field
class Model(BaseModel):  # pydantic loads most of itself with the first model
    name: str = Field(max_length=1)
"""
OURS = LIBRARIES + "import main\n"
PROGRAM = """
import json, os, sys, time
began, used = time.perf_counter(), time.process_time()
{imports}
names = ("google.genai", "firebase_admin.auth", "email_validator")
print(json.dumps([time.perf_counter() - began, time.process_time() - used, [n for n in names if n in sys.modules]]))
"""


@dataclass(frozen=True)
class Start:
    """Medians of fresh processes; `loaded` names those of the large libraries that are in it."""

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


def measure(times: int) -> Starts:
    """Starts each that many times, in turns, after one time that is not counted and fills the file cache."""
    told = [(_told(LIBRARIES), _told(OURS)) for _ in range(times + 1)][1:]
    libraries, ours = zip(*told, strict=True)
    return Starts(_start(libraries), _start(ours))


def _start(told: tuple[tuple[float, float, list[str]], ...]) -> Start:
    return Start(median(it[0] for it in told), median(it[1] for it in told), told[0][2])


def _told(imports: str) -> tuple[float, float, list[str]]:
    environ = {"PATH": os.environ["PATH"], "GCLOUD_PROJECT": PROJECT}
    command: list[str | Path] = [FUNCTIONS_VENV / "bin" / "python", "-c", PROGRAM.format(imports=imports)]
    done = subprocess.run(command, cwd=FUNCTIONS, env=environ, capture_output=True, text=True, check=True)
    wall_s, cpu_s, loaded = json.loads(done.stdout)
    return wall_s, cpu_s, loaded
