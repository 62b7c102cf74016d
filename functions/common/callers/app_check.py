"""App Check: whether a request comes from an app of this project, as Firebase has attested."""

from common.base.errors import Unauthorized, Unavailable
from common.base.headers import APP_CHECK
from common.callers import auth


def require(token: str | None) -> None:
    """Raises Unauthorized without a token that is valid now, and Unavailable when Google's keys cannot be fetched."""
    if not token:
        raise Unauthorized(f"Send an App Check token in {APP_CHECK.name}.")
    from firebase_admin import app_check  # with its library, for those alone who enforce it
    from jwt import PyJWKClientConnectionError, PyJWKClientError

    try:
        app_check.verify_token(token, auth.app())
    except PyJWKClientConnectionError:
        raise Unavailable from None
    except (ValueError, PyJWKClientError):
        raise Unauthorized("The App Check token is invalid or has expired.") from None
