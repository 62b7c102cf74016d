"""A lost status link is mailed again where reference and address belong together, and nobody learns whether they do."""

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from common.actions import lost_link
from common.base import ids
from common.mail.notice import Kind
from common.tickets.inputs import LostLink
from common.tickets.reference import new_reference
from scripts.measure.bench.costs import counted
from tests.support.answers import problem, success
from tests.support.cases import Case
from tests.support.mailbox import Mailbox, kinds
from tests.support.people import Person
from tests.support.tickets import create, word
from tests.support.waiting import wait_until

MAIL = {"MAIL_SITE_URL": "https://desk.example", "MAIL_FROM": "support@desk.example", "MAIL_SECRET": "s" * 32}
EMAIL = "Ada.Lovelace@example.com"


@pytest.fixture
def case(api: httpx.Client, agent: Person) -> Case:
    return Case(api, agent, create(api, requester={"email": EMAIL}))


def ask(api: httpx.Client, reference: str, email: str = EMAIL) -> httpx.Response:
    return api.post("/api/track/link", json={"reference": reference, "email": email})


def has_time() -> bool:
    """Whether the ten minutes within which a link is mailed once do not end right now."""
    return lost_link.PAUSE - (datetime.now(UTC) - ids.EPOCH) % lost_link.PAUSE > timedelta(seconds=10)


def test_the_link_is_mailed_once_however_the_two_are_spelt(case: Case, mailbox: Mailbox) -> None:
    reference, ticket_id = case.ticket["reference"], case.ticket["id"]
    wait_until(has_time)
    for written, email in ((reference, EMAIL), (reference.lower().replace("-", " "), EMAIL.lower())):
        answer = ask(case.api, written, email)
        assert (answer.status_code, answer.content) == (202, b"")
    mails = mailbox.settled(ticket_id, 2)
    assert sorted(kinds(mails)) == [Kind.LINK, Kind.RECEIVED]
    for mail in mails:
        assert mail.recipients == (EMAIL,)
        (token,) = re.findall(rf"{ticket_id}\.([\w-]{{43}})", mail.content("plain"))
        assert success(case.track(token))["reference"] == reference


def test_whatever_does_not_belong_together_is_answered_alike_and_mails_nothing(
    case: Case, agent: Person, mailbox: Mailbox
) -> None:
    revoked, apart = (create(case.api, requester={"email": EMAIL}, website=it) for it in ("", "https://spam.example"))
    Case(case.api, agent, revoked).revoke_link()
    right = ask(case.api, case.ticket["reference"])
    asked = [
        ask(case.api, case.ticket["reference"], "eve@example.com"),
        ask(case.api, new_reference()),
        ask(case.api, "no reference"),
        ask(case.api, revoked["reference"]),
        ask(case.api, apart["reference"]),
    ]
    for answer in asked:
        assert (answer.status_code, answer.content) == (right.status_code, right.content)
        assert answer.headers.keys() == right.headers.keys()
    found = [name for ticket in (case.ticket, revoked, apart) for name in mailbox.notices(ticket["id"])]
    assert len([it for it in found if "-link-" in it]) == 1


@pytest.mark.usefixtures("inside")
def test_it_costs_the_same_whether_they_belong_together_or_not(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in MAIL.items():
        monkeypatch.setenv(name, value)
    costs = []
    for email in (EMAIL, f"{word()}@example.com"):
        for _ in range(2):
            with counted() as made:
                lost_link.ask(LostLink(reference=case.ticket["reference"], email=email))
            costs.append((made.queries, made.commits, made.written))
    assert len(set(costs)) == 1, costs


def test_what_is_no_address_is_said(api: httpx.Client) -> None:
    problem(ask(api, new_reference(), "ada"), 400, "email")
