"""Asks Gemini for a suggestion. The only file that imports google.genai, and only when it is about to call it."""

import math
import threading
from typing import TYPE_CHECKING, Any

from common.classifier import answer, prompt
from common.classifier.signals import extract, in_order
from common.models import Confidence, Source, Suggestion

if TYPE_CHECKING:
    from google.genai import Client

MAX_OUTPUT_TOKENS = 1024
"""The answer needs less than 200; what is left is for the thinking that some models cannot turn off."""
SHORTEST_SERVER_DEADLINE_S = 10
"""The API answers 400 to a request that announces a shorter one."""

# From the 3.x models on, sampling parameters are deprecated and ignored or refused.
_BY_FAMILY: dict[str, dict[str, Any]] = {
    "gemini-2.": {"temperature": 0.05, "top_p": 0.9},
    "": {"thinking_config": {"thinking_level": "MINIMAL"}},
}
_WORDS_FOR_STATUS = {
    400: "Gemini refused the request.",
    401: "Gemini refused our credentials.",
    403: "Gemini refused our credentials.",
    404: "Gemini does not know the configured model.",
    429: "Gemini is asked more often than it allows at the moment.",
    504: "Gemini took too long to answer.",
}
clients: dict[str, "Client"] = {}
"""One for each key, with its open connections, as long as the process lives."""
_clients_lock = threading.Lock()


class GeminiUnavailable(Exception):
    """Gemini gave no usable suggestion. The message is for people; `failure` is for the log. Neither leaks anything."""

    def __init__(self, message: str, failure: str) -> None:
        super().__init__(message)
        self.failure = failure


def suggest(description: str, *, api_key: str, model: str, timeout_s: float) -> Suggestion:
    """Gemini's suggestion. Raises GeminiUnavailable, whatever happens to the call or its answer."""
    signals = extract(description)
    try:
        text = _generate(prompt.user_text(description, signals), api_key=api_key, model=model, timeout_s=timeout_s)
    except Exception as error:  # noqa: BLE001  # the SDK lets its HTTP client's, the JSON parser's and others through
        # The cause is cut off: a traceback in the log would carry the request with its key and the ticket's text.
        raise _unavailable(error) from None
    try:
        read = answer.read(text)
    except answer.UnreadableAnswer as error:
        raise GeminiUnavailable("Gemini gave no answer that can be read.", f"answer: {error}") from None
    return Suggestion(
        category=read.category,
        priority=read.priority,
        source=Source.GEMINI,
        # A model's opinion of its own certainty is no measurement, so it is not asked for one.
        confidence=Confidence.MEDIUM,
        reason=read.analysis or f"Gemini reads this as {read.category} with {read.priority} priority.",
        signals=in_order(*signals.categories.get(read.category, []), *signals.urgent, *signals.extreme),
        model=model,
    )


def _generate(user_text: str, *, api_key: str, model: str, timeout_s: float) -> str | None:
    """The text of the model's answer; None when it was blocked."""
    from google.genai import types  # takes most of a second, which nobody pays who never asks Gemini

    config = types.GenerateContentConfig(
        system_instruction=prompt.SYSTEM,
        response_mime_type="application/json",
        response_json_schema=prompt.SCHEMA,
        max_output_tokens=MAX_OUTPUT_TOKENS,
        http_options=types.HttpOptions(
            timeout=math.ceil(timeout_s * 1000),
            headers={"X-Server-Timeout": str(max(SHORTEST_SERVER_DEADLINE_S, math.ceil(timeout_s)))},
        ),
        **next(settings for prefix, settings in _BY_FAMILY.items() if model.startswith(prefix)),
    )
    return _client(api_key).models.generate_content(model=model, contents=user_text, config=config).text


def _client(api_key: str) -> "Client":
    from google.genai import Client, types

    with _clients_lock:
        if api_key not in clients:
            # Both explicit, because environment variables could choose others. The aliases that name no version of a
            # model ("gemini-flash-lite-latest") exist in v1beta only.
            clients[api_key] = Client(
                api_key=api_key, vertexai=False, http_options=types.HttpOptions(api_version="v1beta")
            )
        return clients[api_key]


def _unavailable(error: Exception) -> GeminiUnavailable:
    from google.genai import errors

    if isinstance(error, errors.APIError):
        message = _WORDS_FOR_STATUS.get(error.code, "Gemini is out of order at the moment.")
        return GeminiUnavailable(message, f"HTTP {error.code}")
    names = [kind.__name__ for kind in type(error).__mro__]
    # By name: which HTTP library the SDK uses depends on what is installed.
    if "TimeoutException" in names or "TimeoutError" in names:
        return GeminiUnavailable("Gemini took too long to answer.", "timeout")
    if "TransportError" in names or "OSError" in names:
        return GeminiUnavailable("Gemini could not be reached.", names[0])
    return GeminiUnavailable("Gemini gave no answer that can be read.", names[0])
