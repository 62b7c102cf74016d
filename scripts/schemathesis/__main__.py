"""`make schemathesis`: a long run against a system of its own, with a seed that is new each time and said.

It starts emulators as the tests do, so it is a tool of the developers; what it finds, `st replay` repeats.
"""

import argparse
import secrets
import sys

from scripts.console import guarded, say
from scripts.schemathesis.running import run
from tests.support import gemini_server
from tests.support.people import sign_up
from tests.support.system import running

EXAMPLES = 200
LIMIT_S = 3600.0


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--examples", type=int, default=EXAMPLES, help="requests for an operation and phase")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**31))
    given = parser.parse_args()
    clean = True
    with gemini_server.serving() as gemini, running({"GOOGLE_GEMINI_BASE_URL": gemini.url}) as system:
        agent = sign_up(system, "agent", {"role": "agent"})
        for headers in (agent.headers, {}):
            outcome = run(
                system.hosting_url,
                headers,
                examples=given.examples,
                seed=given.seed,
                timeout_s=LIMIT_S,
            )
            say(outcome.said)
            clean = clean and outcome.clean
    if not clean:
        sys.exit(1)


if __name__ == "__main__":
    guarded(main)
