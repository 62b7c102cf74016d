"""The words that the rules know, of all languages together, and the few that belong in no language's list."""

from collections.abc import Iterable

from common.classifier.languages import english, french, german, spanish
from common.classifier.languages.language import spellings, words
from common.tickets.fields import Category

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


def _spelt(*texts: str) -> frozenset[str]:
    """The words of texts, with and without their accents."""
    return frozenset[str]().union(*map(spellings, words(*texts)))


# A table maps a signal's plain name, which people see, to the phrases that count as it, separated by "|". Phrases are
# in lower case and tokens are separated by spaces; hyphens and spaces of a text are the same.
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
    "shuts down": (
        "shuts down|shuts itself down|keeps shutting down|suddenly shut down|shut itself down|shut down unexpectedly"
        "|shut down by itself|shut down on its own"
    ),
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

THINGS = words(
    "API server database wifi printer Datenbank Drucker servidor impresora serveur imprimante",
) | {"base de datos", "base de données"}
"""Technical words that are no trouble: "no wifi" is technical, "no error" need not be."""

NEGATORS = _spelt(*(language.negators for language in _LANGUAGES))
"""Besides every word that ends in n't."""
DENIERS = NEGATORS | words("nobody none niemand nadie")
"""What denies a word after it, but makes no verb fail: "nobody died", "nobody works on Sunday"."""
OR = words("or nor oder noch o u ni ou")
BETWEEN = _spelt(*(language.between for language in _LANGUAGES)) | OR
"""What may stand between a negator and the word that it denies: "not a very urgent", "don't need it immediately"."""
OPINIONS, POINTERS = words("think believe"), words("it it's its this that there there's these")
"""Between them too, but only together: "don't think it is"."""
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
}
"""The word before a signal with which it means something else: "$ 500"."""
NOT_BEFORE = {"500": MONEY, "404": MONEY, "geht nicht": words("um"), "question": words("mark marks")}

INSIDE = _spelt(*(language.inside for language in _LANGUAGES))
"""What may stand between the words of an extreme phrase: "production is completely down"."""
DEATHS = MORTAL.keys() & words("die sterben morir mourir")
"""Signals that somebody has to die for."""
LIFELESS = _spelt(*(language.lifeless for language in _LANGUAGES))
ALIVE = _spelt(*(language.alive for language in _LANGUAGES))
PRONOUNS = words("i we you they he she ich wir er yo nosotros él ella je j nous on il elle")
"""Who dies if none of the lifeless stands nearer to the verb."""
DOWN_VERBS = words(
    """
    back backed backing boil boiled boils break breaking breaks broke broken calm calmed calming calms come
    comes coming cool cooled cooling count counted counting counts cut cuts cutting dial drag dragged dragging
    drill drilled drilling drop dropped dropping drops hold holding holds hunt jot let lets letting lie lying
    mark marked marking narrow narrowed narrowing note noted noting phase phased phasing pin pinned power
    powered powering powers press pressed presses pressing pull pulled pulling pulls push pushed pushing put
    puts putting ramp ramped ramping scale scaled scales scaling scroll scrolled scrolling scrolls settle
    settled settles settling shut shuts shutting sit sits sitting slow slowed slower slowing slows spin spinning
    spun stand standing stands step stepped stepping steps swipe swiped swiping take tear tearing tone toned
    track tracked tracking trim trimmed turn turned turning turns water watered wind winding write writes
    writing written wrote
    """
)
"""With them "down" is where something is put, not an outage: "shut down", "turn the volume down"."""
LOWERED = words("brightness cost costs fee fees interest price prices rate rates temperature volume")
"""What goes down without being out of order, if it is the subject: the price, not the price list."""
STATES = words(
    """
    am and are be because been being but ever go goes going gone had has have is keeps now or remains since
    stays still then was went were when which while will would
    """
)
"""After them no verb before them has to do with the "down": "we wrote that it is down"."""
