"""What loading the functions costs: the Gemini library and the weights stay out until they are really needed."""

import json
import os
import subprocess
import sys
from pathlib import Path

FUNCTIONS = Path(__file__).parents[2] / "functions"
PROGRAM = """
import json, sys
import flask
import main
from common.classifier import heuristic, service

def tell(**more):
    loaded = {"gemini": "google.genai" in sys.modules, "weights": heuristic.loaded.cache_info().currsize > 0}
    print(json.dumps({**loaded, **more}))

def status(name, method, path):
    with flask.Flask("test").test_request_context(path, method=method, json=None if method == "GET" else {}):
        return getattr(main, name)(flask.request).status_code

tell(functions=main.__all__)
tell(answers=[
    status("list_tickets", "GET", "/api/tickets"),
    status("get_ticket", "GET", "/api/tickets/1"),
    status("update_ticket", "PATCH", "/api/tickets/1"),
    status("ticket_stats", "GET", "/api/tickets/stats"),
    status("create_ticket", "POST", "/api/tickets"),
    status("track_ticket", "GET", "/api/track/1"),
])
service.classify("I want a refund", api_key=None, model="m")
tell()
tell(source=service.classify("I want a refund", api_key="key", model="m", timeout_s=60).suggestion.source)
"""


def test_the_gemini_library_and_the_weights_are_loaded_when_they_are_needed_and_not_before() -> None:
    # Port 9 (discard): nothing listens there.
    environ = {
        "PATH": os.environ["PATH"],
        "GCLOUD_PROJECT": "demo-tickets",
        "GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9",
    }
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=FUNCTIONS, env=environ, capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    loaded, requests, rules, gemini = (line for line in lines if "weights" in line)
    assert "refine_ticket" in loaded.pop("functions")
    assert loaded == {"gemini": False, "weights": False}
    assert requests == {"gemini": False, "weights": False, "answers": [401, 401, 401, 401, 400, 404]}
    assert rules == {"gemini": False, "weights": True}
    assert gemini == {"gemini": True, "weights": True, "source": "local"}


ADDRESS = """
import sys
import main
from common.inputs import Requester

print("email_validator" in sys.modules)
Requester(name="Ada")
print("email_validator" in sys.modules)
Requester(email="ada@example.com")
print("email_validator" in sys.modules)
"""


def test_the_mail_address_library_is_loaded_with_the_first_address_and_not_before() -> None:
    environ = {"PATH": os.environ["PATH"], "GCLOUD_PROJECT": "demo-tickets"}
    told = subprocess.run(
        [sys.executable, "-c", ADDRESS], cwd=FUNCTIONS, env=environ, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["False", "False", "True"]
