"""Puts one question to Gemini and reads its answer; imports google.genai when it is about to do so."""

import asyncio
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from common.base import background, logs
from common.gemini import failures
from common.gemini.failures import GeminiUnavailable, Kind, UnreadableAnswer
from common.gemini.families import generation_settings
from common.gemini.retry_after import asked_s

if TYPE_CHECKING:
    from google.genai import Client
    from google.genai.types import GenerateContentResponse

SHORTEST_SERVER_DEADLINE_S = 10
"""The API answers 400 to a request that announces a shorter one."""
PAUSE_S = 0.5
"""Before the second try where the service names no time: enough to let a moment pass, little against the deadline."""
SHORTEST_TRY_S = 0.3
"""A second try that has less time than this is not made."""

clients: dict[str, "Client"] = {}
"""One for each key, with its open connections, as long as the process lives. Used in the background loop only."""


@dataclass(frozen=True)
class Question[A]:
    """What a caller wants to know, and how it reads what the model writes."""

    instructions: str
    text: str
    """What the instructions are about: data of strangers, through `masking.quoted`."""
    schema: Mapping[str, object]
    """JSON schema of the answer."""
    answer_tokens: int
    """Room for the answer; that for thinking comes on top."""
    read: Callable[[str | None], A]
    """The answer in what the model wrote; raises UnreadableAnswer, also for None, an answer without text."""


@dataclass
class _Call[A]:
    question: Question[A]
    api_key: str
    model: str
    deadline: float
    """On the monotonic clock."""
    sent: bool = False
    """Whether a request is on its way; until then no failure is Gemini's."""

    @property
    def left_s(self) -> float:
        return self.deadline - time.monotonic()


def ask[A](question: Question[A], *, api_key: str, model: str, timeout_s: float, second_try: bool = True) -> A:
    """Gemini's answer within timeout_s, loading the SDK and a second try included.

    Raises GeminiUnavailable, whatever happens to the call or its answer.
    """
    call = _Call(question, api_key, model, time.monotonic() + timeout_s)
    try:
        return background.run(_try_twice(call) if second_try else _try(call), call.left_s)
    except GeminiUnavailable:
        raise
    except Exception as error:  # noqa: BLE001  # the SDK lets its HTTP client's, the JSON parser's and others through
        # The cause is cut off: a traceback in the log would carry the request with its key and the question's text.
        raise _unavailable(error, call) from None


async def _try_twice[A](call: _Call[A]) -> A:
    """The answer, at the second try if the first fails for a passing reason and the deadline allows."""
    try:
        return await _try(call)
    except Exception as error:
        failure = _unavailable(error, call)
        pause = PAUSE_S if failure.wait_s is None else failure.wait_s
        if not failure.again or pause + SHORTEST_TRY_S > call.left_s:
            raise
    await asyncio.sleep(pause)
    return await _try(call)


def _unavailable[A](error: Exception, call: _Call[A]) -> GeminiUnavailable:
    if isinstance(error, GeminiUnavailable):
        return error
    if not call.sent and isinstance(error, TimeoutError):
        return failures.unasked()
    failure = failures.of_exception(error)
    headers = getattr(getattr(error, "response", None), "headers", {})
    failure.wait_s = asked_s(headers, getattr(error, "details", None), datetime.now(UTC))
    return failure


async def _try[A](call: _Call[A]) -> A:
    from google.genai import types  # takes most of a second, which only callers of Gemini pay

    question = call.question
    settings: dict[str, Any] = generation_settings(call.model, question.answer_tokens)
    client = _client(call.api_key)
    config = types.GenerateContentConfig(
        system_instruction=question.instructions,
        response_mime_type="application/json",
        response_json_schema=question.schema,
        http_options=types.HttpOptions(
            timeout=max(1, math.ceil(call.left_s * 1000)),
            headers={"X-Server-Timeout": str(max(SHORTEST_SERVER_DEADLINE_S, math.ceil(call.left_s)))},
        ),
        **settings,
    )
    call.sent = True
    response = await client.aio.models.generate_content(model=call.model, contents=question.text, config=config)
    _log_price(response)
    return _read(response, question)


def _client(api_key: str) -> "Client":
    from google.genai import Client, types

    if api_key not in clients:
        # Both explicit, because environment variables could choose others. The aliases that name no version of a
        # model ("gemini-flash-lite-latest") exist in v1beta only. Redirects are not followed: key and text would go
        # along.
        options = types.HttpOptions(api_version="v1beta", async_client_args={"follow_redirects": False})
        clients[api_key] = Client(api_key=api_key, vertexai=False, http_options=options)
    return clients[api_key]


def _log_price(response: "GenerateContentResponse") -> None:
    """What is billed, whatever the answer is worth: thoughts are billed as output."""
    usage = response.usage_metadata
    asked, written = (usage.prompt_token_count, usage.candidates_token_count) if usage else (0, 0)
    thoughts = usage.thoughts_token_count if usage else 0
    logs.info("Gemini answered", input_tokens=asked or 0, output_tokens=(written or 0) + (thoughts or 0))


def _read[A](response: "GenerateContentResponse", question: Question[A]) -> A:
    """Raises GeminiUnavailable for an answer that was withheld, cut off, empty or is not what was asked for."""
    if response.prompt_feedback and response.prompt_feedback.block_reason:
        raise failures.unusable(failures.DECLINED, "blocked prompt")
    if not response.candidates:
        raise GeminiUnavailable(failures.UNREADABLE, "no candidates", Kind.OUTAGE)
    finish = getattr(response.candidates[0].finish_reason, "name", "STOP")
    if finish not in {"STOP", "MAX_TOKENS"}:
        # Not the reason's own name, which the service may make up.
        raise failures.unusable(failures.DECLINED, "blocked answer")
    try:
        return question.read(response.text)
    except UnreadableAnswer as error:
        cut_off = finish == "MAX_TOKENS"
        message = failures.CUT_OFF if cut_off else failures.UNREADABLE
        raise failures.unusable(message, "cut off" if cut_off else str(error)) from None
