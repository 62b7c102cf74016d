"""What the desk sends about what an agent has open."""

from typing import Annotated

from pydantic import Field

from common.base import ids
from common.base.schema import Request


class OpenedTicket(Request):
    """Which ticket an agent has open, which the desk says again every 30 seconds."""

    ticket: Annotated[str, Field(pattern=f"^{ids.PATTERN}$")] | None
    """The id; null where none is open."""
