"""The medians as bars, in an SVG that needs nothing else."""

from collections.abc import Sequence
from html import escape

from scripts.measure.bench.measuring import FLOOR, HOSTING, OURS, Measured

COLOURS = {FLOOR: "#9ca3af", OURS: "#2563eb", HOSTING: "#93c5fd"}
LABELS, BARS, RIGHT = 250, 520, 90
BAR, GAP, HEAD = 12, 14, 48


def chart(found: Sequence[Measured]) -> str:
    """One group of bars for each operation and concurrency at the largest size."""
    largest = max(it.size for it in found)
    shown = [it for it in found if it.size == largest]
    longest = max(it.summaries[name].p50_ms for it in shown for name in COLOURS)
    group = len(COLOURS) * BAR + GAP
    width, height = LABELS + BARS + RIGHT, HEAD + len(shown) * group
    parts = [_legend(largest)]
    for row, measured in enumerate(shown):
        parts.append(_group(measured, HEAD + row * group, BARS / longest))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
        f"{''.join(parts)}</svg>\n"
    )


def _legend(size: int) -> str:
    parts = [f'<text x="8" y="20" font-weight="bold">Median in ms, {size:,} tickets</text>']
    for place, (name, colour) in enumerate(COLOURS.items()):
        x = LABELS + place * 140
        parts.append(f'<rect x="{x}" y="10" width="12" height="12" fill="{colour}"/>')
        parts.append(f'<text x="{x + 18}" y="20">{escape(name)}</text>')
    return "".join(parts)


def _group(measured: Measured, top: float, scale: float) -> str:
    label = escape(f"{measured.operation.name} ({measured.concurrency})")
    parts = [f'<text x="{LABELS - 8}" y="{top + 1.5 * BAR + 4}" text-anchor="end">{label}</text>']
    for place, (name, colour) in enumerate(COLOURS.items()):
        value, y = measured.summaries[name].p50_ms, top + place * BAR
        parts.append(f'<rect x="{LABELS}" y="{y}" width="{value * scale:.1f}" height="{BAR - 2}" fill="{colour}"/>')
        parts.append(f'<text x="{LABELS + value * scale + 4:.1f}" y="{y + 9}" font-size="10">{value:.1f}</text>')
    return "".join(parts)
