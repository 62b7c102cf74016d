"""How well suggestions agree with labels: plain counting, for any classifier."""

from collections import Counter
from collections.abc import Sequence
from statistics import quantiles

type Pair = tuple[str, str]
"""What the label says, and what was suggested."""


def accuracy(pairs: Sequence[Pair]) -> float:
    return sum(label == suggested for label, suggested in pairs) / len(pairs)


def macro_f1(pairs: Sequence[Pair]) -> float:
    """The mean F1 of the values that occur among the labels."""
    labels, suggestions = Counter(label for label, _ in pairs), Counter(suggested for _, suggested in pairs)
    right = Counter(label for label, suggested in pairs if label == suggested)
    return sum(2 * right[name] / (labels[name] + suggestions[name]) for name in labels) / len(labels)


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
