"""The English words of the rules: the published lists, each word with its inflections, and what was added to them."""

from common.classifier.languages.language import Language
from common.tickets.fields import Category


def _forms(stem: str, *endings: str) -> str:
    return "|".join((stem, *(stem + ending for ending in endings)))


LANGUAGE = Language(
    categories={
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
    },
    failing={
        "not working": "work works worked working function functions functioning",
        "not starting": "start starts started starting",
        "not loading": "load loads loaded loading",
    },
    failing_first={},
    urgent={
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
        "data loss": "data loss|loss of data|losing data|lost data|data lost",
        "security breach": (
            _forms("security breach", "es", "ed") + "|breach of security|data breach|data breaches|breached security"
        ),
    },
    extreme=frozenset(
        {"someone can die", "life-threatening", "emergency", "outage", "production down", "data loss"}
        | {"security breach"}
    ),
    mortal={"die": _forms("die", "s", "d") + "|dying", "death": _forms("death", "s")},
    defects=frozenset({"broken", "error", "crash", "not working"}),
    asking={
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
    },
    calm=(
        "no rush|no hurry|far from urgent|anything but urgent|not a matter of life and death"
        "|down payment|down payments|down arrow|down arrows|arrow down|upside down|further down"
        "|down below|down the road|top down|broken down by|broken down into|screen of death|screens of death"
        "|wheel of death|ball of death|bored to death|death certificate|death certificates|to die for|dying to|die cut"
        "|die hard|emergency contact|emergency contacts|emergency drill|emergency drills|emergency fund|emergency funds"
    ),
    inside="""
        a again all already also an any apparently appears are been business client clients cluster
        company complete completely currently customer customers database effectively either entirely
        environment environments even fully getting go goes going gone got had has have her his
        important is its just line lines looks major many massive most much my now of our partial
        permanently probably really seems serious server servers service services site some soon still
        suddenly system systems the their to today total totally user users very was website well went
        were your
    """,
    lifeless="""
        app apps batteries battery browser cable call calls camera car card charger chat chats computer
        computers connection connections console controller conversation conversations disk display
        drive engine game gpu headset idea ipad iphone it job keyboard laptop laptops link mac macbook
        mic microphone mobile modem motherboard motor mouse pc phone phones printer process processes
        program project router screen screens script session sessions signal smartphone ssd stream tab
        tablet tablets thread threads tv video watch webcam wifi
    """,
    alive="""
        anybody anyone baby brother child children colleague customer daughter doctor driver employee
        everybody everyone family father friend husband kid kids man men mother nurse pacemaker parent
        parents patient patient's patients people person sister somebody someone son staff ventilator
        who wife woman women worker workers
    """,
    negators="no not non never nothing without neither nor hardly",
    between="""
        a about active actual additional all an any anything as at aware be been being big bit call cause caused
        causing consider considered current currently especially exactly existing experience experienced
        experiencing extra extremely facing find for found further genuine had has have having hugely in is
        it it's its kind known least longer look looks major means more my need needed new noticed of one
        ongoing other our overly particularly quite real really remotely reported see seeing seem seems
        seen serious show showing shown shows single slightest so sort sound sounds such super terribly
        that the there there's this to too treat treated very want was were yet
    """,
    refusals_after="",
    adverbs="always correctly currently even fully longer properly quite really seem seems to want",
)
