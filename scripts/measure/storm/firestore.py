"""A Firestore that can be killed: the emulator, and before it a gate that remembers what was committed."""

import threading
from collections.abc import Callable
from itertools import batched
from pathlib import Path
from typing import Any

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
from tests.support.firestore_proxy import OPTIONS, Messages, Proxy

SERVICE = "/google.firestore.v1.Firestore/"
COMMIT, BATCH_GET = f"{SERVICE}Commit", f"{SERVICE}BatchGetDocuments"

RESTORED = 200
"""Documents in one commit of a restoration."""

type Written = Callable[[Document | None, Document | None], None]
"""Gets every document that a commit wrote, as it was before and as it is now."""


class Firestore(Proxy):
    """Is at `host` through all deaths; `written` is called while nothing else is committed.

    The real Firestore does not forget what it has committed, and the emulator has its data in memory. So the gate reads
    back what a commit wrote before the commit is answered, and gives it all to the next emulator. That has new update
    times: a change that was read before a kill and is committed after it fails on its precondition.
    """

    def __init__(self, folder: Path, mark: str, faults: Faults, written: Written) -> None:
        super().__init__(ports.free().firestore_websocket)
        self.faults, self._written = faults, written
        self.documents: dict[str, Document] = {}
        self._emulator = Emulator(folder / "firestore.log", mark)
        self._committing = threading.Lock()

    @property
    def host(self) -> str:
        return f"{ports.HOST}:{self.port}"

    def start(self) -> None:
        """An emulator with all that was ever committed, and an open gate before it."""
        self._emulator.start()
        with grpc.insecure_channel(f"{ports.HOST}:{self._emulator.port}", options=OPTIONS) as channel:
            self._restore(channel)
        self.open(self._emulator.port)

    def kill(self) -> None:
        """SIGKILL to the emulator, in the middle of whatever it does, and every connection cut."""
        self._emulator.kill()
        self.close()

    def answer(self, method: str, metadata: Any, requests: Messages, context: grpc.ServicerContext) -> Messages:
        if method != COMMIT:
            yield from self.pass_on(method, metadata, requests, context)
            return
        (request,) = requests
        with self._committing:
            fault = self.faults.next()
            if fault is Fault.REFUSED:
                context.abort(grpc.StatusCode.UNAVAILABLE, "refused")
            answer = [*self.pass_on(method, metadata, [request], context)]
            self._remember(CommitRequest.deserialize(request), metadata, context)
            if fault is Fault.LOST:
                context.abort(grpc.StatusCode.UNAVAILABLE, "made, but the answer is lost")
        yield from answer

    def _remember(self, request: CommitRequest, metadata: Any, context: grpc.ServicerContext) -> None:
        names = [write.update.name or write.delete for write in request.writes]
        question = BatchGetDocumentsRequest.serialize(BatchGetDocumentsRequest(database=DATABASE, documents=names))
        # All of them first: what was only partly read back must not be remembered.
        for message in [*self.pass_on(BATCH_GET, metadata, [question], context)]:
            found = BatchGetDocumentsResponse.deserialize(message)
            self._keep(found.found if "found" in found else None, found.found.name or found.missing)

    def _keep(self, after: Document | None, name: str) -> None:
        before = self.documents.pop(name, None)
        if after is not None:
            self.documents[name] = after
        self._written(before, after)

    def _restore(self, channel: grpc.Channel) -> None:
        commit = channel.unary_unary(COMMIT, CommitRequest.serialize)
        with self._committing:
            for some in batched(self.documents.values(), RESTORED, strict=False):
                commit(CommitRequest(database=DATABASE, writes=[Write(update=it) for it in some]), timeout=60)
