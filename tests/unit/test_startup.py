"""What loading the functions costs: the Gemini library stays out until Gemini is really asked."""

import os
import subprocess
import sys
from pathlib import Path

FUNCTIONS = Path(__file__).parents[2] / "functions"
PROGRAM = """
import sys
import main
from common.classifier import service

def loaded():
    return "google.genai" in sys.modules

print(sorted(main.__all__))
print(loaded())
service.classify("I want a refund", api_key=None, model="m")
print(loaded())
outcome = service.classify("I want a refund", api_key="key", model="m", timeout_s=60)
print(loaded(), outcome.suggestion.source.value)
"""


def test_no_function_loads_the_library_before_gemini_is_asked_with_a_key() -> None:
    # Port 9 (discard): nothing listens there.
    environ = {
        "PATH": os.environ["PATH"],
        "GCLOUD_PROJECT": "demo-tickets",
        "GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9",
    }
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=FUNCTIONS, env=environ, capture_output=True, text=True, check=True
    )
    functions, after_loading, after_the_rules, after_asking = told.stdout.splitlines()
    assert "refine_ticket" in functions
    assert (after_loading, after_the_rules, after_asking) == ("False", "False", "True local")
