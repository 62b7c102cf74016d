"""The settings of mail: what switches it on, and what is refused."""

import pytest

from common.base.config import Misconfigured
from common.mail import settings
from common.mail.settings import Server


@pytest.mark.parametrize("site", ["https://help.example.com", "HTTPS://Help.Example.com/", "http://127.0.0.1:5000"])
def test_the_site_of_the_links_is_an_origin(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_SITE_URL", f" {site} ")
    assert settings.site() == site.rstrip("/").lower()


@pytest.mark.parametrize(
    "site",
    ["", "help.example.com", "http://help.example.com", "https://help.example.com/desk", "https://a.example b.example"],
)
def test_a_site_that_is_no_safe_origin_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_SITE_URL", site)
    with pytest.raises(Misconfigured, match="MAIL_SITE_URL"):
        settings.site()


@pytest.mark.parametrize("missing", ["MAIL_SITE_URL", "MAIL_FROM", "MAIL_SECRET"])
def test_mail_is_off_until_a_site_a_sender_and_a_secret_are_named(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_SECRET", "s" * 32)
    monkeypatch.setenv("MAIL_SITE_URL", "https://help.example.com")
    monkeypatch.setenv("MAIL_FROM", "help@example.com")
    assert settings.is_on()
    monkeypatch.setenv(missing, " ")
    assert not settings.is_on()


@pytest.mark.parametrize("off", ["", "off", " OFF "])
def test_the_secret_may_be_off(off: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_SECRET", off)
    assert settings.secret() == ""


def test_a_short_secret_is_refused_without_being_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_SECRET", "s" * 32)
    assert settings.secret() == "s" * 32
    monkeypatch.setenv("MAIL_SECRET", "s" * 31)
    with pytest.raises(Misconfigured) as refused:
        settings.secret()
    assert str(refused.value) == "MAIL_SECRET has fewer than 32 characters"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://user:pass%2Fword@mail.example.com:2587", Server("mail.example.com", 2587, False, "user", "pass/word")),
        ("smtp://mail.example.com", Server("mail.example.com", 587, False, None, "")),
        ("smtps://user:p@mail.example.com/", Server("mail.example.com", 465, True, "user", "p")),
        (" smtp://127.0.0.1:1025\n", Server("127.0.0.1", 1025, False, None, "")),
    ],
)
def test_the_server_is_an_address(url: str, expected: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", url)
    assert settings.server() == expected


def test_only_this_machine_is_local() -> None:
    assert [Server(it, 25, False, None, "").local for it in ("localhost", "127.0.0.1", "::1")] == [True] * 3
    assert not Server("localhost.example.com", 25, False, None, "").local


@pytest.mark.parametrize(
    "url", ["", "off", "mail.example.com", "http://mail.example.com", "smtp://", "smtp://h:port", "smtp://h:0"]
)
def test_what_is_no_server_is_refused_without_being_repeated(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", url)
    with pytest.raises(Misconfigured) as refused:
        settings.server()
    assert str(refused.value) == "SMTP_URL is not like smtp://user:password@host:587 or smtps://user:password@host"
