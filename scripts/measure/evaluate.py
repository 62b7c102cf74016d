"""`make eval DATA=file.csv`: measures the local classifier, and Gemini too when GEMINI_API_KEY is set and not `off`."""

import argparse
import csv
import time
from pathlib import Path
from typing import NamedTuple

from common.base import config
from common.classifier import local
from common.encoder import encoder
from common.gemini import settings
from common.tickets.fields import Category, Priority
from common.tickets.model import Suggestion
from scripts.base.console import Failure, guarded, say, shown
from scripts.base.paths import CACHE
from scripts.measure import evaluate_gemini
from scripts.measure.evaluate_gemini import Answered
from scripts.train.classifier import measures
from scripts.train.classifier.corpus import TRAINED
from scripts.train.classifier.report import Said, lines

COLUMNS = ("text", "category", "priority")
FOLDER = CACHE / "evaluation"


class Row(NamedTuple):
    text: str
    category: Category
    priority: Priority | None
    source: str
    """Where the text comes from; empty where the file does not say."""
    language: str


class Judged(NamedTuple):
    row: Row
    suggestion: Suggestion
    seconds: float
    """CPU time of the local classifier, which waits for nothing; waiting time of Gemini."""


def read(path: Path) -> list[Row]:
    """The rows of a file with COLUMNS, in which a priority may be empty, and perhaps `source` and `lang`.

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
    return Row(
        text,
        Category(category),
        Priority(priority) if priority else None,
        row.get("source") or "",
        row.get("lang") or "en",
    )


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
    said = [
        Said(
            *(row.source, row.language, (row.category, row.priority)),
            *((suggestion.category, suggestion.priority), suggestion.confidence),
        )
        for row, suggestion, _ in judged
    ]
    say(f"\n{name} (shares, and the bounds between which they lie with 95 %)")
    say("\n".join(f"  {line}" for line in lines(said)))
    categories = [(str(it.label[0]), str(it.suggested[0])) for it in said]
    priorities = [(str(it.label[1]), str(it.suggested[1])) for it in said if it.label[1]]
    for title, pairs, names in (("category", categories, [*Category]), ("priority", priorities, [*Priority])):
        if pairs:
            say(f"\n{name}, {title}: macro-F1 {measures.macro_f1(pairs):.3f}; rows: label, columns: suggestion")
            say("\n".join(f"  {line}" for line in measures.confusion(pairs, names)))
    middle, high, most = (1000 * seconds for seconds in measures.percentiles([each.seconds for each in judged]))
    say(f"\n{name}, time per text: median {middle:.2f} ms, 95th percentile {high:.2f} ms, slowest {most:.2f} ms")
    say(f"{name}, disagreements: {shown(_write_disagreements(name, judged))}")


def _write_disagreements(name: str, judged: list[Judged]) -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name.replace(' ', '-')}-disagreements.csv"
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
    say(_about_training(rows))
    report("rules and n-grams", [_timed(row) for row in rows])
    encoder.load()
    if encoder.loaded():
        report("rules, n-grams and encoder", [_timed(row) for row in rows])
    key = settings.api_key()
    if key is None:
        say("\nGemini was not asked: GEMINI_API_KEY is not set, or off.")
        return
    say(f"\n{config.GEMINI_MODEL.value}")
    if judged := judge_by_gemini(rows, key, config.GEMINI_MODEL.value):
        report("gemini", judged)


if __name__ == "__main__":
    guarded(main)
