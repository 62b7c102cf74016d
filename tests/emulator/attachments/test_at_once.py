"""One file and many who want it, repeats, and work that ends in the middle: a file goes with one message, and stays."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from google.api_core.exceptions import InternalServerError
from grpc import StatusCode

from common.actions import upload as uploading
from common.actions.open import open_ticket
from common.attachments import store
from common.attachments.model import Waiting
from common.attachments.upload import Upload
from common.base import bucket
from common.base.errors import Unavailable
from common.callers.auth import Caller, Kind
from common.callers.idempotency import Key
from common.tickets.inputs import NewTicket
from common.tickets.model import CreatedTicket, Setter
from tests.support.answers import problem, success
from tests.support.conversations import talk as begun
from tests.support.faulty_firestore import COMMIT, Fault, FaultyFirestore, lost_answer
from tests.support.files import PNG, shown, upload
from tests.support.people import Person
from tests.support.tickets import new_ticket, word

AT_ONCE = 6
FILE, PUBLIC = Upload("a.png", PNG), Caller(Kind.PUBLIC)


def test_of_many_tickets_that_want_a_file_one_gets_it(api: httpx.Client) -> None:
    given = upload(api)["id"]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        opening = [pool.submit(api.post, "/api/tickets", json=new_ticket(attachments=[given])) for _ in range(AT_ONCE)]
    answers = sorted((it.result() for it in opening), key=lambda it: it.status_code)
    success(answers[0], 201)
    for answer in answers[1:]:
        problem(answer, 400, "attachments.0")


def test_of_many_messages_that_want_a_file_one_gets_it(api: httpx.Client, agent: Person) -> None:
    talk, given = begun(api, agent), upload(api)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        sending = [pool.submit(talk.send, text="Look", attachments=[given["id"]]) for _ in range(AT_ONCE)]
    assert sorted(it.result().status_code for it in sending) == [201] + [400] * (AT_ONCE - 1)
    (message,) = talk.messages()["results"]
    assert message["attachments"] == [shown(given)]


def test_a_repeated_create_at_once_opens_one_ticket_with_the_file(api: httpx.Client) -> None:
    body, key = new_ticket(attachments=[upload(api)["id"]]), {"Idempotency-Key": word()}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        opening = [pool.submit(api.post, "/api/tickets", json=body, headers=key) for _ in range(AT_ONCE)]
    first, *others = (success(it.result(), 201) for it in opening)
    assert others == [first] * (AT_ONCE - 1)


@pytest.mark.usefixtures("inside")
def test_a_create_that_its_repeat_overtakes_answers_it(api: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    key, waiting = Key(word(), "public:", word()), store.waiting
    new = NewTicket.model_validate(new_ticket(attachments=[upload(api)["id"]]))
    answered = list[CreatedTicket]()

    def overtaken(given: Sequence[str], owner: str) -> tuple[Waiting, ...]:
        monkeypatch.setattr(store, "waiting", waiting)
        answered.append(open_ticket(new, channel="form", setter=Setter.SUBMITTER, key=key))
        return waiting(given, owner)

    monkeypatch.setattr(store, "waiting", overtaken)
    assert open_ticket(new, channel="form", setter=Setter.SUBMITTER, key=key) == answered[0]


@pytest.mark.parametrize("status", [StatusCode.FAILED_PRECONDITION, StatusCode.ALREADY_EXISTS])
def test_a_ticket_whose_answer_was_lost_has_its_file(
    status: StatusCode, api: httpx.Client, agent: Person, inside: FaultyFirestore
) -> None:
    given = upload(api)
    new = NewTicket.model_validate(new_ticket(attachments=[given["id"]]))
    with inside.having(*lost_answer(status, lambda: None)):
        ticket = open_ticket(new, channel="form", setter=Setter.SUBMITTER, key=None)
    read = success(api.get(f"/api/tickets/{ticket.id}", headers=agent.headers))
    assert read["attachments"] == [shown(given)]


@pytest.mark.usefixtures("inside")
def test_an_upload_that_ended_before_its_bytes_were_stored_is_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    key = Key(word(), "public:", word())

    def ended(*_: object) -> bool:
        raise Unavailable

    with monkeypatch.context() as patched:
        patched.setattr(bucket, "store_once", ended)
        with pytest.raises(Unavailable):
            uploading.upload(FILE, PUBLIC, key)
    uploaded = uploading.upload(FILE, PUBLIC, key)
    (waiting,) = store.waiting([uploaded.id], "")
    assert store.content_of(waiting.attachment.id) == PNG
    assert uploading.upload(FILE, PUBLIC, key) == uploaded


def test_an_upload_that_could_not_be_noted_stores_no_bytes(
    monkeypatch: pytest.MonkeyPatch, inside: FaultyFirestore
) -> None:
    stored: list[str] = []
    monkeypatch.setattr(bucket, "store_once", lambda name, *_: stored.append(name))
    with inside.having(Fault(COMMIT, StatusCode.INTERNAL)), pytest.raises(InternalServerError):
        uploading.upload(FILE, PUBLIC, None)
    assert stored == []
