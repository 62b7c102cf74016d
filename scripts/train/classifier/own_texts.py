"""Our own training texts, made from phrase lists; the seed makes the same texts of the same lists every time.

A line of `<language>.txt` under "[category kind]" is a phrase: (a|b) stands for one of several, <name> for a line of
"[slot name]". The kinds `vp` (what follows "to") and `np` (a topic) are put into a line of `frames_<language>.txt`,
whose other sections open, close, hurry or calm a text. `written.txt` has whole texts.
"""

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from common.tickets.fields import Category

PHRASES = Path(__file__).with_name("phrases")
SEED = 20260101
WANTED = {"en": 2200, "de": 180, "es": 180, "fr": 180}
"""Texts per category."""
ATTEMPTS = 20
"""Per wanted text, before a list that gives no new ones is given up."""
ORDER = (Category.BILLING, Category.TECHNICAL, Category.ACCOUNT, Category.GENERAL)
FRAMED = ("vp", "np")

type Sections = dict[str, list[str]]


class OwnText(NamedTuple):
    text: str
    category: Category
    language: str


def own_texts() -> list[OwnText]:
    """Distinct texts, always the same ones in the same order."""
    dice = random.Random(SEED)  # noqa: S311  # variety, not secrets
    slots: Sections = {}
    made: dict[str, OwnText] = {}
    for language, wanted in WANTED.items():
        phrases = sections(PHRASES / f"{language}.txt")
        slots |= {name.removeprefix("slot "): lines for name, lines in phrases.items() if name.startswith("slot ")}
        maker = _Maker(dice, language, sections(PHRASES / f"frames_{language}.txt"), slots)
        for category in ORDER:
            maker.fill(made, category, phrases, wanted)
    for name, lines in sections(PHRASES / "written.txt").items():
        subject, language = name.split()
        made |= {text: OwnText(text, Category(subject), language) for text in lines}
    return list(made.values())


def sections(path: Path) -> Sections:
    """The lines of a phrase file by their section; sections of the same name are one."""
    found: Sections = {}
    section: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            section.append(line)
    return found


class _Maker:
    """Puts texts of one language together. Every method draws from the dice in a fixed order."""

    def __init__(self, dice: random.Random, language: str, frames: Sections, slots: Sections) -> None:
        self._dice = dice
        self._language = language
        self._frames = frames
        self._slots = slots

    def fill(self, made: dict[str, OwnText], category: Category, phrases: Sections, wanted: int) -> None:
        """Adds that many new texts of a category, fewer where its phrases do not yield as many."""
        named = [name for name in phrases if name.startswith(f"{category} ")]
        pool = [(name.split()[1], line) for name in named for line in phrases[name]]
        missing = wanted
        for attempt in range(ATTEMPTS * wanted):
            if not missing:
                return
            text = self._text(pool, *pool[attempt % len(pool)])
            if text not in made:
                made[text] = OwnText(text, category, self._language)
                missing -= 1

    def _text(self, pool: Sequence[tuple[str, str]], kind: str, phrase: str) -> str:
        text = self._statement(kind, phrase)
        # Longer texts: several statements of one category, with a story between them.
        while self._dice.random() < 0.25:
            text = self._joined(text, self._statement(*self._dice.choice(pool)))
            if self._dice.random() < 0.4:
                text += _pause(text) + self._frame("note")
        if self._dice.random() < 0.22:
            text = f"{self._frame('open')} {text}"
        if self._dice.random() < 0.18:
            text += _pause(text) + self._frame("note")
        if self._dice.random() < 0.22:
            text += " " if _ended(text) else self._dice.choice((". ", ", ", " "))
            text += self._frame("close")
        return self._typed(self._hurried(text))

    def _statement(self, kind: str, phrase: str) -> str:
        text = re.sub(r"<(\w+)>", lambda match: self._dice.choice(self._slots[match[1]]), phrase)
        while match := re.search(r"\(([^()]*)\)", text):
            text = text[: match.start()] + self._dice.choice(match[1].split("|")) + text[match.end() :]
        text = " ".join(text.split())
        return self._frame(kind).format(text) if kind in FRAMED else text

    def _joined(self, text: str, more: str) -> str:
        second = ", and " if self._language == "en" else ". "
        return text + (" " if _ended(text) else self._dice.choice((". ", second, " "))) + more

    def _hurried(self, text: str) -> str:
        draw = self._dice.random()
        if draw >= 0.1:
            return text
        return text + (" " if _ended(text) else ", ") + self._frame("high" if draw < 0.07 else "calm")

    def _typed(self, text: str) -> str:
        """As people type: some all in lower case, some of those without punctuation, some properly."""
        draw = self._dice.random()
        if draw < 0.18:
            return re.sub(r"[^\w\s']", "", text.lower())
        if draw < 0.35:
            return text.lower()
        return text[0].upper() + text[1:] + ("" if _ended(text) else ".") if draw > 0.5 else text

    def _frame(self, name: str) -> str:
        return self._dice.choice(self._frames[name])


def _ended(text: str) -> bool:
    return text[-1] in "?.!"


def _pause(text: str) -> str:
    return " " if _ended(text) else ". "
