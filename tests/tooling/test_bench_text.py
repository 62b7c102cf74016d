"""The bench's table, its lines of targets, and what it takes on the command line."""

import pytest

from scripts.base.console import Failure
from scripts.measure.bench.__main__ import sizes
from scripts.measure.bench.figures import Verdict, table, verdicts


def test_columns_are_as_wide_as_they_must_be_and_numbers_stand_to_the_right() -> None:
    assert table(["operation", "p50"], [["get", "1.5"], ["a long one", "1,000.0"]]) == (
        "operation       p50\n----------  -------\nget             1.5\na long one  1,000.0"
    )


def test_a_target_is_shown_with_its_limit_and_whether_it_is_met() -> None:
    lines = verdicts(
        [Verdict("get", 1.3, 1.25), Verdict("calls", 512.7, 600), Verdict("lag", 2.0, 10, "s")]
    ).splitlines()
    assert [line.split() for line in lines[2:]] == [
        ["get", "1.30", "<=", "1.25", "MISSED"],
        ["calls", "513", "<=", "600", "ok"],
        ["lag", "2", "s", "<=", "10", "s", "ok"],
    ]


@pytest.mark.parametrize(("text", "expected"), [("", [1000, 10_000]), ("5000", [5000]), ("2000,1000", [1000, 2000])])
def test_sizes_are_taken_in_ascending_order(text: str, expected: list[int]) -> None:
    assert sizes(text) == expected


@pytest.mark.parametrize("text", ["many", "1000,", "399", "-1000"])
def test_what_is_no_size_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Failure, match="such as 1000,10000"):
        sizes(text)
