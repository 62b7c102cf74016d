"""Every address at which a function answers."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from common.base import ids
from tests.support.system import System

UNKNOWN = ids.time_ordered(datetime(2026, 11, 1, tzinfo=UTC), b"no ticket.")


@dataclass(frozen=True)
class Address:
    """Where a function answers: behind Hosting, or at its own URL when `function` is given."""

    path: str
    allow: str
    function: str = ""

    def url(self, system: System) -> str:
        return (system.function_url(self.function) if self.function else system.hosting_url) + self.path

    def __str__(self) -> str:
        return f"{self.function or 'hosting'}{self.path.replace(UNKNOWN, 'id')}"


CREATE = [Address("/api/tickets", "GET, POST, HEAD, OPTIONS"), Address("", "POST, OPTIONS", "create_ticket")]
UPDATE = [
    Address(f"/api/tickets/{UNKNOWN}", "GET, PATCH, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}", "PATCH, OPTIONS", "update_ticket"),
]
CLASSIFY = [Address("/api/tickets/classify", "POST, OPTIONS"), Address("", "POST, OPTIONS", "classify_ticket")]
READ = [
    Address("/api/tickets/stats", "GET, HEAD, OPTIONS"),
    Address("", "GET, HEAD, OPTIONS", "ticket_stats"),
    Address(f"/api/track/{UNKNOWN}", "GET, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}", "GET, HEAD, OPTIONS", "track_ticket"),
    Address("/api/track/link", "POST, OPTIONS"),
    Address("", "POST, OPTIONS", "track_ticket"),
    Address(f"/api/track/{UNKNOWN}/messages", "GET, POST, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}/messages", "GET, POST, HEAD, OPTIONS", "track_ticket"),
    Address("/api/agents", "GET, HEAD, OPTIONS"),
    Address("/agents", "GET, HEAD, OPTIONS", "desk"),
    Address("/api/presence", "POST, OPTIONS"),
    Address("/presence", "POST, OPTIONS", "desk"),
    Address("/api/queues", "GET, HEAD, OPTIONS"),
    Address("/queues", "GET, HEAD, OPTIONS", "desk"),
    Address("/api/views", "GET, POST, HEAD, OPTIONS"),
    Address("/views", "GET, POST, HEAD, OPTIONS", "desk"),
    Address(f"/api/views/{UNKNOWN}", "PATCH, DELETE, OPTIONS"),
    Address(f"/{UNKNOWN}", "PATCH, DELETE, OPTIONS", "desk"),
    Address("", "GET, HEAD, OPTIONS", "list_tickets"),
    Address(f"/{UNKNOWN}", "GET, HEAD, OPTIONS", "get_ticket"),
    Address("", "GET, POST, HEAD, OPTIONS", "tickets"),
    Address(f"/{UNKNOWN}", "GET, PATCH, HEAD, OPTIONS", "ticket"),
]
BELOW = [
    Address(f"/api/tickets/{UNKNOWN}/history", "GET, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}/history", "GET, HEAD, OPTIONS", "ticket"),
    Address(f"/api/tickets/{UNKNOWN}/original", "GET, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}/original", "GET, HEAD, OPTIONS", "mails"),
    Address(f"/api/tickets/{UNKNOWN}/messages/0000000001/original", "GET, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}/messages/0000000001/original", "GET, HEAD, OPTIONS", "mails"),
    Address(f"/api/tickets/{UNKNOWN}/link", "POST, DELETE, OPTIONS"),
    Address(f"/{UNKNOWN}/link", "POST, DELETE, OPTIONS", "ticket"),
    Address(f"/api/tickets/{UNKNOWN}/release", "POST, OPTIONS"),
    Address(f"/{UNKNOWN}/release", "POST, OPTIONS", "ticket"),
    Address(f"/api/tickets/{UNKNOWN}/messages", "GET, POST, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}/messages", "GET, POST, HEAD, OPTIONS", "ticket"),
    Address(f"/api/tickets/{UNKNOWN}/messages/0000000001", "GET, PATCH, DELETE, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}/messages/0000000001", "GET, PATCH, DELETE, HEAD, OPTIONS", "ticket"),
]
"""What belongs to one ticket."""
FILES = [
    Address("/api/attachments", "POST, OPTIONS"),
    Address("/attachments", "POST, OPTIONS", "attachments"),
    Address(f"/api/attachments/{UNKNOWN}", "GET, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}", "GET, HEAD, OPTIONS", "attachments"),
    Address(f"/api/track/{UNKNOWN}/attachments/{UNKNOWN}", "GET, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}/attachments/{UNKNOWN}", "GET, HEAD, OPTIONS", "attachments"),
]
MAIL = [
    Address("/api/mail/inbound", "POST, OPTIONS"),
    Address("/inbound", "POST, OPTIONS", "mails"),
    Address("/api/mail/mailgun", "POST, OPTIONS"),
    Address("/api/mail/mailgun/mime", "POST, OPTIONS"),
    Address("/api/mail/sendgrid", "POST, OPTIONS"),
]
"""Where mails are handed over."""
WEBHOOKS = [
    Address("/api/webhooks", "GET, POST, HEAD, OPTIONS"),
    Address("", "GET, POST, HEAD, OPTIONS", "webhooks"),
    Address(f"/api/webhooks/{UNKNOWN}", "PATCH, DELETE, OPTIONS"),
    Address(f"/{UNKNOWN}", "PATCH, DELETE, OPTIONS", "webhooks"),
    Address(f"/api/webhooks/{UNKNOWN}/secret", "POST, OPTIONS"),
    Address(f"/{UNKNOWN}/secret", "POST, OPTIONS", "webhooks"),
    Address(f"/api/webhooks/{UNKNOWN}/deliveries", "GET, HEAD, OPTIONS"),
    Address(f"/{UNKNOWN}/deliveries", "GET, HEAD, OPTIONS", "webhooks"),
    Address(f"/api/webhooks/{UNKNOWN}/replay", "POST, OPTIONS"),
    Address(f"/{UNKNOWN}/replay", "POST, OPTIONS", "webhooks"),
]
"""What is sent to other systems, for admins."""
KEYS = [
    Address("/api/keys", "GET, POST, HEAD, OPTIONS"),
    Address("", "GET, POST, HEAD, OPTIONS", "api_keys"),
    Address(f"/api/keys/{UNKNOWN}", "DELETE, OPTIONS"),
    Address(f"/{UNKNOWN}", "DELETE, OPTIONS", "api_keys"),
]
"""What is for admins."""
ADDRESSES = CREATE + UPDATE + CLASSIFY + READ + BELOW + FILES + MAIL + WEBHOOKS + KEYS
BODIES = [("POST", it) for it in CREATE + CLASSIFY] + [("PATCH", it) for it in UPDATE]

every_address = pytest.mark.parametrize("address", ADDRESSES, ids=str)
every_body = pytest.mark.parametrize(("method", "address"), BODIES, ids=[str(it) for _, it in BODIES])
METHODS_BELOW = [(method, it) for it in BELOW for method in ("GET", "POST", "DELETE") if method in it.allow]
every_method_below = pytest.mark.parametrize(
    ("method", "address"), METHODS_BELOW, ids=[f"{method} {it}" for method, it in METHODS_BELOW]
)
