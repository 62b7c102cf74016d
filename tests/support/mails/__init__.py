"""Made-up mails of every kind that breaks help desks; each knows what has to come of it."""

from collections.abc import Callable, Iterator, Sequence
from random import Random

from tests.support.mails import encodings, hostile, identity, loops, quotes, structure
from tests.support.mails.maker import Desk, Made, Maker, Thread

__all__ = ["KINDS", "Desk", "Made", "Thread", "generate", "made"]

KINDS: dict[str, Callable[[Maker], Made]] = {
    f"{room.__name__.rpartition('.')[2]}: {make.__name__.replace('_', ' ')}": make
    for room in (quotes, encodings, structure, loops, identity, hostile)
    for make in room.KINDS
}
"""Each makes a mail; named as in `quotes: outlook block`."""


def made(kind: str, seed: int, desk: Desk) -> Made:
    """The mail of that kind, always the same one for a seed and a desk."""
    return KINDS[kind](Maker(Random(f"{kind} {seed}"), desk, kind))


def generate(seed: int, count: int, desk: Desk, kinds: Sequence[str] = ()) -> Iterator[Made]:
    """So many different mails, of the kinds given or of all: each once in a random order, then each once again, and so
    on; the same for the same seed and desk."""
    random = Random(seed)
    chosen = list(kinds or KINDS)
    for number in range(count):
        if number % len(chosen) == 0:
            random.shuffle(chosen)
        yield made(chosen[number % len(chosen)], random.getrandbits(48), desk)
