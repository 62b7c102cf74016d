"""`make mail TO=... [PROJECT=...]`: sends a test e-mail with a project's settings, or with those of the running
`make dev`."""

import os
import sys
from base64 import b64decode
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from common.base import ids
from common.base.config import MAIL_FROM, MAIL_SECRET, SMTP_URL, Misconfigured
from common.mail import names, settings, smtp
from scripts.base import env
from scripts.base.console import Failure, guarded, say
from scripts.base.paths import FUNCTIONS, PROJECT
from scripts.emulators import config
from scripts.operate import target
from scripts.operate.google_rest import Rest, signed_in

USAGE = "make mail TO=you@example.com [PROJECT=your-project]"
TEXT = """This is a test: the e-mails of your support desk arrive.

Answers to it go to {reply_to}. If mail comes in, too, your server takes mail for such an address.
"""


def main() -> None:
    project, to = (*sys.argv[1:], "", "")[:2]
    if "@" not in to:
        raise Failure(f"To whom? {USAGE}")
    if project:
        target.require_project(project, USAGE)
        with target.refusals(project):
            use(project, Rest(signed_in(project)))
    else:
        use_here()
    try:
        send(to)
    except Misconfigured as problem:
        raise Failure(f"{problem} (docs/mail.md).") from None
    say(f"Sent to {to}. Is it there, and not among the spam?")


def use(project: str, rest: Rest) -> None:
    """Takes the project's settings, the secrets from Secret Manager."""
    os.environ.update(env.parameters(FUNCTIONS, project))
    for name in (SMTP_URL.name, MAIL_SECRET.name):
        stored = rest.ask("GET", "secretmanager", f"v1/projects/{project}/secrets/{name}/versions/latest:access")
        os.environ[name] = b64decode(stored["payload"]["data"]).decode()


def use_here() -> None:
    target.running(USAGE)
    os.environ.update(env.parameters(FUNCTIONS, PROJECT, "local"))
    os.environ.update({name: config.read_secret(FUNCTIONS, name) for name in (SMTP_URL.name, MAIL_SECRET.name)})


def send(to: str) -> None:
    """Raises Misconfigured, and Failure where our mail server does not take the e-mail."""
    if not settings.is_on():
        raise Failure("E-mail is off: set MAIL_FROM, MAIL_SITE_URL and the secret MAIL_SECRET (docs/mail.md).")
    now, (name, address) = datetime.now(UTC), names.sender(MAIL_FROM.value)
    settings.site()
    reply_to = names.reply_address(settings.secret(), MAIL_FROM.value, ids.new_id(now))
    mail = EmailMessage(SMTP)
    mail["From"] = Address(name, addr_spec=address)
    mail["To"], mail["Reply-To"], mail["Date"] = to, reply_to, now
    mail["Subject"] = "Test of your support desk"
    mail["Message-ID"] = f"<test-{ids.new_id(now)}@{address.rpartition('@')[2]}>"
    mail.set_content(TEXT.format(reply_to=reply_to))
    result = smtp.send(settings.server(), mail.as_bytes(), reply_to, to)
    if result.outcome is not smtp.Outcome.SENT:
        code = f" ({result.code})" if result.code else ""
        raise Failure(f"It was not sent: {result.reason}{code}.")


if __name__ == "__main__":
    guarded(main)
