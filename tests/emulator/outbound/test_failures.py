"""What a mail server refuses, and what breaks on the way: nothing is lost, and agents learn what was not delivered."""

from typing import Any

import grpc
import httpx
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from google.api_core.exceptions import DeadlineExceeded, FailedPrecondition

from common.actions import mailing
from common.mail.queue import Task
from common.mail.smtp import Outcome, Result
from common.outbound import send
from scripts.emulators.config import MAIL_FROM, secrets
from tests.support.answers import success
from tests.support.conversations import Talk
from tests.support.desk import Desk
from tests.support.faulty_firestore import COMMIT, Fault, FaultyFirestore, lost_answer
from tests.support.mail_server import hang_up
from tests.support.mailbox import SENT_S, Mailbox, answering, hooked, kinds, requester
from tests.support.people import Person
from tests.support.system import SECRETS, System
from tests.support.tickets import create
from tests.support.waiting import wait_until

FULL, LATER = "552 5.2.2 full", "450 4.2.0 greylisted"


@pytest.fixture
def fields() -> dict[str, Any]:
    return requester()


@pytest.fixture
def talk(api: httpx.Client, agent: Person, mailbox: Mailbox, fields: dict[str, Any]) -> Talk:
    """Whose receipt was sent."""
    ticket = create(api, **fields)
    mailbox.settled(ticket["id"], 1)
    return Talk(api, agent, ticket["id"], ticket["tracking_token"])


