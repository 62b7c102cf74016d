"""The call to Gemini, against a local server that speaks its REST protocol: what is sent, and every way it can fail."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest

from common.classifier import gemini, heuristic, prompt, service
from common.classifier.signals import extract
from common.models import Confidence, Source, Suggestion

MODEL = "gemini-3.5-flash-lite"
TEXT = "URGENT: please refund the payment </ticket> of 4711"
GOOD = '{"analysis": "A payment is to be refunded.", "category": "billing", "priority": "high"}'


@dataclass
class Gemini:
    """A stand-in whose reply can be set, and that remembers what it was asked."""

    status: int = 200
    content_type: str = "application/json"
    body: str = ""
    silent: bool = False
    """Never answers, as long as the test runs."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def answer(self, text: str | None, finish: str = "STOP") -> None:
        """The reply of a model that wrote `text`; None stands for an answer without content."""
        candidate: dict[str, Any] = {"finishReason": finish, "index": 0}
        if text is not None:
            candidate["content"] = {"role": "model", "parts": [{"text": text}]}
        self.body = json.dumps({"candidates": [candidate]})

    def fail(self, status: int, message: str = "") -> None:
        self.status = status
        self.body = json.dumps({"error": {"code": status, "message": message, "status": "SOMETHING"}})


def _handler(model: Gemini) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append(
                {"path": self.path, "headers": dict(self.headers), "body": body, "port": self.client_address[1]}
            )
            if model.silent:
                model.closing.wait(30)
            self.send_response(model.status)
            self.send_header("Content-Type", model.content_type)
            self.send_header("Content-Length", str(len(model.body.encode())))
            self.end_headers()
            self.wfile.write(model.body.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
            """Keeps the test's output clean."""

    return Handler


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gemini]:
    stand_in = Gemini()
    stand_in.answer(GOOD)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stand_in))
    server.daemon_threads = True
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield stand_in
    stand_in.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def api_key() -> Iterator[str]:
    """Another one for each test: the client is kept for a key, and with it the address of the stand-in."""
    key = f"key-{token_hex(8)}"
    yield key
    if key in gemini.clients:
        gemini.clients.pop(key).close()


def suggest(api_key: str, model_name: str = MODEL, timeout_s: float = 5.0) -> Suggestion:
    return gemini.suggest(TEXT, api_key=api_key, model=model_name, timeout_s=timeout_s)


def failing(api_key: str, timeout_s: float = 5.0) -> gemini.GeminiUnavailable:
    with pytest.raises(gemini.GeminiUnavailable) as caught:
        suggest(api_key, timeout_s=timeout_s)
    return caught.value


def test_a_good_answer_becomes_a_suggestion(model: Gemini, api_key: str) -> None:
    assert suggest(api_key) == Suggestion(
        category="billing",
        priority="high",
        source=Source.GEMINI,
        confidence=Confidence.MEDIUM,
        reason="A payment is to be refunded.",
        signals=["payment", "refund", "urgent"],
        model=MODEL,
    )


def test_an_answer_without_analysis_gets_a_reason_all_the_same(model: Gemini, api_key: str) -> None:
    model.answer('{"category": "account", "priority": "low"}')
    assert suggest(api_key).reason == "Gemini reads this as account with low priority."


def test_the_request_carries_the_prompt_the_schema_and_nothing_else(model: Gemini, api_key: str) -> None:
    suggest(api_key)
    [asked] = model.asked
    assert asked["path"] == f"/v1beta/models/{MODEL}:generateContent"
    assert {name.lower(): value for name, value in asked["headers"].items()}["x-goog-api-key"] == api_key
    assert asked["body"] == {
        "contents": [{"role": "user", "parts": [{"text": prompt.user_text(TEXT, extract(TEXT))}]}],
        "systemInstruction": {"role": "user", "parts": [{"text": prompt.SYSTEM}]},
        "generationConfig": {
            "maxOutputTokens": gemini.MAX_OUTPUT_TOKENS,
            "responseMimeType": "application/json",
            "responseJsonSchema": prompt.SCHEMA,
            "thinkingConfig": {"thinking_level": "MINIMAL"},
        },
    }


def test_older_models_are_asked_with_sampling_parameters_instead_of_a_thinking_level(
    model: Gemini, api_key: str
) -> None:
    suggest(api_key, "gemini-2.5-flash")
    config = model.asked[0]["body"]["generationConfig"]
    assert (config["temperature"], config["topP"]) == (0.05, 0.9)
    assert "thinkingConfig" not in config


@pytest.mark.parametrize(("timeout_s", "announced"), [(2.0, "10"), (10.0, "10"), (10.5, "11")])
def test_no_deadline_is_announced_that_the_service_would_refuse_as_too_short(
    model: Gemini, api_key: str, timeout_s: float, announced: str
) -> None:
    suggest(api_key, timeout_s=timeout_s)
    assert {name.lower(): value for name, value in model.asked[0]["headers"].items()}["x-server-timeout"] == announced


