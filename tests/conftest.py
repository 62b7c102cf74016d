"""What tests can ask for. Nothing is started before the first test that needs it, and then once for all."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
import xdist

from common.base import bucket, config
from common.base.firestore import firestore
from tests.support.faulty_firestore import FaultyFirestore, faulty
from tests.support.gemini import Gemini, serving
from tests.support.hooks import Hook, hook
from tests.support.lone_function import lone_function
from tests.support.people import Person, sign_up
from tests.support.receiver import Receiver, receiving
from tests.support.statuses import undocumented
from tests.support.system import System, clear_leftovers, running
from tests.support.turns import turn
from tests.support.web import Patient

os.environ[bucket.UNASKED] = "true"  # a thread that a test leaves behind draws numbers in the examples of another

REQUEST_S = 30.0
PACE = "0.00002"
"""Of attempts at a delivery: five seconds in place of three days."""
LEAD = "0.05"
"""Of a recount, in the system and in the tests that count anew themselves: half a second in place of ten."""

LONGEST = ("emulator/tooling/test_dev.py", "emulator/tooling/test_storm.py")
"""About a minute each, without the system: the first ones of all."""
TIERS = ("browser", "emulator", "tooling", "unit")
"""The slowest files first, so that the workers end together; `--durations` shows which those are.

Within a tier, files with a test that runs alone come last: such a test waits for what the other worker is at.
"""
EARLY = (
    "test_counting.py",
    "test_erasure.py",
    "test_histories.py",
    "test_recount.py",
    "test_upgrade.py",
    "test_verify.py",
)
"""They read all tickets again and again, and so come before other files leave thousands."""

type RunFunction = Callable[[str, Mapping[str, str]], AbstractContextManager[str]]


def pytest_sessionstart(session: pytest.Session) -> None:
    if not xdist.is_xdist_worker(session):  # once for all workers, before one of them has something to lose
        clear_leftovers()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    waiting = {it.path for it in items if it.get_closest_marker("alone")}

    def order(item: pytest.Item) -> tuple[bool, int, bool, bool]:
        path = item.path.relative_to(here)
        tier = TIERS.index(path.parts[0])
        return str(path) not in LONGEST, tier, item.path in waiting, item.path.name not in EARLY

    items.sort(key=order)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    with turn(alone=item.get_closest_marker("alone") is not None):
        return (yield)


@pytest.fixture(scope="session")
def gemini() -> Iterator[Gemini]:
    """The stand-in for Gemini that the system's functions call; tell it with `when` how to treat a marker word."""
    with serving() as gemini:
        yield gemini


@pytest.fixture(scope="session")
def system(gemini: Gemini, pytestconfig: pytest.Config) -> Iterator[System]:
    """The whole system on ports of its own, with Gemini switched on and one webhook secret."""
    environ = {"GOOGLE_GEMINI_BASE_URL": gemini.url, config.DEV_PACE: PACE, config.DEV_LEAD: LEAD}
    with running(environ, measure=bool(pytestconfig.getoption("cov_source"))) as system:
        yield system
        assert not undocumented(system.instance.folder), "statuses that openapi.json does not have"


@pytest.fixture(scope="session")
def api(system: System) -> Iterator[httpx.Client]:
    """A client of the public address, which anybody could be; add a person's `headers` to be them."""
    with httpx.Client(transport=Patient(), base_url=system.hosting_url, timeout=REQUEST_S) as client:
        yield client


@pytest.fixture(scope="session")
def agent(system: System) -> Person:
    return sign_up(system, "agent", {"role": "agent"})


@pytest.fixture(scope="session")
def admin(system: System) -> Person:
    return sign_up(system, "admin", {"role": "admin"})


@pytest.fixture(scope="session")
def other_agent(system: System) -> Person:
    return sign_up(system, "other-agent", {"role": "agent"})


@pytest.fixture(scope="session")
def stranger(system: System) -> Person:
    """Somebody with an account and no role."""
    return sign_up(system, "stranger")


@pytest.fixture
def inside(system: System, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultyFirestore]:
    """Lets a test call the functions' modules in its own process, to stop them between two steps and at Firestore."""
    assert config.project() == system.project
    firestore.cache_clear()
    with faulty(system.instance.ports.firestore) as proxy:
        monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", f"127.0.0.1:{proxy.port}")
        monkeypatch.setenv(config.DEV_LEAD, LEAD)
        yield proxy
        firestore().close()  # type: ignore[no-untyped-call]
    firestore.cache_clear()


@pytest.fixture
def run_function(system: System) -> RunFunction:
    """`with run_function("classify_ticket", {"GEMINI_API_KEY": "off"}) as url:` serves one function with settings."""
    return lambda name, environ: lone_function(system, name, environ)


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def endpoint(api: httpx.Client, admin: Person, receiver: Receiver) -> Iterator[Hook]:
    with hook(api, admin, receiver) as made:
        yield made
