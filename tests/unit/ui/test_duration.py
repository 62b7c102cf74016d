"""Durations as the desk writes them."""

from tests.support.modules import results


def test_a_duration_has_its_two_largest_units() -> None:
    written = {
        0: "0 s",
        45: "45 s",
        60: "1 min",
        3599: "59 min 59 s",
        3660: "1 h 1 min",
        86_400: "1 d",
        90_061: "1 d 1 h",
        10_000 * 86_400: "10000 d",
    }
    assert results("desk/ui/duration.ts", "durationText", [[it] for it in written]) == [*written.values()]
