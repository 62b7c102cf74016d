"""Who is served: credentials first, then rate limits, then App Check."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from functools import partial

from common.base import config, firebase
from common.base.errors import Forbidden, Unauthorized, Unavailable
from common.base.headers import APP_CHECK
from common.callers import api_keys, auth, limits
from common.callers.auth import Caller, Kind
from common.callers.call import Call
from common.callers.client_address import client_of
from common.callers.model import Scope
from common.callers.windows import Limited


def admit(
    call: Call,
    kinds: Collection[Kind],
    *,
    public: Limited | None = None,
    integration: Limited | None = None,
    scopes: Collection[Scope] = (),
) -> Caller:
    """The caller, of one of `kinds`, with a limit each for the public and for integrations where they are among them.

    Agents are known and answerable, so they are not limited. Raises what `auth.identify` raises, TooManyRequests, and
    Forbidden for an API key with none of `scopes`.
    """
    caller = proven(call, lambda: auth.identify(call, *kinds))
    if public and caller.kind is Kind.PUBLIC:
        admit_public(call, public)
    elif integration and caller.kind is not Kind.AGENT:
        _spend_of_integration(caller, integration)
        if caller.key and not set(scopes).intersection(caller.key.scopes):
            raise Forbidden(f"This API key lacks {' or '.join(scopes)}.")
    return caller


def proven[T](call: Call, proof: Callable[[], T]) -> T:
    """What the proof returns; where it raises Unauthorized, that counts against the client address."""
    try:
        return proof()
    except Unauthorized:
        spend_of_address(call, Limited.ATTEMPTS)
        raise


def admit_public(call: Call, limit: Limited) -> None:
    """Admits a caller whose credentials, if there are any, do not matter here."""
    call.caller_kind = Kind.PUBLIC
    spend_of_address(call, limit)
    if config.APP_CHECK_ENFORCED.value:
        require_app_check(call.header(APP_CHECK.name))


def require_app_check(token: str | None) -> None:
    """Raises Unauthorized without a token that is valid now, and Unavailable when Google's keys cannot be fetched."""
    if not token:
        raise Unauthorized(f"Send an App Check token in {APP_CHECK.name}.")
    from firebase_admin import app_check  # with its library, for those alone who enforce it
    from jwt import PyJWKClientConnectionError, PyJWKClientError

    app = firebase.app()
    try:
        app_check.verify_token(token, app)
    except PyJWKClientConnectionError:
        raise Unavailable from None
    except (ValueError, PyJWKClientError):
        raise Unauthorized("The App Check token is invalid or has expired.") from None


def spend_of_address(call: Call, limit: Limited, amount: int = 1) -> None:
    """Counts so much against the client address. Raises TooManyRequests."""
    client = client_of(call.header, call.request.remote_addr or "")
    limits.spend(limit, client.address, proxy=client.proxy, amount=amount)


def _spend_of_integration(caller: Caller, limit: Limited) -> None:
    now, key = datetime.now(UTC), caller.key
    stale = key is not None and not api_keys.use_is_recent(key, now)
    extra = partial(api_keys.store_use, key=key, now=now) if key is not None and stale else None
    limits.spend(limit, f"{caller.kind}:{caller.name}", extra=extra)
