"""What `classify_ticket` is sent."""

from typing import Annotated

from common.base.schema import Request
from common.base.text import Text
from common.tickets.inputs import DESCRIPTION_MAX

CLASSIFY_MIN = 10


class ClassifyRequest(Request):
    description: Annotated[str, Text(least=CLASSIFY_MIN, most=DESCRIPTION_MAX)]
