"""The ports of an emulator instance: where they come from, and what to say when one is taken."""

import json
import random
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import psutil

from scripts.base.console import Failure

HOST = "127.0.0.1"
FREE_RANGE = range(30_000, 32_700)
"""Below what systems use for outgoing connections, above what patches/ports.cjs gives to functions."""


OWN = {"smtp": 1025, "mailbox": 8025, "incoming": 2525, "storage": 9199}
"""What the Firebase CLI does not start."""


@dataclass(frozen=True)
class Ports:
    """One port per emulator; the field names are those of the emulators in firebase.json, and then our own."""

    hosting: int
    functions: int
    firestore: int
    firestore_websocket: int
    auth: int
    hub: int
    eventarc: int
    tasks: int
    logging: int
    smtp: int
    """What the functions send goes there, and is caught."""
    mailbox: int
    """The page of what was caught."""
    incoming: int
    """SMTP for what people write to the desk."""
    storage: int

    def items(self) -> Iterator[tuple[str, int]]:
        return ((field.name, getattr(self, field.name)) for field in fields(self))


def variable(name: str) -> str:
    """The environment variable that moves an emulator to another port."""
    return f"{name.upper()}_PORT"


def configured(config: Path, environ: Mapping[str, str]) -> Ports:
    """The ports that a firebase.json names, moved by the environment (HOSTING_PORT=5010)."""
    emulators = json.loads(config.read_text("utf-8"))["emulators"]
    defaults = {name: spec["port"] for name, spec in emulators.items() if isinstance(spec, dict) and "port" in spec}
    defaults |= {"firestore_websocket": emulators["firestore"]["websocketPort"], **OWN}
    return Ports(**{field.name: _number(field.name, defaults[field.name], environ) for field in fields(Ports)})


def _number(name: str, default: int, environ: Mapping[str, str]) -> int:
    text = environ.get(variable(name), "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65_535:
        raise Failure(f"{variable(name)}={text} is not a port; give a number from 1 to 65535.")
    return int(text)


def free(among: range = FREE_RANGE) -> Ports:
    """Ports that are free at this moment, a different one for each emulator."""
    candidates = (port for port in random.sample(among, len(among)) if is_free(port))
    return Ports(**{field.name: next(candidates) for field in fields(Ports)})


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def require_free(ports: Ports, command: str) -> None:
    """Raises Failure with one line for each port that something else uses."""
    lines = [taken_message(name, port, owner(port), command) for name, port in ports.items() if not is_free(port)]
    if lines:
        raise Failure("\n".join(lines))


def taken_message(name: str, port: int, user: str | None, command: str) -> str:
    who = user or "another program"
    return (
        f"Port {port}, meant for the {name.replace('_', ' ')} emulator, is taken by {who}. "
        f"Stop that, or choose another port: {variable(name)}={port + 10} {command}"
    )


def owner(port: int) -> str | None:
    """Which program listens on the port, as far as this system lets us see it."""
    try:
        listening = [it for it in psutil.net_connections("tcp") if it.status == psutil.CONN_LISTEN]
        pid = next((it.pid for it in listening if it.laddr and it.laddr.port == port and it.pid), None)
        return f"{psutil.Process(pid).name()} (process {pid})" if pid else None
    except psutil.Error:
        return None
