"""Windows of rate limits: how a parameter names them, and when they end."""

import pytest

from common.callers.windows import SECONDS_MAX, Limit, Limited, limits, seconds_until


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
def test_the_wait_is_in_whole_seconds_and_never_none(now: float, seconds: int) -> None:
    assert seconds_until(60, now) == seconds
