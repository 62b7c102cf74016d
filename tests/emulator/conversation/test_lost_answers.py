"""A message whose commit was made, and whose answer was lost, is posted once, also when others have followed."""

import httpx
import pytest
from grpc import StatusCode

from common.actions import request
from common.actions.post import Writer, post
from common.callers.model import Actor, ActorKind
from common.conversation.inputs import NewMessage, RequesterMessage
from common.conversation.model import Author, MessageChannel
from common.tickets.model import AuthorKind
from tests.support.conversations import Talk
from tests.support.faulty_firestore import FaultyFirestore, lost_answer

ADA = Writer(
    Actor(kind=ActorKind.AGENT, name="Ada"), Author(kind=AuthorKind.AGENT, uid="ada", name=None), MessageChannel.DESK
)


@pytest.mark.parametrize("kind", ["reply", "note"])
def test_an_agents_message(talk: Talk, inside: FaultyFirestore, kind: str) -> None:
    new = NewMessage.model_validate({"kind": kind, "text": "Once", "if_last_message": None})
    with inside.having(*lost_answer(StatusCode.FAILED_PRECONDITION, lambda: talk.note("Meanwhile"))):
        posted = post(talk.id, new, ADA, key=None)
    assert (posted.id, posted.text) == ("0000000001", "Once")
    assert talk.texts() == ["Once", "Meanwhile"]


def test_a_requesters_message(talk: Talk, inside: FaultyFirestore) -> None:
    with inside.having(*lost_answer(StatusCode.FAILED_PRECONDITION, lambda: talk.note("Meanwhile"))):
        answer = request.send(talk.id, talk.token, RequesterMessage(text="Once"), key=None)
    assert answer.message is not None
    assert answer.message.text == "Once"
    assert talk.texts() == ["Once", "Meanwhile"]


def test_a_message_that_opens_a_ticket_opens_one(talk: Talk, inside: FaultyFirestore, api: httpx.Client) -> None:
    talk.become("closed")
    with inside.having(*lost_answer(StatusCode.FAILED_PRECONDITION, lambda: talk.say("Later"))):
        answer = request.send(talk.id, talk.token, RequesterMessage(text="Once"), key=None)
    assert answer.follow_up is not None
    assert answer.follow_up.id == talk.ticket()["follow_up"]["id"]
    new = Talk(api, talk.agent, answer.follow_up.id, answer.follow_up.tracking_token or "")
    assert new.ticket()["description"] == "Once"
    assert [it["text"] for it in new.seen()["results"]] == ["Later"]
