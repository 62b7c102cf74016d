"""What goes wrong with commits, and how often: fixed rates, so that every run meets each of it."""

from dataclasses import dataclass
from enum import Enum, auto


class Fault(Enum):
    NONE = auto()
    REFUSED = auto()
    """Firestore does not make the commit."""
    LOST = auto()
    """Firestore makes the commit, and its answer is lost."""


@dataclass
class Faults:
    """Of 33 commits 11, every third one, are refused, and 2 of the others are made without an answer."""

    commits: int = 0
    refused: int = 0
    lost: int = 0

    def next(self) -> Fault:
        """The fate of the next commit; for one caller at a time."""
        self.commits += 1
        if self.commits % 3 == 0:
            self.refused += 1
            return Fault.REFUSED
        if self.commits % 11 == 0:
            self.lost += 1
            return Fault.LOST
        return Fault.NONE
