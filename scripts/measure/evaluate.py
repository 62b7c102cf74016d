"""`make eval DATA=file.csv`: measures the local classifier, and Gemini too when GEMINI_API_KEY is set and not `off`."""

import argparse
import csv
import time
from pathlib import Path
from typing import NamedTuple

from common.base import config
from common.classifier import local
from common.gemini import settings
from common.tickets.fields import Category, Priority
from common.tickets.model import Confidence, Suggestion
from scripts.base.console import Failure, guarded, say, shown
from scripts.base.paths import CACHE
from scripts.measure import evaluate_gemini
from scripts.measure.evaluate_gemini import Answered
from scripts.train.classifier import measures
from scripts.train.classifier.corpus import TRAINED

COLUMNS = ("text", "category", "priority")
FOLDER = CACHE / "evaluation"


class Row(NamedTuple):
    text: str
    category: Category
    priority: Priority | None
    source: str
    """Where the text comes from; empty where the file does not say."""


class Judged(NamedTuple):
    row: Row
    suggestion: Suggestion
    seconds: float
    """CPU time of the local classifier, which waits for nothing; waiting time of Gemini."""


def read(path: Path) -> list[Row]:
    """The rows of a file with COLUMNS, in which a priority may be empty, and perhaps `source`.

    Raises Failure, naming the line, when the file is not what it should be.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.DictReader(file)
            if missing := {*COLUMNS} - {*(table.fieldnames or ())}:
                raise Failure(f"{path} needs the columns {', '.join(COLUMNS)}; missing: {', '.join(sorted(missing))}.")
            rows = [_row(row, f"{path}, line {table.line_num}") for row in table]
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"{path} cannot be read: {error}") from None
    if not rows:
        raise Failure(f"{path} has no rows.")
    return rows


def _row(row: dict[str, str | None], place: str) -> Row:
    text, category, priority = (row[name] or "" for name in COLUMNS)
    if category not in Category:
        raise Failure(f"{place}: the category {category!r} is none of {', '.join(Category)}.")
    if priority and priority not in Priority:
        raise Failure(f"{place}: the priority {priority!r} is none of {', '.join(Priority)}.")
    return Row(text, Category(category), Priority(priority) if priority else None, row.get("source") or "")


def judge_locally(rows: list[Row]) -> list[Judged]:
    say(_about_training(rows))
    started = time.thread_time()
    local.loaded()
    say(f"  weights read in {1000 * (time.thread_time() - started):.1f} ms of CPU time")
    return [_timed(row) for row in rows]


def _about_training(rows: list[Row]) -> str:
    """What the weights file does not say: whether it was trained on these very texts."""
    if trained := sum(row.source in TRAINED for row in rows):
        return (
            f"  {trained:,} of the texts are from sources that the weights were trained on: the figures flatter.\n"
            "  docs/classifier.md has those with each source left out."
        )
    return "  Figures on texts that the weights were trained on flatter: docs/classifier.md names their sources."


def _timed(row: Row) -> Judged:
    started = time.thread_time()
    return Judged(row, local.suggest(row.text), time.thread_time() - started)


def judge_by_gemini(rows: list[Row], key: str, name: str) -> list[Judged]:
    """Those that Gemini answered; the rest are counted by what failed."""
    texts = [row.text for row in rows]
    say(evaluate_gemini.estimate(texts))
    answers = evaluate_gemini.Gemini(key, name).answers(texts)
    pairs = [*zip(rows, evaluate_gemini.progress(answers, len(rows)), strict=True)]
    failed = [(row.text, answer) for row, answer in pairs if not isinstance(answer, Answered)]
    evaluate_gemini.report_failures(failed, len(rows), FOLDER / "gemini-failures.csv")
    return [Judged(row, *answer) for row, answer in pairs if isinstance(answer, Answered)]


def report(name: str, judged: list[Judged]) -> None:
    """Prints the figures, and writes the rows whose label differs to a file below FOLDER."""
    categories = [(str(each.row.category), str(each.suggestion.category)) for each in judged]
    priorities = [(str(each.row.priority), str(each.suggestion.priority)) for each in judged if each.row.priority]
    for title, pairs, names in (("category", categories, [*Category]), ("priority", priorities, [*Priority])):
        if pairs:
            figures = f"accuracy {measures.accuracy(pairs):.3f}, macro-F1 {measures.macro_f1(pairs):.3f}"
            say(f"\n{name}, {title} ({len(pairs):,} texts): {figures}")
            say("rows: label, columns: suggestion")
            say("\n".join(f"  {line}" for line in measures.confusion(pairs, names)))
    if priorities:
        _report_urgency(name, priorities)
    say(f"\n{name}, category by confidence:")
    for band in Confidence:
        inside = [pair for pair, each in zip(categories, judged, strict=True) if each.suggestion.confidence is band]
        share = f"{len(inside) / len(judged):.0%} of the texts"
        say(f"  {band:7}{f'right {measures.accuracy(inside):.3f}' if inside else 'none':14}{share}")
    middle, high, most = (1000 * seconds for seconds in measures.percentiles([each.seconds for each in judged]))
    say(f"\n{name}, time per text: median {middle:.2f} ms, 95th percentile {high:.2f} ms, slowest {most:.2f} ms")
    say(f"{name}, disagreements: {shown(_write_disagreements(name, judged))}")


def _report_urgency(name: str, pairs: list[measures.Pair]) -> None:
    """What can be compared where the levels of labels and suggestions differ, as with the severities of bugs."""
    urgent = {str(Priority.HIGH), str(Priority.CRITICAL)}
    agreed = sum((label in urgent) == (suggested in urgent) for label, suggested in pairs) / len(pairs)
    urgency = f"high or critical or not: accuracy {agreed:.3f}, F1 {measures.f1(pairs, urgent):.3f}"
    correlated = measures.rank_correlation(pairs, [*Priority])
    ranked = "" if correlated is None else f", rank correlation {correlated:.3f}"
    say(f"\n{name}, priority, {urgency}{ranked}")


def _write_disagreements(name: str, judged: list[Judged]) -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}-disagreements.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow((*COLUMNS, "suggested_category", "suggested_priority", "confidence", "reason"))
        for row, suggestion, _ in judged:
            if suggestion.category is not row.category or row.priority not in (None, suggestion.priority):
                given = (row.text, row.category, row.priority or "")
                found = (suggestion.category, suggestion.priority, suggestion.confidence, suggestion.reason)
                table.writerow((*given, *found))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", help="CSV with the columns text, category, priority")
    data = parser.parse_args().data
    if not data:
        raise Failure("Say which texts: make eval DATA=file.csv, with the columns text, category, priority.")
    rows = read(Path(data))
    say(f"{len(rows):,} texts")
    report("local", judge_locally(rows))
    key = settings.api_key()
    if key is None:
        say("\nGemini was not asked: GEMINI_API_KEY is not set, or off.")
        return
    say(f"\n{config.GEMINI_MODEL.value}")
    if judged := judge_by_gemini(rows, key, config.GEMINI_MODEL.value):
        report("gemini", judged)


if __name__ == "__main__":
    guarded(main)
