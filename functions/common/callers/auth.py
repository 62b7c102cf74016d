"""Who is calling: the public, an agent with an ID token, or an integration with a signature or an API key."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from common.base import firebase
from common.base.errors import Forbidden, Unauthorized, Unavailable
from common.callers import accounts, api_keys
from common.callers.call import Call
from common.callers.model import Actor, ActorKind, ApiKey, Role, Scope
from common.callers.webhook_secrets import webhook_secrets

if TYPE_CHECKING:
    from firebase_admin import App

INVALID = "The ID token is invalid or has expired."
NO_AGENT = "Your account is not that of an agent."
WEBHOOK_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
ROLES = tuple(Role)
CLOCK_SKEW_S = 10
"""A token is dated by Google's clock; ours may be a little behind it."""


class Kind(StrEnum):
    PUBLIC = "public"
    AGENT = "agent"
    WEBHOOK = "webhook"
    API_KEY = "api_key"


@dataclass(frozen=True)
class Caller:
    kind: Kind
    name: str = ""
    """An agent's uid or an integration's name; empty for the public."""
    delivery: str | None = None
    """A webhook's `webhook-id`: the same for every repeat of one delivery."""
    email: str = ""
    """An agent's, where the token has it."""
    display_name: str = ""
    """An agent's, where their account has one."""
    role: Role | None = None
    """An agent's."""
    key: ApiKey | None = None
    """The key of an integration that has sent one."""

    @property
    def reads_notes(self) -> bool:
        """Agents do; an API key needs the scope."""
        return self.key is None or Scope.NOTES in self.key.scopes

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
    useless = _is_signed(call) and Kind.WEBHOOK not in kinds
    caller = None if useless else _presented(call, Kind.API_KEY in kinds)
    if caller is None or caller.kind not in kinds:
        raise Unauthorized("Sign in as an agent." if Kind.AGENT in kinds else "These credentials do not work here.")
    call.caller_kind = caller.kind
    return caller


def identify_admin(call: Call) -> Caller:
    """The caller, who must be an admin. Raises what `identify` raises."""
    caller = identify(call, Kind.AGENT)
    if caller.role is not Role.ADMIN:
        raise Forbidden("This takes the account of an admin.")
    return caller


def _is_signed(call: Call) -> bool:
    return any(call.header(name) is not None for name in WEBHOOK_HEADERS)


def _presented(call: Call, takes_keys: bool) -> Caller:
    if _is_signed(call):
        return _webhook(call)
    authorization = call.header("Authorization")
    if authorization is not None:
        token = _bearer(authorization)
        return _integration(token, takes_keys) if token.startswith(api_keys.PREFIX) else _agent(token)
    return Caller(Kind.PUBLIC)


def _bearer(authorization: str) -> str:
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthorized("Send 'Authorization: Bearer' and a Firebase ID token.")
    return token.strip()


def _integration(token: str, takes_keys: bool) -> Caller:
    # Where keys open nothing, none is looked up.
    key = api_keys.find(token) if takes_keys else None
    if key is None:
        raise Unauthorized("This API key does not work here.")
    return Caller(Kind.API_KEY, key.name, key=key)


def _agent(token: str) -> Caller:
    from firebase_admin import auth, exceptions  # here as below, so that only those requests load it that need it

    app = firebase.app()
    try:
        claims = auth.verify_id_token(token, app, clock_skew_seconds=CLOCK_SKEW_S)
    except auth.CertificateFetchError:
        raise Unavailable from None
    except (ValueError, exceptions.FirebaseError):
        raise Unauthorized(INVALID) from None
    if not all(isinstance(claims.get(name), int) for name in ("exp", "iat")) or claims["exp"] <= time.time():
        # The library has refused these, but for the emulator's; a desk that lets its token expire shall fail there too.
        raise Unauthorized(INVALID)
    if claims.get("role") not in ROLES:
        raise Forbidden(NO_AGENT)
    role = _role_now(claims, app)
    email, name = (str(claims.get(it, "")) for it in ("email", "name"))
    return Caller(Kind.AGENT, str(claims["uid"]), email=email, display_name=name, role=role)


def _role_now(claims: Mapping[str, Any], app: "App") -> Role:
    """The role that the account has; raises Unauthorized or Forbidden where it can no longer do what its token says."""
    try:
        account = accounts.account(str(claims["uid"]), app)
    except accounts.AccountUnknown:
        raise Unavailable from None
    if not account.exists or account.disabled or claims["iat"] < account.valid_since_s:
        raise Unauthorized(INVALID)
    if account.role not in ROLES:
        raise Forbidden(NO_AGENT)
    return Role(str(account.role))


def _webhook(call: Call) -> Caller:
    from standardwebhooks.webhooks import Webhook

    body, headers = call.raw_body(), dict(call.request.headers)
    for name, secret in webhook_secrets():
        try:
            Webhook(secret).verify(body, headers, json_parse=False)
        except Exception:  # noqa: BLE001, S112  # whatever the library raises, these credentials do not fit
            continue
        return Caller(Kind.WEBHOOK, name, call.header("webhook-id"))
    raise Unauthorized("The webhook signature does not verify.")
