"""Every way in which a call to Gemini can fail, against a local server: the words, the deadline, the second try."""

import asyncio
import socket
import threading
import time

import pytest

from common.base import background
from common.gemini.failures import GeminiUnavailable, Kind
from tests.support.gemini import SLOW_HEADER, Gemini, Reply, raw_json
from tests.support.gemini_calls import GOOD, GOOD_REPLY, failing, suggest

SILENCE = Reply(delay_s=60.0)
WAIT_S = 10.0


def without_text(finish: str) -> Reply:
    return raw_json({"candidates": [{"finishReason": finish, "index": 0}]})


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "Gemini refused the request."),
        (401, "Gemini refused our credentials."),
        (403, "Gemini refused our credentials."),
        (404, "Gemini does not know the configured model."),
        (408, "Gemini is out of order at the moment."),
        (413, "Gemini refused the request."),
        (429, "Gemini is asked more often than it allows at the moment."),
        (500, "Gemini is out of order at the moment."),
        (503, "Gemini is out of order at the moment."),
        (504, "Gemini took too long to answer."),
        (302, "Gemini is out of order at the moment."),
    ],
)
def test_an_error_status_is_named_in_plain_words(model: Gemini, api_key: str, status: int, message: str) -> None:
    model.answers(Reply(status=status))
    error = failing(api_key)
    assert (str(error), error.failure) == (message, f"HTTP {status}")
    assert len(model.received) == (2 if status in {429, 500, 503} else 1)
    assert error.kind is (Kind.REFUSAL if status in {400, 401, 403, 404, 413} else Kind.OUTAGE)


@pytest.mark.parametrize("first", [*(Reply(status=status) for status in (429, 500, 502, 503)), Reply(hang_up=True)])
def test_a_passing_failure_is_followed_by_a_second_try(model: Gemini, api_key: str, first: Reply) -> None:
    model.answers(first, GOOD_REPLY)
    assert suggest(api_key).category == "billing"
    assert len(model.received) == 2


def test_the_second_try_waits_as_long_as_the_service_asks_for(model: Gemini, api_key: str) -> None:
    model.answers(Reply(status=429, headers={"Retry-After": "1"}), GOOD_REPLY)
    started = time.monotonic()
    assert suggest(api_key).category == "billing"
    assert time.monotonic() - started >= 1


def test_there_is_no_second_try_when_the_service_asks_to_wait_beyond_the_deadline(model: Gemini, api_key: str) -> None:
    model.answers(Reply(status=429, headers={"Retry-After": "60"}))
    started = time.monotonic()
    assert failing(api_key).failure == "HTTP 429"
    assert time.monotonic() - started < 5
    assert len(model.received) == 1


def test_there_is_no_third_try(model: Gemini, api_key: str) -> None:
    model.answers(Reply(status=503), Reply(hang_up=True), GOOD_REPLY)
    assert str(failing(api_key)) == "The connection to Gemini broke off."
    assert len(model.received) == 2


@pytest.mark.alone
def test_the_second_try_shares_the_deadline_of_the_first(model: Gemini, api_key: str) -> None:
    suggest(api_key)
    model.answers(Reply(status=503), SILENCE)
    started = time.monotonic()
    assert failing(api_key, timeout_s=1.5).failure == "timeout"
    assert time.monotonic() - started < 2.5
    assert len(model.received) == 3


UNREADABLE = {
    "HTML": Reply(raw=b"<!doctype html><title>Sign in</title>"),
    "nothing": Reply(raw=b""),
    "bytes that are no text": Reply(raw=b"\xff\xfe{}"),
    "what is not packed as it says": Reply(text=GOOD, headers={"Content-Encoding": "gzip"}),
    "depth without end": Reply(raw=b"[" * 200_000),
    "another JSON value": raw_json([]),
    "an empty object": raw_json({}),
    "an error under a 200": raw_json({"error": {"code": 500, "message": "no"}}),
    "an empty answer": Reply(text=""),
    "prose": Reply(text="I would say billing."),
    "half an answer": Reply(text=GOOD[:50]),
    "values of another type": Reply(text=GOOD.replace('"billing"', '["billing"]')),
    "no text": without_text("STOP"),
}


