"""What is made of measured times: percentiles, throughput, whether a target is met, and tables of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass
class Sample:
    """The seconds that each answered request took, the median of each round, and what all rounds took together."""

    seconds: list[float] = field(default_factory=list)
    medians: list[float] = field(default_factory=list)
    elapsed_s: float = 0.0
    failed: int = 0
    """Requests with another status than expected, or none."""

    def add(self, seconds: Sequence[float], elapsed_s: float, failed: int = 0) -> None:
        self.seconds.extend(seconds)
        self.medians.append(percentile(seconds, 0.5) if seconds else math.inf)
        self.elapsed_s += elapsed_s
        self.failed += failed


@dataclass(frozen=True)
class Summary:
    """Times in milliseconds, rate in requests a second."""

    requests: int
    p50_ms: float
    p95_ms: float
    rate: float
    failed: int = 0


@dataclass(frozen=True)
class Verdict:
    """A line of the targets: what was measured, and what it may be at most."""

    what: str
    value: float
    limit: float
    unit: str = ""

    @property
    def passes(self) -> bool:
        return self.value <= self.limit


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least `share` (0 to 1) of them do not exceed. Raises ValueError for none."""
    if not values:
        raise ValueError("no values")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def summary(sample: Sample) -> Summary:
    return Summary(
        requests=len(sample.seconds),
        p50_ms=percentile(sample.seconds, 0.5) * 1000,
        p95_ms=percentile(sample.seconds, 0.95) * 1000,
        rate=len(sample.seconds) / sample.elapsed_s,
        failed=sample.failed,
    )


def ratio(sample: Sample, base: Sample) -> float:
    """How many times as long as the base: the median over the rounds, each compared with the base's of the same round.

    Whatever else the machine did in a few of the rounds does not show.
    """
    rounds = zip(sample.medians, base.medians, strict=True)
    return median(own / other for own, other in rounds if other < math.inf)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they must be; the first to the left, the others, which are numbers, to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(row, widths) for row in (head, rule, *rows))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    return "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]).rstrip()


def verdicts(found: Sequence[Verdict]) -> str:
    """One line for each target."""
    rows = [[it.what, _shown(it.value, it.unit), _limit(it), "ok" if it.passes else "MISSED"] for it in found]
    return table(["target", "measured", "limit", ""], rows)


def _limit(verdict: Verdict) -> str:
    return f"<= {_shown(verdict.limit, verdict.unit)}"


def _shown(value: float, unit: str) -> str:
    number = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"
    return f"{number} {unit}".rstrip()
