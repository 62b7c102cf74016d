"""What admins send about API keys."""

import re
from typing import Annotated

from pydantic import AfterValidator

from common.base.schema import Request, SchemaHints
from common.base.text import Word
from common.callers.model import INTEGRATION_NAME, OWN_CHANNELS, Scope

NOT_OURS = {"not": {"enum": sorted(OWN_CHANNELS)}}


def _integration_name(name: str) -> str:
    if re.fullmatch(INTEGRATION_NAME, name) is None:
        raise ValueError("must be 1 to 40 of a-z, 0-9, - and _, and begin with a letter or digit")
    if name in OWN_CHANNELS:
        raise ValueError("is what tickets of the form, the desk and e-mail are marked with; choose another one")
    return name


def _scopes(scopes: list[Scope]) -> list[Scope]:
    if not scopes or len(set(scopes)) != len(scopes):
        raise ValueError(f"must be one or more of {', '.join(Scope)}, each once")
    return sorted(scopes)


class NewApiKey(Request):
    """What an admin sends to create an API key."""

    name: Annotated[
        str,
        Word(most=40),
        AfterValidator(_integration_name),
        SchemaHints(pattern=f"^{INTEGRATION_NAME}$", **NOT_OURS),
    ]
    scopes: Annotated[list[Scope], AfterValidator(_scopes), SchemaHints(minItems=1, uniqueItems=True)]
