"""Who the requests are from: together these meet every operation as a caller who may call it."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from common.http.access import Access
from scripts.check.openapi.deployed import endpoints


class Sender(StrEnum):
    PUBLIC = "the public"
    AGENT = "agent"
    ADMIN = "admin"
    INTEGRATION = "integration"
    """With an API key of every scope; what the public may do is not tried once more."""


_MEETS: Mapping[Sender, Callable[[Access], bool]] = {
    Sender.PUBLIC: lambda access: access.public is not None,
    Sender.AGENT: lambda access: not access.admins_only,
    Sender.ADMIN: lambda access: access.admins_only,
    Sender.INTEGRATION: lambda access: access.integration is not None and access.public is None,
}


def operations(sender: Sender) -> list[str]:
    """The names of the operations that are tried as this sender."""
    return [it.name for it in endpoints() if _MEETS[sender](it.operation.access)]
