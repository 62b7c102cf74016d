"""Mails of every kind that breaks help desks, repeated, in any order: none lost, none doubled, each in its ticket."""

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

import pytest

from common.inbound import inbox as stored
from scripts.emulators import config
from tests.support import handing, mails
from tests.support.inbox import Inbox
from tests.support.mails import Desk, Made, Thread
from tests.support.soak import rounds
from tests.support.system import AUTHSERV_ID
from tests.support.tickets import create, word
from tests.support.waiting import wait_until

pytestmark = pytest.mark.soak
COUNT = rounds(few=100, many=10_000)
"""At least one mail of each kind."""
SENDERS = 8
ADDRESS = config.MAIL_FROM.partition("<")[2].rstrip(">")
MAIL_S = 0.5
"""A mail may take so long, when none waits for another."""


def thread(inbox: Inbox) -> Thread:
    """A ticket with a reply, both of which went out by mail."""
    email = f"{word()}@people.example"
    ticket = create(inbox.api, requester={"name": "Kim", "email": email})
    headers, body = inbox.agent.headers, {"kind": "reply", "text": "We look into it."}
    inbox.api.post(f"/api/tickets/{ticket['id']}/messages", json=body, headers=headers).raise_for_status()
    sent = wait_until(lambda: two_to(inbox, email), 60)
    ids = tuple(str(it.message["Message-ID"]) for it in sent)
    return Thread(ticket["id"], ticket["reference"], email, str(sent[0].message["Reply-To"]), ids)


def two_to(inbox: Inbox, email: str) -> list[Any]:
    found = [it for it in inbox.system.instance.mails if email in it.recipients]
    return found if len(found) == 2 else []


def in_any_order(random: Random, made: Sequence[Made]) -> list[Made]:
    """Each mail once, some twice and some three times."""
    sent = [it for it in made for _ in range(random.choice([1, 1, 1, 2, 3]))]
    random.shuffle(sent)
    return sent


def documents(inbox: Inbox, names: set[str]) -> Iterator[dict[str, Any]]:
    """What is stored of the mails, with their ids."""
    for it in inbox.system.firestore.collection("mail_inbox").stream():
        if it.id in names:
            yield {**(it.to_dict() or {}), "id": it.id}


def originals(inbox: Inbox) -> Counter[str]:
    """How many tickets and messages each mail became."""
    firestore = inbox.system.firestore
    places = (firestore.collection("tickets"), firestore.collection_group("messages"))
    return Counter(
        it.get("original") for place in places for it in place.select(("original",)).stream() if it.to_dict()
    )


def test_two_help_desks_that_answer_each_other_stop_after_the_first(inbox: Inbox) -> None:
    other = f"{word()}@otherdesk.example"
    opened = inbox.take(handing.mail("Please call us back.", From=other))
    (receipt,) = wait_until(lambda: [it for it in inbox.system.instance.mails if other in it.recipients], 60)
    answer = handing.mail("We received your message.", From=other, Subject=f"[Case 1] {receipt.message['Subject']}")
    again = inbox.take(answer)
    assert again["ticket"] != opened["ticket"]
    notice = inbox.system.firestore.document(f"mail_outbox/{again['ticket']}-received").get()
    assert not notice.exists


def test_every_mail_comes_to_its_ticket_once_in_whatever_order(inbox: Inbox) -> None:
    random = Random(7)
    threads = [thread(inbox) for _ in range(4)]
    desk = Desk(ADDRESS, AUTHSERV_ID, threads)
    made = list(mails.generate(random.getrandbits(32), COUNT, desk))
    by_name = {stored.name_of(it.raw): it for it in made}

    def send(mail: Made) -> int:
        return handing.hand_over(inbox.api, mail.raw, random.choice(list(handing.WAYS))).status_code

    with ThreadPoolExecutor(SENDERS) as pool:
        assert set(pool.map(send, in_any_order(random, made))) == {200}

    def settled() -> bool:
        found = list(documents(inbox, set(by_name)))
        return len(found) == len(by_name) and all(it["state"] != "waiting" for it in found)

    wait_until(settled, 60 + COUNT * MAIL_S)
    became, known = originals(inbox), {it.ticket for it in threads}
    wrong = [
        (by_name[it["id"]].kind, it["state"], it["reason"], became[it["id"]])
        for it in documents(inbox, set(by_name))
        if not is_right(it, by_name[it["id"]], became[it["id"]], known)
    ]
    assert wrong == []


def is_right(found: dict[str, Any], mail: Made, copies: int, known: set[str]) -> bool:
    if mail.automatic:
        return copies == 0 and found["state"] == ("done" if mail.undelivered else "ignored")
    where = found["ticket"] == mail.ticket if mail.ticket else found["ticket"] not in known
    return copies == 1 and found["state"] == "done" and where
