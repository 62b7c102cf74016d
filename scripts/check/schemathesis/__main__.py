"""`make schemathesis`: a long run against a system of its own, with a seed that is new each time."""

import argparse
import secrets
import sys

import httpx

from scripts.base.console import guarded, say
from scripts.check.schemathesis.callers import Sender, operations
from scripts.check.schemathesis.running import REQUEST_S, run
from tests.support import gemini
from tests.support.keys import Keys, bearer
from tests.support.people import sign_up
from tests.support.system import System, running

EXAMPLES = 200
LIMIT_S = 3600.0


def _headers(system: System) -> dict[Sender, dict[str, str]]:
    """What each sender's requests carry."""
    agent, admin = (sign_up(system, role, {"role": role}) for role in ("agent", "admin"))
    with httpx.Client(base_url=system.hosting_url, timeout=REQUEST_S) as api:
        key = bearer(Keys(api, admin).create())
    return {
        Sender.PUBLIC: {},
        Sender.AGENT: agent.headers,
        Sender.ADMIN: admin.headers,
        Sender.INTEGRATION: key,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=EXAMPLES, help="requests for an operation and phase")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**31))
    given = parser.parse_args()
    clean = True
    with gemini.serving() as model, running({"GOOGLE_GEMINI_BASE_URL": model.url}) as system:
        for sender, headers in _headers(system).items():
            say(f"As {sender}:")
            outcome = run(
                system.hosting_url,
                headers,
                operations(sender),
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
