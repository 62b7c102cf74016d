"""What loading the functions costs: libraries that few requests need stay out until one of those comes."""

import os
import subprocess
import sys
from pathlib import Path

FUNCTIONS = Path(__file__).parents[2] / "functions"
ENVIRON = {"PATH": os.environ["PATH"], "GCLOUD_PROJECT": "demo-tickets"}
ASK_GEMINI = """
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


def told_by(program: str, **environ: str) -> list[str]:
    """The lines that a fresh process prints."""
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=FUNCTIONS, env={**ENVIRON, **environ}, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_no_function_loads_the_library_before_gemini_is_asked_with_a_key() -> None:
    # Port 9 (discard): nothing listens there.
    told = told_by(ASK_GEMINI, GOOGLE_GEMINI_BASE_URL="http://127.0.0.1:9")
    functions, after_loading, after_the_rules, after_asking = told
    assert "refine_ticket" in functions
    assert (after_loading, after_the_rules, after_asking) == ("False", "False", "True local")


MAIL = """
import sys
import main
from common.inputs import Requester

print("email_validator" in sys.modules)
Requester(name="Ada")
print("email_validator" in sys.modules)
Requester(email="ada@example.com")
print("email_validator" in sys.modules)
"""


def test_no_function_loads_the_rules_of_mail_addresses_before_one_is_given() -> None:
    assert told_by(MAIL) == ["False", "False", "True"]
