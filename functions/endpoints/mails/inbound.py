"""POST /api/mail/...: raw mails, one path for each way in which they come."""

from collections.abc import Callable

from common.base import config, logs
from common.base.errors import BadRequest, NotFound, TooLarge, TooManyRequests, Unauthorized
from common.callers import admission
from common.callers.call import Call
from common.http.access import Access
from common.http.function import Function
from common.http.operation import Answer, Failures, Operation, operation
from common.inbound import adapters, inbox
from common.inbound.adapters import FORM_MAX, MAIL_MAX, Handed

PATH = "/api/mail"
SAVES_S = 50.0
"""For the upload of the largest mail; a provider waits as long, and repeats what it gives up."""
REFUSED: Failures = {
    NotFound: "No mail is taken in this way: its secret is not set.",
    Unauthorized: "The signature is missing, does not verify, or is older than five minutes (Mailgun: twelve hours).",
    TooManyRequests: "Too many requests of this client with bad signatures.",
    TooLarge: "The mail has more than 25 MiB.",
}


def _accepted(call: Call, proof: Callable[[Call], Handed]) -> Answer[None]:
    """200 without a body: Mailgun repeats for eight hours what is answered with another 2xx."""
    logs.about(new=inbox.accept(admission.proven(call, lambda: proof(call))))
    return Answer(None)


@operation(
    "receive_mail",
    "Hand over a mail",
    access=Access(agents=False),
    failures=REFUSED,
    body_max=MAIL_MAX,
    takes="message/rfc822",
)
def standard(call: Call) -> Answer[None]:
    """The raw mail, signed as webhooks are (`webhook-id`, `webhook-timestamp`, `webhook-signature`). It is stored once
    this is answered; a mail with the same Message-ID changes nothing."""
    return _accepted(call, adapters.standard)


def _of_provider(name: str, proof: Callable[[Call], Handed], fields: tuple[str, ...], suffix: str = "") -> Operation:
    @operation(
        f"receive_mail_of_{name.lower()}{suffix}",
        f"Hand over a mail from {name}" + (", to an address that ends as it wants" if suffix else ""),
        access=Access(agents=False),
        failures={**REFUSED, BadRequest: "The form has no field with the raw mail."},
        body_max=FORM_MAX,
        takes=fields,
    )
    def receive(call: Call) -> Answer[None]:
        return _accepted(call, proof)

    return receive


# Everything that has a whole mail in memory.
mails = Function(
    "mails",
    {
        f"{PATH}/inbound": {"POST": standard},
        f"{PATH}/mailgun": {"POST": _of_provider("Mailgun", adapters.mailgun, adapters.MAILGUN_FIELDS)},
        # Mailgun sends raw mails only to addresses that end like this.
        f"{PATH}/mailgun/mime": {"POST": _of_provider("Mailgun", adapters.mailgun, adapters.MAILGUN_FIELDS, "_raw")},
        f"{PATH}/sendgrid": {"POST": _of_provider("SendGrid", adapters.sendgrid, adapters.SENDGRID_FIELDS)},
        "/api/tickets/{id}/original": "endpoints.mails.original",
        "/api/tickets/{id}/messages/{message}/original": "endpoints.mails.message_original",
    },
    timeout_s=60,
    waits_s=SAVES_S,
    secrets=(config.MAIL_INBOUND_SECRETS, config.MAILGUN_SIGNING_KEY, config.SENDGRID_PUBLIC_KEY),
    memory_mb=1024,
    concurrency=4,
)
