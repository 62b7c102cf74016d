"""Percentiles from buckets: as close to the true ones as is said, from few buckets."""

from collections import Counter
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from common.counters.durations import COARSE, FINE, Scale

TEN_YEARS_S = 3.2e8
DURATIONS = st.lists(st.floats(1, TEN_YEARS_S), min_size=1, max_size=60)


@given(st.sampled_from([FINE, COARSE]), DURATIONS, st.integers(1, 100))
def test_a_percentile_is_off_by_the_error_of_its_scale_at_most(
    scale: Scale, durations: list[float], percent: int
) -> None:
    found = scale.percentile(Counter(map(scale.bucket_of, durations)), percent)
    true = sorted(durations)[ceil(len(durations) * percent / 100) - 1]
    assert found is not None
    assert abs(found - true) <= true * scale.error * (1 + 1e-9) + 0.5


def test_ten_years_fit_into_a_thousand_buckets_and_coarsely_into_a_hundred() -> None:
    assert FINE.bucket_of(1) == 0 < FINE.bucket_of(TEN_YEARS_S) < 1000
    assert COARSE.bucket_of(1) == 0 < COARSE.bucket_of(TEN_YEARS_S) < 100


def test_what_took_no_time_or_less_counts_as_one_second() -> None:
    assert FINE.bucket_of(0) == FINE.bucket_of(-5) == FINE.bucket_of(1)


def test_nothing_has_no_percentile_and_a_count_that_is_briefly_negative_is_left_out() -> None:
    assert FINE.percentile({}, 50) is None
    assert FINE.percentile({3: -1}, 50) is None
    assert FINE.percentile({3: -1, 100: 2}, 90) == FINE.percentile({100: 2}, 90)
