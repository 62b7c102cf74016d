"""Every setting of the deployed system, with its default and what it is for.

Parameters are set in `functions/.env.<project>`, secrets in Secret Manager (`firebase functions:secrets:set NAME`).
"""

import os
import re

from firebase_functions.params import IntParam, ListParam, SecretParam, StringParam

GEMINI_API_KEY = SecretParam(
    "GEMINI_API_KEY", description="Key of the Gemini API; the word 'off' leaves classification to the local classifier."
)
WEBHOOK_SECRETS = SecretParam(
    "WEBHOOK_SECRETS",
    description="Who may send signed webhooks: 'name=whsec_...' entries separated by spaces; "
    "repeat a name while its secret is rotated; the word 'off' allows nobody.",
)
GEMINI_MODEL = StringParam(
    "GEMINI_MODEL", default="gemini-3.5-flash-lite", description="The Gemini model that suggests category and priority."
)
GEMINI_TIMEOUT_S = IntParam(
    "GEMINI_TIMEOUT_S",
    default=10,
    description="Seconds, 1 to 15, after which a suggestion is made without Gemini; includes loading its library and a "
    "second try.",
)
FORM_MIN_SECONDS = IntParam(
    "FORM_MIN_SECONDS",
    default=3,
    description="A form that was filled in faster than this is put into quarantine as the work of a program; 0 trusts "
    "every speed.",
)
COUNTER_SHARDS = IntParam(
    "COUNTER_SHARDS",
    default=5,
    description="Over how many documents the counters are spread. One document takes about one write a second for "
    "long; every reading of the statistics costs one read per shard.",
)
RETENTION_DAYS = IntParam(
    "RETENTION_DAYS",
    default=0,
    description="Days after which a ticket that is resolved or closed is anonymised; 0 keeps it as it is for ever.",
)
ALLOWED_ORIGINS = ListParam(
    "ALLOWED_ORIGINS",
    default=[],
    description="Origins (https://example.com) whose pages may call the functions' own addresses; none by default.",
)

EMULATOR_VARIABLES = ("FIRESTORE_EMULATOR_HOST", "FIREBASE_AUTH_EMULATOR_HOST")


class Misconfigured(Exception):
    """A setting has a value that the system refuses to run with."""


def project() -> str:
    """The project's id.

    Raises `Misconfigured` where an emulator is named for a project that is not a demo: against the Auth emulator
    unsigned tokens count, so a stray variable must not be able to open a real desk.
    """
    name = os.environ.get("GCLOUD_PROJECT") or os.environ.get("GOOGLE_CLOUD_PROJECT") or ""
    if not name:
        raise Misconfigured("GCLOUD_PROJECT is not set")
    stray = [variable for variable in EMULATOR_VARIABLES if os.environ.get(variable)]
    if stray and not name.startswith("demo-"):
        raise Misconfigured(f"{', '.join(stray)} must not be set for the project {name}, only for demo- projects")
    return name


def gemini_api_key() -> str | None:
    """The key, or None where Gemini is not configured."""
    key = GEMINI_API_KEY.value.strip()
    return None if key.lower() in {"", "off"} else key


def gemini_timeout_s() -> float:
    """Within what the functions' own time limits leave room for, whatever the parameter says."""
    return float(min(15, max(1, GEMINI_TIMEOUT_S.value)))


def webhook_secrets() -> list[tuple[str, str]]:
    """(integration name, secret) pairs, in the order given; a name occurs twice while its secret is rotated.

    Raises `Misconfigured`, without repeating a secret, for an entry that is not `name=whsec_...`.
    """
    entries = WEBHOOK_SECRETS.value.split()
    if entries in ([], ["off"]):
        return []
    pairs = []
    for position, entry in enumerate(entries, 1):
        match = re.fullmatch(r"([a-z0-9][a-z0-9_-]{0,39})=(whsec_\S+)", entry)
        if match is None:
            raise Misconfigured(f"entry {position} of WEBHOOK_SECRETS is not name=whsec_...")
        pairs.append((match[1], match[2]))
    return pairs
