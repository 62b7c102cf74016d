"""Asks Gemini about labelled texts for `make eval`: the model itself, without the circuit breaker, so that a rest after
failures is not taken for its answers."""

import csv
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from common.classifier import from_gemini, prompt
from common.classifier.signals import extract
from common.gemini import client
from common.gemini.failures import GeminiUnavailable, Kind
from common.tickets.model import Suggestion
from scripts.base.console import Failure, say, shown

CONCURRENCY = 4
PROGRESS_EVERY = 25
TIMEOUT_S = 30.0
TRIES = 6
FIRST_PAUSE_S = 1.0
"""Before the second try where the service names no time; doubled before each further one."""
LONGEST_PAUSE_S = 60.0
"""A row whose service asks for more than this, as a used-up daily quota does, is given up."""
REFUSALS = 5
"""Refused so often in a row, wrong key or model, the rest would be refused as well."""
CHARACTERS_PER_TOKEN = 4
"""For English, by https://ai.google.dev/gemini-api/docs/tokens."""
ANSWER_TOKENS = 80
"""Our guess for a sentence and two words as JSON; thoughts, which are paid for as well, come on top."""
DOLLARS_PER_MILLION = (0.30, 2.50)
"""Tokens in, tokens out."""
PRICES = "gemini-3.5-flash-lite in July 2026 by a reseller's list,\n   https://docs.apiyi.com/en/models/gemini-3-5-flash-lite"


class Answered(NamedTuple):
    suggestion: Suggestion
    seconds: float
    """Of the try that was answered."""


type Answer = Answered | GeminiUnavailable


class Gemini:
    """The model under a key, asked until it answers or that is hopeless."""

    def __init__(self, key: str, model: str) -> None:
        self._key, self._model = key, model
        self._stopped = threading.Event()

    def answers(self, texts: Sequence[str]) -> Iterator[Answer]:
        """One for each text, in their order. Raises Failure when Gemini refuses as a matter of principle."""
        refused = 0
        with ThreadPoolExecutor(CONCURRENCY) as pool:
            asked: list[Future[Answer]] = [pool.submit(self._ask, text) for text in texts]
            try:
                for future in asked:
                    answer = future.result()
                    refused = refused + 1 if _is_refusal(answer) else 0
                    if refused == REFUSALS:
                        raise Failure(f"{answer} ({REFUSALS} texts in a row, so the rest were not asked.)")
                    yield answer
            finally:
                self._stopped.set()
                pool.shutdown(wait=False, cancel_futures=True)

    def _ask(self, text: str) -> Answer:
        """The answer of the first try that is answered, else the last failure."""
        ask = partial(client.ask, api_key=self._key, model=self._model, timeout_s=TIMEOUT_S, second_try=False)
        for number in range(TRIES):
            started = time.perf_counter()
            try:
                suggestion = from_gemini.suggest(text, self._model, ask)
                return Answered(suggestion, time.perf_counter() - started)
            except GeminiUnavailable as error:
                failure = error
            if not failure.later or number == TRIES - 1 or not self._waited(failure, number):
                break
        return failure

    def _waited(self, failure: GeminiUnavailable, number: int) -> bool:
        """Waits as long as the service asks, else longer each time; False when another try is not to be made."""
        pause = FIRST_PAUSE_S * 2**number if failure.wait_s is None else failure.wait_s
        if pause > LONGEST_PAUSE_S:
            return False
        # Not all at the same moment, and never sooner than asked.
        return not self._stopped.wait(pause * random.uniform(1, 1.25))


def _is_refusal(answer: Answer) -> bool:
    return isinstance(answer, GeminiUnavailable) and answer.kind is Kind.REFUSAL


def estimate(texts: Sequence[str]) -> str:
    """What asking about the texts roughly costs, and where the figures come from."""
    characters = sum(len(prompt.SYSTEM) + len(prompt.user_text(text, extract(text))) for text in texts)
    tokens_in, tokens_out = characters / CHARACTERS_PER_TOKEN, len(texts) * ANSWER_TOKENS
    price_in, price_out = DOLLARS_PER_MILLION
    dollars = (tokens_in * price_in + tokens_out * price_out) / 1e6
    return (
        f"  an estimate, not a bill: roughly ${dollars:.2f}, for {tokens_in:,.0f} tokens in and {tokens_out:,} out\n"
        f"  ({CHARACTERS_PER_TOKEN} characters counted as a token, {ANSWER_TOKENS} tokens as an answer, thoughts and "
        "repeated tries not counted;\n"
        f"  ${price_in:.2f} and ${price_out:.2f} a million, the price of {PRICES})"
    )


def progress(answers: Iterator[Answer], total: int) -> Iterator[Answer]:
    """The same answers, with a line now and then."""
    failed = 0
    for number, answer in enumerate(answers, 1):
        failed += not isinstance(answer, Answered)
        yield answer
        if number % PROGRESS_EVERY == 0 or number == total:
            say(f"  {number:,} of {total:,} asked, {failed:,} of them without an answer")


def report_failures(failed: Sequence[tuple[str, GeminiUnavailable]], total: int, path: Path) -> None:
    """Says how many texts got no answer, and why; the texts themselves go to the file."""
    if not failed:
        return
    counts = Counter(failure.failure for _, failure in failed).most_common()
    say(f"\nwithout an answer: {len(failed):,} of {total:,} texts, which count in no figure below")
    for failure, count in counts:
        say(f"  {count:6,}  {failure}")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("text", "failure"))
        table.writerows((text, failure.failure) for text, failure in failed)
    say(f"  their texts: {shown(path)}")
