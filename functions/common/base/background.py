"""An event loop in a thread of its own, so that a caller can leave at its deadline whatever the work waits for."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

_loops: list[asyncio.AbstractEventLoop] = []
_lock = threading.Lock()


def loop() -> asyncio.AbstractEventLoop:
    """The loop of this process, started with its first use."""
    with _lock:
        if not _loops:
            new = asyncio.new_event_loop()
            threading.Thread(target=new.run_forever, name="background", daemon=True).start()
            _loops.append(new)
        return _loops[0]


def run[T](work: Coroutine[Any, Any, T], timeout_s: float) -> T:
    """The result of the work. Raises TimeoutError at the deadline, also when the loop itself is busy.

    HTTP clients limit each single read, not the whole: a server that sends a byte a second would hold its caller for
    ever. Work that is given up is cancelled, which closes its connection; only a name lookup runs on, in one of the
    loop's own threads, until the resolver gives up.
    """
    future = asyncio.run_coroutine_threadsafe(work, loop())
    try:
        return future.result(max(0.0, timeout_s))
    finally:
        future.cancel()
