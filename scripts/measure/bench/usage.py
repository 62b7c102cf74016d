"""What a served function used: time of the processor, memory, and the durations in its log."""

import json
from collections.abc import Iterator
from pathlib import Path

import psutil

from scripts.emulators.serving import Served


def processes(function: Served) -> list[psutil.Process]:
    """The server and its workers."""
    server = psutil.Process(function.process.pid)
    return [server, *server.children(recursive=True)]


def cpu_s(function: Served) -> float:
    """Seconds of a processor that it has used so far."""
    return sum(times.user + times.system for times in (it.cpu_times() for it in processes(function)))


def resident_mib(function: Served) -> float:
    """Memory of its worker, which is the largest of its processes."""
    resident: int = max(it.memory_info().rss for it in processes(function))
    return resident / 2**20


def peak_mib(function: Served) -> float:
    """The most memory that its worker ever had; Linux only."""
    status = [Path(f"/proc/{it.pid}/status").read_text("ascii", errors="replace") for it in processes(function)]
    return max(int(it.partition("VmHWM:")[2].split()[0]) for it in status) / 2**10


def durations_ms(log: Path, offset: int) -> list[float]:
    """What our functions say that requests took, of the log's lines from a byte on."""
    return list(_durations(log.read_bytes()[offset:].decode("utf-8", errors="replace")))


def _durations(text: str) -> Iterator[float]:
    for line in text.splitlines():
        if line.startswith("{") and '"duration_ms"' in line:
            yield float(json.loads(line)["duration_ms"])
