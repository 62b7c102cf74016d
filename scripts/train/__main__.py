"""`make train DATA=folder`: fits the local classifier's weights anew; with `--judge FILE` also judges them.

Judging leaves each source out in turn, prints how right the remaining ones are about its texts of dev.csv, and writes
what they say.
"""

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from common.classifier import linear, local
from common.classifier.signals import extract
from common.tickets.fields import Category
from common.tickets.model import Confidence
from scripts.base.console import Failure, guarded, say, shown, step
from scripts.train.classifier import corpus, measures
from scripts.train.classifier.corpus import TRAINED, Text

if TYPE_CHECKING:
    from scripts.train.classifier.training import Features

SIZE_MAX = 150_000
"""Bytes of the weights file, a limit on what is deployed."""


def main() -> None:
    options = _options()
    try:
        from scripts.train.classifier import training
    except ModuleNotFoundError as error:
        raise Failure(f"{error.name} is missing: `make train DATA=folder` installs what training needs.") from None
    texts = corpus.read(options.data)
    with step(f"count the features of {len(texts):,} texts"):
        features = training.featurise(texts)
    if options.judge:
        _tell([*_judge(features, texts)], options.judge)
    rows = training.trainable(texts)
    with step(f"fit {len(rows):,} texts"):
        packed = training.fit(features, texts, rows)
    if len(packed) > SIZE_MAX:
        raise Failure(f"The weights take {len(packed):,} bytes, more than {SIZE_MAX:,}; the old file stays.")
    options.out.write_bytes(packed)
    say(f"  ok {shown(options.out)}: {len(packed):,} bytes, {training.FEATURES:,} features")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with dev.csv, pool.csv.gz and priority_dev.csv")
    parser.add_argument("--out", type=Path, default=linear.WEIGHTS)
    parser.add_argument("--judge", type=Path, metavar="FILE", help="where to write the judgement of each text")
    return parser.parse_args()


class Judgement(NamedTuple):
    id: str
    source: str
    category: Category
    suggested: Category
    confidence: Confidence


def _judge(features: "Features", texts: list[Text]) -> Iterator[Judgement]:
    """What is said of every dev text by a model that has not seen its source."""
    from scripts.train.classifier import training

    measured_only = {text.source for text in texts if text.held_out} - {*TRAINED}
    for sources in (*({source} for source in TRAINED), measured_only):
        with step(f"leave out {', '.join(sorted(sources))}"):
            loaded = linear.unpack(training.fit(features, texts, training.trainable(texts, sources)))
        for text in texts:
            if text.held_out and text.source in sources:
                signals = extract(text.text)
                decision = local.decide(linear.score(text.text, loaded, without=signals.denied), signals)
                yield Judgement(text.id, text.source, linear.CATEGORIES[text.category], *decision)


def _tell(judged: list[Judgement], target: Path) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(Judgement._fields)
        table.writerows(judged)
    say("  source left out: accuracy / macro-F1, then how often each confidence was right (and of how many texts)")
    for source in (*dict.fromkeys(each.source for each in judged), "all"):
        of_it = [each for each in judged if source in (each.source, "all")]
        pairs = [(each.category.value, each.suggested.value) for each in of_it]
        line = f"  {source:16} {measures.accuracy(pairs):.3f} / {measures.macro_f1(pairs):.3f}"
        for band in Confidence:
            inside = [pair for pair, each in zip(pairs, of_it, strict=True) if each.confidence is band]
            line += f"  {band} {measures.accuracy(inside):.3f} ({len(inside)})" if inside else f"  {band} none"
        say(line)


if __name__ == "__main__":
    guarded(main)
