"""Why a mail was not delivered, in plain words, from what servers answer; pure."""

from common.mime.words import any_of, compiled

FULL = "the mailbox is full"
NO_ADDRESS = "the address does not exist"
NO_DOMAIN = "the domain of the address does not exist or takes no mail"
TOO_LARGE = "the mail is too large for its receiver"
SPAM = "the receiver's server takes it for spam"
NO_PROOF = "the receiver's server does not accept our proof of origin (SPF, DKIM, DMARC)"
PUT_OFF = "the receiver's server puts it off"
NOT_REACHED = "the receiver's server cannot be reached"
REFUSED = "the receiver's server refuses it"
UNKNOWN = "the mail could not be delivered"
_SAID = {
    FULL: """
        mailbox (?:is )?full|over ?quota|quota (?:exceeded|full)|exceed\\w* .{0,20}quota|mailbox size limit
        out of (?:disk )?space|insufficient (?:system )?storage|postfach (?:ist )?voll|boîte .{0,20}pleine
    """,
    NO_ADDRESS: """
        user (?:is )?unknown|unknown (?:user|recipient|mailbox|address|local)|user not found|unrouteable address
        no such (?:user|mailbox|recipient|address|person)|no mailbox here|mailbox (?:not found|unavailable)
        (?:user|account|address|recipient|mailbox)\\W.{0,60}(?:does not|doesn['’]t) exist
        invalid (?:recipient|mailbox|address)
        recipient (?:not found|address rejected: user)|account .{0,30}(?:disabled|inactive|closed)
        address (?:could not be found|couldn['’]t be found|not found|unknown)
    """,
    NO_DOMAIN: """
        (?:host|domain|name)(?: \\w+){0,2} not found|unknown (?:host|domain)|no (?:mx|mail exchanger)
        name or service not known|nxdomain|domain .{0,40}(?:no mail|not exist)
    """,
    TOO_LARGE: """
        message (?:is )?too (?:large|big|long)|size (?:limit )?exceed|exceeds .{0,30}size|maximum (?:message )?size
    """,
    SPAM: """
        \\bspam\\b|blacklist|blocklist|block list|listed (?:at|in|by|on)|reputation|unsolicited|\\bdnsbl\\b|\\brbl\\b
    """,
    NO_PROOF: """
        \\bdmarc\\b|\\bspf\\b|\\bdkim\\b|unauthenticated|authentication (?:required|failed|checks)
    """,
    PUT_OFF: "greylist|try again later|too many (?:connections|messages)|rate limit|temporar(?:y|ily)|deferred",
    NOT_REACHED: """
        timed? ?out|connection refused|unreachable|no route|lost connection|did not respond|not responding
    """,
}
"""Looked for before the codes, since many servers give a general code."""
_WORDS = [(compiled(any_of(table)), plain) for plain, table in _SAID.items()]
_CODES = {  # RFC 3463, by its last two numbers
    "1.0": NO_ADDRESS,
    "1.1": NO_ADDRESS,
    "1.2": NO_DOMAIN,
    "1.3": "the address is not valid",
    "1.6": "the mailbox has moved",
    "1.10": NO_DOMAIN,
    "2.0": "the mailbox takes no mail",
    "2.1": "the mailbox is switched off",
    "2.2": FULL,
    "2.3": TOO_LARGE,
    "2.4": "the mailing list behind the address cannot be served",
    "3.1": "the receiver's server has no space",
    "3.4": TOO_LARGE,
    "4.1": NOT_REACHED,
    "4.2": NOT_REACHED,
    "4.3": NO_DOMAIN,
    "4.4": NO_DOMAIN,
    "4.6": "the mail goes round in circles between servers",
    "4.7": "the receiver's server was not reached in time",
    "7.0": REFUSED,
    "7.1": REFUSED,
}
_BY_CLASS = {"5": REFUSED, "4": PUT_OFF}
_READ_MAX = 16_000


def reason(code: str, words: str) -> str:
    """Of a code such as `5.2.2`, which may be empty, and of what a server says besides."""
    first, _, rest = code.partition(".")
    if rest in ("2.2", "3.4", "2.3"):
        return _CODES[rest]
    said = next((plain for pattern, plain in _WORDS if pattern.search(words[:_READ_MAX])), None)
    return said or _CODES.get(rest) or _BY_CLASS.get(first) or UNKNOWN
