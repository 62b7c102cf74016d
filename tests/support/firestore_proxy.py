"""A gRPC proxy before the Firestore emulator, for those who decide what becomes of a call."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import grpc

from scripts.emulators.ports import HOST

THREADS = 64
CALL_S = 60.0
OPTIONS = (("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1))

type Messages = Iterable[bytes]


class Proxy(grpc.GenericRpcHandler):  # type: ignore[misc]  # the package has no types
    """Passes every call on between `open` and `close`, at a port that stays the same.

    It takes each method for a stream of bytes in both directions, which on the wire all of them are.
    """

    def __init__(self, port: int = 0) -> None:
        self.port = port
        self.channel: grpc.Channel | None = None
        self._server: grpc.Server | None = None

    def open(self, target: int) -> None:
        """Begins to serve, before the emulator at the port `target`."""
        self.channel = grpc.insecure_channel(f"{HOST}:{target}", options=OPTIONS)
        self._server = grpc.server(ThreadPoolExecutor(THREADS), [self], options=OPTIONS)
        self.port = self._server.add_insecure_port(f"{HOST}:{self.port}")
        self._server.start()

    def close(self) -> None:
        """Cuts every connection; harmless where it is not open."""
        if self._server is not None:
            self._server.stop(0).wait()
        if self.channel is not None:
            self.channel.close()

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler:
        ours = ("grpc-", "user-agent")
        metadata = [pair for pair in details.invocation_metadata or () if not pair[0].startswith(ours)]
        return grpc.stream_stream_rpc_method_handler(partial(self.answer, details.method, metadata))

    def answer(self, method: str, metadata: Any, requests: Messages, context: grpc.ServicerContext) -> Messages:
        """The messages with which the call is answered; `context.abort` is how it fails."""
        return self.pass_on(method, metadata, requests, context)

    def pass_on(self, method: str, metadata: Any, requests: Messages, context: grpc.ServicerContext) -> Iterator[bytes]:
        """The emulator's answer or its failure; UNAVAILABLE where the proxy was closed meanwhile."""
        assert self.channel is not None
        try:
            # Not cancelled when the caller leaves: a commit that was made is to be known.
            yield from self.channel.stream_stream(method)(iter(requests), metadata=metadata, timeout=CALL_S)
        except grpc.RpcError as failure:
            context.abort(failure.code(), failure.details() or "")
        except ValueError:
            context.abort(grpc.StatusCode.UNAVAILABLE, "closed")
