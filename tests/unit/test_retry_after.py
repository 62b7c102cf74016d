"""How long to wait before the second try: what the service says, in whichever of its ways."""

from datetime import UTC, datetime

import pytest

from common.classifier.retry_after import PAUSE_S, pause_s

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
        ("-1", PAUSE_S),
        ("soon", PAUSE_S),
        ("", PAUSE_S),
        ("1e9", PAUSE_S),
        ("Sun, 22 Nov 2026 12:00:09 -0000", PAUSE_S),
        ("9" * 400, PAUSE_S),
    ],
)
def test_the_header_is_read_in_seconds_and_as_a_date(header: str, seconds: float) -> None:
    assert pause_s({"retry-after": header}, None, NOW) == seconds


def test_the_delay_among_the_details_counts_where_there_is_no_header() -> None:
    assert pause_s({}, INFO, NOW) == 34.5
    assert pause_s({"retry-after": "3"}, INFO, NOW) == 3.0


@pytest.mark.parametrize(
    "details",
    [None, [], {}, {"error": None}, {"error": {"details": {}}}, {"error": {"details": [{"retryDelay": 5}]}}],
)
def test_without_either_the_pause_is_short(details: object) -> None:
    assert pause_s({}, details, NOW) == PAUSE_S
