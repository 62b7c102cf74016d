"""App Check where it is enforced: whom it keeps out, and whom it leaves alone."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.support import credentials, web
from tests.support.answers import problem, success
from tests.support.keys import Keys, bearer
from tests.support.lone_function import all_functions
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, new_ticket, word
from tests.support.webhooks import encoded, signed

TOKENS: list[dict[str, str]] = [{}, {"X-Firebase-AppCheck": ""}, {"X-Firebase-AppCheck": "x"}]


@pytest.fixture(scope="module")
def enforcing(system: System, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where every function is served with App Check enforced."""
    unused = credentials.unused(tmp_path_factory.mktemp("credentials"))
    with all_functions(system, {"APP_CHECK_ENFORCED": "true", "GEMINI_API_KEY": "off", **unused}) as url:
        yield url


@pytest.fixture
def ticket(api: httpx.Client) -> dict[str, Any]:
    return create(api)


def test_the_public_opens_no_ticket_and_everybody_who_is_known_does(enforcing: str, agent: Person, keys: Keys) -> None:
    url = f"{enforcing}/create_ticket"
    for token in TOKENS:
        problem(web.post(url, json=new_ticket(), headers=token), 401)
    for headers in (agent.headers, bearer(keys.create())):
        success(web.post(url, json=new_ticket(), headers=headers), 201)
    content = encoded(new_ticket())
    success(web.post(url, content=content, headers=signed(content)), 201)


def test_the_public_gets_no_suggestion_and_an_agent_does(enforcing: str, agent: Person) -> None:
    body, url = {"description": f"This is {word()}"}, f"{enforcing}/classify_ticket"
    for token in TOKENS:
        problem(web.post(url, json=body, headers=token), 401)
    success(web.post(url, json=body, headers=agent.headers))


def test_a_private_link_alone_opens_nothing(enforcing: str, ticket: dict[str, Any]) -> None:
    for token in TOKENS:
        headers = {"X-Tracking-Token": ticket["tracking_token"], **token}
        problem(web.get(f"{enforcing}/track_ticket/{ticket['id']}", headers=headers), 401)
