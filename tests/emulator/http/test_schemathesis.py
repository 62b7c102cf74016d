"""Schemathesis, with all of its checks, finds nothing: what it makes up is answered as openapi.json says."""

from collections.abc import Mapping

import pytest

from scripts.check.openapi.deployed import endpoints
from scripts.check.schemathesis.callers import Sender, operations
from scripts.check.schemathesis.running import run
from tests.support.keys import Keys, bearer
from tests.support.people import Person
from tests.support.soak import rounds
from tests.support.system import System

pytestmark = pytest.mark.soak
EXAMPLES = rounds(2, 200)
SEED = 1
LIMIT_S = rounds(300, 7200)
"""A busy machine is slow; a run of few takes some 10 s."""

type Headers = Mapping[Sender, Mapping[str, str]]


@pytest.fixture
def headers(agent: Person, admin: Person, keys: Keys) -> Headers:
    return {
        Sender.PUBLIC: {},
        Sender.AGENT: agent.headers,
        Sender.ADMIN: admin.headers,
        Sender.INTEGRATION: bearer(keys.create()),
    }


@pytest.mark.usefixtures("no_new_webhooks")
@pytest.mark.parametrize("sender", Sender)
def test_requests_are_answered_as_documented(sender: Sender, system: System, headers: Headers) -> None:
    names = operations(sender)
    outcome = run(system.hosting_url, headers[sender], names, examples=EXAMPLES, seed=SEED, timeout_s=LIMIT_S)
    assert outcome.clean, outcome.said
    assert f"Tested: {len(names)}\n" in outcome.said


def test_every_operation_is_tried_by_a_caller_who_may_call_it() -> None:
    tried = {name for sender in Sender for name in operations(sender)}
    assert tried == {it.name for it in endpoints()}
