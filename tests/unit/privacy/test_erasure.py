"""Which spellings of an address are one person's, and what is left of an anonymised ticket."""

import json
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.counters import counts
from common.privacy.erasure import BY, find, spellings
from common.tickets import lifecycle, search
from common.tickets import revision as changes
from common.tickets.changes import FieldChange
from common.tickets.fields import Priority, Status
from common.tickets.model import Setter, Ticket
from tests.support.tickets import NOON, opened, suggestion

LATER = NOON + timedelta(days=400)
SECRETS = ("Lovelace", "ada@example.com", "invoice", "refund", "charged")

addresses = st.text("aAbB.ßé1", min_size=1, max_size=6)


def stored(addresses: set[str], asked: list[str] | None = None) -> list[str]:
    """The spellings of Ada.L@x.org that are found among stored addresses."""

    def is_stored(beginning: str) -> bool:
        if asked is not None:
            asked.append(beginning)
        return any(it.startswith(beginning) for it in addresses)

    return [it for it in spellings("Ada.L@x.org", is_stored) if it in addresses]


def test_an_address_is_found_in_every_case_in_which_it_was_stored() -> None:
    theirs = {"ada.l@x.org", "Ada.L@x.org", "ADA.L@X.ORG", "aDA.l@x.org"}
    others = {"ada.m@x.org", "ada.l@x.orgs", "ada.l@x.or", "bda.l@x.org", "ada-l@x.org"}
    assert set(stored(theirs | others)) == theirs


def test_what_is_asked_grows_with_the_address_and_not_with_what_is_stored() -> None:
    asked: list[str] = []
    assert stored({f"ada.{number}@x.org" for number in range(1000)}, asked) == []
    assert len(asked) <= 2 * len("ada.l")


@given(st.sets(addresses, max_size=20), addresses)
def test_the_spellings_found_are_all_that_differ_in_case_alone(present: set[str], address: str) -> None:
    ways = product(*({it.lower(), it.upper()} for it in address))
    every = {"".join(it) for it in ways}
    found = spellings(address, lambda beginning: any(it.startswith(beginning) for it in present))
    assert set(found) & present == every & present
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("text", ["", "ada", "ada@", "@example.com", "ada@example.com, bob@example.com"])
def test_what_is_no_address_is_refused_before_anything_is_asked(text: str) -> None:
    with pytest.raises(ValueError, match=r"at least|valid email address"):
        find(text)


@pytest.fixture
def ticket() -> Ticket:
    """As people and Gemini may have left it."""
    gemini = suggestion(
        "billing", "high", "gemini", reason="Lovelace was charged twice.", signals=["charged", "refund"]
    )
    first = opened(
        stood=gemini,
        title="Wrong invoice",
        description="Please refund me. Ada Lovelace",
        category="account",
        requester={"name": "Ada Lovelace", "email": "ada@example.com"},
    )
    return lifecycle.changed(first, {"status": Status.CLOSED}, Setter.AGENT, NOON)


def test_nothing_that_a_person_wrote_is_left_in_the_ticket_its_terms_or_its_history(ticket: Ticket) -> None:
    revision = changes.anonymised(lifecycle.anonymised(ticket, LATER), BY)
    told = json.dumps([revision.after.model_dump(), revision.others, revision.change.model_dump()], default=str)
    assert not [it for it in SECRETS if it.lower() in told.lower()]
    assert [it for it in SECRETS if it in ticket.model_dump_json()] == list(SECRETS)
    assert revision.others["tracking_hash"] is None
    assert revision.others["terms"] == search.terms_of(lifecycle.ANONYMISED, "", ticket.reference)
    for search_for in ("lovelace", "ada@example.com", "ada"):
        terms = search.query_terms(search_for)
        assert search.of_ticket(ticket).keys() >= set(terms)
        assert not revision.others["terms"].keys() & set(terms)


def test_everything_that_is_counted_stays_so_no_number_moves(ticket: Ticket) -> None:
    revision = changes.anonymised(lifecycle.anonymised(ticket, LATER), BY)
    before = ticket.model_dump()
    after = {**before, **revision.after.model_dump(), **revision.others}
    assert counts.contribution(before)["overridden", "category", "gemini", "billing"] == 1
    assert counts.delta(before, after) == {}
    assert (after["reference"], after["created_at"], after["resolved_at"]) == (ticket.reference, NOON, NOON)


def test_anonymising_is_one_version_with_its_entry_in_the_history(ticket: Ticket) -> None:
    after = lifecycle.anonymised(ticket, LATER)
    assert (after.version, after.updated_at, after.anonymised_at) == (ticket.version + 1, LATER, LATER)
    change = changes.anonymised(after, BY).change
    assert (change.version, change.at, change.by) == (after.version, LATER, BY)
    assert change.changes == [FieldChange(field="personal_data", before="stored", after="removed")]


def test_a_suggestion_that_comes_late_changes_nothing_of_an_anonymised_ticket(ticket: Ticket) -> None:
    first = ticket.model_copy(update={"set_by": ticket.set_by.model_copy(update={"priority": Setter.RULES})})
    assert first.suggestion is not None
    better = first.suggestion.model_copy(update={"priority": Priority.CRITICAL})
    assert lifecycle.refined(first, first, better, LATER) is not None
    assert lifecycle.refined(lifecycle.anonymised(first, LATER), first, better, LATER) is None
