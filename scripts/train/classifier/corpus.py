"""Reads the labelled texts that the classifier is trained and judged on: ours, and those outside the project."""

import csv
import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from common.classifier.heads import CATEGORIES, PRIORITIES
from scripts.base.console import Failure, say
from scripts.train.classifier.own_texts import OwnText, own_texts

TRAINED = ("banking77", "clinc150", "multidogo", "mozilla_support")
"""The sources whose licences let their habits go into weights; the others are for measuring."""
OURS = ("written", "texts")
"""Texts of our own with both labels, in files of these names beside this module."""
CASES = "cases"
"""The source of agreed cases: they judge, and only the last fit, which nothing judges, may learn from them."""
PHRASES = "phrases"
"""The source of those that are made from lists of phrases."""
COLUMNS = {"id", "text", "category", "priority"}
RUN = 8
"""Words in a row that none of the made texts may share with the data."""


class Text(NamedTuple):
    source: str
    language: str
    text: str
    category: int
    """Index in CATEGORIES."""
    priority: int | None
    """Index in PRIORITIES."""
    fitted: bool
    """Whether weights may be fitted to it; the others are for judging."""


def read(data: Path) -> list[Text]:
    """All texts that are trained or judged. Raises Failure when the folder has not what is needed."""
    dev, pool, bugs = (list(_rows(data / name)) for name in ("dev.csv", "pool.csv.gz", "priority_dev.csv"))
    texts = [_text(row, row["source"], fitted=False) for row in dev]
    texts += [_text(row, row["source"], fitted=True) for row in pool if row["source"] in TRAINED]
    for source in OURS:
        texts += [_text(row, source, fitted=True) for row in _rows(Path(__file__).with_name(f"{source}.csv"))]
    texts += [_text(row, CASES, fitted=False) for row in _rows(data / "cases_dev.csv")]
    made = without_overlap(own_texts(), (row["text"] for row in (*dev, *pool, *bugs)))
    texts += [Text(PHRASES, it.language, it.text, CATEGORIES.index(it.category), None, fitted=True) for it in made]
    return texts


def without_overlap(made: list[OwnText], others: Iterable[str]) -> list[OwnText]:
    """Those of the made texts that share no RUN words in a row with another text, and are none of them."""
    known, taken = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for text in others:
        known.add(words(text))
        taken.update(runs(words(text)))
    kept = [it for it in made if words(it.text) not in known and taken.isdisjoint(runs(words(it.text)))]
    say(f"  {len(made) - len(kept)} of {len(made):,} made texts left out: too near to a text of the data")
    return kept


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def runs(found: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (found[start : start + RUN] for start in range(len(found) - RUN + 1))


def _text(row: dict[str, str], source: str, *, fitted: bool) -> Text:
    names = [str(priority) for priority in PRIORITIES]
    priority = names.index(row["priority"]) if row["priority"] else None
    category = [str(category) for category in CATEGORIES].index(row["category"])
    return Text(source, row.get("lang", "en"), row["text"], category, priority, fitted)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            table = csv.DictReader(file)
            if missing := COLUMNS - {*(table.fieldnames or ())}:
                raise Failure(f"{path.name} has no column {', '.join(sorted(missing))}.")
            yield from table
    except FileNotFoundError:
        raise Failure(
            f"{path} was not found. DATA names the folder with dev.csv, pool.csv.gz and the others."
        ) from None
