"""Messages and changes of a ticket as one conversation on the desk, as far as both are known."""

from typing import Any

from tests.support.modules import results


def known(name: str, ats: list[int], cursor: str | None) -> dict[str, Any]:
    """Newest first, made in these minutes."""
    items = [{name: f"2026-11-29T12:{at:02}:00Z", "id": f"{at}", "version": at} for at in sorted(ats, reverse=True)]
    return {"items": items, "nextCursor": cursor, "failure": None, "busy": False}


def timeline(messages: dict[str, Any], changes: dict[str, Any]) -> tuple[list[str], dict[str, bool]]:
    [found] = results("desk/conversation/timeline.ts", "timelineOf", [[messages, changes]])
    entries = [
        f"m{it['message']['id']}" if it["kind"] == "message" else f"c{it['change']['version']}"
        for it in found["entries"]
    ]
    return entries, found["older"]


def test_what_is_known_stands_in_order_of_time_a_message_before_what_it_changed() -> None:
    entries, older = timeline(known("created_at", [1, 3, 5], None), known("at", [2, 3, 9], None))
    assert entries == ["m1", "c2", "m3", "c3", "m5", "c9"]
    assert older == {"messages": False, "changes": False}


def test_nothing_is_shown_from_before_the_time_from_which_both_are_known() -> None:
    entries, older = timeline(known("created_at", [4, 6], "more"), known("at", [1, 5], None))
    assert (entries, older) == (["m4", "c5", "m6"], {"messages": True, "changes": False})
    entries, older = timeline(known("created_at", [1, 2, 6], "more"), known("at", [5], "more"))
    assert (entries, older) == (["c5", "m6"], {"messages": False, "changes": True})


def test_the_order_of_messages_is_that_of_their_numbers_whatever_a_clock_said() -> None:
    messages = known("created_at", [1, 2], None)
    messages["items"].reverse()
    assert timeline(messages, known("at", [], None))[0] == ["m2", "m1"]