@pytest.mark.parametrize("reply", UNREADABLE.values(), ids=UNREADABLE)
def test_an_unusable_reply_is_named_in_plain_words(model: Gemini, api_key: str, reply: Reply) -> None:
    model.answers(reply)
    assert str(failing(api_key)) == "Gemini gave no answer that can be read."


DECLINED, CUT_OFF = "Gemini declined to judge this text.", "Gemini's answer was cut off."
WITHHELD = {
    "a blocked prompt": (raw_json({"promptFeedback": {"blockReason": "SAFETY"}}), DECLINED),
    "an answer blocked for safety": (without_text("SAFETY"), DECLINED),
    "a whole answer that was blocked all the same": (Reply(text=GOOD, finish="PROHIBITED_CONTENT"), DECLINED),
    "an answer cut off": (Reply(text=GOOD[:50], finish="MAX_TOKENS"), CUT_OFF),
    "thoughts that used up the room": (without_text("MAX_TOKENS"), CUT_OFF),
}


@pytest.mark.parametrize(("reply", "message"), WITHHELD.values(), ids=WITHHELD)
def test_a_withheld_answer_is_named_in_plain_words_and_not_asked_for_twice(
    model: Gemini, api_key: str, reply: Reply, message: str
) -> None:
    model.answers(reply)
    error = failing(api_key)
    assert (str(error), error.kind) == (message, Kind.ANSWER)
    assert len(model.received) == 1


def test_what_is_not_the_apis_own_reply_is_an_outage_and_what_the_model_wrote_is_not(
    model: Gemini, api_key: str
) -> None:
    """Only what a text can bring about must not count against Gemini."""
    for body in (b"<!doctype html>", b"", b"[]", b"{}", b'{"error": {"code": 500}}', b'{"candidates": []}'):
        model.answers(Reply(raw=body))
        assert failing(api_key).kind is Kind.OUTAGE
    for reply in (Reply(text=""), Reply(text="I would say billing."), Reply(text=GOOD[:50]), without_text("STOP")):
        model.answers(reply)
        assert failing(api_key).kind is Kind.ANSWER


def test_an_answer_that_breaks_off_is_asked_for_again(model: Gemini, api_key: str) -> None:
    model.answers(Reply(text=GOOD, headers={"Content-Length": "100000"}))
    error = failing(api_key)
    assert (str(error), error.kind) == ("The connection to Gemini broke off.", Kind.OUTAGE)
    assert len(model.received) == 2


@pytest.mark.parametrize("body", ["[]", '"no"', '{"error": null}', '{"error": "no"}', '{"error": {"details": 5}}'])
def test_an_error_whose_body_is_not_as_documented_is_known_by_its_status(
    model: Gemini, api_key: str, body: str
) -> None:
    model.answers(Reply(status=503, raw=body.encode()))
    assert failing(api_key).failure == "HTTP 503"


def test_what_calls_itself_html_and_is_an_answer_is_an_answer(model: Gemini, api_key: str) -> None:
    model.answers(Reply(text=GOOD, headers={"Content-Type": "text/html"}))
    assert suggest(api_key).category == "billing"


def test_an_html_page_with_an_error_status_is_an_error_status(model: Gemini, api_key: str) -> None:
    model.answers(Reply(status=502, headers={"Content-Type": "text/html"}, raw=b"<h1>Bad gateway</h1>"))
    assert failing(api_key).failure == "HTTP 502"


def test_a_server_that_does_not_answer_is_given_up_after_the_timeout(model: Gemini, api_key: str) -> None:
    suggest(api_key)  # loads the client, which would use up a short deadline
    model.answers(SILENCE)
    error = failing(api_key, timeout_s=1.0)
    assert (str(error), error.failure) == ("Gemini took too long to answer.", "timeout")


