"""A parameter with a wrong value: callers learn nothing of it, the operator reads which it is and what is wrong."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

import main
from common.base import config
from tests.support.addresses import UNKNOWN
from tests.support.calls import request

SECRET = "c2VjcmV0"
SIGNED = {"webhook-id": "msg_1", "webhook-timestamp": "1", "webhook-signature": "v1,x"}


@pytest.fixture(autouse=True)
def project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCLOUD_PROJECT", "demo-tickets")


def told(capsys: pytest.CaptureFixture[str]) -> object:
    """What the one error that was logged says of a setting."""
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert SECRET not in str(entries)
    (error,) = [it for it in entries if it["severity"] == "ERROR"]
    return error["misconfigured"]


@pytest.mark.parametrize(
    ("name", "value", "function", "method", "fault"),
    [
        ("RATE_LIMITS", "create=many", "create_ticket", "POST", "RATE_LIMITS: create=many is not"),
        ("WEBHOOK_SECRETS", f"shop={SECRET}", "update_ticket", "PATCH", "entry 1 of WEBHOOK_SECRETS is not"),
    ],
)
def test_a_request_that_meets_it_is_a_500_and_the_log_names_the_setting(
    name: str,
    value: str,
    function: str,
    method: str,
    fault: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(name, value)
    headers = SIGNED if name == "WEBHOOK_SECRETS" else {}
    response = getattr(main, function)(request(method, f"/{UNKNOWN}" if method == "PATCH" else "/", **headers))
    assert response.status_code == 500
    assert name not in response.get_data(as_text=True)
    assert str(told(capsys)).startswith(fault)


def test_an_e_mail_that_meets_it_is_tried_again_and_the_log_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SMTP_URL", f"http://{SECRET}@mail.example.com")
    sendmail: Any = main.declared("sendmail").__wrapped__
    with pytest.raises(config.Misconfigured):
        sendmail(SimpleNamespace(data={"notice": f"{UNKNOWN}-received"}))
    assert str(told(capsys)).startswith("SMTP_URL is not like smtp://")
