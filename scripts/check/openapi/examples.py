"""Examples, made of the models, so that each is valid."""

from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel

from common.attachments.model import UploadedAttachment
from common.callers.inputs import NewApiKey
from common.classifier.inputs import ClassifyRequest
from common.classifier.model import Classification
from common.classifier.suggest import SENTENCES
from common.conversation import inputs as messages
from common.conversation import model as conversation
from common.presence.inputs import OpenedTicket
from common.presence.model import Colleagues
from common.tickets import changes, inputs
from common.tickets import model as models
from common.tickets.fields import DEFAULTS, Status
from common.tickets.lifecycle import SILENT, waiting
from common.tickets.model import Confidence
from common.views.inputs import NewView, ViewPatch
from common.webhooks import model as webhooks
from common.webhooks.events import PUBLISHED, WebhookMessagePayload, WebhookPayload

OPENED = datetime(2026, 11, 2, 9, 15, tzinfo=UTC)
LINK = "Zx3vQmS0cJ8kYb1TtWq9nR5uHf2LpA7oE6gDi4rKsVw"
TEXTS = {"title": "Charged twice", "description": "My card was charged twice for one order."}
VALUES = {"category": "billing", "priority": "high"}
SUGGESTION = {
    **VALUES,
    "source": "gemini",
    "confidence": "medium",
    "reason": "A charge was made twice, which is about money.",
    "signals": ["charged", "twice"],
    "model": "gemini-3.5-flash-lite",
}
CONTENT = {
    "id": "7y9jw2rk3n8x4v6qb5tdch0ams",
    "reference": "4F7K-92QX-M3TB",
    **TEXTS,
    "attachments": [],
    **DEFAULTS,
    **VALUES,
    "status": "open",
    "version": 1,
    "created_at": OPENED,
    "updated_at": OPENED,
    "resolved_at": None,
    "channel": "form",
    "requester": {"name": "Ada", "email": "ada@example.com"},
    "suggestion": SUGGESTION,
    "set_by": {"category": "submitter", "priority": "submitter"},
}
TICKET = {
    **CONTENT,
    **SILENT,
    **waiting(Status.OPEN, OPENED),
    "quarantined": False,
    "link_active": True,
    "anonymised_at": None,
}
MOVE = {"field": "status", "before": "open", "after": "in_progress"}
CHANGE = {"version": 2, "at": OPENED, "by": {"kind": "agent", "name": "agent@example.com"}, "changes": [MOVE]}
TRACKED = (
    "reference",
    "title",
    "description",
    "attachments",
    "category",
    "priority",
    "status",
    "created_at",
    "updated_at",
)
REPLY = conversation.Reply(
    n=2,
    shared_n=1,
    author=conversation.Author(kind=models.AuthorKind.AGENT, uid="kX3vQ", name="Grace Hopper"),
    text="We have refunded the second charge.",
    channel=conversation.MessageChannel.DESK,
    created_at=OPENED,
    left=conversation.TicketState(version=3, status=Status.RESOLVED, awaiting=None),
)


def _sent(model: type[BaseModel], **fields: Any) -> tuple[type[BaseModel], Any]:
    return model, model.model_validate(fields).model_dump(mode="json", exclude_unset=True)


def _answered(model: type[BaseModel], **fields: Any) -> tuple[type[BaseModel], Any]:
    return model, model.model_validate(fields).model_dump(mode="json")


BODIES = dict(
    [
        _sent(inputs.NewTicket, **TEXTS, requester={"name": "Ada", "email": "ada@example.com"}),
        _sent(inputs.TicketPatch, status="in_progress"),
        _sent(inputs.LostLink, reference="4F7K-92QX-M3TB", email="ada@example.com"),
        _sent(ClassifyRequest, description=TEXTS["description"]),
        _sent(messages.NewMessage, kind="reply", text=REPLY.text, status="resolved"),
        _sent(messages.MessagePatch, text="Refunded by hand."),
        _sent(messages.RequesterMessage, text="I still see two charges.", solved=False),
        _sent(OpenedTicket, ticket=CONTENT["id"]),
        _sent(NewView, name="Money, urgent", filters={"category": "billing", "priority": "high"}, shared=True),
        _sent(ViewPatch, name="Urgent money"),
        _sent(NewApiKey, name="shop", scopes=["tickets:create"]),
        _sent(webhooks.NewWebhook, url="https://example.com/tickets", events=["ticket.created"]),
        _sent(webhooks.WebhookPatch, enabled=False),
        _sent(webhooks.ReplayRequest, since="2026-11-02T09:00:00Z", until="2026-11-02T10:00:00Z"),
    ]
)
FILE = {"id": "7y9jw2rk3n8x4v6qb5tdch0amf", "name": "screenshot.png", "size": 48213, "kind": "image/png"}
ANSWERS = dict(
    [
        _answered(
            UploadedAttachment, **FILE, sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        ),
        _answered(models.Ticket, **TICKET),
        _answered(models.CreatedTicket, **CONTENT, tracking_token=LINK, confirmed_by_mail=True),
        _answered(models.TicketPage, results=[TICKET], next_cursor=None),
        _answered(changes.TicketHistory, results=[CHANGE], next_cursor=None),
        _answered(models.NewLink, id=CONTENT["id"], tracking_token=LINK, version=2),
        _answered(
            models.TrackedTicket,
            **{name: CONTENT[name] for name in TRACKED},
            **waiting(Status.OPEN, OPENED),
            messages=0,
            follow_up=None,
            timeline=[{"status": "open", "at": OPENED}],
        ),
        _answered(conversation.Message, **conversation.for_agents(REPLY).model_dump()),
        _answered(
            conversation.PostedMessage, **conversation.for_agents(REPLY).model_dump(), ticket=REPLY.left.model_dump()
        ),
        _answered(conversation.MessagePage, results=[conversation.for_agents(REPLY)], next_cursor=None),
        _answered(conversation.TrackedMessagePage, results=[conversation.for_requester(REPLY)], next_cursor=None),
        _answered(Colleagues, results=[{"uid": "kX3vQ", "name": "Grace Hopper", "initials": "GH"}]),
        _answered(
            Classification,
            **{name: SUGGESTION[name] for name in ("source", "confidence")},
            suggested_category="billing",
            suggested_priority="high",
            reason=SENTENCES[Confidence.MEDIUM].format(**VALUES),
        ),
    ]
)
SUMMARY = {name: CONTENT[name] for name in ("id", "reference", *PUBLISHED)}
_MOVED = {"status": {"before": "in_progress", "after": "resolved"}}
MESSAGES = {
    event: WebhookPayload.model_validate(
        {
            "type": event,
            "timestamp": OPENED,
            "data": {**SUMMARY, "status": status, "sequence": version, "changed": changed},
        }
    ).model_dump(mode="json")
    for event, status, version, changed in (
        (webhooks.WebhookEvent.CREATED, "open", 1, {}),
        (webhooks.WebhookEvent.UPDATED, "resolved", 3, _MOVED),
        (webhooks.WebhookEvent.RESOLVED, "resolved", 3, _MOVED),
    )
}
_POSTED = {"sequence": 4, "message": REPLY.id, "kind": REPLY.kind, "author": REPLY.author.kind}
MESSAGES[webhooks.WebhookEvent.MESSAGE] = WebhookMessagePayload.model_validate(
    {
        "type": webhooks.WebhookEvent.MESSAGE,
        "timestamp": OPENED,
        "data": {"id": CONTENT["id"], "reference": CONTENT["reference"], **_POSTED},
    }
).model_dump(mode="json")
