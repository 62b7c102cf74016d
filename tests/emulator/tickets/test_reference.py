"""A ticket is found by its reference."""

import httpx
import pytest

from common.tickets import store
from common.tickets.reference import new_reference
from tests.support.faulty_firestore import FaultyFirestore
from tests.support.tickets import create


@pytest.mark.parametrize("website", ["", "https://spam.example"])
def test_a_ticket_is_found_in_quarantine_or_not_and_not_by_who_mentions_it(
    website: str, api: httpx.Client, inside: FaultyFirestore
) -> None:
    ticket = create(api, website=website)
    create(api, description=f"It is like {ticket['reference']}")
    found = store.of_reference(ticket["reference"])
    assert found is not None
    assert (found.id, found.quarantined) == (ticket["id"], website != "")
    assert store.of_reference(new_reference()) is None
