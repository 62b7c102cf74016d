"""What is deployed: the options of all functions, a look at the surroundings, then one import per function."""

from firebase_functions.options import set_global_options

from common.base.config import REGION, refuse_stray_emulators

refuse_stray_emulators()
# Options set after a function was imported are lost.
set_global_options(region=REGION, cpu=1)

from endpoints.keys import api_keys  # noqa: E402
from endpoints.tickets.classify import classify_ticket  # noqa: E402
from endpoints.tickets.collection import create_ticket  # noqa: E402
from endpoints.tickets.collection import list_tickets  # noqa: E402
from endpoints.tickets.collection import tickets  # noqa: E402
from endpoints.tickets.item import get_ticket  # noqa: E402
from endpoints.tickets.item import ticket  # noqa: E402
from endpoints.tickets.item import update_ticket  # noqa: E402
from endpoints.tickets.stats import ticket_stats  # noqa: E402
from endpoints.track import track_ticket  # noqa: E402
from endpoints.webhooks.collection import webhooks  # noqa: E402
from triggers.count_ticket import count_ticket  # noqa: E402
from triggers.deliverwebhook import deliverwebhook  # noqa: E402
from triggers.expire_personal_data import expire_personal_data  # noqa: E402
from triggers.notify_webhooks import notify_webhooks  # noqa: E402
from triggers.recount_tickets import recount_tickets  # noqa: E402
from triggers.refine_ticket import refine_ticket  # noqa: E402
from triggers.send_mail import send_mail  # noqa: E402

__all__ = [
    "api_keys",
    "classify_ticket",
    "count_ticket",
    "create_ticket",
    "deliverwebhook",
    "expire_personal_data",
    "get_ticket",
    "list_tickets",
    "notify_webhooks",
    "recount_tickets",
    "refine_ticket",
    "send_mail",
    "ticket",
    "ticket_stats",
    "tickets",
    "track_ticket",
    "update_ticket",
    "webhooks",
]
