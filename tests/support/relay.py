"""A TCP relay that can refuse connections, freeze them or cut them: the network between two processes."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Self

from scripts.emulators.ports import HOST

CHUNK = 65_536


class Relay:
    """Passes everything on to a port of this machine until it is told otherwise; `port` is its own."""

    def __init__(self, target: int) -> None:
        self.target, self.port = target, 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._open: set[asyncio.StreamWriter] = set()
        self._flowing = asyncio.Event()
        self._server: asyncio.Server | None = None

    def start(self) -> Self:
        self._thread.start()
        self.restore()
        return self

    def stop(self) -> None:
        self.refuse()
        self._run(self._forget())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def refuse(self) -> None:
        """Cuts what is connected; from now on nobody listens."""
        self._run(self._refuse())

    def freeze(self) -> None:
        """From now on connections are accepted and kept, and nothing passes."""
        self._loop.call_soon_threadsafe(self._flowing.clear)

    def restore(self) -> None:
        self._run(self._restore())

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _refuse(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._open):
            writer.transport.abort()

    async def _forget(self) -> None:
        """Ends what still waits for something to flow."""
        others = asyncio.all_tasks() - {task for task in [asyncio.current_task()] if task is not None}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _restore(self) -> None:
        self._flowing.set()
        if self._server is None:
            self._server = await asyncio.start_server(self._connect, HOST, self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, here = await asyncio.open_connection(HOST, self.target)
        ends = {writer, here}
        self._open |= ends
        try:
            await asyncio.gather(self._pump(reader, here), self._pump(there, writer))
        finally:
            self._open -= ends
            for end in ends:
                end.close()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await source.read(CHUNK):
                await self._flowing.wait()
                sink.write(chunk)
                await sink.drain()
        sink.transport.abort()


@contextmanager
def relaying(target: int, kind: type[Relay] = Relay) -> Iterator[Relay]:
    relay = kind(target).start()
    try:
        yield relay
    finally:
        relay.stop()