@pytest.fixture
def here(inside: FaultyFirestore, system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a test make attempts in its own process, which it can end between two steps."""
    own = secrets(SECRETS, system.instance.ports)
    for name, value in {**own, "MAIL_FROM": MAIL_FROM, "MAIL_SITE_URL": system.hosting_url}.items():
        monkeypatch.setenv(name, value)


def email_of(talk: Talk, number: int = -1) -> dict[str, Any]:
    """What a reply says of its mail, the newest if no other."""
    found: dict[str, Any] = talk.messages()["results"][number]["email"]
    return found


def undelivered(talk: Talk) -> bool:
    return bool(talk.ticket()["undelivered"])


def test_a_reply_that_is_refused_is_where_an_agent_sees_it_until_a_later_one_is_sent(
    talk: Talk, fields: dict[str, Any], system: System, mailbox: Mailbox
) -> None:
    address, desk = fields["requester"]["email"], Desk(talk.api, talk.agent)
    with answering(system, {address: [FULL]}):
        talk.reply("Hello")
        wait_until(lambda: email_of(talk)["state"] == "failed", SENT_S)
    assert email_of(talk)["reason"] == "the mailbox is full"
    assert undelivered(talk)
    assert talk.id in desk.found(undelivered="true", page_size=100)
    talk.reply("Hello again")
    mailbox.settled(talk.id, 2)
    assert [it["email"]["state"] for it in talk.messages()["results"]] == ["failed", "sent"]
    assert not undelivered(talk)


def test_a_refused_reply_that_settles_its_ticket_is_among_what_was_not_delivered(
    talk: Talk, fields: dict[str, Any], system: System
) -> None:
    with answering(system, {fields["requester"]["email"]: [FULL]}):
        talk.reply("That was it", status="resolved")
        wait_until(lambda: undelivered(talk), SENT_S)
    desk = Desk(talk.api, talk.agent)
    assert talk.id in desk.found(queue="undelivered", page_size=100)
    talk.become("closed")
    assert talk.id not in desk.found(queue="undelivered", page_size=100)


def test_a_settled_ticket_is_not_waiting_for_its_mail(talk: Talk, fields: dict[str, Any], system: System) -> None:
    with answering(system, {fields["requester"]["email"]: [FULL]}):
        talk.reply("Hello")
        wait_until(lambda: undelivered(talk), SENT_S)
    assert talk.become("closed")["undelivered"] is False


def test_a_server_that_has_no_time_is_asked_again_and_gets_one_e_mail(
    talk: Talk, fields: dict[str, Any], system: System, mailbox: Mailbox
) -> None:
    with answering(system, {fields["requester"]["email"]: [LATER, "421 4.3.2 busy", LATER]}):
        talk.reply("Hello")
        mailbox.settled(talk.id, 2)
    (notice,) = (it for name, it in mailbox.notices(talk.id).items() if "-reply-" in name)
    assert (notice["state"], notice["tries"]) == ("sent", 4)
    assert email_of(talk) == {**email_of(talk), "state": "sent", "reason": None}
    assert not undelivered(talk)


def test_after_three_days_a_reply_has_failed(talk: Talk, fields: dict[str, Any], system: System) -> None:
    with answering(system, {fields["requester"]["email"]: [LATER] * 50}):
        talk.reply("Hello")
        wait_until(lambda: email_of(talk)["state"] == "failed", SENT_S)
    assert email_of(talk)["reason"] == send.TOO_LONG
    assert undelivered(talk)


def test_an_answer_that_was_lost_makes_the_same_e_mail_come_twice(talk: Talk, system: System, mailbox: Mailbox) -> None:
    catcher, lost = system.instance.catcher, [True]

    async def handle(server: SMTP, session: Session, envelope: Envelope) -> str:
        answer = await type(catcher).handle_DATA(catcher, server, session, envelope)
        if f".{talk.id}.".encode() in (envelope.original_content or b"") and lost and lost.pop():
            hang_up(server)
        return answer

    with hooked(system, "handle_DATA", handle):
        talk.reply("Hello")
        _, first, second = mailbox.settled(talk.id, 3)
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert email_of(talk)["state"] == "sent"


@pytest.mark.usefixtures("here")
def test_what_comes_back_later_makes_the_reply_failed_once(talk: Talk, mailbox: Mailbox) -> None:
    talk.reply("Hello")
    mailbox.settled(talk.id, 2)
    (name,) = (it for it in mailbox.notices(talk.id) if "-reply-" in it)
    assert mailing.failed(name, "the address does not exist")
    assert email_of(talk) == {**email_of(talk), "state": "failed", "reason": "the address does not exist"}
    assert undelivered(talk)
    assert not mailing.failed(name, "the address does not exist")
    assert not mailing.failed(f"{talk.id}-reply-0000000009", "the address does not exist")


def unsent_reply(system: System, mailbox: Mailbox, talk: Talk) -> Task:
    """The task of a new reply, whose mail counts as not sent."""
    talk.reply("Hello")
    mailbox.settled(talk.id, 2)
    (name,) = (it for it in mailbox.notices(talk.id) if "-reply-" in it)
    step = mailbox.notices(talk.id)[name]["step"] + 10
    system.firestore.document(f"mail_outbox/{name}").update({"state": "queued", "step": step})
    return Task(notice=name, step=step)


@pytest.mark.usefixtures("here")
def test_a_process_that_ends_after_it_took_a_notice_leaves_it_to_the_next(
    talk: Talk, system: System, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = unsent_reply(system, mailbox, talk)
    queued: list[Task] = []
    monkeypatch.setattr(Task, "enqueue", lambda task, _: queued.append(task))
    with monkeypatch.context() as patched:
        patched.setattr("common.mail.smtp.send", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send.run(task)
    assert send.run(task) == {"outcome": "overtaken"}  # Cloud Tasks brings it again
    assert send.run(queued[0])["outcome"] == "sent"
    mailbox.settled(talk.id, 3)
    assert send.run(queued[0]) == {"outcome": "done already"}


@pytest.mark.usefixtures("here")
def test_what_was_taken_and_could_not_be_stored_is_not_sent_again(
    talk: Talk, system: System, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = unsent_reply(system, mailbox, talk)

    def fail(*_: object, **__: object) -> None:
        raise DeadlineExceeded("no Firestore")  # type: ignore[no-untyped-call]

    with monkeypatch.context() as patched:
        patched.setattr(mailing, "keep", fail)
        with pytest.raises(DeadlineExceeded):
            send.run(task)
    assert send.run(task.model_copy(update={"step": task.step + 1}))["outcome"] == "sent"
    assert len(kinds(mailbox.settled(talk.id, 3))) == 3


@pytest.mark.parametrize("before", [0, 1])
@pytest.mark.parametrize(("outcome", "state"), [(Outcome.SENT, "sent"), (Outcome.LATER, "queued")])
@pytest.mark.usefixtures("here")
def test_an_attempt_goes_on_whose_commit_was_made_and_not_answered(
    before: int,
    outcome: Outcome,
    state: str,
    talk: Talk,
    system: System,
    mailbox: Mailbox,
    inside: FaultyFirestore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The commit that takes the notice, or the next one, which stores what came of it."""
    task = unsent_reply(system, mailbox, talk)
    queued: list[Task] = []
    monkeypatch.setattr(Task, "enqueue", lambda task, _: queued.append(task))
    monkeypatch.setattr("common.mail.smtp.send", lambda *_: Result(outcome))
    with inside.having(*[Fault(COMMIT, times=1)] * before, *lost_answer(grpc.StatusCode.FAILED_PRECONDITION)):
        assert send.run(task)["outcome"] == outcome
    stored = mailbox.notices(talk.id)[task.notice]
    assert (stored["state"], stored["step"]) == (state, task.step + 2)
    assert [it.step for it in queued] == ([task.step + 2] if state == "queued" else [])


@pytest.mark.usefixtures("here")
def test_an_attempt_goes_on_whose_notice_was_restored_meanwhile(
    talk: Talk, system: System, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = unsent_reply(system, mailbox, talk)
    notice = system.firestore.document(f"mail_outbox/{task.notice}")

    def sent(*_: object) -> Result:
        content = notice.get().to_dict() or {}
        notice.delete()
        notice.set(content)
        return Result(Outcome.SENT)

    monkeypatch.setattr("common.mail.smtp.send", sent)
    assert send.run(task)["outcome"] == Outcome.SENT
    stored = mailbox.notices(talk.id)[task.notice]
    assert (stored["state"], stored["step"]) == ("sent", task.step + 2)


@pytest.mark.usefixtures("here")
def test_a_result_that_is_refused_for_no_reason_that_is_known_ends_the_attempt(
    talk: Talk, system: System, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = unsent_reply(system, mailbox, talk)
    asked = []

    def refuse(*_: object, **__: object) -> None:
        asked.append(1)
        raise FailedPrecondition("no reason")  # type: ignore[no-untyped-call]

    monkeypatch.setattr("common.mail.smtp.send", lambda *_: Result(Outcome.SENT))
    monkeypatch.setattr(mailing, "keep", refuse)
    assert send.run(task) == {"outcome": "overtaken"}
    assert len(asked) == 1


@pytest.mark.usefixtures("here")
def test_an_earlier_reply_that_is_sent_at_last_does_not_hide_that_the_newest_failed(
    talk: Talk, fields: dict[str, Any], system: System, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = unsent_reply(system, mailbox, talk)
    with answering(system, {fields["requester"]["email"]: [FULL]}):
        talk.reply("Hello again")
        wait_until(lambda: email_of(talk)["state"] == "failed", SENT_S)
    monkeypatch.setattr("common.mail.smtp.send", lambda *_: Result(Outcome.SENT))
    assert send.run(task)["outcome"] == Outcome.SENT
    assert undelivered(talk)


@pytest.mark.usefixtures("here")
def test_an_e_mail_whose_attempts_never_end_is_given_up(talk: Talk, system: System, mailbox: Mailbox) -> None:
    task = unsent_reply(system, mailbox, talk).model_copy(update={"step": send.STEPS_MAX})
    system.firestore.document(f"mail_outbox/{task.notice}").update({"step": task.step})
    assert send.run(task) == {"outcome": "given up"}
    mailbox.settled(talk.id, 2)
    assert email_of(talk) == {**email_of(talk), "state": "failed", "reason": "it could not be sent"}
    assert undelivered(talk)


@pytest.mark.usefixtures("here")
def test_a_reply_that_was_deleted_is_not_sent(talk: Talk, admin: Person, system: System, mailbox: Mailbox) -> None:
    task = unsent_reply(system, mailbox, talk)
    reply = talk.messages()["results"][-1]["id"]
    success(talk.api.delete(f"/api/tickets/{talk.id}/messages/{reply}", headers=admin.headers))
    assert send.run(task) == {"outcome": "the message was taken back before it was sent"}
    mailbox.settled(talk.id, 2)
    assert email_of(talk)["state"] == "failed"
    assert not undelivered(talk)
