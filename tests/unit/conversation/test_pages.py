"""What the desk reads of a ticket page by page, newest first, stays whole when its newest page is read again."""

from typing import Any

from tests.support.modules import results


def on_top(newest: list[int], known: list[int], *, cursor: str | None = "next") -> tuple[list[int], str | None]:
    """After the newest page, which goes on at "next", was read again; what was known goes on at "older"."""
    page = {"results": [{"n": n} for n in newest], "next_cursor": cursor}
    before: dict[str, Any] = {"items": [{"n": n} for n in known], "nextCursor": "older"}
    [after] = results("desk/tickets/pages.ts", "onTop", [[page, before, "n"]])
    return [it["n"] for it in after["items"]], after["nextCursor"]


def test_what_is_new_comes_on_top_and_what_was_loaded_further_down_stays() -> None:
    assert on_top([5, 4, 3], [4, 3, 2, 1]) == ([5, 4, 3, 2, 1], "older")
    assert on_top([4, 3], [4, 3, 2]) == ([4, 3, 2], "older")
    assert on_top([2, 1], [1], cursor=None) == ([2, 1], None)
    assert on_top([2, 1], []) == ([2, 1], "next")


def test_a_page_that_is_older_than_what_is_known_changes_nothing() -> None:
    assert on_top([4, 3], [5, 4, 3, 2]) == ([5, 4, 3, 2], "older")
    assert on_top([], [1], cursor=None) == ([1], "older")


def test_what_may_have_a_gap_above_it_is_dropped() -> None:
    assert on_top([9, 8], [5, 4]) == ([9, 8], "next")
