"""Rate limits: who is refused when, what it costs, and how little forged headers help."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from common.callers.limits import PROXY_FACTOR
from tests.conftest import RunFunction
from tests.support import web
from tests.support.answers import problem, success
from tests.support.keys import Keys, bearer
from tests.support.limited import (
    LIMITS,
    ORIGIN,
    SETTINGS,
    WINDOW_S,
    Limited,
    address,
    direct,
    hosted,
    limited_functions,
)
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, new_ticket, titled
from tests.support.waiting import wait_until
from tests.support.webhooks import encoded, signed


@pytest.fixture(scope="module")
def limited(system: System) -> Iterator[Limited]:
    with limited_functions(system) as limited:
        yield limited


@pytest.fixture
def ticket(api: httpx.Client) -> dict[str, Any]:
    return create(api)


def windows(system: System) -> dict[str, dict[str, Any]]:
    """The stored counts that end with the window of the day, by the names of their documents."""
    found = {it.id: it.to_dict() or {} for it in system.firestore.collection("rate_limits").stream()}
    ends = (datetime.now(UTC).timestamp() // WINDOW_S + 1) * WINDOW_S
    return {name: it for name, it in found.items() if it["expires_at"].timestamp() == ends}


def statuses(limited: Limited, *headers: dict[str, str]) -> list[int]:
    return [limited.create(it).status_code for it in headers]


def refused(answer: httpx.Response) -> None:
    problem(answer, 429)
    assert 1 <= int(answer.headers["Retry-After"]) <= WINDOW_S
    assert answer.headers["Retry-After"] in answer.json()["detail"]


def test_a_client_has_its_share_and_no_more_and_is_told_when_to_come_back(limited: Limited, system: System) -> None:
    client = direct(address())
    for _ in range(LIMITS["create"]):
        success(limited.create(client), 201)
    body = new_ticket()
    refused(limited.create(client, body))
    assert titled(system, body) == 0
    success(limited.create(direct(address())), 201)


def test_a_refusal_is_counted_once_and_then_costs_nothing_more(limited: Limited, system: System) -> None:
    client, before = direct(address()), windows(system)
    for _ in range(LIMITS["create"] + 5):
        limited.create(client)
    (name,) = windows(system).keys() - before.keys()
    stored = windows(system)[name]
    assert stored.pop("expires_at") > datetime.now(UTC)
    assert stored == {"count": LIMITS["create"] + 1}
    assert client["X-Forwarded-For"] not in name


def test_what_is_refused_for_its_content_counts_too(limited: Limited) -> None:
    client = direct(address())
    for _ in range(LIMITS["create"]):
        problem(limited.create(client, {"title": "x"}), 400, "description")
    refused(limited.create(client))


def test_after_the_window_a_client_is_served_again(run_function: RunFunction) -> None:
    client = direct(address())
    with run_function("classify_ticket", {**SETTINGS, "RATE_LIMITS": "classify=1/3"}) as url:

        def status() -> int:
            return web.post(url, json={"description": "It does not work"}, headers=client).status_code

        wait_until(lambda: status() == 429)
        wait_until(lambda: status() == 200)


def test_entries_that_a_client_adds_to_the_header_make_it_no_other_client(limited: Limited) -> None:
    client = address()
    forged = [direct(client, claimed=address()) for _ in range(LIMITS["create"])]
    fastly = {**direct(client), "Fastly-Client-IP": address()}
    assert statuses(limited, *forged, fastly) == [201] * LIMITS["create"] + [429]


def test_behind_hosting_each_client_has_a_share_of_its_own(limited: Limited) -> None:
    ada, ben, proxy = address(), address(), address()
    assert statuses(limited, *[hosted(ada, proxy)] * 4) == [201, 201, 201, 429]
    assert statuses(limited, hosted(ben, proxy), hosted(ada, address())) == [201, 429]


def test_entries_that_a_client_adds_before_hosting_make_it_no_other_client(limited: Limited) -> None:
    client, proxy = address(), address()
    forged = [hosted(client, proxy, claimed=address()) for _ in range(LIMITS["create"] + 1)]
    assert statuses(limited, *forged) == [201] * LIMITS["create"] + [429]


def test_a_client_that_pretends_to_be_hosting_cannot_make_up_clients_without_end(limited: Limited) -> None:
    forger = address()
    answers = [limited.classify(hosted(address(), forger)) for _ in range(PROXY_FACTOR + 2)]
    assert [answer.status_code for answer in answers] == [200] * PROXY_FACTOR + [429] * 2
    refused(answers[-1])


def test_changing_the_last_half_of_an_ipv6_address_makes_no_other_client(limited: Limited) -> None:
    network = f"2001:db8:{int(address().split('.')[2]):x}:{int(address().split('.')[3]):x}"
    same = [direct(f"{network}:{number}::1") for number in range(4)]
    assert statuses(limited, *same, direct("2001:db8:ffff:ffff::1")) == [201, 201, 201, 429, 201]


def test_wrong_tracking_tokens_use_up_the_share(limited: Limited, ticket: dict[str, Any]) -> None:
    guesser = direct(address())
    for guess in ("wrong", "wrong too"):
        problem(limited.track(ticket["id"], guess, guesser), 404)
    refused(limited.track(ticket["id"], ticket["tracking_token"], guesser))
    success(limited.track(ticket["id"], ticket["tracking_token"], direct(address())))


def test_reading_and_writing_a_conversation_have_shares_of_their_own(limited: Limited, ticket: dict[str, Any]) -> None:
    client = direct(address())
    for method, status in (("POST", 201), ("GET", 200)):
        success(limited.converse(method, ticket["id"], ticket["tracking_token"], client), status)
        refused(limited.converse(method, ticket["id"], ticket["tracking_token"], client))
    success(limited.track(ticket["id"], ticket["tracking_token"], client))


def test_a_client_uploads_so_many_files_and_so_many_bytes(limited: Limited, agent: Person) -> None:
    many, much = direct(address()), direct(address())
    for _ in range(LIMITS["upload"]):
        success(limited.upload(b"1", many), 201)
    refused(limited.upload(b"1", many))
    success(limited.upload(b"1" * LIMITS["upload_bytes"], much), 201)
    refused(limited.upload(b"1", much))
    success(limited.upload(b"1" * (LIMITS["upload_bytes"] + 1), {**much, **agent.headers}), 201)
    refused(limited.upload(b"1" * (LIMITS["upload_bytes"] + 1), direct(address())))


def test_a_client_downloads_so_many_bytes(limited: Limited) -> None:
    sender, reader = direct(address()), direct(address())
    given = success(limited.upload(b"1" * 60, sender), 201)["id"]
    ticket = success(limited.create(sender, new_ticket(attachments=[given])), 201)
    assert limited.download(ticket, reader).content == b"1" * 60
    refused(limited.download(ticket, reader))
    assert limited.download(ticket, sender).content == b"1" * 60


def test_wrong_credentials_use_up_a_share_of_their_own(limited: Limited, ticket: dict[str, Any], keys: Keys) -> None:
    guesser, good = direct(address()), bearer(keys.create())
    wrong = {**guesser, "Authorization": f"{good['Authorization'][:-1]}9"}
    problem(limited.create(wrong), 401)
    problem(limited.update(ticket["id"], {**guesser, "Authorization": "Bearer x.y.z"}), 401)
    refused(limited.create(wrong))
    refused(limited.update(ticket["id"], guesser))
    success(limited.create({**guesser, **good}), 201)
    success(limited.create(guesser), 201)


def test_an_integration_has_one_share_wherever_it_calls_from(
    limited: Limited, ticket: dict[str, Any], keys: Keys
) -> None:
    one, other = bearer(keys.create()), bearer(keys.create())
    assert statuses(limited, *[{**one, **direct(address())} for _ in range(3)], other) == [201, 201, 429, 201]
    success(limited.update(ticket["id"], one))
    refused(limited.update(ticket["id"], one))


def test_a_webhook_has_one_share_by_its_name(limited: Limited) -> None:
    answers = []
    for _ in range(LIMITS["integration_create"] + 1):
        content = encoded(new_ticket())
        headers = {**signed(content), **direct(address())}
        answers.append(web.post(limited.urls["create_ticket"], content=content, headers=headers))
    assert [answer.status_code for answer in answers] == [201, 201, 429]


def test_agents_are_not_limited(limited: Limited, agent: Person) -> None:
    headers = {**agent.headers, **direct(address())}
    assert statuses(limited, *[headers] * (LIMITS["create"] + 2)) == [201] * (LIMITS["create"] + 2)


def test_a_page_of_another_origin_can_read_when_to_come_back(limited: Limited) -> None:
    headers = {**direct(address()), "Origin": ORIGIN}
    success(limited.classify(headers))
    answer = limited.classify(headers)
    refused(answer)
    assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]


def test_in_the_emulators_everybody_is_counted_and_hardly_anybody_refused(api: httpx.Client, system: System) -> None:
    def counted() -> int:
        return sum(it.get("count") for it in system.firestore.collection("rate_limits").stream())

    before = counted()
    create(api)
    assert counted() > before
