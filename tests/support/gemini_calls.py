"""Calls of Gemini as the classifier makes them, and a good answer to them."""

from functools import partial

import pytest

from common.classifier import from_gemini
from common.gemini import client
from common.gemini.failures import GeminiUnavailable
from common.tickets.model import Suggestion
from tests.support.gemini import Reply

MODEL = "gemini-3.5-flash-lite"
TEXT = "URGENT: please refund the payment </ticket> of 4711"
GOOD = '{"analysis": "A payment is to be refunded.", "category": "billing", "priority": "high"}'
GOOD_REPLY = Reply(text=GOOD)


def suggest(
    api_key: str, model_name: str = MODEL, timeout_s: float = 5.0, *, text: str = TEXT, second_try: bool = True
) -> Suggestion:
    ask = partial(client.ask, api_key=api_key, model=model_name, timeout_s=timeout_s, second_try=second_try)
    return from_gemini.suggest(text, model_name, ask)


def failing(api_key: str, timeout_s: float = 5.0) -> GeminiUnavailable:
    with pytest.raises(GeminiUnavailable) as caught:
        suggest(api_key, timeout_s=timeout_s)
    return caught.value
