"""One ticket through a deployed site: opened, read by its status link, counted, and taken away again."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager

from google.cloud.firestore import FieldFilter
from google.cloud.firestore_v1.field_path import FieldPath

from common.base.firestore import patience
from common.base.headers import TRACKING_TOKEN
from common.counters import recount
from common.counters import store as counters
from common.tickets import search
from common.tickets import store as tickets
from common.tickets.fields import Category, Priority
from common.webhooks import endpoints
from common.webhooks.model import WebhookEvent
from scripts.base.console import Failure
from scripts.operate.verify.site import Site

COUNTED_S = 90.0
"""The first event after a deployment waits for a function to start; Eventarc tries again after a minute."""
PATIENCE_S = 20.0


def through(site: Site, *, heard: bool) -> str:
    """Raises Failure where something does not work; the ticket is gone in either case.

    `heard` allows that webhook endpoints are sent that the ticket was opened.
    """
    _require_unheard(heard)
    _require_counted("The numbers differ from the tickets already: make recount puts them right.", 0)
    before, first = counters.read()
    mark = f"verify{secrets.token_hex(8)}"
    _take_away(mark)  # nothing yet: where the index is still being built, this fails before there is a ticket
    with _taken_away(mark):
        _read_by_link(site, _opened(site, mark))
        _require_counted(
            "The ticket was not counted. Does count_ticket run? Its log says more (docs/operating.md).", COUNTED_S
        )
        counted = counters.read()[0]
    _require_counted("The ticket is deleted, but still counted: make recount puts the numbers right.", COUNTED_S)
    if first is None:
        _forget_first()
    after = counters.read()[0]
    totals = " → ".join(str(it.get(("total",), 0)) for it in (before, counted, after))
    like_before = "the numbers are as before" if after == before else "other tickets came or changed meanwhile"
    return f"a ticket was opened, read, counted and deleted (total {totals}; {like_before})"


def _forget_first() -> None:
    """Where there was no ticket before, the average would for ever begin with this one."""
    try:
        recount.renew()
    except recount.Overtaken as reason:
        raise Failure(f"Everything works; only run make recount in a minute ({reason}).") from None


def _require_unheard(heard: bool) -> None:
    listening = [it.url for it in endpoints.every(PATIENCE_S) if it.enabled and WebhookEvent.CREATED in it.events]
    if listening and not heard:
        raise Failure(
            f"No ticket was opened, as these webhook endpoints would be sent it: {', '.join(listening)}. Switch them "
            "off on Integrations meanwhile or, if they may hear of a ticket that is then gone, add WEBHOOKS=1"
        )


def _require_counted(otherwise: str, seconds: float) -> None:
    """Waits until the counters agree with the tickets, both at one instant, so that other people may go on working."""
    deadline = time.monotonic() + seconds
    while recount.agreement().differences:
        if time.monotonic() >= deadline:
            raise Failure(otherwise)


def _opened(site: Site, mark: str) -> dict[str, str]:
    """Complete, so that no rules and no Gemini are asked, and without a requester, so that no e-mail is written."""
    text = {"title": f"Deployment check {mark}", "description": "make verify opened this ticket and deletes it."}
    answer = site.ask("POST", "/api/tickets", json={**text, "category": Category.GENERAL, "priority": Priority.LOW})
    opened: dict[str, str] = site.wanted(201, answer).json()
    return opened


def _read_by_link(site: Site, opened: dict[str, str]) -> None:
    site.wanted(200, site.ask("GET", f"/track#{opened['id']}.{opened['tracking_token']}"))
    token = {TRACKING_TOKEN.name: opened["tracking_token"]}
    read = site.wanted(200, site.ask("GET", f"/api/track/{opened['id']}", headers=token)).json()
    if (read["reference"], read["status"]) != (opened["reference"], "open"):
        raise Failure(f"The status link of {opened['reference']} shows another ticket.")


@contextmanager
def _taken_away(mark: str) -> Iterator[None]:
    try:
        yield
    finally:
        _take_away(mark)


def _take_away(mark: str) -> None:
    """Deletes the ticket whose title has the mark, which is found also if its opening got no answer."""
    (term,) = search.query_terms(mark)
    marked = FieldFilter(FieldPath("terms", term).to_api_repr(), "==", True)
    for place in (tickets.collection(), tickets.quarantine()):
        for it in place.where(filter=marked).select(()).get(**patience(PATIENCE_S)):
            it.reference.delete(**patience(PATIENCE_S))
