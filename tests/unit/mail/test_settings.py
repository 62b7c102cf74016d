"""The settings of mail: what switches it on, and what is refused."""

import pytest

from common.base.config import Misconfigured
from common.mail import settings


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


@pytest.mark.parametrize("missing", ["MAIL_SITE_URL", "MAIL_FROM"])
def test_mail_is_off_until_a_site_and_a_sender_are_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
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
