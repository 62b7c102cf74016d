"""The status page's conversation: pages and answers are put together in order, each message once, without a gap."""

from typing import Any

from tests.support.modules import results


def message(number: int, kind: str = "reply") -> dict[str, Any]:
    return {"id": f"{number:010}", "kind": kind}


def talk(*numbers: int, earlier: str | None = None) -> dict[str, Any]:
    return {"messages": [message(it) for it in numbers], "earlier": earlier}


def page(*numbers: int, cursor: str | None = None) -> dict[str, Any]:
    """As it is read: newest first."""
    return {"results": [message(it) for it in numbers], "next_cursor": cursor}


def known(conversation: dict[str, Any], **ticket: Any) -> dict[str, Any]:
    return {"link": {}, "ticket": ticket, "conversation": conversation}


def test_the_newest_page_joins_what_is_known_or_replaces_it_where_a_gap_is_left() -> None:
    cases: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
        (talk(), page(2, 1), talk(1, 2)),
        (talk(), page(9, 8, cursor="8"), talk(8, 9, earlier="8")),
        (talk(1, 2), page(4, 3, cursor="3"), talk(1, 2, 3, 4)),
        (talk(5, 6, earlier="5"), page(7, 6, 5, cursor="5"), talk(5, 6, 7, earlier="5")),
        (talk(3, 4, earlier="3"), page(6, 5, 4, cursor="4"), talk(3, 4, 5, 6, earlier="3")),
        (talk(1, 2), page(9, 8, cursor="8"), talk(8, 9, earlier="8")),
    ]
    found = results("track/conversation.ts", "withNewest", [[before, newest] for before, newest, _ in cases])
    assert found == [after for _, _, after in cases]


def test_an_earlier_page_counts_only_where_it_was_asked_for() -> None:
    before = known(talk(5, 6, earlier="5"))
    calls: list[list[Any]] = [[before, "5", page(4, 3, cursor="3")], [before, "9", page(8, 7)]]
    assert results("track/conversation.ts", "withEarlier", calls) == [known(talk(3, 4, 5, 6, earlier="3")), before]


def test_an_answer_moves_the_ticket_and_adds_its_message_once() -> None:
    before = known(talk(1), status="resolved", awaiting=None, follow_up=None)
    answer = {"message": message(2), "status": "open", "awaiting": "agent", "follow_up": None}
    elsewhere = {**answer, "message": None, "follow_up": {"id": "x", "reference": "K7QF"}}
    calls: list[list[Any]] = [[before, answer], [before, {**answer, "message": message(1)}], [before, elsewhere]]
    moved = {"status": "open", "awaiting": "agent", "follow_up": None}
    assert results("track/conversation.ts", "withAnswer", calls) == [
        known(talk(1, 2), **moved),
        known(talk(1), **moved),
        known(talk(1), status="resolved", awaiting=None, follow_up="K7QF"),
    ]


def test_only_replies_that_were_not_there_are_news() -> None:
    after = known({"messages": [message(1), message(2, "request"), message(3)], "earlier": None})
    calls = [[known(talk(1)), after], [known(talk()), after], [after, after]]
    news = results("track/conversation.ts", "newReplies", calls)
    assert [[it["id"] for it in found] for found in news] == [[f"{3:010}"], [f"{1:010}", f"{3:010}"], []]
