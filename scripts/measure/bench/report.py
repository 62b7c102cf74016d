"""The results of a run: as text, as JSON, as a chart."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from scripts.measure.bench import bill, chart, targets
from scripts.measure.bench.bill import Ticket
from scripts.measure.bench.burst import Burst
from scripts.measure.bench.figures import Verdict, table, verdicts
from scripts.measure.bench.measuring import FLOOR, HOSTING, OURS, Measured
from scripts.measure.bench.startup import Starts

HEAD = ["operation", "tickets", "at once"]
MONTHS = (1_000, 100_000, 10_000_000)
"""Tickets of a month."""
OF_EACH = ["p50", "p95", "req/s"]


@dataclass
class Report:
    """What was measured so far; `loading` are seconds by tickets loaded at once, `terms` search terms per ticket."""

    measured: list[Measured] = field(default_factory=list)
    starts: Starts | None = None
    burst: Burst | None = None
    loading: dict[int, float] = field(default_factory=dict)
    terms: float = 0.0
    entries: float = 0.0
    """Index entries per ticket."""
    stored_bytes: float = 0.0
    """Of a ticket's document, without its indexes."""

    def verdicts(self) -> list[Verdict]:
        found = [*targets.of_operations(self.measured), *targets.of_growth(self.measured)]
        found += targets.of_conversations(self.measured)
        found += targets.of_classify(self.measured)
        found += targets.of_start(self.starts) if self.starts else ()
        found += targets.of_burst(self.burst) if self.burst else ()
        return found


def text(report: Report) -> str:
    times = f"Times in ms: {FLOOR} | {OURS} | {HOSTING}; ratio: ours to the floor, the median of all rounds."
    parts = [
        f"{times}\n{_times(report.measured)}",
        f"What one request asks of Firestore, and uses (ms, medians and means of all).\n{_costs(report.measured)}",
        *_remarks(report),
        f"A month, by scripts/measure/bench/bill.py (see docs/cost.md).\n{_bills(report)}",
        verdicts(report.verdicts()),
        f"Machine: {_machine_line(machine())}",
    ]
    return "\n\n".join(parts)


def _times(found: Sequence[Measured]) -> str:
    rows = []
    for it in found:
        cells = [it.operation.name, f"{it.size:,}", str(it.concurrency)]
        for name in (FLOOR, OURS, HOSTING):
            each = it.summaries[name]
            cells += [f"{each.p50_ms:.1f}", f"{each.p95_ms:.1f}", f"{each.rate:.0f}"]
        rows.append([*cells, f"{it.ratio:.2f}"])
    return table([*HEAD, *OF_EACH * 3, "ratio"], rows)


def _costs(found: Sequence[Measured]) -> str:
    head = [*HEAD, "reads", "queries", "documents", "commits", "written", "in function", "CPU", "CPU of floor", "MiB"]
    rows = []
    for it in found:
        cost = [it.cost.reads, it.cost.queries, it.cost.documents, it.cost.commits, it.cost.written]
        used = [f"{it.function_ms:.1f}", f"{it.ours_cpu_ms:.1f}", f"{it.floor_cpu_ms:.1f}", f"{it.resident_mib:.0f}"]
        rows.append([it.operation.name, f"{it.size:,}", str(it.concurrency), *map(str, cost), *used])
    return table(head, rows)


def _bills(report: Report) -> str:
    costs = {it.operation.name: it.cost for it in report.measured}
    if not {"create", "update", "get", "list"} <= costs.keys():
        return "(needs create, update, get and list)"
    counted = Ticket(costs, report.entries, report.stored_bytes)
    months = [bill.month(tickets, counted) for tickets in MONTHS]
    months.append(bill.month(MONTHS[-1], counted, pace_s=60, listening=False))
    head = [
        "tickets",
        "shards",
        "reads of requests",
        "of desks",
        "writes",
        "deletes",
        "requests",
        "GiB more",
        "dollars",
    ]
    rows = []
    for it in months:
        counts = [it.reads_of_requests, it.reads_of_desks, it.writes, it.deletes, it.requests]
        cells = [f"{it.tickets:,}", str(it.shards), *(f"{count:,.0f}" for count in counts)]
        rows.append([*cells, f"{it.added_gib:.2f}", f"{it.dollars:,.2f}"])
    return f"{table(head, rows)}\n(the last line: desks that look once a minute and do not listen)"


def _remarks(report: Report) -> list[str]:
    found = [f"Loading {size:,} tickets took {seconds:.0f} s." for size, seconds in report.loading.items()]
    each = f"{report.terms:.0f} search terms, {report.entries:.0f} index entries, {report.stored_bytes:,.0f} bytes"
    found.append(f"A ticket has {each} on average.")
    if report.starts:
        ours, libraries = report.starts.ours, report.starts.libraries
        found.append(
            f"Start: libraries alone {libraries.wall_s * 1000:.0f} ms ({libraries.cpu_s * 1000:.0f} ms CPU), a "
            f"function {ours.wall_s * 1000:.0f} ms ({ours.cpu_s * 1000:.0f} ms CPU). "
            f"Loaded by the libraries themselves: {', '.join(libraries.loaded) or 'none of those looked for'}."
        )
    if report.burst:
        burst = report.burst
        found.append(f"Burst: {burst.tickets:,} tickets in {burst.created_s:.1f} s, counted {burst.lag_s:.1f} s later.")
    return ["\n".join(found)]


def machine() -> dict[str, Any]:
    return {
        "processors": os.cpu_count(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load_average": os.getloadavg(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _machine_line(facts: dict[str, Any]) -> str:
    load = ", ".join(f"{it:.1f}" for it in facts["load_average"])
    return (
        f"{facts['processors']} processors, {facts['memory_gib']} GiB, {facts['system']}, Python {facts['python']}; "
        f"load average {load} at the end, {facts['at']}"
    )


def write(report: Report, folder: Path) -> list[Path]:
    """Leaves results.json and chart.svg in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {
        "machine": machine(),
        "loading_s": report.loading,
        "per_ticket": {"terms": report.terms, "index_entries": report.entries, "bytes": report.stored_bytes},
        "starts": asdict(report.starts) if report.starts else None,
        "burst": asdict(report.burst) if report.burst else None,
        "measured": [_plain(it) for it in report.measured],
        "targets": [{**asdict(it), "passes": it.passes} for it in report.verdicts()],
    }
    results, picture = folder / "results.json", folder / "chart.svg"
    results.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
    picture.write_text(chart.chart(report.measured), "utf-8")
    return [results, picture]


def _plain(measured: Measured) -> dict[str, Any]:
    content = asdict(measured)
    content["operation"] = measured.operation.name
    return content
