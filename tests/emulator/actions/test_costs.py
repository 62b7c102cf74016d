"""What a request asks of Firestore: the promises of README and docs/decisions, counted."""

from collections.abc import Callable
from functools import partial

import httpx
import pytest

from common.actions import change, link, release, request
from common.actions.open import open_ticket
from common.actions.post import Writer, post
from common.base.errors import TooManyRequests
from common.callers import admission, api_keys, limits
from common.callers.auth import Kind
from common.callers.inputs import NewApiKey
from common.callers.model import Actor, ActorKind, Scope
from common.callers.windows import Limited
from common.conversation import store as conversation
from common.conversation.inputs import MessageQuery, NewMessage, RequesterMessage
from common.conversation.model import Author, MessageChannel
from common.tickets import history, listing, store
from common.tickets.inputs import NewTicket, TicketPatch, TicketQuery
from common.tickets.model import AuthorKind, Setter
from common.webhooks import endpoints
from scripts.measure.bench.costs import counted
from tests.support import calls
from tests.support.limited import address
from tests.support.tickets import create, new_ticket, word

pytestmark = pytest.mark.usefixtures("inside")
ADA = Actor(kind=ActorKind.AGENT, name="Ada")

type Cost = Callable[[Callable[[], object]], dict[str, int]]


@pytest.fixture
def cost() -> Cost:
    """The calls to Firestore that something makes."""

    def of(action: Callable[[], object]) -> dict[str, int]:
        with counted() as made:
            action()
        calls = {"reads": made.reads, "queries": made.queries, "counts": made.counts, "commits": made.commits}
        return {kind: count for kind, count in calls.items() if count}

    return of


@pytest.mark.parametrize("quarantined", [False, True])
def test_opening_is_one_read_and_one_commit_wherever_the_ticket_goes(cost: Cost, quarantined: bool) -> None:
    new = NewTicket.model_validate(new_ticket())

    def opening() -> None:
        open_ticket(new, channel="form", setter=Setter.SUBMITTER, key=None, quarantined=quarantined)

    assert cost(opening) == {"reads": 1, "commits": 1}


def test_a_change_is_one_read_and_one_commit_with_its_history(cost: Cost, api: httpx.Client) -> None:
    ticket_id, patch = create(api)["id"], TicketPatch.model_validate({"status": "closed"})
    assert cost(lambda: change.patch(ticket_id, patch, ADA, expected=None, key=None)) == {"reads": 1, "commits": 1}
    assert cost(lambda: link.replace(ticket_id, ADA)) == {"reads": 1, "commits": 1}
    assert cost(lambda: link.revoke(ticket_id, ADA)) == {"reads": 1, "commits": 1}


def test_a_message_is_one_commit_whatever_it_changes(cost: Cost, api: httpx.Client) -> None:
    ticket = create(api)
    writer = Writer(ADA, Author(kind=AuthorKind.AGENT, uid="ada", name=None), MessageChannel.DESK)
    for body in ({"kind": "reply", "text": "Hello", "status": "resolved"}, {"kind": "note", "text": "Hm"}):
        new = NewMessage.model_validate(body)
        assert cost(partial(post, ticket["id"], new, writer, None)) == {"reads": 1, "commits": 1}
    sent, token = RequesterMessage(text="Hello"), ticket["tracking_token"]
    assert cost(lambda: request.send(ticket["id"], token, sent, None)) == {"reads": 2, "commits": 1}
    assert cost(lambda: conversation.every(ticket["id"], MessageQuery())) == {"queries": 1}


def test_reading_a_ticket_is_one_read_and_a_second_one_in_quarantine(cost: Cost, api: httpx.Client) -> None:
    usual, apart = create(api), create(api, website="x")
    assert cost(lambda: store.get(usual["id"])) == {"reads": 1}
    assert cost(lambda: store.get(apart["id"])) == {"reads": 2}
    assert cost(lambda: release.release(apart["id"], ADA)) == {"reads": 2, "commits": 1}
    assert cost(lambda: release.release(apart["id"], ADA)) == {"reads": 1}


def test_looking_for_webhook_endpoints_is_one_query(cost: Cost) -> None:
    assert cost(endpoints.every) == {"queries": 1}


@pytest.mark.parametrize("quarantined", [False, True])
def test_a_page_of_the_list_is_one_query(cost: Cost, quarantined: bool) -> None:
    query = TicketQuery.model_validate_strings({"quarantined": str(quarantined).lower(), "search": "x"})
    assert cost(lambda: listing.page(query, None)) == {"queries": 1}
    counting = query.model_copy(update={"count": True})
    assert cost(lambda: listing.page(counting, None)) == {"queries": 1, "counts": 1}


def test_the_history_and_the_status_page_are_one_read_and_one_query(cost: Cost, api: httpx.Client) -> None:
    ticket = create(api)
    assert cost(lambda: history.page(ticket["id"], None)) == {"reads": 1, "queries": 1}
    assert cost(lambda: link.opened(ticket["id"], ticket["tracking_token"])) == {"reads": 1, "queries": 1}


def test_counting_a_request_is_one_commit_and_refusing_the_next_ones_is_nothing(
    cost: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATE_LIMITS", "create=1/86400")
    client = address()

    def refused() -> None:
        with pytest.raises(TooManyRequests):
            limits.spend(Limited.CREATE, client)

    assert cost(lambda: limits.spend(Limited.CREATE, client)) == {"commits": 1}
    assert [cost(refused) for _ in range(3)] == [{"commits": 1}, {}, {}]


def test_an_api_key_is_one_read_and_its_use_is_told_in_the_commit_that_counts(
    cost: Cost, monkeypatch: pytest.MonkeyPatch
) -> None:
    created = api_keys.create(NewApiKey.model_validate({"name": word(), "scopes": ["tickets:create"]}), "Ada")

    def admitting() -> None:
        call = calls.call(Authorization=f"Bearer {created.key}")
        admission.admit(call, [Kind.API_KEY], integration=Limited.INTEGRATION_CREATE, scopes=[Scope.CREATE])

    monkeypatch.setenv("RATE_LIMITS", "integration_create=9/86400")
    for _ in range(2):
        assert cost(admitting) == {"reads": 1, "commits": 1}
    monkeypatch.setenv("RATE_LIMITS", "off")
    assert cost(admitting) == {"reads": 1}
