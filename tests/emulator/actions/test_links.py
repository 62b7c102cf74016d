"""Private status links that agents replace and revoke."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from grpc import StatusCode

from common.actions import link as links
from common.callers.model import Actor, ActorKind
from common.tickets.token import generation_of, link_token
from scripts.emulators.config import SECRETS
from tests.support.answers import problem, success
from tests.support.cases import Case
from tests.support.faulty_firestore import FaultyFirestore, lost_answer
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import as_read, create, new_ticket, word

PARALLEL = 20
VARYING = {"date", "content-length", "connection", "keep-alive"}


@pytest.fixture
def case(api: httpx.Client, agent: Person) -> Case:
    return Case(api, agent, create(api))


def replaced(case: Case) -> str:
    """The token of a new link, which replaces the old one."""
    return str(success(case.replace_link(), 201)["tracking_token"])


def test_a_new_link_opens_the_ticket_and_the_old_one_does_not_any_more(case: Case) -> None:
    old = case.ticket["tracking_token"]
    success(case.track(old))
    link = success(case.replace_link(), 201)
    assert (link.keys(), link["id"], link["version"]) == ({"id", "tracking_token", "version"}, case.ticket["id"], 2)
    assert len(link["tracking_token"]) == 43
    problem(case.track(old), 404)
    assert success(case.track(link["tracking_token"]))["reference"] == case.ticket["reference"]


def test_a_revoked_link_looks_like_one_that_never_was(case: Case) -> None:
    token = case.ticket["tracking_token"]
    success(case.revoke_link())
    revoked, wrong = case.track(token), case.track(word())
    problem(revoked, 404)
    assert revoked.text == wrong.text
    headers = [{name: value for name, value in it.headers.items() if name not in VARYING} for it in (revoked, wrong)]
    assert headers[0] == headers[1]


def test_revoking_answers_the_ticket_which_says_that_no_link_opens_it(case: Case) -> None:
    answer = case.revoke_link()
    ticket = success(answer)
    assert (ticket["link_active"], ticket["version"], answer.headers["ETag"]) == (False, 2, '"2"')
    assert ticket == case.read()
    expected = {"link_active": False, "version": 2, "updated_at": ticket["updated_at"]}
    assert ticket == {**as_read(case.ticket), **expected}
    assert ticket["updated_at"] > case.ticket["updated_at"]


def test_the_list_tells_which_links_are_active(case: Case) -> None:
    def listed() -> bool:
        query = {"search": case.ticket["reference"]}
        (ticket,) = success(case.api.get("/api/tickets", params=query, headers=case.headers))["results"]
        return bool(ticket["link_active"])

    assert listed()
    success(case.revoke_link())
    assert not listed()
    replaced(case)
    assert listed()


def of_mails(case: Case, system: System) -> str:
    """The token that an e-mail about the ticket would have now."""
    stored = system.firestore.document(f"tickets/{case.ticket['id']}").get().to_dict() or {}
    return link_token(SECRETS["MAIL_SECRET"], case.ticket["id"], generation_of(stored))


def test_the_link_of_e_mails_opens_the_ticket_beside_the_first_one(case: Case, system: System) -> None:
    token = of_mails(case, system)
    assert token != case.ticket["tracking_token"]
    for each in (token, case.ticket["tracking_token"]):
        assert success(case.track(each))["reference"] == case.ticket["reference"]


def test_a_new_link_is_that_of_later_e_mails_and_those_before_open_nothing(case: Case, system: System) -> None:
    before = of_mails(case, system)
    token = replaced(case)
    assert token == of_mails(case, system) != before
    problem(case.track(before), 404)
    success(case.track(token))


def test_a_revoked_link_stays_so_in_every_e_mail(case: Case, system: System) -> None:
    before = of_mails(case, system)
    success(case.revoke_link())
    after = of_mails(case, system)
    for token in (before, after):
        problem(case.track(token), 404)
    replaced(case)
    for token in (before, after):
        problem(case.track(token), 404)


def test_what_happens_to_a_link_is_told_without_the_token(case: Case, agent: Person) -> None:
    tokens = [replaced(case)]
    success(case.revoke_link())
    success(case.revoke_link())
    tokens += [replaced(case), replaced(case)]
    assert case.moves() == [
        {"link": ("active", "replaced")},
        {"link": ("active", "revoked")},
        {},
        {"link": ("revoked", "active")},
        {"link": ("active", "replaced")},
    ]
    told = case.history()
    assert {change["by"]["name"] for change in told} == {agent.email}
    assert [change["version"] for change in told] == list(range(2, 7))
    assert not [token for token in tokens if token in str(told)]


def test_of_a_new_token_too_only_the_hash_is_stored(case: Case, system: System) -> None:
    token = replaced(case)
    ticket = system.firestore.document(f"tickets/{case.ticket['id']}")
    stored = [ticket.get(), *ticket.collection("changes").get()]
    assert not [it for it in stored if token in str(it.to_dict())]


@pytest.mark.alone
def test_of_new_links_that_race_the_last_one_opens_the_ticket(case: Case) -> None:
    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = [success(it, 201) for it in pool.map(lambda _: case.replace_link(), range(PARALLEL))]
    assert sorted(it["version"] for it in answers) == list(range(2, PARALLEL + 2))
    opening = [it["version"] for it in answers if case.track(it["tracking_token"]).status_code == 200]
    assert opening == [PARALLEL + 1]
    assert len(case.history()) == PARALLEL


def test_a_link_and_a_change_that_race_both_happen(case: Case) -> None:
    with ThreadPoolExecutor(2) as pool:
        link, change = pool.submit(case.replace_link), pool.submit(case.patch)
    token = success(link.result(), 201)["tracking_token"]
    success(change.result())
    assert (case.read()["version"], success(case.track(token))["status"]) == (3, "closed")


def test_a_new_link_whose_first_answer_was_lost_is_the_one_that_is_told(case: Case, inside: FaultyFirestore) -> None:
    with inside.having(*lost_answer(StatusCode.FAILED_PRECONDITION)):
        link = links.replace(case.ticket["id"], Actor(kind=ActorKind.AGENT, name="Ada"))
    assert (link.version, case.read()["version"], len(case.history())) == (2, 2, 1)
    success(case.track(link.tracking_token))


@pytest.mark.parametrize("again", ["revoked", "replaced"])
def test_a_repeated_create_answers_the_same_and_brings_no_old_link_back(
    again: str, api: httpx.Client, agent: Person
) -> None:
    body, key = new_ticket(), {"Idempotency-Key": word()}
    first = success(api.post("/api/tickets", json=body, headers=key), 201)
    case = Case(api, agent, first)
    token = replaced(case) if again == "replaced" else None
    if token is None:
        success(case.revoke_link())
    before = case.read()
    assert success(api.post("/api/tickets", json=body, headers=key), 201) == first
    problem(case.track(first["tracking_token"]), 404)
    assert case.read() == before
    if token:
        success(case.track(token))


def test_other_changes_leave_a_link_as_it_is(case: Case) -> None:
    case.change(status="closed")
    success(case.track(case.ticket["tracking_token"]))
    success(case.revoke_link())
    assert case.change(status="open")["link_active"] is False
    problem(case.track(case.ticket["tracking_token"]), 404)
