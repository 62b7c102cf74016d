"""Every setting of the deployed system, with its default and what it is for.

Parameters are set in `functions/.env.<project>`, secrets in Secret Manager (`firebase functions:secrets:set NAME`).
"""

import os

from common.base.parameters import Parameter, Secret

REGION = Parameter(
    "REGION",
    default="us-central1",
    description="Google's region in which the functions and their task queue run; best the one of the database.",
)
MIN_INSTANCES = Parameter(
    "MIN_INSTANCES",
    default=0,
    description="How many instances of each function that the public pages call are always kept: 0 to 2. They spare "
    "the first request after a pause about a second, and cost money when idle, too.",
)
GEMINI_API_KEY = Secret(
    "GEMINI_API_KEY", description="Key of the Gemini API; the word 'off' leaves classification to the local classifier."
)
WEBHOOK_SECRETS = Secret(
    "WEBHOOK_SECRETS",
    description="Who may send signed webhooks: 'name=whsec_...' entries separated by spaces; "
    "repeat a name while its secret is rotated; the word 'off' allows nobody.",
)
GEMINI_MODEL = Parameter(
    "GEMINI_MODEL", default="gemini-3.5-flash-lite", description="The Gemini model that suggests category and priority."
)
GEMINI_TIMEOUT_S = Parameter(
    "GEMINI_TIMEOUT_S",
    default=10,
    description="Seconds, 1 to 15, after which a suggestion is made without Gemini; includes loading its library and a "
    "second try.",
)
GEMINI_PER_MINUTE = Parameter(
    "GEMINI_PER_MINUTE",
    default=20,
    description="How often a minute one instance asks Gemini; beyond that the local classifier serves. Bounds what an "
    "attack can cost (docs/cost.md); 0 sets no limit.",
)
FORM_MIN_SECONDS = Parameter(
    "FORM_MIN_SECONDS",
    default=3,
    description="A form that was filled in faster than this is put into quarantine as the work of a program; 0 trusts "
    "every speed.",
)
COUNTER_SHARDS = Parameter(
    "COUNTER_SHARDS",
    default=5,
    description="Over how many documents the counters are spread. One document takes about one write a second for "
    "long; every reading of the statistics costs one read per shard.",
)
RETENTION_DAYS = Parameter(
    "RETENTION_DAYS",
    default=0,
    description="Days after which a ticket that is resolved or closed is anonymised; 0 keeps it as it is for ever.",
)
SMTP_URL = Secret(
    "SMTP_URL",
    description="The server that sends our e-mails: smtp://user:password@host:587 or smtps://user:password@host; the "
    "word 'off' where there is none.",
)
MAIL_SECRET = Secret(
    "MAIL_SECRET",
    description="At least 32 random characters, from which the links, reply addresses and Message-IDs of e-mails are "
    "made; the word 'off' where no e-mail is sent.",
)
MAIL_INBOUND_SECRETS = Secret(
    "MAIL_INBOUND_SECRETS",
    description="What the raw e-mails that come in are signed with: 'whsec_...' entries separated by spaces; the word "
    "'off' takes none.",
)
MAILGUN_SIGNING_KEY = Secret(
    "MAILGUN_SIGNING_KEY",
    description="Mailgun's HTTP webhook signing key, for e-mails that come in through Mailgun; the word 'off' takes "
    "none.",
)
SENDGRID_PUBLIC_KEY = Secret(
    "SENDGRID_PUBLIC_KEY",
    description="The public key of SendGrid's signed Inbound Parse, for e-mails that come in through SendGrid; the "
    "word 'off' takes none.",
)
MAIL_FROM = Parameter(
    "MAIL_FROM",
    default="",
    description="From whom e-mails are, like Support <support@example.com>; answers go to this address with a suffix "
    "after a plus. Empty: no e-mail is written.",
)
MAIL_SITE_URL = Parameter(
    "MAIL_SITE_URL",
    default="",
    description="The site's address, like https://support.example.com, to which the links in e-mails lead. Empty: no "
    "e-mail is written.",
)
MAIL_PER_HOUR = Parameter(
    "MAIL_PER_HOUR",
    default=5,
    description="How many automatic e-mails one mailbox gets within any hour; further ones are not sent. Replies are "
    "always sent.",
)
MAIL_AUTHSERV_ID = Parameter(
    "MAIL_AUTHSERV_ID",
    default="",
    description="The server whose Authentication-Results in e-mails that come in are believed, as it calls itself "
    "there. Empty: none.",
)
BUCKET = Parameter(
    "BUCKET",
    default="",
    description="The private bucket of files and raw e-mails. Empty: the one named after the project, "
    "<project>-private.",
)
DOWNLOAD_MIB_PER_MINUTE = Parameter(
    "DOWNLOAD_MIB_PER_MINUTE",
    default=600,
    description="How many MiB of attachments one instance returns to the public in a minute. Bounds what an attack can "
    "cost (docs/cost.md); 0 sets no limit.",
)
ALLOWED_ORIGINS = Parameter[list[str]](
    "ALLOWED_ORIGINS",
    default=[],
    description="Origins (https://example.com) whose pages may call the functions' own addresses; none by default.",
)
RATE_LIMITS = Parameter(
    "RATE_LIMITS",
    default="off",
    description="How many requests are served in how many seconds: 'name=requests/seconds' entries separated by "
    "spaces, the names being create, classify, track, track_link, track_read, track_write, track_files, upload, "
    "track_bytes and upload_bytes (of bytes in place of requests), attempts, integration_create, integration_update, "
    "integration_read, integration_reply and integration_upload; what is left out, has 0 requests or is 'off' has no "
    "limit.",
)
APP_CHECK_ENFORCED = Parameter(
    "APP_CHECK_ENFORCED",
    default=False,
    description="Whether callers without credentials must send a Firebase App Check token. The form of this project "
    "sends none: only for clients of your own.",
)
CPU, MEMORY_MB, CONCURRENCY = 1, 512, 16
"""Of every instance; `THREADS` in functions/.env is the number of requests at once, too."""

