"""What every trigger does around its work."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from firebase_functions import firestore_fn
from pydantic import BaseModel

from common.base.errors import Damaged, Unavailable
from common.base.trigger import Handler, trigger

EVENT = SimpleNamespace(id="event-1", params={"ticket": "ticket-1"})
NAMES = {"function": "handle", "event": "event-1", "ticket": "ticket-1"}


WRITTEN = "se" + "cret"


class Model(BaseModel):
    number: int


def deployed(work: Callable[[], Any]) -> Any:
    """The function of a handler that does the work, without the SDK's decorator, which reads events from requests."""

    def handle(_: Any) -> Any:
        return work()

    handler: Handler = handle
    return trigger(firestore_fn.on_document_created(document="tickets/{ticket}"))(handler).__wrapped__


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_what_was_done_is_one_line_that_names_the_event(capsys: pytest.CaptureFixture[str]) -> None:
    deployed(lambda: {"counted": True})(EVENT)
    assert lines(capsys) == [{"severity": "INFO", "message": "handle", **NAMES, "counted": True}]


def test_where_there_was_nothing_to_do_nothing_is_logged(capsys: pytest.CaptureFixture[str]) -> None:
    deployed(lambda: None)(EVENT)
    assert lines(capsys) == []


def unreadable() -> Any:
    return Model.model_validate({"number": WRITTEN})


def damaged() -> Any:
    raise Damaged


@pytest.mark.parametrize("work", [unreadable, damaged])
def test_what_is_malformed_is_logged_and_done_with(work: Callable[[], Any], capsys: pytest.CaptureFixture[str]) -> None:
    deployed(work)(EVENT)
    (line,) = lines(capsys)
    assert "secret" not in line.pop("stack_trace")
    assert line == {"severity": "ERROR", "message": "malformed; will not be tried again", **NAMES}


@pytest.mark.parametrize("failure", [Unavailable(), ValueError("secret")])
def test_what_fails_is_logged_and_raised(failure: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> Any:
        raise failure

    with pytest.raises(type(failure)):
        deployed(fail)(EVENT)
    (line,) = lines(capsys)
    assert "secret" not in json.dumps(line)
    assert (line["severity"], line["message"]) == ("ERROR", "failed; will be tried again")
