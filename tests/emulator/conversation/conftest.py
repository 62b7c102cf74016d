"""A conversation for each test."""

import httpx
import pytest

from tests.support.conversations import Talk
from tests.support.conversations import talk as begun
from tests.support.people import Person


@pytest.fixture
def talk(api: httpx.Client, agent: Person) -> Talk:
    return begun(api, agent)
