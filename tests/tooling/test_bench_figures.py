"""What the bench makes of measured times."""

import pytest

from scripts.measure.bench.figures import Sample, Summary, Verdict, percentile, ratio, summary


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.05, 1), (0.5, 10), (0.51, 11), (0.95, 19), (1.0, 20)])
def test_a_percentile_is_the_smallest_value_that_the_share_does_not_exceed(share: float, expected: int) -> None:
    assert percentile([*range(20, 0, -1)], share) == expected


def test_the_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 0.5) == percentile([7.0], 0.95) == 7.0


def test_there_is_no_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_a_summary_is_in_milliseconds_and_requests_a_second() -> None:
    sample = Sample()
    sample.add([0.010, 0.030], 0.5)
    sample.add([0.020, 0.040], 0.5, failed=2)
    assert summary(sample) == Summary(requests=4, p50_ms=20.0, p95_ms=40.0, rate=4.0, failed=2)


@pytest.mark.parametrize(("value", "passes"), [(1.24, True), (1.25, True), (1.26, False)])
def test_a_limit_is_met_when_reached_exactly(value: float, passes: bool) -> None:
    assert Verdict("x", value, 1.25).passes is passes


def test_a_ratio_compares_round_by_round_so_that_a_slow_moment_does_not_show() -> None:
    base, sample = Sample(), Sample()
    for slowness in (1, 10, 1):
        base.add([0.010 * slowness] * 3, 1.0)
        sample.add([0.012 * slowness, 0.012 * slowness, 0.5], 1.0)
    assert ratio(sample, base) == pytest.approx(1.2)
