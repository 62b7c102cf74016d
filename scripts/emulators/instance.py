"""An emulator instance: the Firebase CLI with its own ports and folder, its functions, and everything they started."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from scripts.base import env, local_http
from scripts.base.console import Failure, shown, tail
from scripts.base.paths import CACHE, NODE_MODULES, PROJECT, ROOT
from scripts.dev.catcher import Catcher, Caught
from scripts.emulators import bucket, processes, runtime
from scripts.emulators import config as emulator_config
from scripts.emulators.beside import Beside
from scripts.emulators.function import Function
from scripts.emulators.ports import HOST, Ports

READY_S = 300.0
STOP_S = 20.0
POLL_S = 0.1
READY_LINE = "All emulators ready"
BROKEN_LINE = "Failed to load function definition"
FOREIGN_VARIABLES = (
    "FIRESTORE_EMULATOR_HOST",
    "FIREBASE_AUTH_EMULATOR_HOST",
    "CLOUD_TASKS_EMULATOR_HOST",
    "FIREBASE_EMULATOR_HUB",
    "STORAGE_EMULATOR_HOST",
)
"""Set in a shell that points at some other emulator; they would lead our functions there."""


@dataclass
class Instance:
    """functions and public are the folders to serve; environ is added to what the functions see."""

    name: str
    ports: Ports
    functions: Path
    public: Path
    environ: Mapping[str, str] = field(default_factory=dict)
    _cli: subprocess.Popen[bytes] | None = None
    _beside: Beside | None = None

    @property
    def folder(self) -> Path:
        return CACHE / self.name

    @property
    def mark(self) -> str:
        return f"{ROOT}:{self.name}"

    @property
    def log(self) -> Path:
        return self.folder / "emulators.log"

    @property
    def serving(self) -> Path:
        """A file that is there while an instance is completely up, or was when it was killed."""
        return self.folder / "serving"

    @property
    def config(self) -> Path:
        """In the repository's root: firebase-tools refuses paths outside the folder of its configuration."""
        return ROOT / f"firebase.{self.name}.json"

    @property
    def catcher(self) -> Catcher:
        """Which takes what a started instance sends."""
        assert self._beside is not None
        return self._beside.catcher

    @property
    def mails(self) -> list[Caught]:
        """What a started instance has sent, in the order in which it came."""
        return self.catcher.mails

    def url(self, emulator: str) -> str:
        return f"http://{HOST}:{getattr(self.ports, emulator)}"

    def start(self, data: Path | None = None) -> None:
        """Starts the emulators, with the exported data when given, and returns when they serve.

        Raises Failure with the end of the log when they do not within READY_S seconds.
        """
        self.folder.joinpath("tmp").mkdir(parents=True, exist_ok=True)
        self._beside = Beside(self.ports, self.functions, self.folder / bucket.FOLDER, {processes.MARK: self.mark})
        self._beside.start(fresh=data is None)
        functions, public = (str(folder.relative_to(ROOT)) for folder in (self.functions, self.public))
        region = env.parameters(self.functions, PROJECT, "local")["REGION"]
        config = emulator_config.firebase_config(emulator_config.base_config(), self.ports, functions, public, region)
        emulator_config.write_json(self.config, config)
        # Removed rather than truncated, so that nothing reads the last run's lines as this one's.
        self.log.unlink(missing_ok=True)
        with self.log.open("wb") as output:
            self._cli = subprocess.Popen(
                self._command(data),
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C in the terminal reaches us alone; we stop them in order
            )
        self._wait_until_ready()

    def _command(self, data: Path | None) -> list[str | Path]:
        cli = NODE_MODULES / "firebase-tools" / "lib" / "bin" / "firebase.js"
        patches = ROOT / "scripts" / "emulators" / "patches"
        options: list[str | Path] = ["--non-interactive", "--project", PROJECT, "--config", self.config]
        imported: list[str | Path] = ["--import", data] if data else []
        return ["node", "--require", patches / "index.cjs", cli, "emulators:start", *options, *imported]

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in FOREIGN_VARIABLES}
        return {
            **inherited,
            **runtime.environment(inherited),
            "FUNCTIONS_DISCOVERY_TIMEOUT": "60",  # seconds; the default of 10 is tight on a busy machine
            "NO_COLOR": "1",
            "NO_UPDATE_NOTIFIER": "1",
            "WEBHOOK_DEV_LOOPBACK": "1",  # receivers of webhooks are tried out on this machine
            "TMPDIR": str(self.folder / "tmp"),  # instances of one project would overwrite each other's locator there
            "STORAGE_EMULATOR_HOST": self.url("storage"),
            **self.environ,
            processes.MARK: self.mark,
        }

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_S
        while READY_LINE not in (text := self._log_text()):
            if not self.is_running():
                raise self._failure("The emulators ended while starting.")
            if BROKEN_LINE in text:
                raise self._failure("The functions could not be loaded.")
            if time.monotonic() > deadline:
                raise self._failure(f"The emulators were not ready after {READY_S:.0f} s.")
            time.sleep(POLL_S)
        if BROKEN_LINE in text:
            raise self._failure("The functions could not be loaded.")

    def _log_text(self) -> str:
        return self.log.read_text("utf-8", errors="replace")

    def _failure(self, what: str) -> Failure:
        # What follows the line is a table of addresses; what went wrong is before it.
        said = tail(self._log_text().partition(READY_LINE)[0])
        return Failure(f"{what} The end of {shown(self.log)}:\n\n{said}")

    def refused_data(self) -> bool:
        """Whether the emulators ended because of the data that they were to start with, as far as the log says."""
        return not self.is_running() and BROKEN_LINE not in self._log_text()

    def is_running(self) -> bool:
        return self._cli is not None and self._cli.poll() is None

    def deployed(self) -> list[Function]:
        """Every function that the emulator serves, in the order of their names; it does not serve scheduled ones."""
        base = self.url("functions")
        answer = local_http.get(f"{base}/backends", timeout=10).raise_for_status().json()
        triggers = [trigger for backend in answer["backends"] for trigger in backend["functionTriggers"]]
        served = [Function.of(trigger, base) for trigger in triggers if "schedule" not in trigger]
        return sorted(served, key=lambda function: function.name)

    def warm(self) -> list[Function]:
        """Has every function started, so that the first request does not wait for it; returns them.

        Two at a time: starting one is work for a processor, not waiting.
        """
        found = self.deployed()
        with ThreadPoolExecutor(2) as pool:
            for function, problem in zip(found, pool.map(Function.problem, found), strict=True):
                if problem:
                    raise self._failure(f"The function {function.name} does not answer ({problem}).")
        return found

    def stop(self, *, at_once: bool = False) -> None:
        """Stops the emulators and everything that they started, and removes the generated configuration.

        At once: without the seconds that they take to end by themselves, and with nothing left of what they hold.
        """
        if at_once:
            processes.kill_instance(self.mark)
        if self._cli is not None and self.is_running():
            self._cli.send_signal(signal.SIGINT)
            try:
                self._cli.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self._cli.kill()
                self._cli.wait()
        if self._beside is not None:
            self._beside.stop()
            self._beside = None
        processes.end_instance(self.mark)
        self.config.unlink(missing_ok=True)
        self.serving.unlink(missing_ok=True)
        shutil.rmtree(self.folder / "tmp", ignore_errors=True)
