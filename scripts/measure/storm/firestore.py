"""A Firestore that can be killed: the emulator, and before it a gate that remembers what was committed."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import batched
from pathlib import Path
from typing import Any, NoReturn

import grpc
from google.cloud.firestore_v1.types import (
    BatchGetDocumentsRequest,
    BatchGetDocumentsResponse,
    CommitRequest,
    Document,
    Write,
)

from scripts.emulators import ports
from scripts.emulators.events import DATABASE
from scripts.measure.storm.emulator import Emulator
from scripts.measure.storm.faults import Fault, Faults

SERVICE = "/google.firestore.v1.Firestore/"
COMMIT, BATCH_GET = f"{SERVICE}Commit", f"{SERVICE}BatchGetDocuments"

RESTORED = 200
"""Documents in one commit of a restoration."""
CALL_S = 10.0
THREADS = 32
OPTIONS = (("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1))

type Written = Callable[[Document | None, Document | None], None]
"""Gets every document that a commit wrote, as it was before and as it is now."""


class Firestore:
    """A handler of gRPC calls, at `host` through all deaths; `written` is called while nothing else is committed.

    The real Firestore does not forget what it has committed, and the emulator has its data in memory. So the gate reads
    back what a commit wrote before the commit is answered, and gives it all to the next emulator. That has new update
    times: a change that was read before a kill and is committed after it fails on its precondition.
    """

    def __init__(self, folder: Path, mark: str, faults: Faults, written: Written) -> None:
        self.faults, self._written = faults, written
        self.documents: dict[str, Document] = {}
        self._emulator = Emulator(folder / "firestore.log", mark)
        self._port = ports.free().firestore_websocket
        self._committing = threading.Lock()
        self._server: grpc.Server | None = None
        self._channel: grpc.Channel | None = None

    @property
    def host(self) -> str:
        return f"{ports.HOST}:{self._port}"

    def start(self) -> None:
        """An emulator with all that was ever committed, and an open gate before it."""
        self._emulator.start()
        self._channel = grpc.insecure_channel(f"{ports.HOST}:{self._emulator.port}", options=OPTIONS)
        self._restore()
        self._server = grpc.server(ThreadPoolExecutor(THREADS), handlers=(self,), options=OPTIONS)
        self._server.add_insecure_port(self.host)
        self._server.start()

    def kill(self) -> None:
        """SIGKILL to the emulator, in the middle of whatever it does, and every connection cut."""
        self._emulator.kill()
        if self._server is not None:
            self._server.stop(0).wait()
        if self._channel is not None:
            self._channel.close()

    def service(self, details: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler:
        if details.method == COMMIT:
            return grpc.unary_unary_rpc_method_handler(self._commit)
        # Every other call that the functions make is a question with a stream of answers.
        method = details.method
        return grpc.unary_stream_rpc_method_handler(lambda request, context: self._ask(method, request, context))

    def _ask(self, method: str, request: bytes, context: grpc.ServicerContext) -> Iterator[bytes]:
        try:
            yield from self._emulators.unary_stream(method)(request, timeout=CALL_S)
        except (grpc.RpcError, ValueError) as failure:
            _pass_on(failure, context)

    def _commit(self, request: bytes, context: grpc.ServicerContext) -> bytes:
        with self._committing:
            fault = self.faults.next()
            if fault is Fault.REFUSED:
                context.abort(grpc.StatusCode.UNAVAILABLE, "refused")
            try:
                answer: bytes = self._emulators.unary_unary(COMMIT)(request, timeout=CALL_S)
                self._remember(CommitRequest.deserialize(request))
            except (grpc.RpcError, ValueError) as failure:
                _pass_on(failure, context)
            if fault is Fault.LOST:
                context.abort(grpc.StatusCode.UNAVAILABLE, "made, but the answer is lost")
        return answer

    @property
    def _emulators(self) -> grpc.Channel:
        assert self._channel is not None
        return self._channel

    def _remember(self, request: CommitRequest) -> None:
        names = [write.update.name or write.delete for write in request.writes]
        ask = self._emulators.unary_stream(
            BATCH_GET, BatchGetDocumentsRequest.serialize, BatchGetDocumentsResponse.deserialize
        )
        question = BatchGetDocumentsRequest(database=DATABASE, documents=names)
        # All of them first: what was only partly read back must not be remembered.
        for found in list(ask(question, timeout=CALL_S)):
            self._keep(found.found if "found" in found else None, found.found.name or found.missing)

    def _keep(self, after: Document | None, name: str) -> None:
        before = self.documents.pop(name, None)
        if after is not None:
            self.documents[name] = after
        self._written(before, after)

    def _restore(self) -> None:
        commit = self._emulators.unary_unary(COMMIT, CommitRequest.serialize)
        with self._committing:
            for some in batched(self.documents.values(), RESTORED, strict=False):
                commit(CommitRequest(database=DATABASE, writes=[Write(update=it) for it in some]), timeout=60)


def _pass_on(failure: Any, context: grpc.ServicerContext) -> NoReturn:
    """Ends the call as the emulator did; one whose channel was closed meanwhile has lost its Firestore."""
    if isinstance(failure, grpc.Call):
        context.abort(failure.code(), failure.details() or "")
    context.abort(grpc.StatusCode.UNAVAILABLE, "killed")
    raise AssertionError  # abort has raised
