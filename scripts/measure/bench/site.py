"""What is measured: emulators, an agent who is signed in, and functions of ours and of the floor by themselves."""

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml
from google.cloud.firestore import Client

from scripts.base import env
from scripts.base.paths import CACHE, PROJECT
from scripts.emulators import config, private
from scripts.emulators.instance import Instance
from scripts.emulators.serving import Served, served
from scripts.operate import admin

NAME = "bench"
FOLDER = CACHE / NAME
"""Where results are left."""
PROOF = "MAIL_INBOUND_SECRETS"
SECRETS = {"GEMINI_API_KEY": "off", "WEBHOOK_SECRETS": "off", PROOF: config.SECRETS[PROOF]}
UNLIMITED = {"RATE_LIMITS": "off"}
"""The floor knows no limits, and all of the bench's requests come from one address."""
EMAIL, PASSWORD = "bench@people.example", "bench-of-the-emulator"
FLOOR = Path(__file__).with_name("floor.py")


@dataclass(frozen=True)
class Site:
    """A running system; `agent` are the headers of an agent."""

    instance: Instance
    firestore: Client
    agent: Mapping[str, str]

    @contextmanager
    def ours(self, function: str, secrets: Mapping[str, str] = SECRETS) -> Iterator[Served]:
        """Our function, served as the emulator serves it, but for the emulator's proxy."""
        settings = {**env.read(self.instance.functions / ".env"), **secrets, **UNLIMITED}
        with self._served(self.instance.functions / "main.py", function, settings) as ours:
            yield ours

    @contextmanager
    def floor(self, function: str, prepared: Mapping[str, Any]) -> Iterator[Served]:
        """The floor's function with what it is to write; the same server with the same settings."""
        path = self.instance.folder / f"floor-{function}.json"
        path.write_text(json.dumps(prepared, default=str), "utf-8")
        settings = {**env.read(self.instance.functions / ".env"), **SECRETS, "BENCH_FLOOR": str(path)}
        with self._served(FLOOR, function, settings) as floor:
            yield floor

    @contextmanager
    def _served(self, source: Path, function: str, settings: Mapping[str, str]) -> Iterator[Served]:
        environ = {**settings, **admin.emulator_environment(self.instance.ports)}
        with served(source, function, environ, logs=self.instance.folder, mark=self.instance.mark) as function_served:
            yield function_served

    def pause_triggers(self) -> None:
        """Has events of Firestore dropped from now on, so that they take no time from what is measured."""
        httpx.put(f"{self.instance.url('hub')}/functions/disableBackgroundTriggers", timeout=60).raise_for_status()


@contextmanager
def running(only: Collection[str] = ()) -> Iterator[Site]:
    """A system of the bench's own for the block, of these functions (none: of all).

    Raises Failure when another bench runs here.
    """

    def change(instance: Instance) -> None:
        lines = [f"{name}={value}\n" for name, value in UNLIMITED.items()]
        # Counts for the emulators before the file of their project.
        (instance.functions / ".env.local").write_text("".join(lines), "utf-8")
        if only:
            _leave_out_others(instance.functions / "functions.yaml", only)

    with private.running(NAME, SECRETS, change) as instance:
        admin.use_emulators(instance.ports)
        os.environ[PROOF] = SECRETS[PROOF]  # some requests are made in this process, to count their calls
        with admin.firestore() as firestore:
            yield Site(instance, firestore, sign_in(instance))


def _leave_out_others(manifest: Path, only: Collection[str]) -> None:
    """Takes all other functions out of a copy of the manifest."""
    content = yaml.safe_load(manifest.read_text("utf-8"))
    content["endpoints"] = {name: it for name, it in content["endpoints"].items() if name in only}
    manifest.write_text(yaml.safe_dump(content), "utf-8")


def sign_in(instance: Instance) -> dict[str, str]:
    """The headers of an agent, valid for an hour."""
    with admin.people(PROJECT) as app:
        admin.ensure_agent(app, EMAIL, PASSWORD)
    return {"Authorization": f"Bearer {admin.id_token(instance.url('auth'), EMAIL, PASSWORD)}"}
