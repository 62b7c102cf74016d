"""The words that the local classifier knows: the published lists, each word with its inflections.

A table maps a signal's plain name, which people see, to the phrases that count as it, separated by "|". Phrases are in
lower case and tokens are separated by spaces; hyphens and spaces of a text are the same.
"""

from common.models import Category


def _forms(stem: str, *endings: str) -> str:
    return "|".join((stem, *(stem + ending for ending in endings)))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CATEGORIES: dict[Category, dict[str, str]] = {
    Category.BILLING: {
        "payment": _forms("payment", "s"),
        "invoice": _forms("invoice", "s", "d") + "|invoicing",
        "refund": _forms("refund", "s", "ed", "ing"),
        "charge": _forms("charge", "s", "d") + "|charging",
        "bill": _forms("bill", "s", "ed", "ing"),
        "subscription": _forms("subscription", "s"),
        "pricing": "pricing",
        "credit card": _forms("credit card", "s"),
        "transaction": _forms("transaction", "s"),
        "receipt": _forms("receipt", "s"),
    },
    Category.TECHNICAL: {
        "bug": _forms("bug", "s", "gy"),
        "error": _forms("error", "s"),
        "crash": _forms("crash", "es", "ed", "ing"),
        "slow": _forms("slow", "er", "ly", "ness"),
        "API": _forms("api", "s"),
        "broken": "broken",
        "timeout": _forms("timeout", "s") + "|time out|times out|timed out|timing out",
        "500": "500",
        "404": "404",
        "server": _forms("server", "s"),
        "database": _forms("database", "s"),
    },
    Category.ACCOUNT: {
        "login": _forms("login", "s") + "|log in|logs in|logged in|logging in",
        "password": _forms("password", "s"),
        "reset": _forms("reset", "s", "ting"),
        "profile": _forms("profile", "s"),
        "permission": _forms("permission", "s"),
        "access": _forms("access", "ed", "es", "ing"),
        "sign in": "sign in|signin|signs in|signed in|signing in",
        "2FA": "2fa|2 factor|two factor",
        "locked out": "locked out|locks out|lock out|lockout|locked me out|locks me out|locked us out|locks us out",
        "verify": "verify|verifies|verified|verifying|verification",
        "username": _forms("username", "s") + "|user name|user names",
    },
}
FAILING = {
    "not working": "work works worked working function functions functioning",
    "not starting": "start starts started starting",
    "not loading": "load loads loaded loading",
}
"""The rest of the technical words: the forms of a verb that count after a refusal ("does not even start")."""

URGENT = {
    "urgent": _forms("urgent", "ly") + "|urgency",
    "emergency": "emergency|emergencies",
    "ASAP": "asap|a . s . a . p",
    "immediately": "immediately|immediate",
    "life-threatening": "life threatening",
    "someone can die": "|".join(
        f"{who} {verb} die"
        for who in ("someone", "somebody", "people", "patients")
        for verb in ("can", "could", "may", "might", "will")
    ),
    "deadline": _forms("deadline", "s"),
    "cannot wait": "cannot wait|can not wait|can't wait|cant wait",
    "right now": "right now",
    "blocking": "blocking|blocks|blocked|blocker|blockers",
    "down": "down",
    "outage": _forms("outage", "s"),
    "production down": "|".join(
        f"{what} {verb}down" for what in ("production", "prod") for verb in ("", "is ", "was ", "went ", "has gone ")
    ),
    "data loss": (
        "data loss|losing data|lost data|lost my data|lost our data|lost all data|lost all my data|lost all our data"
    ),
    "security breach": _forms("security breach", "es"),
}
MORTAL = {"die": _forms("die", "s", "d") + "|dying", "death": _forms("death", "s")}
"""Extreme words that are not urgency words too."""
ASKING = {
    "how": "how do|how does|how can|how could|how to|how would|how should|how much|how many|how long|how often",
    "what": "what is|what are|what's|which",
    "can I": "can i|could i|may i|can we|could we|is it possible|is there",
    "could you": "can you|could you|would you|will you",
    "please add": "please add|please consider|feature request|would be nice|would be great|would love",
    "question": _forms("question", "s") + "|wondering|want to know|like to know",
    "request": _forms("request", "s", "ing") + "|would like|i'd like|we'd like",
    "suggestion": _forms("suggestion", "s") + "|suggest",
}
"""What requests and questions are told by, beside the question mark."""

EXTREME = frozenset(
    {"die", "death", "someone can die", "life-threatening", "emergency", "outage", "production down", "data loss"}
    | {"security breach"}
)
DEFECTS = frozenset({"broken", "error", "crash", "not working"})

NEGATORS = _words("no not non never nothing without neither nor hardly")
"""Besides every word that ends in n't."""
BETWEEN = _words(
    "a an any at all be been being considered especially exactly it longer more my need needed our particularly really "
    "so super terribly that the this to too very yet"
)
"""What may stand between a negator and the word that it denies: "not a very urgent", "don't need it immediately"."""
REFUSALS = _words("cannot cant dont doesnt didnt isnt wont stop stops stopped quit quits") | NEGATORS
"""What makes a verb of FAILING fail, besides every word that ends in n't."""
ADVERBS = _words("always correctly currently even fully longer properly quite really seem seems to want")
"""What may stand between a refusal and its verb."""

MONEY = _words("$ € £ ¥ usd eur gbp euro euros dollar dollars pound pounds")
NOT_AFTER = {
    "500": MONEY,
    "404": MONEY,
    "down": _words("broke calm drop pull pulled scroll scrolled scrolling settle slow slowed slowing write"),
}
"""The word before a signal with which it means something else: "$ 500", "scroll down"."""
NOT_BEFORE = {"500": MONEY, "404": MONEY}
