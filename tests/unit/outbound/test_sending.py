"""Which failures have an e-mail tried again, and that the log of none of them repeats what people wrote."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from common.base.errors import Damaged, Unavailable
from common.mail.queue import Task
from common.outbound import send
from triggers import send_mail, sendmail

TICKET = "7zzzz0000000000000000000ab"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUEUE: Any = send_mail.send_mail.__wrapped__
SEND: Any = sendmail.sendmail.__wrapped__
"""Without the SDK's decorators, which read the event from a request."""


def event(notice: str, **stored: object) -> SimpleNamespace:
    content = {"due": NOW, "expires_at": NOW, **stored}
    return SimpleNamespace(id="event", params={"notice": notice}, data=SimpleNamespace(to_dict=lambda: content))


def test_a_notice_is_queued_for_when_it_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    queued: list[tuple[Task, datetime]] = []
    monkeypatch.setattr(Task, "enqueue", lambda task, at: queued.append((task, at)))
    QUEUE(event(f"{TICKET}-received"))
    assert queued == [(Task(notice=f"{TICKET}-received"), NOW)]


@pytest.mark.parametrize("broken", [event("received"), event(f"{TICKET}-received", due="secret text")])
def test_a_notice_that_cannot_be_read_is_done_with(broken: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    QUEUE(broken)
    said = capsys.readouterr().out
    assert '"severity": "ERROR"' in said
    assert "secret text" not in said


@pytest.mark.parametrize("failure", [TimeoutError("secret text"), Unavailable()])
def test_a_failure_that_may_pass_has_the_task_come_again(
    failure: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Task) -> None:
        raise failure

    monkeypatch.setattr(send, "run", fail)
    with pytest.raises(type(failure)):
        SEND(SimpleNamespace(data={"notice": f"{TICKET}-received"}))
    said = capsys.readouterr().out
    assert '"severity": "ERROR"' in said
    assert "secret text" not in said


def test_a_notice_of_a_ticket_that_somebody_broke_is_done_with(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: Task) -> None:
        raise Damaged

    monkeypatch.setattr(send, "run", fail)
    SEND(SimpleNamespace(data={"notice": f"{TICKET}-received"}))
    assert f'"ticket": "{TICKET}"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("outcome", "severity"), [("sent", "INFO"), ("later", "INFO"), ("failed", "WARNING"), ("held back", "WARNING")]
)
def test_what_was_not_delivered_is_a_warning(
    outcome: str, severity: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(send, "run", lambda _: {"outcome": outcome})
    SEND(SimpleNamespace(data={"notice": f"{TICKET}-reply-0000000001"}))
    said = capsys.readouterr().out
    assert f'"severity": "{severity}"' in said
    assert '"kind": "reply"' in said


def test_a_task_has_one_name_for_each_step() -> None:
    first = Task(notice="a", step=0)
    assert first.name == Task(notice="a").name
    assert len({first.name, Task(notice="a", step=1).name, Task(notice="b").name}) == 3