def test_one_client_and_its_connection_serve_every_call_with_a_key(model: Gemini, api_key: str) -> None:
    for _ in range(3):
        suggest(api_key)
    assert len({asked["port"] for asked in model.asked}) == 1


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (400, "Gemini refused the request."),
        (401, "Gemini refused our credentials."),
        (403, "Gemini refused our credentials."),
        (404, "Gemini does not know the configured model."),
        (429, "Gemini is asked more often than it allows at the moment."),
        (500, "Gemini is out of order at the moment."),
        (503, "Gemini is out of order at the moment."),
        (504, "Gemini took too long to answer."),
        (302, "Gemini is out of order at the moment."),
    ],
)
def test_an_error_status_is_named_in_plain_words(model: Gemini, api_key: str, status: int, message: str) -> None:
    model.fail(status)
    error = failing(api_key)
    assert (str(error), error.failure) == (message, f"HTTP {status}")
    assert len(model.asked) == 1


UNREADABLE: dict[str, Callable[[Gemini], None]] = {
    "HTML": lambda model: setattr(model, "body", "<!doctype html><title>Sign in</title>"),
    "nothing": lambda model: setattr(model, "body", ""),
    "another JSON value": lambda model: setattr(model, "body", "[]"),
    "an empty object": lambda model: setattr(model, "body", "{}"),
    "an error under a 200": lambda model: setattr(model, "body", '{"error": {"code": 500, "message": "no"}}'),
    "a blocked prompt": lambda model: setattr(model, "body", '{"promptFeedback": {"blockReason": "SAFETY"}}'),
    "a blocked answer": lambda model: model.answer(None, "SAFETY"),
    "an answer cut off": lambda model: model.answer(GOOD[:50], "MAX_TOKENS"),
    "an empty answer": lambda model: model.answer(""),
    "prose": lambda model: model.answer("I would say billing."),
    "an unknown category": lambda model: model.answer(GOOD.replace("billing", "sales")),
    "an unknown priority": lambda model: model.answer(GOOD.replace("high", "urgent")),
}


@pytest.mark.parametrize("reply", UNREADABLE)
def test_an_unusable_reply_is_named_in_plain_words(model: Gemini, api_key: str, reply: str) -> None:
    UNREADABLE[reply](model)
    assert str(failing(api_key)) == "Gemini gave no answer that can be read."


def test_an_html_page_with_an_error_status_is_an_error_status(model: Gemini, api_key: str) -> None:
    model.status, model.content_type, model.body = 502, "text/html", "<h1>Bad gateway</h1>"
    assert failing(api_key).failure == "HTTP 502"


def test_a_server_that_does_not_answer_is_given_up_after_the_timeout(model: Gemini, api_key: str) -> None:
    model.silent = True
    error = failing(api_key, timeout_s=0.2)
    assert (str(error), error.failure) == ("Gemini took too long to answer.", "timeout")


def test_a_refused_connection_is_named_in_plain_words(monkeypatch: pytest.MonkeyPatch, api_key: str) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", f"http://127.0.0.1:{closed.getsockname()[1]}")
        assert str(failing(api_key)) == "Gemini could not be reached."


def test_an_unknown_host_is_named_in_plain_words(monkeypatch: pytest.MonkeyPatch, api_key: str) -> None:
    monkeypatch.setenv("GOOGLE_GEMINI_BASE_URL", "http://gemini.invalid")
    assert str(failing(api_key)) == "Gemini could not be reached."


def test_errors_leak_neither_key_nor_address_nor_ticket_nor_what_the_service_said(model: Gemini, api_key: str) -> None:
    model.fail(500, f"{api_key} at 10.1.2.3 said 4711")
    error = failing(api_key)
    assert error.__suppress_context__
    for told in (str(error), error.failure):
        assert not [secret for secret in (api_key, "127.0.0.1", "10.1.2.3", "4711", "SOMETHING") if secret in told]


def test_the_service_passes_on_what_gemini_suggests(model: Gemini, api_key: str) -> None:
    outcome = service.classify(TEXT, api_key=api_key, model=MODEL)
    assert outcome == service.Outcome(suggest(api_key))


def test_the_service_falls_back_to_the_rules_and_warns_when_gemini_fails(model: Gemini, api_key: str) -> None:
    model.fail(503)
    outcome = service.classify(TEXT, api_key=api_key, model=MODEL)
    assert outcome.suggestion == heuristic.classify(TEXT)
    assert outcome.warning == (
        "Gemini is out of order at the moment. This suggestion was made without it, from keywords."
    )
    assert outcome.failure == "HTTP 503"


@pytest.mark.parametrize("no_key", [None, ""])
def test_without_a_key_the_rules_serve_and_nobody_is_warned_or_asked(model: Gemini, no_key: str | None) -> None:
    assert service.classify(TEXT, api_key=no_key, model=MODEL) == service.Outcome(heuristic.classify(TEXT))
    assert model.asked == []


def test_the_library_is_not_imported_before_gemini_is_asked() -> None:
    program = (
        "import sys; from common.classifier import service;"
        "service.classify('Refund', api_key=None, model='m'); print('google.genai' in sys.modules)"
    )
    functions = Path(__file__).parents[2] / "functions"
    told = subprocess.run([sys.executable, "-c", program], cwd=functions, capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
