"""Windows of rate limits: how a parameter names them, and what is remembered of them in memory."""

import pytest

from common.callers.windows import SECONDS_MAX, Limit, Limited, Tally, limits, seconds_until


def test_a_parameter_names_limits_by_function_and_leaves_the_others_out() -> None:
    assert limits(" create=20/60  track=5/3600\n") == {
        Limited.CREATE: Limit(20, 60),
        Limited.TRACK: Limit(5, 3600),
    }


@pytest.mark.parametrize("text", ["off", " OFF ", "", "  ", "create=0/60"])
def test_nothing_is_limited_where_the_parameter_says_so(text: str) -> None:
    assert limits(text) == {}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("create", "create is not name=requests/seconds"),
        ("create=20", "create=20 is not"),
        ("create=20/0", "create=20/0 is not"),
        (f"create=20/{SECONDS_MAX + 1}", "with 1 to 86400 seconds"),
        ("create=-1/60", "create=-1/60 is not"),
        ("create=2.5/60", "create=2.5/60 is not"),
        ("create=20/60,track=1/60", "create=20/60,track=1/60 is not"),
        ("crate=20/60", "crate is none of create, classify"),
        ("classify=1/60 classify=2/60", "classify is none of .* or is there twice"),
        ("off create=20/60", "off is not"),
    ],
)
def test_a_wrong_entry_is_refused_by_what_it_says(entry: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        limits(f"track=1/60 {entry}")


def test_a_window_begins_where_the_one_before_it_ends() -> None:
    limit = Limit(1, 60)
    assert [limit.ends(now) for now in (0, 59.999, 60, 119.5)] == [60, 60, 120, 120]


@pytest.mark.parametrize(("now", "seconds"), [(0.0, 60), (59.2, 1), (59.999, 1), (60.0, 1), (10.5, 50)])
def test_the_wait_is_told_in_whole_seconds_and_never_none(now: float, seconds: int) -> None:
    assert seconds_until(60, now) == seconds


def test_a_tally_counts_each_name_by_itself() -> None:
    tally = Tally()
    assert [tally.add(name, 60, 0) for name in ("ada", "ben", "ada", "ada")] == [1, 1, 2, 3]
    assert "ben" in tally
    assert "eve" not in tally


def test_a_full_tally_forgets_what_has_ended_first() -> None:
    tally = Tally(size=4)
    for number, ends in enumerate((10, 90, 20, 80)):
        tally.add(str(number), ends, 0)
    tally.add("new", 100, 50)
    assert [name in tally for name in ("0", "1", "2", "3", "new")] == [False, True, False, True, True]


def test_a_full_tally_of_what_still_counts_forgets_the_half_that_ends_first() -> None:
    tally = Tally(size=4)
    for number, ends in enumerate((10, 90, 20, 80)):
        tally.add(str(number), ends, 0)
    assert tally.add("1", 90, 0) == 2
    tally.add("new", 100, 0)
    assert [name in tally for name in ("0", "1", "2", "3", "new")] == [False, True, False, True, True]
    assert tally.add("1", 90, 0) == 3
