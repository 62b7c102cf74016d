"""How well suggestions agree with labels: plain counting, for any classifier."""

from collections import Counter
from collections.abc import Collection, Sequence
from statistics import mean, quantiles

type Pair = tuple[str, str]
"""What the label says, and what was suggested."""


def accuracy(pairs: Sequence[Pair]) -> float:
    return sum(label == suggested for label, suggested in pairs) / len(pairs)


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The mean F1 of the values that occur among the labels."""
    return mean(f1(pairs, {name}) for name in {label for label, _ in pairs})


def f1(pairs: Sequence[Pair], names: Collection[str]) -> float:
    """Of these values against the others; 0 where none of them occurs."""
    both = sum(label in names and suggested in names for label, suggested in pairs)
    either = sum((label in names) + (suggested in names) for label, suggested in pairs)
    return 2 * both / max(1, either)


def confusion(pairs: Sequence[Pair], names: Sequence[str]) -> list[str]:
    """A table as lines of text: a row per label, a column per suggestion."""
    counts = Counter(pairs)
    width = max(map(len, names)) + 2
    lines = [" " * width + "".join(name.rjust(width) for name in names)]
    return lines + [
        label.ljust(width) + "".join(str(counts[label, suggested]).rjust(width) for suggested in names)
        for label in names
    ]


def percentiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Median, 95th percentile and maximum."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    cuts = quantiles(values, n=20, method="inclusive")
    return cuts[9], cuts[18], max(values)
