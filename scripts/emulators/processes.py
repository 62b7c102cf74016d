"""Finding and ending every process of an emulator instance, however it came to be on its own."""

import os
from collections.abc import Mapping, Sequence

import psutil

from scripts.base.console import Failure

MARK = "SUPPORT_DESK_INSTANCE"
"""An environment variable that all processes of an instance inherit, from the emulators to the last worker."""
GRACE_S = 5.0
ROUNDS = 5


def members(instance: str) -> list[psutil.Process]:
    """The running processes that carry the instance's mark, this one excepted."""
    own = os.getpid()
    return [process for process in psutil.process_iter() if process.pid != own and _mark(process) == instance]


def _mark(process: psutil.Process) -> str | None:
    try:
        marks: Mapping[str, str] = process.environ()
        return marks.get(MARK)
    except (psutil.Error, OSError):
        return None


def end(processes: Sequence[psutil.Process], grace_s: float = GRACE_S) -> None:
    """Asks the processes to end, and ends those that have not after grace_s seconds."""
    _signal(processes, "terminate")
    _, stubborn = psutil.wait_procs(processes, timeout=grace_s)
    _signal(stubborn, "kill")
    psutil.wait_procs(stubborn, timeout=grace_s)


def _signal(processes: Sequence[psutil.Process], action: str) -> None:
    for process in processes:
        try:
            getattr(process, action)()
        except psutil.NoSuchProcess:
            continue


def kill(process: int) -> None:
    """SIGKILL to the process and to everything that it started, which gets no chance to notice."""
    whole = psutil.Process(process)
    family = [whole, *whole.children(recursive=True)]
    _signal(family, "kill")
    psutil.wait_procs(family, timeout=GRACE_S)


def kill_instance(instance: str) -> None:
    """SIGKILL to everything that carries the mark; `end_instance` ends what was started meanwhile."""
    found = members(instance)
    _signal(found, "kill")
    psutil.wait_procs(found, timeout=GRACE_S)


def end_instance(instance: str) -> None:
    """Ends everything that carries the mark, including what is started while we do.

    Raises Failure with the process ids when some do not end.
    """
    for _ in range(ROUNDS):
        found = members(instance)
        if not found:
            return
        end(found)
    raise Failure(f"These processes do not end: {', '.join(str(process.pid) for process in found)}. End them yourself.")
