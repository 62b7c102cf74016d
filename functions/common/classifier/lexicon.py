"""The words that the rules know: the published lists, each word with its inflections, and what was added to them."""

from common.tickets.fields import Category


def words(text: str) -> frozenset[str]:
    """The words of a text in which spaces separate them."""
    return frozenset(text.split())


def _forms(stem: str, *endings: str) -> str:
    return "|".join((stem, *(stem + ending for ending in endings)))


# A table maps a signal's plain name to the phrases that count as it, separated by "|". Phrases are in lower case and
# tokens are separated by spaces; hyphens and spaces of a text are the same.
SUBJECTS = (Category.BILLING, Category.TECHNICAL, Category.ACCOUNT)
"""The categories that have words; general is what remains."""
CATEGORIES = {
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
        "pay": _forms("pay", "s", "ing") + "|paid",
        "fee": _forms("fee", "s"),
        "debit": _forms("debit", "s", "ed") + "|direct debit|direct debits",
        "deposit": _forms("deposit", "s", "ed"),
        "bank transfer": _forms("bank transfer", "s"),
        "exchange rate": _forms("exchange rate", "s"),
        "currency": "currency|currencies",
        "declined": "declined",
        "overcharged": "overcharged",
        "reimbursement": _forms("reimburse", "d", "ment", "ments"),
        "voucher": _forms("voucher", "s") + "|coupon|coupons|promo code|promo codes|discount code|discount codes",
        "cashback": "cashback|cash back",
        "instalment": "instalment|instalments|installment|installments",
        "VAT": "vat|sales tax",
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
        "blank screen": "blank screen|black screen|white screen",
        "wifi": "wifi|wi fi",
        "printer": _forms("printer", "s"),
        "exception": _forms("exception", "s"),
        "lag": _forms("lag", "s", "ging", "gy"),
        "offline": "offline",
        "glitch": _forms("glitch", "es", "y"),
    },
    Category.ACCOUNT: {
        "login": _forms("login", "s") + "|log in|logs in|logged in|logging in",
        "password": _forms("password", "s"),
        "reset": _forms("reset", "s", "ting"),
        "profile": _forms("profile", "s"),
        "permission": _forms("permission", "s"),
        "access": _forms("access", "ed", "es", "ing"),
        "sign in": "sign in|signin|signs in|signed in|signing in",
        "2FA": "2fa|2 factor|two factor|two step",
        "locked out": "locked out|locks out|lock out|lockout|locked me out|locks me out|locked us out|locks us out",
        "verify": "verify|verifies|verified|verifying|verification",
        "username": _forms("username", "s") + "|user name|user names|user id|user ids",
        "PIN": "pin|pins",
        "passcode": _forms("passcode", "s"),
        "identity": "identity|identities",
        "authenticator": _forms("authenticator", "s"),
        "hacked": "hacked",
        "delete my account": "delete my account|close my account|delete our account|close our account",
    },
}
FAILING = {
    "not working": "work works worked working function functions functioning",
    "not starting": "start starts started starting",
    "not loading": "load loads loaded loading",
}
"""The rest of the technical words: the forms of a verb that count after a refusal ("does not even start")."""
REFUSING = {
    "cannot sign in": "log login sign signin",
    "not opening": "open opens opened opening",
    "not responding": "respond responds responded responding",
    "not connecting": "connect connects connected connecting",
    "not launching": "launch launches launched launching",
    "not displaying": "display displays displayed displaying",
    "not rendering": "render renders rendered rendering",
    "not installing": "install installs installed installing",
}
"""Verbs that make a fault after a refusal and say nothing of the category, but for the first: one opens accounts
too."""
URGENT = {
    "urgent": _forms("urgent", "ly") + "|urgency",
    "emergency": "emergency|emergencies",
    "ASAP": "asap|a . s . a . p|as soon as possible",
    "immediately": "immediately|immediate",
    "life-threatening": "life threatening|lives threatened|threatens life|threatens lives|threat to life",
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
    "production down": "production down|prod down|down in production|down in prod",
    "whole site down": "|".join(
        f"{all_of_it} {what} down"
        for all_of_it in ("whole", "entire")
        for what in ("site", "website", "system", "service", "shop", "platform", "network", "company")
    ),
    "data loss": "data loss|loss of data|losing data|lost data|data lost",
    "security breach": (
        _forms("security breach", "es", "ed")
        + "|breach of security|data breach|data breaches|breached security|data leak|data leaks|leaked data"
    ),
}
MORTAL = {"die": _forms("die", "s", "d") + "|dying", "death": _forms("death", "s")}
"""Extreme words that are not urgency words too."""
ASKING = {
    "how": "how do|how does|how can|how could|how to|how would|how should|how much|how many|how long|how often",
    "what": "what is|what are|what's|which",
    "do you": "do you|does your",
    "where": "where do|where can",
    "can I": "can i|could i|may i|can we|could we|is it possible|is there",
    "could you": "can you|could you|would you|will you",
    "please add": "please add|please consider|feature request|would be nice|would be great|would love",
    "question": _forms("question", "s") + "|wondering|want to know|like to know",
    "request": _forms("request", "s", "ing") + "|would like|i'd like|we'd like",
    "suggestion": _forms("suggestion", "s") + "|suggest",
}
"""What requests and questions are known by, beside the question mark."""
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
CALM = (
    "no rush|no hurry|far from urgent|anything but urgent|not a matter of life and death"
    "|down payment|down payments|down arrow|down arrows|arrow down|upside down|further down"
    "|down below|down the road|top down|broken down by|broken down into|screen of death|screens of death"
    "|wheel of death|ball of death|bored to death|death certificate|death certificates|to die for|dying to|die cut"
    "|die hard|emergency contact|emergency contacts|emergency drill|emergency drills|emergency fund|emergency funds"
)
"""Says that there is time, partly with words that could be taken for urgency."""
STANDSTILL = frozenset({"outage", "production down", "whole site down"})
"""Urgency words that are technical as well: what stands still comes before what people cannot do because of it."""
EXTREME = frozenset(MORTAL) | {
    *("someone can die", "life-threatening", "emergency", "outage", "production down", "whole site down"),
    *("data loss", "security breach"),
}
DEFECTS = frozenset({"broken", "error", "crash", "not working"})
THINGS = words("API server database wifi printer")
"""Technical words that are no trouble: "no wifi" is technical, "no error" need not be."""

