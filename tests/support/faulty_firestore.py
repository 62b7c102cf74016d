"""A gRPC proxy before the Firestore emulator that fails, holds or breaks off the calls that a test names."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import grpc

from tests.support.firestore_proxy import Messages, Proxy

type Calls = frozenset[str]

COMMIT = frozenset({"Commit"})
GET = frozenset({"BatchGetDocuments"})
QUERY = frozenset({"RunQuery"})
EVERYTHING = COMMIT | GET | QUERY


@dataclass(frozen=True)
class Fault:
    """What becomes of these calls. `code`: the failure; OK is none, None holds them until their caller leaves."""

    calls: Calls
    code: grpc.StatusCode | None = grpc.StatusCode.OK
    after: int | None = None
    """Pass on the call and so many messages of its answer before it fails; None does not pass it on."""
    times: int = 10**9
    """How many calls this happens to."""
    meanwhile: Callable[[], object] = lambda: None
    """What happens once Firestore has answered and before its caller is."""


def lost_answer(repeated: grpc.StatusCode, meanwhile: Callable[[], object] = lambda: None) -> list[Fault]:
    """The next commit is applied, its answer is lost, and the client library's repeat of it fails with `repeated`."""
    return [
        Fault(COMMIT, grpc.StatusCode.UNAVAILABLE, after=0, times=1, meanwhile=meanwhile),
        Fault(COMMIT, repeated, times=1),
    ]


class FaultyFirestore(Proxy):
    """The proxy; what goes wrong at present is for `having`."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = Counter[str]()
        """By method, all that were made."""
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    @contextmanager
    def having(self, *faults: Fault) -> Iterator[None]:
        """Has this go wrong for the block; of several faults each begins when the one before has had its times."""
        self._faults = [*faults]
        try:
            yield
        finally:
            self._faults = []

    def answer(self, method: str, metadata: Any, requests: Messages, context: grpc.ServicerContext) -> Messages:
        messages, fault = self.pass_on(method, metadata, requests, context), self._fault_of(method.rpartition("/")[2])
        return messages if fault is None else _answer_with(fault, messages, context)

    def _fault_of(self, call: str) -> Fault | None:
        with self._lock:
            self.calls[call] += 1
            if not self._faults or call not in self._faults[0].calls:
                return None
            fault = self._faults.pop(0)
            if fault.times > 1:
                self._faults.insert(0, replace(fault, times=fault.times - 1))
            return fault


def _answer_with(fault: Fault, messages: Messages, context: grpc.ServicerContext) -> Messages:
    if fault.code is grpc.StatusCode.OK:
        answer = [*messages]
        fault.meanwhile()
        yield from answer
        return
    if fault.after is not None:
        for number, message in enumerate(messages):
            if number == fault.after:
                break
            yield message
    fault.meanwhile()
    gone = threading.Event()
    if fault.code is None and context.add_callback(gone.set):
        gone.wait()
    context.abort(fault.code or grpc.StatusCode.CANCELLED, "made up by a test")


@contextmanager
def faulty(target: int) -> Iterator[FaultyFirestore]:
    """Serves until the block ends, before the emulator at the port `target`."""
    proxy = FaultyFirestore()
    proxy.open(target)
    try:
        yield proxy
    finally:
        proxy.close()
