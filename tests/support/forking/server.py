"""Loads the libraries of the functions once; for each `functions-framework` that is asked for, it forks into it.

Run by the functions' Python: `python -P server.py`. What it loads are libraries alone, nothing of our own.
"""

import gc
import io
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import Any

ADDRESS = "functions-framework"
"""A socket in the folder where it is started; a path to it could be longer than an address may be."""
LIBRARIES = (
    "cachetools",
    "firebase_admin.auth",
    "firebase_functions.firestore_fn",
    "firebase_functions.scheduler_fn",
    "firebase_functions.tasks_fn",
    "flask_cors",
    "functions_framework._cli",
    "functions_framework._http.gunicorn",
    "google.cloud.firestore",
    "google.cloud.storage",
    "google.genai",
    "gunicorn.workers.gthread",
    "httpx",
    "nh3",
    "pydantic",
    "standardwebhooks",
)
DESCRIPTORS = 3
LONGEST = 1_000_000


def main() -> None:
    for name in LIBRARIES:
        import_module(name)
    woken, wakes = socket.socketpair()
    wakes.setblocking(False)
    signal.set_wakeup_fd(wakes.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(ADDRESS)
        listener.listen(64)
        print("ready", flush=True)
        gc.freeze()
        serve(listener, woken, wakes)


def serve(listener: socket.socket, *own: socket.socket) -> None:
    callers: dict[int, socket.socket] = {}
    while True:
        ready = waited_for(callers.values(), listener, own[0])
        reap(callers)
        for function in [it for it, caller in callers.items() if caller.fileno() in ready]:
            os.killpg(function, signal.SIGKILL)  # as was the command that stands for it
            callers.pop(function).close()
        if listener.fileno() in ready:
            caller, _ = listener.accept()
            function = os.fork()
            if function == 0:
                for inherited in (listener, *own, *callers.values()):
                    inherited.close()
                become(*received(caller))
            os.setpgid(function, function)  # so that its workers end with it
            with suppress(OSError):
                caller.sendall(b"%d\n" % function)
            callers[function] = caller


def waited_for(callers: Iterable[socket.socket], listener: socket.socket, woken: socket.socket) -> set[int]:
    """Which callers have gone, and whether there is a new one; returns as well when a function has ended."""
    poll = select.poll()
    for caller in callers:
        poll.register(caller, 0)
    poll.register(listener, select.POLLIN)
    poll.register(woken, select.POLLIN)
    ready = {descriptor for descriptor, _ in poll.poll()}
    if woken.fileno() in ready:
        woken.recv(LONGEST)
    return ready


def reap(callers: dict[int, socket.socket]) -> None:
    """Says to each caller whose function has ended with which status."""
    while True:
        try:
            function, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not function:
            return
        if function in callers:
            with callers.pop(function) as caller, suppress(OSError):
                caller.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def received(caller: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """What is to be run, and its standard input, output and errors."""
    content, descriptors, _, _ = socket.recv_fds(caller, LONGEST, DESCRIPTORS)
    while not content.endswith(b"\n"):
        content += caller.recv(LONGEST) or sys.exit("The command has ended.")
    caller.close()
    return json.loads(content), descriptors


def become(wanted: dict[str, Any], descriptors: list[int]) -> None:
    """Goes on as if this process had been started as `functions-framework`; does not return."""
    from functions_framework import _function_registry
    from functions_framework._cli import _cli

    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["environ"])
    sys.path[:0] = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    sys.stdout, sys.stderr = writer(1), writer(2)
    _function_registry.DEFAULT_SOURCE = os.path.realpath("main.py")  # as of the folder in which it was loaded
    sys.argv = ["functions-framework", *wanted["arguments"]]
    _cli()


def writer(descriptor: int) -> io.TextIOWrapper:
    """As Python makes it at its start."""
    raw = io.FileIO(descriptor, "w", closefd=False)
    if os.environ.get("PYTHONUNBUFFERED"):
        return io.TextIOWrapper(raw, "utf-8", "backslashreplace", write_through=True)
    return io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=descriptor == 2)


if __name__ == "__main__":
    main()
