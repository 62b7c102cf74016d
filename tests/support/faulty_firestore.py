"""A gRPC proxy before the Firestore emulator that fails, holds or breaks off the calls that a test names."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import grpc

from scripts.emulators.ports import HOST

type Calls = frozenset[str]

COMMIT = frozenset({"Commit"})
GET = frozenset({"BatchGetDocuments"})
QUERY = frozenset({"RunQuery"})
EVERYTHING = COMMIT | GET | QUERY
THREADS = 64


@dataclass(frozen=True)
class Fault:
    """What becomes of these calls. `code`: the failure, None to hold them instead, until their caller leaves."""

    calls: Calls = frozenset()
    code: grpc.StatusCode | None = None
    after: int | None = None
    """Pass on the call and so many messages of its answer first; None passes on nothing."""
    times: int = 10**9
    """How many calls go wrong."""
    delay_s: float = 0.0
    """Pass on the call, so much later, and all of its answer."""


class FaultyFirestore:
    """The proxy. `port` is its own; `fault` is what goes wrong at present."""

    def __init__(self, target: int) -> None:
        self._channel = grpc.insecure_channel(f"{HOST}:{target}")
        self._server = grpc.server(ThreadPoolExecutor(THREADS), [_Proxy(self)])
        self.port = self._server.add_insecure_port(f"{HOST}:0")
        self._fault, self._left, self._lock = Fault(), 0, threading.Lock()
        self._server.start()

    def stop(self) -> None:
        self._server.stop(0).wait()
        self._channel.close()

    @contextmanager
    def having(self, fault: Fault) -> Iterator[None]:
        """Has this go wrong for the block."""
        self._fault, self._left = fault, fault.times
        try:
            yield
        finally:
            self._fault, self._left = Fault(), 0

    def pass_on(self, method: str, metadata: Any, requests: Iterator[bytes], context: grpc.ServicerContext) -> Any:
        """The answer's messages, as far as the present fault lets them through."""
        fault = self._fault if self._goes_wrong(method) else None
        if fault is not None and fault.delay_s:
            time.sleep(fault.delay_s)
            fault = None
        if fault is not None and fault.after is None:
            _end(fault, context)
        call = self._channel.stream_stream(method)(requests, metadata=metadata)
        context.add_callback(call.cancel)
        try:
            for number, message in enumerate(call):
                if fault is not None and number == fault.after:
                    break
                yield message
        except grpc.RpcError as failure:
            context.abort(failure.code(), failure.details())
        if fault is not None:
            _end(fault, context)

    def _goes_wrong(self, method: str) -> bool:
        with self._lock:
            hit = method.rpartition("/")[2] in self._fault.calls and self._left > 0
            self._left -= hit
            return hit


def _end(fault: Fault, context: grpc.ServicerContext) -> None:
    gone = threading.Event()
    if fault.code is None and context.add_callback(gone.set):
        gone.wait()
    context.abort(fault.code or grpc.StatusCode.CANCELLED, "made up by a test")


class _Proxy(grpc.GenericRpcHandler):  # type: ignore[misc]  # the package has no types
    """Takes every method as a stream of bytes in both directions, which on the wire all of them are."""

    def __init__(self, proxy: FaultyFirestore) -> None:
        self.proxy = proxy

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler:
        metadata = [
            pair for pair in details.invocation_metadata or () if not pair[0].startswith(("grpc-", "user-agent"))
        ]
        return grpc.stream_stream_rpc_method_handler(partial(self.proxy.pass_on, details.method, metadata))


@contextmanager
def faulty(target: int) -> Iterator[FaultyFirestore]:
    proxy = FaultyFirestore(target)
    try:
        yield proxy
    finally:
        proxy.stop()
