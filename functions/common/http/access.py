"""Who may call an operation, as a value that serves and describes."""

from dataclasses import dataclass

from common.callers import admission, auth
from common.callers.auth import Caller, Kind
from common.callers.call import Call
from common.callers.model import Scope
from common.callers.windows import Limited


@dataclass(frozen=True)
class Access:
    """Agents, or admins alone, and callers with a limit: the public, integrations (keys with one of these scopes)."""

    agents: bool = True
    """False: nobody's credentials are looked at, as where a token in a header opens what it is for."""
    admins_only: bool = False
    public: Limited | None = None
    integration: Limited | None = None
    scopes: tuple[Scope, ...] = ()
    webhooks: bool = True
    """Whether integrations may also sign instead of sending a key."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Who can identify themselves, the public first; none where nobody is asked to."""
        if not self.agents:
            return ()
        public = (Kind.PUBLIC,) if self.public else ()
        programs = (Kind.WEBHOOK, Kind.API_KEY) if self.webhooks else (Kind.API_KEY,)
        return (*public, Kind.AGENT, *(programs if self.integration else ()))

    @property
    def is_limited(self) -> bool:
        return bool(self.public or self.integration)

    def admit(self, call: Call) -> Caller:
        """The caller; raises Unauthorized, Forbidden, TooManyRequests or Unavailable."""
        if self.admins_only:
            return auth.identify_admin(call)
        if self.agents and self.is_limited:
            return admission.admit(
                call, self.kinds, public=self.public, integration=self.integration, scopes=self.scopes
            )
        if self.agents:
            return auth.identify(call, Kind.AGENT)
        if self.public:
            admission.admit_public(call, self.public)
        return Caller(Kind.PUBLIC)


AGENTS = Access()
READERS = Access(integration=Limited.INTEGRATION_READ, scopes=(Scope.READ,), webhooks=False)
"""Agents, and API keys that may read tickets."""
ADMINS = Access(admins_only=True)
