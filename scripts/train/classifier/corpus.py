"""Reads the labelled texts that the classifier is trained on, which stay outside the project, and our own."""

import csv
import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from common.classifier.linear import CATEGORIES
from common.tickets.fields import Category
from scripts.base.console import Failure, say
from scripts.train.classifier.own_texts import OwnText, own_texts

TRAINED = ("banking77", "clinc150", "multidogo", "mozilla_support")
"""The sources whose licences let their habits go into weights; the others are for measuring."""
OWN = "own"
COLUMNS = {"id", "source", "text", "category"}
RUN = 8
"""Words in a row that none of our texts may share with the data."""


class Text(NamedTuple):
    id: str
    source: str
    category: int
    """Index in model.CATEGORIES."""
    held_out: bool
    """From dev.csv: judged when its source is left out."""
    text: str


def read(data: Path) -> list[Text]:
    """All texts that are trained or measured. Raises Failure when the folder has not what is needed."""
    dev, pool, others = (list(_rows(data / name)) for name in ("dev.csv", "pool.csv.gz", "priority_dev.csv"))
    texts = [_text(row, held_out=True) for row in dev]
    texts += [_text(row, held_out=False) for row in pool if row["source"] in TRAINED]
    kept = without_overlap(own_texts(), (row["text"] for row in (*dev, *pool, *others)))
    for number, own in enumerate(kept):
        texts.append(Text(f"{OWN}-{number}", OWN, CATEGORIES.index(own.category), held_out=False, text=own.text))
    return texts


def without_overlap(own: list[OwnText], others: Iterable[str]) -> list[OwnText]:
    """Those of our texts that share no RUN words in a row with another text, and are none of them."""
    known, taken = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for text in others:
        known.add(words(text))
        taken.update(runs(words(text)))
    kept = [text for text in own if words(text.text) not in known and taken.isdisjoint(runs(words(text.text)))]
    say(f"  {len(own) - len(kept)} of {len(own):,} own texts left out: too near to a text of the data")
    return kept


def words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def runs(found: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (found[start : start + RUN] for start in range(len(found) - RUN + 1))


def _text(row: dict[str, str], *, held_out: bool) -> Text:
    return Text(row["id"], row["source"], CATEGORIES.index(Category(row["category"])), held_out, row["text"])


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
