"""How durations are counted, so that any number of them fits into few counts and percentiles are known closely. Pure.

A duration is counted in one of some hundred buckets whose bounds grow by a constant factor. What is answered for a
bucket is at most the scale's error away from everything in it, so a percentile is that close to the true one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, log


@dataclass(frozen=True)
class Scale:
    error: float
    """Relative, of a percentile."""

    @property
    def growth(self) -> float:
        """Of the buckets."""
        return (1 + self.error) / (1 - self.error)

    def bucket_of(self, seconds: float) -> int:
        """The bucket of a duration; what took less than a second counts as one second."""
        return ceil(log(max(1.0, seconds)) / log(self.growth))

    def percentile(self, counts: Mapping[int, int], percent: int) -> int | None:
        """The nearest-rank percentile of what the buckets count, in whole seconds; None where they count nothing."""
        # While an update has been counted and its ticket's creation has not, a count is briefly negative.
        filled = {bucket: count for bucket, count in sorted(counts.items()) if count > 0}
        rank = ceil(sum(filled.values()) * percent / 100)
        for bucket, count in filled.items():
            rank -= count
            if rank <= 0:
                return round(2 * self.growth**bucket / (self.growth + 1))
        return None


FINE = Scale(0.01)
"""Of all tickets."""
COARSE = Scale(0.1)
"""Of groups of them, of which there are many: a fine scale of each would make the counters ten times as long."""
