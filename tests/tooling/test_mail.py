"""`make mail`: a test e-mail with a project's settings."""

import sys
from base64 import b64encode
from pathlib import Path

import pytest
import requests
from werkzeug import Request, Response

from common.base.config import MAIL_FROM
from common.mail import settings
from scripts.base.console import Failure
from scripts.operate import mail
from scripts.operate.google_rest import Rest
from tests.support.mail_server import serving
from tests.support.standin import StandIn, as_json


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"MAIL_FROM": "Desk <help@example.com>", "MAIL_SITE_URL": "https://example.com", "MAIL_SECRET": "s" * 32}
    for name, value in {**own, "SMTP_URL": "off"}.items():
        monkeypatch.setenv(name, value)


def test_the_e_mail_says_where_answers_go(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as server:
        monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{server.port}")
        mail.send("ada@people.example")
        (taken,) = server.taken
    assert taken.rcpt_tos == ["ada@people.example"]
    assert isinstance(taken.content, bytes)
    assert b"Reply-To: help+" in taken.content
    assert b"Answers to it go to help+" in taken.content


def test_a_refusal_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"MAIL": "550 5.7.1 sender not allowed"}) as server:
        monkeypatch.setenv("SMTP_URL", f"smtp://127.0.0.1:{server.port}")
        with pytest.raises(Failure, match="the receiver's server refuses it"):
            mail.send("ada@people.example")


@pytest.mark.parametrize("name", ["MAIL_FROM", "MAIL_SITE_URL", "MAIL_SECRET"])
def test_what_is_not_set_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "")
    with pytest.raises(Failure, match=name):
        mail.send("ada@people.example")


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["mail", "", "ada@people.example"])
    monkeypatch.setattr(mail, "use_here", lambda: None)
    with pytest.raises(Failure, match=r"SMTP_URL is not like .*docs/mail.md"):
        mail.main()


def test_without_an_address_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["mail", "desk-1", ""])
    with pytest.raises(Failure, match="make mail TO="):
        mail.main()


def test_a_projects_secrets_are_those_of_secret_manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env.desk-1").write_text("MAIL_FROM=other@example.com\n")
    monkeypatch.setattr(mail, "FUNCTIONS", tmp_path)
    asked: list[str] = []

    def answer(request: Request) -> Response:
        asked.append(request.path)
        return as_json({"payload": {"data": b64encode(b"smtps://mail.example.com").decode()}})

    with StandIn(answer) as google:
        mail.use("desk-1", Rest(requests.Session(), google.url))
    assert asked == [
        f"/secretmanager/v1/projects/desk-1/secrets/{name}/versions/latest:access"
        for name in ("SMTP_URL", "MAIL_SECRET")
    ]
    assert MAIL_FROM.value == "other@example.com"
    assert settings.server().host == "mail.example.com"


def test_no_demo_project_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["mail", "demo-tickets", "ada@people.example"])
    with pytest.raises(Failure, match="no project in the cloud"):
        mail.main()
