"""What one request asks of Firestore, counted where the client library sends it: documents, not only calls."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from flask import Request
from google.cloud.firestore_v1.services.firestore import FirestoreClient
from werkzeug.test import EnvironBuilder

from common.callers.call import Call
from endpoints.desk.agents import read as read_agents
from scripts.measure.bench.requests import Ask


@dataclass
class Cost:
    """Of one request: calls to Firestore, and what is billed of them."""

    reads: int = 0
    queries: int = 0
    counts: int = 0
    """Queries that count; each of ours is billed as one document."""
    commits: int = 0
    documents: int = 0
    """Read by any kind of call; one that is missing counts, as it is billed."""
    written: int = 0


@contextmanager
def counted() -> Iterator[Cost]:
    """Counts what this process asks of Firestore during the block."""
    cost, make_commit = Cost(), FirestoreClient.commit

    def reading(name: str, kind: str, has_document: Callable[[Any], bool]) -> Callable[..., Any]:
        ask = getattr(FirestoreClient, name)

        def call(*args: Any, **options: Any) -> Iterator[Any]:
            setattr(cost, kind, getattr(cost, kind) + 1)
            return _tallied(ask(*args, **options), cost, has_document)

        return call

    def commit(*args: Any, **options: Any) -> Any:
        cost.commits += 1
        cost.written += len(options["request"]["writes"])
        return make_commit(*args, **options)

    get = reading("batch_get_documents", "reads", lambda it: bool(it.found or it.missing))
    query = reading("run_query", "queries", lambda it: bool(it.document.name))
    count = reading("run_aggregation_query", "counts", lambda it: bool(it.result.aggregate_fields))
    asks: dict[str, Any] = {
        "batch_get_documents": get,
        "run_query": query,
        "run_aggregation_query": count,
        "commit": commit,
    }
    with patch.multiple(FirestoreClient, **asks):
        yield cost


def _tallied(answers: Iterable[Any], cost: Cost, has_document: Callable[[Any], bool]) -> Iterator[Any]:
    for answer in answers:
        cost.documents += has_document(answer)
        yield answer


def of_request(handler: Callable[[Call], Any], ask: Ask) -> Cost:
    """What the handler of a function costs for this request, without what a process asks once in a while."""
    if ask.method == "GET":
        handler(_call(ask))
    elif "Authorization" in ask.headers:
        read_agents(_call(Ask("GET", 200, headers=ask.headers)))  # which knows the agent from then on
    with counted() as cost:
        handler(_call(ask))
    return cost


def _call(ask: Ask) -> Call:
    path, _, query = ask.path.partition("?")
    headers = list(ask.headers.items())
    builder = EnvironBuilder(path or "/", query_string=query, method=ask.method, headers=headers, data=ask.body or b"")
    call = Call(Request(builder.get_environ()))
    call.names = dict.fromkeys(("id", "attachment"), path.strip("/").partition("/")[0])
    return call
