"""What is deployed: the options of all functions, a look at the surroundings, then one import per function."""

from firebase_functions.options import set_global_options

from common.base.config import REGION, refuse_stray_emulators

refuse_stray_emulators()
# Options set after a function was imported are lost.
set_global_options(region=REGION, cpu=1)

from endpoints.api_key import api_key  # noqa: E402
from endpoints.api_keys import api_keys  # noqa: E402
from endpoints.classify_ticket import classify_ticket  # noqa: E402
from endpoints.create_ticket import create_ticket  # noqa: E402
from endpoints.get_ticket import get_ticket  # noqa: E402
from endpoints.list_tickets import list_tickets  # noqa: E402
from endpoints.release_ticket import release_ticket  # noqa: E402
from endpoints.ticket_history import ticket_history  # noqa: E402
from endpoints.ticket_link import ticket_link  # noqa: E402
from endpoints.ticket_stats import ticket_stats  # noqa: E402
from endpoints.track_ticket import track_ticket  # noqa: E402
from endpoints.update_ticket import update_ticket  # noqa: E402
from endpoints.webhook import webhook  # noqa: E402
from endpoints.webhook_deliveries import webhook_deliveries  # noqa: E402
from endpoints.webhook_replay import webhook_replay  # noqa: E402
from endpoints.webhook_secret import webhook_secret  # noqa: E402
from endpoints.webhooks import webhooks  # noqa: E402
from routers.ticket import ticket  # noqa: E402
from routers.tickets import tickets  # noqa: E402
from triggers.count_ticket import count_ticket  # noqa: E402
from triggers.deliverwebhook import deliverwebhook  # noqa: E402
from triggers.expire_personal_data import expire_personal_data  # noqa: E402
from triggers.notify_webhooks import notify_webhooks  # noqa: E402
from triggers.recount_tickets import recount_tickets  # noqa: E402
from triggers.refine_ticket import refine_ticket  # noqa: E402
from triggers.send_mail import send_mail  # noqa: E402

__all__ = [
    "api_key",
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
    "release_ticket",
    "send_mail",
    "ticket",
    "ticket_history",
    "ticket_link",
    "ticket_stats",
    "tickets",
    "track_ticket",
    "update_ticket",
    "webhook",
    "webhook_deliveries",
    "webhook_replay",
    "webhook_secret",
    "webhooks",
]
