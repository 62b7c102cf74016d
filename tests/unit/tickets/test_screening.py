"""What looks like the work of a program, and that nothing of it is kept."""

from typing import Any

import pytest

from common.tickets.inputs import NewTicket
from common.tickets.screening import looks_automatic

TEXTS = {"title": "Printer on fire", "description": "It burns."}


def new(**fields: Any) -> NewTicket:
    return NewTicket.model_validate({**TEXTS, **fields})


@pytest.mark.parametrize(
    ("fields", "automatic"),
    [
        ({}, False),
        ({"website": ""}, False),
        ({"website": "x"}, True),
        ({"website": " "}, True),
        ({"website": "x", "elapsed_ms": 60_000}, True),
        ({"elapsed_ms": 0}, True),
        ({"elapsed_ms": 2999}, True),
        ({"elapsed_ms": 3000}, False),
        ({"website": "", "elapsed_ms": 10**9}, False),
    ],
)
def test_a_field_that_people_do_not_see_and_a_speed_that_they_do_not_have(
    fields: dict[str, Any], automatic: bool
) -> None:
    assert looks_automatic(new(**fields), 3) is automatic


def test_without_a_limit_every_speed_is_a_persons() -> None:
    assert not looks_automatic(new(elapsed_ms=0), 0)
    assert looks_automatic(new(elapsed_ms=0, website="x"), 0)


def test_what_the_form_says_of_itself_is_part_of_no_ticket_and_of_no_fingerprint() -> None:
    said = new(website="x", elapsed_ms=7)
    assert (said.website, said.elapsed_ms) == ("x", 7)
    assert said.model_dump() == new().model_dump()
    assert said.model_dump_json(exclude_unset=True) == new().model_dump_json(exclude_unset=True)
