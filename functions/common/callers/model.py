"""Who calls: roles, API keys and their scopes, and how the history names them."""

from enum import StrEnum

from pydantic import AwareDatetime

from common.base.schema import Record


class Role(StrEnum):
    """Who may use the desk, by the claim `role` of an ID token; firestore.rules names the same."""

    AGENT = "agent"
    ADMIN = "admin"


class Scope(StrEnum):
    """What an API key may do."""

    CREATE = "tickets:create"
    UPDATE = "tickets:update"
    READ = "tickets:read"
    REPLY = "tickets:reply"
    NOTES = "notes:read"
    """Besides `tickets:read`, without which it opens nothing."""


class ActorKind(StrEnum):
    """Who changes a ticket."""

    AGENT = "agent"
    INTEGRATION = "integration"
    REQUESTER = "requester"
    GEMINI = "gemini"
    LOCAL = "local"
    """The local classifier."""
    SYSTEM = "system"
    """The operator's commands and schedules."""


class Actor(Record):
    """Who made a change."""

    kind: ActorKind
    name: str
    """An agent's e-mail address (the uid where the token has none), an integration's name, the model of Gemini or
    of the local classifier, or why the system did it; empty for the requester."""


REQUESTER = Actor(kind=ActorKind.REQUESTER, name="")


class ApiKey(Record):
    """An API key as admins see it; the key itself is known to its holder alone."""

    id: str
    name: str
    """The channel of its tickets, and the name by which the history knows it."""
    scopes: list[Scope]
    created_at: AwareDatetime
    created_by: str
    """As an actor's name."""
    last_used_at: AwareDatetime | None
    """Exact to the hour; null until it is first used."""
    revoked_at: AwareDatetime | None


class CreatedApiKey(ApiKey):
    """An API key as it is answered to the admin who creates it, this once."""

    key: str
    """`desk_`, the id, `_` and 256 random bits; stored only as a hash."""


class ApiKeyList(Record):
    """Every API key, revoked ones included, newest first."""

    results: list[ApiKey]


INTEGRATION_NAME = r"[a-z0-9][a-z0-9_-]{0,39}"
"""The form of an integration's name, be it that of a webhook secret or of an API key."""


OWN_CHANNELS = frozenset({"form", "desk", "email"})
"""The channels of what comes from no integration."""