NEGATORS = words("no not non never nothing without neither nor hardly")
"""Besides every word that ends in n't."""
DENIERS = NEGATORS | words("nobody none")
"""What denies a word after it, but makes no verb fail: "nobody died", "nobody works on Sunday"."""
OR = words("or nor")
BETWEEN = OR | words("""
    a about active actual additional all an any anything as at aware be been being big bit call cause caused
    causing consider considered current currently especially exactly existing experience experienced
    experiencing extra extremely facing find for found further genuine had has have having hugely in is
    it it's its kind known least longer look looks major means more my need needed new noticed of one
    ongoing other our overly particularly quite real really remotely reported see seeing seem seems
    seen serious show showing shown shows single slightest so sort sound sounds such super terribly
    that the there there's this to too treat treated very want was were yet
""")
"""What may stand between a negator and the word that it denies: "not a very urgent", "don't need it immediately"."""
OPINIONS, POINTERS = words("think believe"), words("it it's its this that there there's these")
"""Between them too, but only together: "don't think it is"."""
REFUSALS = words("unable cannot cant dont doesnt didnt isnt wont stop stops stopped quit quits") | NEGATORS
"""What makes a verb of FAILING fail, besides every word that ends in n't."""
ADVERBS = words("always correctly currently even fully longer properly quite really seem seems to want")
"""What may stand between a refusal and its verb."""

MONEY = words("$ € £ ¥ usd eur gbp euro euros dollar dollars pound pounds")
NOT_AFTER = {
    "500": MONEY,
    "404": MONEY,
}
"""The word before a signal with which it means something else: "$ 500"."""
NOT_BEFORE = {"500": MONEY, "404": MONEY, "question": words("mark marks")}

INSIDE = words("""
    a again all already also an any apparently appears are been business client clients cluster
    company complete completely currently customer customers database effectively either entirely
    environment environments even fully getting go goes going gone got had has have her his
    important is its just line lines looks major many massive most much my now of our partial
    permanently probably really seems serious server servers service services site some soon still
    suddenly system systems the their to today total totally user users very was website well went
    were your
""")
"""What may stand between the words of an extreme phrase: "production is completely down"."""
DEATHS = frozenset({"die"})
"""Signals that somebody has to die for."""
LIFELESS = words("""
    app apps batteries battery browser cable call calls camera car card charger chat chats computer
    computers connection connections console controller conversation conversations disk display
    drive engine game gpu headset idea ipad iphone it job keyboard laptop laptops link mac macbook
    mic microphone mobile modem motherboard motor mouse pc phone phones printer process processes
    program project router screen screens script session sessions signal smartphone ssd stream tab
    tablet tablets thread threads tv video watch webcam wifi
""")
ALIVE = words("""
    anybody anyone baby brother child children colleague customer daughter doctor driver employee
    everybody everyone family father friend husband kid kids man men mother nurse pacemaker parent
    parents patient patient's patients people person sister somebody someone son staff ventilator
    who wife woman women worker workers
""")
PRONOUNS = words("i we you they he she")
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
