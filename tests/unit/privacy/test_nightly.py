"""What is done every night, and in which order."""

from datetime import datetime

import flask
import pytest

from common.actions.sweep import Swept
from common.base.errors import Unavailable
from common.privacy import retention, unsent
from triggers.expire_personal_data import expire_personal_data


def test_a_bucket_that_refuses_keeps_no_ticket_from_being_anonymised(monkeypatch: pytest.MonkeyPatch) -> None:
    anonymised: list[datetime] = []

    def expire(settled_until: datetime, _: float) -> Swept:
        anonymised.append(settled_until)
        return Swept(read=1, changed=1, malformed=0, done=True)

    def refuse(_: float) -> Swept:
        raise Unavailable

    monkeypatch.setenv("RETENTION_DAYS", "30")
    monkeypatch.setattr(retention, "expire", expire)
    monkeypatch.setattr(unsent, "expire", refuse)
    with flask.Flask(__name__).test_request_context(method="POST"):
        answer: flask.Response = expire_personal_data(flask.request)
    assert answer.status_code == 500
    assert len(anonymised) == 1
