"""Schemathesis, with all of its checks, finds nothing: what it makes up is answered as openapi.json says."""

from scripts.openapi.deployed import endpoints
from scripts.schemathesis.running import run
from tests.support.people import Person
from tests.support.system import System

EXAMPLES = 8
SEED = 1
LIMIT_S = 300.0
"""A busy machine is slow; a run takes some 20 s."""


def test_an_agents_requests_are_answered_as_documented(system: System, agent: Person) -> None:
    outcome = run(system.hosting_url, agent.headers, examples=EXAMPLES, seed=SEED, timeout_s=LIMIT_S)
    assert outcome.clean, outcome.said
    assert f"Tested: {len(endpoints())}\n" in outcome.said


def test_anybodys_requests_are_answered_as_documented(system: System) -> None:
    names = [it.name for it in endpoints() if it.operation.access.public]
    outcome = run(system.hosting_url, {}, examples=EXAMPLES, seed=SEED, timeout_s=LIMIT_S, operations=names)
    assert outcome.clean, outcome.said
    assert f"Tested: {len(names)}\n" in outcome.said