DEV_LOOPBACK = "WEBHOOK_DEV_LOOPBACK"
"""An environment variable of development: with any value, webhooks are also sent to this machine, and by http."""
DEV_PACE = "WEBHOOK_DEV_PACE"
"""An environment variable of the tests: what the waiting times between attempts at a delivery are multiplied with."""
DEV_LEAD = "COUNTER_DEV_LEAD"
"""An environment variable of the tests: a factor for how far ahead a recount announces its instant."""
EMULATOR_VARIABLES = (
    "FIRESTORE_EMULATOR_HOST",
    "FIREBASE_AUTH_EMULATOR_HOST",
    "CLOUD_TASKS_EMULATOR_HOST",
    "STORAGE_EMULATOR_HOST",
    DEV_LOOPBACK,
    DEV_PACE,
    DEV_LEAD,
)
CLOUD_VARIABLE = "K_CONFIGURATION"
"""Set by Cloud Run (https://cloud.google.com/run/docs/container-contract#env-vars) and not by the emulator."""


class Misconfigured(Exception):
    """A setting has a value that the system refuses to run with.

    The message is logged: it names the setting and what is wrong with it, and repeats no secret.
    """


def project() -> str:
    """The project's id; raises `Misconfigured` like `refuse_stray_emulators`."""
    refuse_stray_emulators()
    name = project_name()
    if not name:
        raise Misconfigured("GCLOUD_PROJECT is not set")
    return name


def refuse_stray_emulators() -> None:
    """Raises `Misconfigured` where an emulator is named for a project that is not a demo, or in the cloud.

    The same goes for the leniencies of development. Against the Auth emulator unsigned tokens count, so a stray
    variable must not be able to open a real desk. `main` calls this while it is loaded: Cloud Run sends nobody to a
    revision that does not start.
    """
    stray = ", ".join(variable for variable in EMULATOR_VARIABLES if os.environ.get(variable))
    if stray and CLOUD_VARIABLE in os.environ:
        raise Misconfigured(f"{stray} must not be set in the cloud")
    if stray and not project_name().startswith("demo-"):
        raise Misconfigured(f"{stray} must not be set for the project {project_name()}, only for demo- projects")


def project_name() -> str:
    """The project's id; empty where none is set."""
    return os.environ.get("GCLOUD_PROJECT") or os.environ.get("GOOGLE_CLOUD_PROJECT") or ""


def pace() -> float:
    """What the waiting times of task queues are multiplied with: 1, but in tests, which have no three days."""
    return _factor(DEV_PACE)


def lead() -> float:
    """A factor for how far ahead a recount announces its instant: 1, but in tests."""
    return _factor(DEV_LEAD)


def _factor(variable: str) -> float:
    return float(os.environ.get(variable) or 1) if project().startswith("demo-") else 1.0
