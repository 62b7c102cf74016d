"""Asks Gemini for a suggestion. The only file that imports google.genai, and only when it is about to call it."""

import asyncio
import math
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from common import logs
from common.classifier import answer, background, failures, prompt
from common.classifier.failures import GeminiUnavailable, Kind
from common.classifier.families import generation_settings
from common.classifier.retry_after import pause_s
from common.classifier.signals import extract, in_order
from common.models import Confidence, Source, Suggestion

if TYPE_CHECKING:
    from google.genai import Client
    from google.genai.types import GenerateContentResponse

SHORTEST_SERVER_DEADLINE_S = 10
"""The API answers 400 to a request that announces a shorter one."""
SHORTEST_TRY_S = 0.3
"""A second try that has less time than this is not made."""

clients: dict[str, "Client"] = {}
"""One for each key, with its open connections, as long as the process lives. Used in the background loop only."""


def suggest(description: str, *, api_key: str, model: str, timeout_s: float) -> Suggestion:
    """Gemini's suggestion within timeout_s, loading the SDK and a second try included.

    Raises GeminiUnavailable, whatever happens to the call or its answer.
    """
    deadline = time.monotonic() + timeout_s
    signals = extract(description)
    asked = _ask(prompt.user_text(description, signals), api_key, model, deadline)
    try:
        read = background.run(asked, deadline - time.monotonic())
    except GeminiUnavailable:
        raise
    except Exception as error:  # noqa: BLE001  # the SDK lets its HTTP client's, the JSON parser's and others through
        # The cause is cut off: a traceback in the log would carry the request with its key and the ticket's text.
        raise failures.of_exception(error) from None
    for field in read.corrected:
        logs.warning("Gemini named an unknown value", field=field)
    return Suggestion(
        category=read.category,
        priority=read.priority,
        source=Source.GEMINI,
        # A model's opinion of its own certainty is no measurement, so it is not asked for one. Where it named a value
        # that does not exist, one of the values is not even its opinion.
        confidence=Confidence.LOW if read.corrected else Confidence.MEDIUM,
        reason=read.analysis or f"Gemini reads this as {read.category} with {read.priority} priority.",
        signals=in_order(*signals.categories.get(read.category, []), *signals.urgent, *signals.extreme),
        model=model,
    )


async def _ask(text: str, api_key: str, model: str, deadline: float) -> answer.Answer:
    """What Gemini answers, at the second try if the first fails for a passing reason and the deadline allows."""
    try:
        return _read(await _generate(text, api_key, model, deadline - time.monotonic()))
    except Exception as error:
        pause = _pause_s(error)
        if pause is None or time.monotonic() + pause + SHORTEST_TRY_S > deadline:
            raise
    await asyncio.sleep(pause)
    return _read(await _generate(text, api_key, model, deadline - time.monotonic()))


def _pause_s(error: Exception) -> float | None:
    """Seconds to wait before a second try; None when it would be of no use."""
    if isinstance(error, GeminiUnavailable) or not failures.of_exception(error).again:
        return None
    response = getattr(error, "response", None)
    return pause_s(getattr(response, "headers", {}), getattr(error, "details", None), datetime.now(UTC))


async def _generate(text: str, api_key: str, model: str, timeout_s: float) -> "GenerateContentResponse":
    from google.genai import types  # takes most of a second, which nobody pays who never asks Gemini

    settings: dict[str, Any] = generation_settings(model)
    config = types.GenerateContentConfig(
        system_instruction=prompt.SYSTEM,
        response_mime_type="application/json",
        response_json_schema=prompt.SCHEMA,
        http_options=types.HttpOptions(
            timeout=max(1, math.ceil(timeout_s * 1000)),
            headers={"X-Server-Timeout": str(max(SHORTEST_SERVER_DEADLINE_S, math.ceil(timeout_s)))},
        ),
        **settings,
    )
    return await _client(api_key).aio.models.generate_content(model=model, contents=text, config=config)


def _client(api_key: str) -> "Client":
    from google.genai import Client, types

    if api_key not in clients:
        # Both explicit, because environment variables could choose others. The aliases that name no version of a
        # model ("gemini-flash-lite-latest") exist in v1beta only.
        clients[api_key] = Client(api_key=api_key, vertexai=False, http_options=types.HttpOptions(api_version="v1beta"))
    return clients[api_key]


def _read(response: "GenerateContentResponse") -> answer.Answer:
    """Raises GeminiUnavailable for an answer that was withheld, cut off, empty or is not what was asked for."""
    if response.prompt_feedback and response.prompt_feedback.block_reason:
        raise failures.unusable("Gemini declined to judge this text.", "blocked prompt")
    if not response.candidates:
        raise GeminiUnavailable(failures.UNREADABLE, "no candidates", Kind.OUTAGE)
    finish = getattr(response.candidates[0].finish_reason, "name", "STOP")
    if finish not in {"STOP", "MAX_TOKENS"}:
        # Not the reason's own name, which the service may make up.
        raise failures.unusable("Gemini declined to judge this text.", "blocked answer")
    try:
        return answer.read(response.text)
    except answer.UnreadableAnswer as error:
        cut_off = finish == "MAX_TOKENS"
        message = "Gemini's answer was cut off." if cut_off else failures.UNREADABLE
        raise failures.unusable(message, "cut off" if cut_off else str(error)) from None
