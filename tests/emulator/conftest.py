"""What several emulator tests start from."""

from collections.abc import Iterator

import httpx
import pytest

from tests.support.answers import success
from tests.support.conversations import Talk
from tests.support.conversations import talk as begun
from tests.support.desk import Desk
from tests.support.keys import Keys
from tests.support.mailbox import Mailbox
from tests.support.numbers import Numbers
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import word
from tests.support.web import Patient


@pytest.fixture
def desk(api: httpx.Client, agent: Person) -> Desk:
    return Desk(api, agent)


@pytest.fixture
def talk(api: httpx.Client, agent: Person) -> Talk:
    """One that has just begun."""
    return begun(api, agent)


@pytest.fixture
def numbers(api: httpx.Client, agent: Person, system: System) -> Numbers:
    return Numbers(api, agent, system.firestore)


@pytest.fixture
def keys(api: httpx.Client, admin: Person) -> Keys:
    return Keys(api, admin)


@pytest.fixture
def mailbox(system: System) -> Mailbox:
    return Mailbox(system)


@pytest.fixture(scope="module")
def no_new_webhooks(api: httpx.Client, admin: Person) -> Iterator[None]:
    """Forgets the endpoints that a module's tests leave, which would hear of the tickets of all that follow."""

    def ids() -> set[str]:
        return {it["id"] for it in success(api.get("/api/webhooks", headers=admin.headers))["results"]}

    before = ids()
    yield
    for new in ids() - before:
        success(api.delete(f"/api/webhooks/{new}", headers=admin.headers))


@pytest.fixture
def marker() -> str:
    """A word that stands in no other text."""
    return word()


@pytest.fixture(scope="module")
def client(agent: Person) -> Iterator[httpx.Client]:
    """An agent, who may send to every function, also at its own address."""
    with httpx.Client(transport=Patient(), headers=agent.headers, timeout=30) as client:
        yield client
