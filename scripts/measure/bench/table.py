"""The bench's figures as text."""

from collections.abc import Sequence

from scripts.measure.bench.figures import Verdict


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
    return f"{'>=' if verdict.at_least else '<='} {_shown(verdict.limit, verdict.unit)}"


def _shown(value: float, unit: str) -> str:
    number = f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"
    return f"{number} {unit}".rstrip()
