"""The bench on a small scale, at the emulators of the tests: what it compares is comparable, and it reports."""

import importlib.util
import json
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from scripts.emulators import config
from scripts.measure.bench import costs, loading, measuring, report, site
from scripts.measure.bench.measuring import Effort
from scripts.measure.bench.operations import ALL, GET, PAGES, Given, Operation
from scripts.measure.bench.report import Report
from scripts.measure.bench.site import Site
from tests.support.people import Person
from tests.support.system import System

TICKETS = 12
SHORT = Effort(requests=10, limit_s=5, concurrencies=(1,))

type Floor = Callable[[Operation], ModuleType]


@pytest.fixture(scope="module")
def given(system: System, agent: Person) -> Given:
    """Stored tickets of this very day, which the triggers count like any others."""
    loaded = loading.load(TICKETS, spread=timedelta(0))
    loading.converse(system.firestore, loaded.ids)
    return Given(loaded.ids, agent.headers, random.Random(1))


@pytest.fixture
def floor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: System) -> Floor:
    """The floor's functions in this process, with what an operation of theirs needs."""

    def load(operation: Operation) -> ModuleType:
        path = tmp_path / "floor.json"
        path.write_text(json.dumps(measuring.prepared(operation, SHORT), default=str), "utf-8")
        monkeypatch.setenv("BENCH_FLOOR", str(path))
        monkeypatch.setenv(site.PROOF, config.SECRETS[site.PROOF])
        spec = importlib.util.spec_from_file_location("floor", site.FLOOR)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("operation", ALL, ids=lambda it: it.name)
def test_the_floor_asks_firestore_for_exactly_what_ours_asks_for(
    operation: Operation, given: Given, floor: Floor
) -> None:
    ask = operation.asks(given, 1)[0]
    path, _, query = ask.path.partition("?")
    builder = EnvironBuilder(
        path=path or "/", method=ask.method, query_string=query, data=ask.body or b"", headers=[*ask.headers.items()]
    )
    request = Request(builder.get_environ())
    function = getattr(floor(operation), operation.floor)
    with costs.counted() as cost_of_floor:
        assert function(request).status_code == ask.status
    assert cost_of_floor == costs.of_request(measuring.handler(operation), ask)
    assert cost_of_floor.reads + cost_of_floor.queries + cost_of_floor.commits > 0


def test_the_bench_measures_three_targets_side_by_side_and_reports(
    system: System, given: Given, tmp_path: Path
) -> None:
    here = Site(system.instance, system.firestore, given.agent)
    found = Report(measured=list(measuring.at_size(here, given.ids, [GET, PAGES[0]], SHORT)))
    assert [it.operation.name for it in found.measured] == ["get", "list"]
    for measured in found.measured:
        assert {name: it.requests for name, it in measured.summaries.items()} == dict.fromkeys(
            (measuring.FLOOR, measuring.OURS, measuring.HOSTING), SHORT.requests
        )
        assert 0 < measured.function_ms < measured.summaries[measuring.OURS].p95_ms * 2
    assert "list: documents read" in report.text(found)
    results, picture = report.write(found, tmp_path)
    assert [it["operation"] for it in json.loads(results.read_text("utf-8"))["measured"]] == ["get", "list"]
    assert picture.read_text("utf-8").startswith("<svg")
