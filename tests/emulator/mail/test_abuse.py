"""What nobody can do with the e-mails: flood a mailbox, send words of their own, or read an address in a log."""

import json
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import httpx
import pytest

from tests.support import web
from tests.support.answers import success
from tests.support.events import Events
from tests.support.lone_function import all_functions
from tests.support.mailbox import SENT_S, Mailbox, requester
from tests.support.people import Person
from tests.support.system import System
from tests.support.tickets import create, new_ticket, word
from tests.support.waiting import wait_until

LIMIT = 5


def logged(system: System, ticket: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What `sendmail` said of the ticket's confirmation."""
    lines = (line.partition("{") for line in system.instance.log.read_text("utf-8").splitlines())
    about = f'"{ticket["id"]}"'
    return [json.loads(brace + rest) for _, brace, rest in lines if about in rest and '"sendmail"' in rest]


def test_no_word_of_the_submitter_is_in_an_e_mail(api: httpx.Client, agent: Person, mailbox: Mailbox) -> None:
    words = [word() for _ in range(3)]
    address = {"name": words[2], "email": f"{word()}@people.example"}
    ticket = create(api, title=words[0], description=words[1], requester=address)
    success(api.patch(f"/api/tickets/{ticket['id']}", json={"status": "resolved"}, headers=agent.headers))
    mails = mailbox.settled(ticket["id"], 2)
    assert not [it for it in words if any(it.encode() in mail.raw for mail in mails)]


def test_the_log_follows_an_e_mail_and_names_neither_its_address_nor_its_token(
    api: httpx.Client, system: System
) -> None:
    fields = requester()
    ticket = create(api, **fields)
    (entry,) = wait_until(lambda: logged(system, ticket), SENT_S)
    assert (entry["severity"], entry["outcome"], entry["kind"]) == ("INFO", "sent", "received")
    log = system.instance.log.read_text("utf-8")
    assert fields["requester"]["email"] not in log
    assert ticket["tracking_token"] not in log


def test_nobody_is_flooded_however_their_address_is_spelled(
    api: httpx.Client, system: System, mailbox: Mailbox
) -> None:
    name = word()
    spelled = [name, name.upper(), f"{name[:3]}.{name[3:]}", *(f"{name}+{number}" for number in range(LIMIT + 2))]
    with ThreadPoolExecutor(len(spelled)) as pool:
        tickets = list(pool.map(lambda it: create(api, **requester(it)), spelled))
    states = Counter(mailbox.state(f"{ticket['id']}-received") for ticket in tickets)
    assert states == {"sent": LIMIT, "dropped": len(spelled) - LIMIT}
    assert sum(len(mailbox.about(ticket["id"])) for ticket in tickets) == LIMIT
    entries = [entry for ticket in tickets for entry in wait_until(partial(logged, system, ticket), SENT_S)]
    outcomes = Counter((entry["severity"], entry["outcome"]) for entry in entries)
    assert outcomes == {("INFO", "sent"): LIMIT, ("WARNING", "held back"): len(spelled) - LIMIT}
    mailbox.settled(create(api, **requester())["id"], 1)


@pytest.mark.parametrize("name", ["broken", f"7{'1' * 25}-received"])
def test_a_notice_that_somebody_broke_is_left_alone(name: str, system: System, mailbox: Mailbox) -> None:
    path = f"mail_outbox/{name}"
    system.firestore.document(path).set({"to": 5})
    answer = Events(system).post_of(path, "send_mail", "created", None, {"to": 5}, event=word())
    assert answer.status_code == 200, answer.text
    assert mailbox.document(path).exists


@pytest.mark.parametrize("site", ["", " "])
def test_without_a_site_nothing_is_written(site: str, system: System, agent: Person, mailbox: Mailbox) -> None:
    with all_functions(system, {"MAIL_SITE_URL": site}) as url:
        ticket = success(web.post(f"{url}/create_ticket", json=new_ticket(**requester())), 201)
        assert ticket["confirmed_by_mail"] is False
        path = f"{url}/update_ticket/{ticket['id']}"
        success(web.patch(path, json={"status": "resolved"}, headers=agent.headers))
    assert mailbox.notices(ticket["id"]) == {}
