"""The endpoints in Firestore: `webhooks/{id}`, with the secrets that sign what they are sent."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from functools import partial
from secrets import token_bytes
from typing import Any

from google.api_core import exceptions
from google.cloud.firestore import CollectionReference

from common.base import ids
from common.base.errors import Conflict, NotFound, refused
from common.base.firestore import (
    Snapshot,
    contended,
    document,
    existing,
    firestore,
    of_document,
    patience,
    readable,
    unchanged_since,
)
from common.base.schema import Record
from common.callers.model import Actor
from common.webhooks import settings, targets
from common.webhooks.model import NewWebhook, NewWebhookEndpoint, WebhookEndpoint, WebhookPatch, WebhookSecret

ENDPOINTS_MAX = 20
"""Every write of a ticket reads them all."""
KEY_BYTES = 32
"""Standard Webhooks 1.0 wants 24 to 64."""
ROTATION = timedelta(hours=24)
"""How long the secret before the current one signs as well."""
SIGNATURES_MAX = 3
"""Secrets that sign at once; of more rotations within a day only the last count."""


class Secret(Record):
    value: str
    until: datetime | None
    """When it stops signing; None for the current one."""


class Registered(WebhookEndpoint):
    """An endpoint with what is never answered."""

    secrets: list[Secret]
    """The current one first."""

    @property
    def public(self) -> WebhookEndpoint:
        return WebhookEndpoint.model_validate(self.model_dump())

    def signing(self, now: datetime) -> list[str]:
        """The secrets that sign at that time, the current one first."""
        return [it.value for it in self.secrets if it.until is None or it.until > now]


def collection() -> CollectionReference:
    return firestore().collection("webhooks")


def every(seconds: float | None = None) -> list[Registered]:
    """All endpoints, newest first, but those that an operator broke by hand."""
    limits = patience() if seconds is None else patience(seconds)
    return readable(parse, collection().order_by("__name__").get(**limits), "webhook endpoint")


parse = partial(of_document, Registered)


def get(endpoint_id: str) -> Registered:
    """Raises NotFound for an unknown or impossible id."""
    return parse(_find(endpoint_id))


def _find(endpoint_id: str) -> Snapshot:
    if not ids.is_id(endpoint_id):
        raise NotFound
    return existing(document("webhooks", endpoint_id))


def register(new: NewWebhook, by: Actor) -> NewWebhookEndpoint:
    """The endpoint and its secret. Raises BadRequest for a bad address, Conflict where there are too many."""
    _require_good(new.url)
    if len(collection().select([]).limit(ENDPOINTS_MAX).get(**patience())) == ENDPOINTS_MAX:
        raise Conflict(f"There are {ENDPOINTS_MAX} endpoints already; delete one first.")
    now, secret = datetime.now(UTC), _new_secret()
    endpoint = Registered(
        id=ids.new_id(now),
        enabled=True,
        disabled_reason=None,
        created_at=now,
        created_by=by.name,
        updated_at=now,
        failing_since=None,
        last_delivery_at=None,
        last_status=None,
        secrets=[Secret(value=secret, until=None)],
        **new.model_dump(),
    )
    document("webhooks", endpoint.id).create(endpoint.model_dump(exclude={"id"}), **patience())
    return NewWebhookEndpoint(**endpoint.public.model_dump(), secret=secret)


def change(endpoint_id: str, patch: WebhookPatch) -> WebhookEndpoint:
    """The endpoint with the values that the patch names; switched on, it is as one that has never failed."""
    if patch.url is not None:
        _require_good(patch.url)
    values: dict[str, Any] = {**patch.model_dump(exclude_unset=True), "updated_at": datetime.now(UTC)}
    if patch.enabled is not None:
        values |= {"disabled_reason": None, "failing_since": None}
    snapshot = _find(endpoint_id)
    try:
        # No more than these fields, and whatever they were: an attempt may be writing its result beside us.
        snapshot.reference.update(values, **patience())
    except exceptions.NotFound:
        raise NotFound from None
    return get(endpoint_id).public


def remove(endpoint_id: str) -> WebhookEndpoint:
    """The endpoint as it was. Its deliveries that are under way find it gone, and its log expires."""
    snapshot = _find(endpoint_id)
    snapshot.reference.delete(**patience())
    return parse(snapshot).public


def rotate(endpoint_id: str) -> WebhookSecret:
    """A new secret, beside which the one before signs for a day.

    Raises NotFound, or Unavailable when others keep winning.
    """
    secret = _new_secret()

    def attempt() -> None:
        snapshot, now = _find(endpoint_id), datetime.now(UTC)
        before = [it for it in parse(snapshot).secrets if it.until is None or it.until > now]
        kept = [Secret(value=it.value, until=it.until or now + ROTATION) for it in before]
        secrets = [Secret(value=secret, until=None), *kept][:SIGNATURES_MAX]
        values = {"secrets": [it.model_dump() for it in secrets], "updated_at": now}
        snapshot.reference.update(values, option=unchanged_since(snapshot.update_time), **patience())

    contended(attempt)
    return WebhookSecret(secret=secret)


def _new_secret() -> str:
    return f"whsec_{b64encode(token_bytes(KEY_BYTES)).decode()}"


def _require_good(url: str) -> None:
    fault = targets.fault_of_url(url, loopback=settings.reach_loopback())
    if fault is not None:
        raise refused("url", fault)
