"""Which failures have the event of an e-mail delivered again, and that none of them tells what people wrote."""

from types import SimpleNamespace
from typing import Any

import pytest

from common.base.errors import Damaged, Unavailable
from common.mail import sending
from common.mail.notice import Notice
from triggers import send_mail as trigger

EVENT = SimpleNamespace(id="event", params={"notice": "id-received"})
SEND: Any = trigger.send_mail.__wrapped__
"""Without the SDK's decorator, which reads the event from a request."""


@pytest.mark.parametrize("failure", [TimeoutError("secret text"), Unavailable()])
def test_a_failure_that_may_pass_has_the_event_delivered_again(
    failure: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: str) -> None:
        raise failure

    monkeypatch.setattr(sending, "send", fail)
    with pytest.raises(type(failure)):
        SEND(EVENT)
    said = capsys.readouterr().out
    assert '"severity": "ERROR"' in said
    assert "secret text" not in said


def test_a_notice_that_cannot_be_read_is_done_with(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = {"to": "ada@example.com"}
    monkeypatch.setattr(sending, "send", lambda _: Notice.model_validate(stored))
    SEND(EVENT)
    said = capsys.readouterr().out
    assert '"severity": "ERROR"' in said
    assert "ada@example.com" not in said


def test_a_notice_of_a_ticket_that_somebody_broke_is_done_with(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: str) -> None:
        raise Damaged

    monkeypatch.setattr(sending, "send", fail)
    SEND(EVENT)
    assert '"ticket": "id"' in capsys.readouterr().out
