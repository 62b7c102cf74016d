"""Everything that can go wrong for a caller, as a closed list; `common.http` turns each into problem details."""

from collections.abc import Mapping, Sequence

from common.base.schema import FieldError


class ApiError(Exception):
    """An answer that is not a success. `detail` is shown to the caller: plain words, nothing internal."""

    status = 500

    def __init__(
        self, detail: str, *, errors: Sequence[FieldError] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})


class BadRequest(ApiError):
    status = 400


def refused(field: str, message: str, detail: str = "The body is not valid; see errors.") -> BadRequest:
    """For one field; `message` is a sentence without its subject, which the field is."""
    return BadRequest(detail, errors=[FieldError(field=field, message=message)])


class Unauthorized(ApiError):
    status = 401

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": "Bearer"})


class Forbidden(ApiError):
    status = 403


class NotFound(ApiError):
    status = 404

    def __init__(self) -> None:
        super().__init__("There is nothing here.")


class MethodNotAllowed(ApiError):
    status = 405

    def __init__(self, allowed: str) -> None:
        super().__init__(f"This address answers {allowed}.", headers={"Allow": allowed})


class Conflict(ApiError):
    status = 409


class Stale(ApiError):
    status = 412


class TooLarge(ApiError):
    status = 413


class UnsupportedMediaType(ApiError):
    status = 415


class KeyReused(ApiError):
    status = 422


class TooManyRequests(ApiError):
    status = 429

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(
            f"Too many requests. Repeat this one, with the same Idempotency-Key if it had one, in {retry_after_s} s.",
            headers={"Retry-After": str(retry_after_s)},
        )


class Damaged(ApiError):
    """What is stored of a ticket can no longer be read: nobody's request can help, and an operator is to hear of it."""

    status = 500

    def __init__(self) -> None:
        super().__init__(
            "What is stored of this ticket is damaged. The operator has to repair it; repeating is no use."
        )


class Unavailable(ApiError):
    status = 503

    def __init__(self, retry_after_s: int = 2) -> None:
        super().__init__(
            "The service is briefly unavailable. Repeat the request, with the same Idempotency-Key if it had one.",
            headers={"Retry-After": str(retry_after_s)},
        )
