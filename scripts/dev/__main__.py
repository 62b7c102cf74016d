"""`make dev`: the whole system on this machine, with demo data that survive a restart."""

import os
import signal
import time
from contextlib import suppress
from types import FrameType

from google.api_core.exceptions import GoogleAPIError

from common.actions import wake
from common.base.errors import Unavailable
from common.tickets import store as tickets
from scripts.base.console import Failure, guarded, say, shown, step
from scripts.base.locks import lock
from scripts.base.paths import CACHE, FUNCTIONS
from scripts.dev import frontend, seed, settle
from scripts.dev.data import SaveFailed, Store
from scripts.dev.instance import NAME, instance
from scripts.emulators import config, ports, processes
from scripts.emulators.instance import Instance
from scripts.operate import upgrade

TAKEN = "make dev already runs here (process {pid}). Use it, or stop it first with Ctrl-C in its window."
SAVE_EVERY_S = 60.0
"""How much work a hard kill can cost; a save of demo data takes some tenths of a second."""
WATCH_S = 0.5
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run() -> None:
    began = time.monotonic()
    desk, store = instance(), Store(CACHE / NAME)
    _end_leftovers(desk, store)
    ports.require_free(desk.ports, "make dev")
    try:
        _start(desk, store)
        desk.serving.touch()
        try:
            _summarise(desk, time.monotonic() - began)
            _watch(desk, store)
        finally:
            say()
            settle.wait_until_counted(desk.ports, desk.is_running)
            _save(desk, store)
    finally:
        with step("stop the emulators"):
            desk.stop()


def _end_leftovers(desk: Instance, store: Store) -> None:
    """Ends what a killed run left behind. If that had been up and still can, it gives us its data first."""
    if not processes.members(desk.mark):
        return
    with step("end what an interrupted run left behind"):
        if desk.config.exists() and desk.serving.exists():
            _save(Instance(NAME, ports.configured(desk.config, {}), desk.functions, desk.public), store)
        desk.stop()


def _start(desk: Instance, store: Store) -> None:
    with step("build the pages"):
        frontend.build(desk.public, contact=config.SUPPORT_CONTACT)
        config.write_json(desk.public / "config.json", config.desk_config(desk.ports))
    config.write_secrets(FUNCTIONS, os.environ, desk.ports)
    config.write_parameters(FUNCTIONS, desk.ports)
    data = store.latest()
    with step(f"start the emulators (log: {shown(desk.log)})"):
        try:
            desk.start(data)
        except Failure:
            if data is None or not desk.refused_data():
                raise
            desk.stop()
            desk.start()
            # Only now is it the data, not the machine, that is to blame.
            store.set_aside()
            say("     the saved data could not be loaded: they are set aside, and the database starts empty")
    with step("start every function"):
        desk.warm()
    with step("look for demo data"):
        seed.fill_if_empty(desk)
    with step("add to older tickets and numbers what is new"):
        upgrade.run()


def _summarise(desk: Instance, took_s: float) -> None:
    home = desk.url("hosting")
    key = config.read_secret(FUNCTIONS, "GEMINI_API_KEY")
    rules = "local classifier; for Gemini: GEMINI_API_KEY=... make dev"
    say(f"""
Ready after {took_s:.0f} s.

  Public page   {home}/
  Desk          {home}/desk
  Sign in with  {seed.AGENT_EMAIL} / {seed.AGENT_PASSWORD}
  or, as admin  {seed.ADMIN_EMAIL} / {seed.ADMIN_PASSWORD}
  API           {home}/api-docs
  Suggestions   {rules if key == config.OFF else "Gemini"}
  Mail sent     {desk.url("mailbox")}/ (caught, SMTP port {desk.ports.smtp})
  Mail to it    SMTP {ports.HOST}:{desk.ports.incoming}, any address
  Log           {shown(desk.log)}

Changes in functions/ count as you save them. Ctrl-C stops everything; the data stay until `make reset`.""")


def _watch(desk: Instance, store: Store) -> None:
    saved = time.monotonic()
    while desk.is_running():
        time.sleep(WATCH_S)
        if time.monotonic() - saved > SAVE_EVERY_S:
            _wake()
            _save(desk, store)
            saved = time.monotonic()
    raise Failure(
        f"The emulators ended by themselves. What changed in the last {SAVE_EVERY_S:.0f} s may be lost. "
        f"Look at {shown(desk.log)}, and start again."
    )


def _wake() -> None:
    """What the schedule does in the cloud; no emulator runs schedules."""
    with suppress(GoogleAPIError, Unavailable):  # of a machine that is too busy; the next turn does it
        wake.run(tickets.now_ms(), SAVE_EVERY_S)


def _save(desk: Instance, store: Store) -> None:
    try:
        store.save(desk.url("hub"))
    except SaveFailed as failure:
        say(f"  !! the data could not be saved ({failure}); those of the last save stay")


def _stop_on_signals() -> None:
    """The first Ctrl-C or SIGTERM ends in order. The terminal and make may both send one, so more change nothing."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    for each in SIGNALS:
        signal.signal(each, stop)


def main() -> None:
    try:
        with lock(CACHE / NAME, TAKEN):
            _stop_on_signals()
            run()
    except KeyboardInterrupt:
        say("Stopped.")


if __name__ == "__main__":
    guarded(main)
