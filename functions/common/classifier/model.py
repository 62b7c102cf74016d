"""What `classify_ticket` answers."""

from typing import Annotated

from pydantic import Field

from common.base.schema import NeverNull, Record, is_none
from common.tickets.fields import Category, Priority
from common.tickets.model import Confidence, Source


class Classification(Record):
    """What `classify_ticket` answers."""

    suggested_category: Category
    suggested_priority: Priority
    source: Source
    confidence: Confidence
    reason: str
    """One sentence, in English and without a word of the text."""
    warning: Annotated[str | None, NeverNull(), Field(exclude_if=is_none)] = None
    """Why Gemini did not serve although it is configured, in plain words; absent otherwise."""
