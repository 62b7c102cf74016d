"""App Check where it is enforced: whom it keeps out, and whom it leaves alone."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.conftest import RunFunction
from tests.support import credentials, web
from tests.support.answers import problem, success
from tests.support.keys import Keys, bearer
from tests.support.people import Person
from tests.support.tickets import create, new_ticket, word
from tests.support.webhooks import encoded, signed

TOKENS: list[dict[str, str]] = [{}, {"X-Firebase-AppCheck": ""}, {"X-Firebase-AppCheck": "x"}]


@pytest.fixture
def enforced(tmp_path: Path) -> dict[str, str]:
    return {"APP_CHECK_ENFORCED": "true", "GEMINI_API_KEY": "off", **credentials.unused(tmp_path)}


@pytest.fixture
def ticket(api: httpx.Client) -> dict[str, Any]:
    return create(api)


def test_the_public_opens_no_ticket_and_everybody_who_is_known_does(
    run_function: RunFunction, enforced: dict[str, str], agent: Person, keys: Keys
) -> None:
    with run_function("create_ticket", enforced) as url:
        for token in TOKENS:
            problem(web.post(url, json=new_ticket(), headers=token), 401)
        for headers in (agent.headers, bearer(keys.create())):
            success(web.post(url, json=new_ticket(), headers=headers), 201)
        content = encoded(new_ticket())
        success(web.post(url, content=content, headers=signed(content)), 201)


def test_the_public_gets_no_suggestion_and_an_agent_does(
    run_function: RunFunction, enforced: dict[str, str], agent: Person
) -> None:
    body = {"description": f"This is {word()}"}
    with run_function("classify_ticket", enforced) as url:
        for token in TOKENS:
            problem(web.post(url, json=body, headers=token), 401)
        success(web.post(url, json=body, headers=agent.headers))


def test_a_private_link_alone_opens_nothing(
    run_function: RunFunction, enforced: dict[str, str], ticket: dict[str, Any]
) -> None:
    with run_function("track_ticket", enforced) as url:
        for token in TOKENS:
            headers = {"X-Tracking-Token": ticket["tracking_token"], **token}
            problem(web.get(f"{url}/{ticket['id']}", headers=headers), 401)
