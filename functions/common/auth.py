"""Who is calling: anybody, an agent with an ID token, or an integration with a signature."""

import time
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import firebase_admin
from firebase_admin import auth, exceptions
from standardwebhooks.webhooks import Webhook

from common import config
from common.errors import Forbidden, Unauthorized, Unavailable
from common.models import Actor, ActorKind, Role
from common.requests import Call

INVALID = "The ID token is invalid or has expired."
WEBHOOK_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
CLOCK_SKEW_S = 10
"""A token is dated by Google's clock; ours may be a little behind it."""


class Kind(StrEnum):
    PUBLIC = "public"
    AGENT = "agent"
    WEBHOOK = "webhook"


@dataclass(frozen=True)
class Caller:
    kind: Kind
    name: str = ""
    """An agent's uid or an integration's name; empty for the public."""
    delivery: str | None = None
    """A webhook's `webhook-id`: the same for every repeat of one delivery."""
    email: str = ""
    """An agent's, where the token has it."""

    @property
    def actor(self) -> Actor:
        """How the history names an agent or an integration; the public changes nothing."""
        kind = ActorKind.AGENT if self.kind is Kind.AGENT else ActorKind.INTEGRATION
        return Actor(kind=kind, name=self.email or self.name)


def identify(call: Call, *kinds: Kind) -> Caller:
    """The caller, who must be of one of `kinds`.

    Raises Unauthorized for missing or bad credentials (bad ones never pass as the public) and Forbidden for a person
    who is signed in but no agent.
    """
    # Who may not call at all is not asked for a body, which the check of a signature needs.
    caller = None if _is_signed(call) and Kind.WEBHOOK not in kinds else _presented(call)
    if caller is None or caller.kind not in kinds:
        raise Unauthorized("Sign in as an agent." if Kind.AGENT in kinds else "These credentials do not work here.")
    call.caller_kind = caller.kind
    return caller


def _is_signed(call: Call) -> bool:
    return any(call.header(name) is not None for name in WEBHOOK_HEADERS)


def _presented(call: Call) -> Caller:
    if _is_signed(call):
        return _webhook(call)
    authorization = call.header("Authorization")
    if authorization is not None:
        return _agent(authorization)
    return Caller(Kind.PUBLIC)


def _agent(authorization: str) -> Caller:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthorized("Send 'Authorization: Bearer' and a Firebase ID token.")
    try:
        claims = auth.verify_id_token(token.strip(), _app(), clock_skew_seconds=CLOCK_SKEW_S)
    except auth.CertificateFetchError:
        raise Unavailable from None
    except (ValueError, exceptions.FirebaseError):
        raise Unauthorized(INVALID) from None
    if claims["exp"] <= time.time():
        # The library has refused these, but for the emulator's; a desk that lets its token expire shall fail there too.
        raise Unauthorized(INVALID)
    if claims.get("role") not in tuple(Role):
        raise Forbidden("Your account is not that of an agent.")
    return Caller(Kind.AGENT, str(claims["uid"]), email=str(claims.get("email", "")))


@cache
def _app() -> firebase_admin.App:
    """An app of our own name: firebase-functions makes a default one, when it pleases."""
    return firebase_admin.initialize_app(options={"projectId": config.project()}, name="support-desk")


def _webhook(call: Call) -> Caller:
    body, headers = call.raw_body(), dict(call.request.headers)
    for name, secret in config.webhook_secrets():
        try:
            Webhook(secret).verify(body, headers, json_parse=False)
        except Exception:  # noqa: BLE001, S112  # whatever the library raises, these credentials do not fit
            continue
        return Caller(Kind.WEBHOOK, name, call.header("webhook-id"))
    raise Unauthorized("The webhook signature does not verify.")
