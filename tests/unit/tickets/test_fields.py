"""The table of a ticket's fields: what is written out elsewhere agrees with it."""

from typing import Any

import pytest

from common.actions import upgrade
from common.counters import counts
from common.counters.model import SuggestionStats, TicketStats
from common.tickets import store
from common.tickets.fields import DEFAULTS, FIELDS, SUGGESTED, Field
from common.tickets.inputs import TicketPatch, TicketQuery
from common.tickets.model import SetBy, Suggestion, Ticket
from common.webhooks.events import WebhookTicket, of_write
from tests.support.tickets import opened


@pytest.mark.parametrize("field", FIELDS, ids=lambda it: it.name)
def test_a_ticket_has_every_field_with_its_values(field: Field) -> None:
    assert Ticket.model_fields[field.name].annotation in (field.kind, field.kind | None)


def test_each_room_has_the_fields_whose_rows_say_so() -> None:
    def names(flag: str) -> set[str]:
        return {it.name for it in FIELDS if getattr(it, flag)}

    assert TicketPatch.model_fields.keys() == names("changeable")
    assert TicketQuery.model_fields.keys() & {it.name for it in FIELDS} == names("filterable")
    assert WebhookTicket.model_fields.keys() & {it.name for it in FIELDS} == names("published")
    assert {f"{name}_breakdown" for name in names("counted")} <= TicketStats.model_fields.keys()
    for model in (SetBy, SuggestionStats):
        assert model.model_fields.keys() == {*SUGGESTED}
    assert Suggestion.model_fields.keys() >= {*SUGGESTED}


def test_old_tickets_are_upgraded_and_counted_anew_for_a_row_that_is_new() -> None:
    assert set(upgrade.VERSION.split()) >= {it.name for it in FIELDS}
    assert set(counts.VERSION.split()) >= {it.name for it in FIELDS if it.counted}


def test_a_ticket_that_was_opened_before_there_was_a_field_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    stored: dict[str, Any] = store.document_of(opened(), "token")
    del stored["priority"]
    monkeypatch.setitem(DEFAULTS, "priority", "low")
    assert store.parse("7ybqypea48n8gpszgtnn8kh37c", stored).priority == "low"
    (event,) = of_write("7ybqypea48n8gpszgtnn8kh37c", None, stored)
    assert '"priority":"low"' in event.body
