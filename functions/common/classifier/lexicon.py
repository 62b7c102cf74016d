"""The words that the rules know, of all languages together, and the few that no language's list is the place for.

A table maps a signal's plain name, which people see, to the phrases that count as it, separated by "|". Phrases are in
lower case and tokens are separated by spaces; hyphens and spaces of a text are the same.
"""

from collections.abc import Iterable

from common.classifier.languages import english, french, german, spanish
from common.classifier.languages.language import words
from common.models import Category

_LANGUAGES = (english.LANGUAGE, german.LANGUAGE, spanish.LANGUAGE, french.LANGUAGE)
SUBJECTS = (Category.BILLING, Category.TECHNICAL, Category.ACCOUNT)
"""The categories that have words; general is what remains."""


def _merged(tables: Iterable[dict[str, str]]) -> dict[str, str]:
    """One table; a name that several have ("urgent") gets the phrases of all."""
    merged: dict[str, str] = {}
    for table in tables:
        for name, forms in table.items():
            merged[name] = f"{merged[name]}|{forms}" if name in merged else forms
    return merged


CATEGORIES = {category: _merged(language.categories[category] for language in _LANGUAGES) for category in SUBJECTS}
FAILING = _merged(language.failing for language in _LANGUAGES)
"""The rest of the technical words: the forms of a verb that count after a refusal ("does not even start")."""
FAILING_FIRST = _merged(language.failing_first for language in _LANGUAGES)
"""The same where the refusal follows: "startet nicht"."""
REFUSING = {
    "not opening": "open opens opened opening",
    "not responding": "respond responds responded responding",
    "not connecting": "connect connects connected connecting",
    "not launching": "launch launches launched launching",
    "not displaying": "display displays displayed displaying",
    "not rendering": "render renders rendered rendering",
    "not installing": "install installs installed installing",
}
"""Verbs that make a fault after a refusal and say nothing of the category: one opens accounts too."""

URGENT = _merged(language.urgent for language in _LANGUAGES)
MORTAL = _merged(language.mortal for language in _LANGUAGES)
"""Extreme words that are not urgency words too."""
ASKING = _merged(language.asking for language in _LANGUAGES)
"""What requests and questions are told by, beside the question mark."""
FAULTS = {
    "failure": "fail|fails|failed|failing|failure|failures",
    "hang": "hang|hangs|hanging|hung",
    "freeze": "freeze|freezes|freezing|froze|frozen",
    "overflow": "overflow|overflows",
    "out of memory": "out of memory|oom|use after free",
}
"""What breaks without being one of the published defects; it tells no category, because payments fail too."""
CHORES = {
    "typo": "typo|typos|misspelled|misspelling|misspelt|spelling|grammar",
    "wording": "wording",
    "cosmetic": "cosmetic",
    "unused": "unused|obsolete|redundant|dead code",
    "rename": "rename|renames|renaming",
}
"""What can wait unless something urgent or a fault stands beside it."""
CALM = "|".join(language.calm for language in _LANGUAGES)
"""Says that there is time, partly with words that could be taken for urgency."""

EXTREME = frozenset(MORTAL).union(*(language.extreme for language in _LANGUAGES))
DEFECTS = frozenset[str]().union(*(language.defects for language in _LANGUAGES))

NEGATORS = words(*(language.negators for language in _LANGUAGES))
"""Besides every word that ends in n't."""
BETWEEN = words(*(language.between for language in _LANGUAGES))
"""What may stand between a negator and the word that it denies: "not a very urgent", "don't need it immediately"."""
REFUSALS = words("unable cannot cant dont doesnt didnt isnt wont stop stops stopped quit quits") | NEGATORS
"""What makes a verb of FAILING fail, besides every word that ends in n't."""
REFUSALS_AFTER = words(*(language.refusals_after for language in _LANGUAGES))
"""What makes a verb of FAILING_FIRST fail."""
ADVERBS = words(*(language.adverbs for language in _LANGUAGES))
"""What may stand between a refusal and its verb."""

MONEY = words("$ € £ ¥ usd eur gbp euro euros dollar dollars pound pounds")
NOT_AFTER = {
    "500": MONEY,
    "404": MONEY,
    "down": words("broke calm drop pull pulled scroll scrolled scrolling settle slow slowed slowing write"),
}
"""The word before a signal with which it means something else: "$ 500", "scroll down"."""
NOT_BEFORE = {"500": MONEY, "404": MONEY, "geht nicht": words("um"), "question": words("mark marks")}
