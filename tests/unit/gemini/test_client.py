"""The call to Gemini, against a local server that speaks its REST protocol: what is sent and what is logged."""

import json
import socket
from contextlib import suppress

import pytest

from common.gemini import client
from common.gemini.client import Question
from common.gemini.failures import GeminiUnavailable, UnreadableAnswer
from tests.support import sockets
from tests.support.gemini import Gemini, Reply
from tests.support.gemini_calls import GOOD, GOOD_REPLY, MODEL, suggest


def test_any_caller_brings_its_own_instructions_text_schema_and_reader(model: Gemini, api_key: str) -> None:
    def read(text: str | None) -> int:
        if not text:
            raise UnreadableAnswer("empty")
        return len(text)

    schema = {"type": "string"}
    question = Question("Translate this.", "Guten Tag", schema, 50, read)
    model.answers(Reply(json="Good day"))
    assert client.ask(question, api_key=api_key, model="gemini-2.5-flash", timeout_s=5.0) == 10
    assert model.received[0].body == {
        "contents": [{"role": "user", "parts": [{"text": "Guten Tag"}]}],
        "systemInstruction": {"role": "user", "parts": [{"text": "Translate this."}]},
        "generationConfig": {
            "maxOutputTokens": 50 + 1024,
            "responseMimeType": "application/json",
            "responseJsonSchema": schema,
            "temperature": 0.05,
            "topP": 0.9,
            "thinkingConfig": {"thinking_budget": 512},
        },
    }
    model.answers(Reply(text=""))
    with pytest.raises(GeminiUnavailable, match="no answer that can be read"):
        client.ask(question, api_key=api_key, model=MODEL, timeout_s=5.0)


def test_older_models_are_asked_with_sampling_parameters_instead_of_a_thinking_level(
    model: Gemini, api_key: str
) -> None:
    suggest(api_key, "gemini-2.5-flash")
    config = model.received[0].body["generationConfig"]
    assert (config["temperature"], config["topP"]) == (0.05, 0.9)
    assert config["thinkingConfig"] == {"thinking_budget": 512}
    assert config["maxOutputTokens"] == 200 + 1024


@pytest.mark.parametrize(("timeout_s", "announced"), [(2.0, "10"), (10.0, "10"), (10.9, "11")])
def test_no_deadline_is_announced_that_the_service_would_refuse_as_too_short(
    model: Gemini, api_key: str, timeout_s: float, announced: str
) -> None:
    suggest(api_key, timeout_s=timeout_s)
    assert model.received[0].headers["x-server-timeout"] == announced


def test_one_client_and_its_connection_serve_every_call_with_a_key(
    api_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = GOOD_REPLY.body(MODEL)

    def talk(connection: socket.socket) -> None:
        while sockets.request_of(connection):
            connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)

    with sockets.listening(talk) as (port, callers):
        monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", f"http://127.0.0.1:{port}")
        for _ in range(3):
            assert suggest(api_key).category == "billing"
        assert len(callers) == 1


def test_an_answer_that_is_whole_at_the_limit_of_its_length_counts(model: Gemini, api_key: str) -> None:
    model.answers(Reply(text=GOOD, finish="MAX_TOKENS"))
    assert suggest(api_key).category == "billing"


@pytest.mark.parametrize("text", [GOOD, "nothing of use"])
def test_what_an_answer_costs_is_logged_whatever_it_is_worth(
    text: str, model: Gemini, api_key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tokens = {"promptTokenCount": 900, "candidatesTokenCount": 40, "thoughtsTokenCount": 7}
    model.answers(Reply(text=text, tokens=tokens))
    with suppress(GeminiUnavailable):
        suggest(api_key)
    [logged] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert logged == {"severity": "INFO", "message": "Gemini answered", "input_tokens": 900, "output_tokens": 47}
