"""How long to wait before the second try: what the service says, in whichever of its ways."""

from datetime import UTC, datetime

import pytest

from common.gemini.retry_after import asked_s

NOW = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
INFO = {"error": {"details": [{"@type": "other"}, "odd", {"retryDelay": "34.5s"}]}}


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        ("7", 7.0),
        (" 120 ", 120.0),
        ("Sun, 22 Nov 2026 12:00:09 GMT", 9.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0),
        ("-1", None),
        ("soon", None),
        ("", None),
        ("1e9", None),
        ("Sun, 22 Nov 2026 12:00:09 -0000", None),
        ("9" * 400, None),
    ],
)
def test_the_header_is_read_in_seconds_and_as_a_date(header: str, seconds: float | None) -> None:
    assert asked_s({"retry-after": header}, None, NOW) == seconds


def test_the_delay_among_the_details_counts_where_there_is_no_header() -> None:
    assert asked_s({}, INFO, NOW) == 34.5
    assert asked_s({"retry-after": "3"}, INFO, NOW) == 3.0
    assert asked_s({}, {"error": {"details": [{"retryDelay": "0s"}]}}, NOW) == 0.0


@pytest.mark.parametrize(
    "details",
    [None, [], {}, {"error": None}, {"error": {"details": {}}}, {"error": {"details": [{"retryDelay": 5}]}}],
)
def test_without_either_no_time_is_named(details: object) -> None:
    assert asked_s({}, details, NOW) is None
