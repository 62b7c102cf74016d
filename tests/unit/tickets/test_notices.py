"""What an agent is told of while they look elsewhere."""

from typing import Any

import pytest

from tests.support.modules import results

KNOWN = {"a": None, "b": "0000000001"}


def ticket(name: str, message: str | None, by: str | None) -> dict[str, Any]:
    return {"id": name, "reference": f"R-{name}", "title": "Help", "last_message": message, "last_message_by": by}


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (ticket("a", None, None), None),
        (ticket("a", "0000000001", "requester"), "The requester wrote"),
        (ticket("a", "0000000001", "agent"), None),
        (ticket("b", "0000000001", "requester"), None),
        (ticket("b", "0000000002", "requester"), "The requester wrote"),
        (ticket("c", None, None), "A ticket is yours now"),
        (ticket("c", "0000000009", "agent"), "A ticket is yours now"),
    ],
)
def test_a_notice_is_of_a_new_ticket_or_of_a_new_message_of_the_requester(
    found: dict[str, Any], title: str | None
) -> None:
    [notices] = results("desk/tickets/notices.ts", "noticesOf", [[KNOWN, [found]]])
    expected = {"ticket": found["id"], "title": title, "text": f"{found['reference']}: \u2068Help\u2069"}
    assert notices == ([expected] if title else [])