@pytest.mark.parametrize("start", [b"HTTP/1.1 2", SLOW_HEADER, b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"])
def test_a_server_that_trickles_its_answer_is_hung_up_on_at_the_deadline(
    start: bytes, model: Gemini, api_key: str
) -> None:
    suggest(api_key)  # loads the client, which would use up a short deadline
    model.answers(Reply(trickle=start))
    started = time.monotonic()
    assert failing(api_key, timeout_s=1.0).failure == "timeout"
    assert time.monotonic() - started < 3
    assert model.deserted.wait(10)


def test_many_callers_of_a_server_that_hangs_do_not_block_the_next_one(model: Gemini, api_key: str) -> None:
    suggest(api_key)
    model.answers(Reply(trickle=SLOW_HEADER))
    callers = [threading.Thread(target=failing, args=(api_key, 0.5)) for _ in range(40)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    model.answers(GOOD_REPLY)
    assert suggest(api_key).category == "billing"


@pytest.mark.alone
def test_a_library_that_takes_too_long_to_load_is_left_at_the_deadline(model: Gemini, api_key: str) -> None:
    loaded = threading.Event()

    async def load() -> None:
        assert loaded.wait(WAIT_S)  # blocks the loop, as an import does

    loading = asyncio.run_coroutine_threadsafe(load(), background.loop())
    started = time.monotonic()
    error = failing(api_key, timeout_s=0.2)
    assert time.monotonic() - started < 0.9
    assert (str(error), error.kind, error.later) == ("There was no time left to ask Gemini.", Kind.UNASKED, True)
    loaded.set()
    loading.result()
    assert suggest(api_key).category == "billing"
    assert len(model.received) == 1


def test_a_server_that_does_not_answer_was_asked(model: Gemini, api_key: str) -> None:
    suggest(api_key)
    model.answers(SILENCE)
    assert failing(api_key, timeout_s=1.0).kind is Kind.OUTAGE


@pytest.mark.parametrize("left_s", [0.0, -1.0])
def test_without_time_gemini_is_not_asked(model: Gemini, api_key: str, left_s: float) -> None:
    assert failing(api_key, timeout_s=left_s).kind is Kind.UNASKED
    assert model.received == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirection_is_not_followed_with_key_and_ticket(model: Gemini, api_key: str, status: int) -> None:
    suggest(api_key)
    elsewhere = {"Location": f"{model.url}/v1beta/models/x:generateContent"}
    model.answers(Reply(status=status, headers=elsewhere), GOOD_REPLY)
    assert failing(api_key).failure == f"HTTP {status}"
    assert len(model.received) == 2


def test_one_try_is_all_that_is_made_for_those_who_want_no_second_one(model: Gemini, api_key: str) -> None:
    model.answers(Reply(status=503, headers={"Retry-After": "0"}), GOOD_REPLY)
    with pytest.raises(GeminiUnavailable, match="out of order") as caught:
        suggest(api_key, second_try=False)
    assert (len(model.received), caught.value.wait_s) == (1, 0.0)


@pytest.mark.parametrize(("headers", "wait_s"), [({"Retry-After": "60"}, 60.0), ({}, None)])
def test_how_long_the_service_asks_to_wait_is_passed_on(
    model: Gemini, api_key: str, headers: dict[str, str], wait_s: float | None
) -> None:
    model.answers(Reply(status=429, headers=headers))
    assert failing(api_key).wait_s == wait_s


def test_a_refused_connection_is_named_in_plain_words(monkeypatch: pytest.MonkeyPatch, api_key: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", f"http://127.0.0.1:{closed.getsockname()[1]}")
        assert str(failing(api_key)) == "Gemini could not be reached."


def test_an_unknown_host_is_named_in_plain_words(monkeypatch: pytest.MonkeyPatch, api_key: str) -> None:
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", "http://gemini.invalid")
    error = failing(api_key)
    assert (str(error), error.failure) == ("Gemini's address could not be found.", "DNS")


def test_a_server_that_does_not_speak_tls_is_named_in_plain_words(
    model: Gemini, monkeypatch: pytest.MonkeyPatch, api_key: str
) -> None:
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", model.url.replace("http:", "https:"))
    error = failing(api_key)
    assert (str(error), error.failure) == ("Gemini could not be reached over a safe connection.", "TLS")


def test_errors_leak_neither_key_nor_address_nor_ticket_nor_what_the_service_said(model: Gemini, api_key: str) -> None:
    model.answers(Reply(status=500, message=f"{api_key} at 10.1.2.3 said 4711"))
    error = failing(api_key)
    assert error.__suppress_context__
    for told in (str(error), error.failure):
        assert not [secret for secret in (api_key, "127.0.0.1", "10.1.2.3", "4711", "SOMETHING") if secret in told]
