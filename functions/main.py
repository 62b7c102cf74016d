"""What is deployed: each function's name, and the module that declares it, which is loaded when it is asked for."""

from importlib import import_module
from typing import Any

from common.base.config import refuse_stray_emulators

refuse_stray_emulators()

FUNCTIONS = {
    "api_keys": "endpoints.keys",
    "attachments": "endpoints.attachments.collection",
    "classify_ticket": "endpoints.tickets.classify",
    "create_ticket": "endpoints.tickets.collection",
    "desk": "endpoints.desk.agents",
    "get_ticket": "endpoints.tickets.item",
    "list_tickets": "endpoints.tickets.collection",
    "mails": "endpoints.mails.inbound",
    "ticket": "endpoints.tickets.item",
    "ticket_stats": "endpoints.tickets.stats",
    "tickets": "endpoints.tickets.collection",
    "track_ticket": "endpoints.track.item",
    "update_ticket": "endpoints.tickets.item",
    "webhooks": "endpoints.webhooks.collection",
    "count_ticket": "triggers.count_ticket",
    "deliverwebhook": "triggers.deliverwebhook",
    "expire_personal_data": "triggers.expire_personal_data",
    "notify_webhooks": "triggers.notify_webhooks",
    "receive_mail": "triggers.receive_mail",
    "recount_tickets": "triggers.recount_tickets",
    "refine_ticket": "triggers.refine_ticket",
    "send_mail": "triggers.send_mail",
    "sendmail": "triggers.sendmail",
    "wake_tickets": "triggers.wake_tickets",
}


def declared(name: str) -> Any:
    """The function with that name as its module declares it."""
    return getattr(import_module(FUNCTIONS[name]), name)


def __getattr__(name: str) -> Any:
    if name not in FUNCTIONS:
        raise AttributeError(name)
    function = declared(name)

    def serve(request: Any) -> Any:  # the framework takes nothing but plain functions
        return function(request)

    return serve
