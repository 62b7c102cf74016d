"""What `make recount` prints."""

from datetime import UTC, datetime

from common.counters.recount import Difference, Recount
from scripts.operate.recount import report

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_numbers_that_were_right_are_one_sentence() -> None:
    assert report(Recount(NOW, 12, {})) == "12 tickets, and every number was right."


def test_numbers_that_were_wrong_are_a_table() -> None:
    found = Recount(NOW, 12, {("status", "open"): Difference(1234, 5), ("total",): Difference(9, 12)})
    assert report(found).splitlines() == [
        "12 tickets; 2 numbers were wrong and are right now:",
        "  number        was  is",
        "  status.open  1234   5",
        "  total           9  12",
    ]
