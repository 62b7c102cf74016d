import httpx
import pytest

from tests.support.inbox import Inbox
from tests.support.people import Person
from tests.support.system import System


@pytest.fixture
def inbox(system: System, api: httpx.Client, agent: Person) -> Inbox:
    return Inbox(system, api, agent)
