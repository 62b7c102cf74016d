"""`make train DATA=folder`: fits the local classifier's heads anew, and prints how right they are on texts left out."""

import argparse
import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from common.classifier import heads, language, local
from common.classifier.heads import CATEGORIES, PRIORITIES
from common.classifier.signals import extract
from scripts.base.console import Failure, guarded, say, shown, step
from scripts.base.paths import CACHE
from scripts.train.classifier import corpus, report
from scripts.train.classifier.corpus import CASES, OURS, TRAINED, Text
from scripts.train.classifier.report import Said

if TYPE_CHECKING:
    from scripts.train.classifier.training import Features

SIZE_MAX = 200_000
"""Bytes of the weights file, a limit on what is deployed."""
FOLDS = 5
WANTED_HIGH, WANTED_MEDIUM = 0.97, 0.87
"""How often a category of this confidence has to be right here, so that 0.95 and 0.85 hold elsewhere."""
FEWEST = 30
"""Texts that a limit has to rest on."""
NEVER = 1.01

type Limits = dict[str, dict[str, tuple[float, float]]]


@dataclasses.dataclass(frozen=True)
class Judged:
    """What is said of a text by heads that have not seen its fold, its source or its language."""

    text: Text
    parts: str
    unseen: bool
    """Whether no head has seen its language."""
    category: int
    chance: float
    priority: int

    @property
    def right(self) -> bool:
        return self.category == self.text.category


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with dev.csv, pool.csv.gz, priority_dev.csv, cases_dev.csv")
    parser.add_argument("--out", type=Path, default=heads.WEIGHTS)
    options = parser.parse_args()
    try:
        from scripts.train.classifier import training
    except ModuleNotFoundError as error:
        raise Failure(f"{error.name} is missing: `make train DATA=folder` installs what training needs.") from None
    texts = corpus.read(options.data)
    with step(f"count the features of {len(texts):,} texts"):
        features = training.featurise(texts, CACHE / "vectors.npz")
    judged = [*_judge(features, texts)]
    limits = _limits(judged)
    _report(judged, limits)
    with step("fit all"):
        everything = [text._replace(fitted=text.fitted or text.source == CASES) for text in texts]
        packed = training.fit(features, texts, training.trainable(everything), limits)
    if len(packed) > SIZE_MAX:
        raise Failure(f"The weights take {len(packed):,} bytes, more than {SIZE_MAX:,}; the old file stays.")
    options.out.write_bytes(packed)
    say(f"  ok {shown(options.out)}: {len(packed):,} bytes")


def _judge(features: "Features", texts: Sequence[Text]) -> Iterator[Judged]:
    """Each fold leaves out one source of real texts and a fifth of ours; the last round all languages but English."""
    for fold in range(FOLDS):
        source = TRAINED[fold] if fold < len(TRAINED) else None
        out = [
            text.source == source or (text.source in OURS and place % FOLDS == fold) for place, text in enumerate(texts)
        ]
        # What no round leaves out, because it is not fitted, is judged in the round that leaves out no source.
        rest = [not text.fitted and text.source not in TRAINED and source is None for text in texts]
        yield from _said(features, texts, out, [o or r for o, r in zip(out, rest, strict=True)], unseen=False)
    foreign = [text.language != "en" for text in texts]
    yield from _said(
        features,
        texts,
        foreign,
        [o and text.source in OURS for o, text in zip(foreign, texts, strict=True)],
        unseen=True,
    )


def _said(
    features: "Features", texts: Sequence[Text], out: Sequence[bool], asked: Sequence[bool], *, unseen: bool
) -> Iterator[Judged]:
    from scripts.train.classifier import training

    with step(f"fit without {sum(out):,} texts, judge {sum(asked):,}"):
        fitted = training.trainable(texts, [not it for it in out])
        weights = heads.unpack(training.fit(features, texts, fitted, {}))
        for place in [place for place, is_asked in enumerate(asked) if is_asked]:
            text, vector = texts[place], features.vectors[place].tolist()
            signals = extract(text.text)
            for parts, given in (("rules+ngrams", None), ("rules+ngrams+encoder", vector)):
                said = local.decide(heads.opinion(text.text, weights, given, known=not unseen), signals)
                category, priority = CATEGORIES.index(said.category), PRIORITIES.index(said.priority)
                yield Judged(text, parts, unseen, category, said.chance, priority)


def _report(judged: Sequence[Judged], limits: Limits) -> None:
    for parts, unseen in product(limits, (False, True)):
        said = []
        for it in judged:
            if (it.parts, it.unseen) == (parts, unseen):
                name = language.UNKNOWN if unseen else it.text.language
                priority = None if it.text.priority is None else PRIORITIES[it.text.priority]
                label, suggested = (
                    (CATEGORIES[it.text.category], priority),
                    (CATEGORIES[it.category], PRIORITIES[it.priority]),
                )
                said.append(
                    Said(it.text.source, it.text.language, label, suggested, local.band(it.chance, limits[parts][name]))
                )
        say(f"\n{parts}, {'language' if unseen else 'fold and source'} left out")
        say("\n".join(report.lines(said)))


def _limits(judged: Sequence[Judged]) -> Limits:
    """By parts and language: chances from which a category is right as often as wanted; none are high for others."""
    limits: Limits = {}
    for parts, name in product(sorted({it.parts for it in judged}), (*language.LANGUAGES, language.UNKNOWN)):
        unknown = name == language.UNKNOWN
        ours = [
            it for it in judged if it.parts == parts and it.unseen == unknown and (unknown or it.text.language == name)
        ]
        high = NEVER if unknown else _limit(ours, WANTED_HIGH)
        medium = _limit([it for it in ours if it.chance < high], WANTED_MEDIUM)
        limits.setdefault(parts, {})[name] = (high, min(high, medium))
    return limits


def _limit(judged: Iterable[Judged], wanted: float) -> float:
    """The lowest chance such that of all at or above it, as many are right as wanted."""
    found, right = NEVER, 0
    for count, it in enumerate(sorted(judged, key=lambda it: -it.chance), 1):
        right += it.right
        if count >= FEWEST and right >= wanted * count:
            found = round(it.chance, 4)
    return found


if __name__ == "__main__":
    guarded(main)
