"""Settings: what is refused, by name and without repeating a secret."""

import pytest

from common import config
from common.config import Misconfigured

SECRET = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ="


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("GCLOUD_PROJECT", "GOOGLE_CLOUD_PROJECT", "GEMINI_API_KEY", "WEBHOOK_SECRETS", config.CLOUD_VARIABLE)
    for name in (*names, *config.EMULATOR_VARIABLES):
        monkeypatch.delenv(name, raising=False)


def test_a_missing_project_is_named() -> None:
    with pytest.raises(Misconfigured, match="GCLOUD_PROJECT"):
        config.project()


@pytest.mark.parametrize("variable", ["GCLOUD_PROJECT", "GOOGLE_CLOUD_PROJECT"])
def test_either_variable_names_the_project(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "acme-support")
    assert config.project() == "acme-support"


@pytest.mark.parametrize("emulator", ["FIRESTORE_EMULATOR_HOST", "FIREBASE_AUTH_EMULATOR_HOST"])
def test_a_real_project_refuses_to_run_with_an_emulator(emulator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCLOUD_PROJECT", "acme-support")
    monkeypatch.setenv(emulator, "127.0.0.1:9")
    with pytest.raises(Misconfigured, match=f"{emulator}.*acme-support"):
        config.project()


def test_a_demo_project_runs_with_emulators(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCLOUD_PROJECT", "demo-tickets")
    for emulator in config.EMULATOR_VARIABLES:
        monkeypatch.setenv(emulator, "127.0.0.1:9")
    assert config.project() == "demo-tickets"


@pytest.mark.parametrize("emulator", config.EMULATOR_VARIABLES)
def test_in_the_cloud_even_a_demo_project_refuses_to_run_with_an_emulator(
    emulator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GCLOUD_PROJECT", "demo-tickets")
    monkeypatch.setenv(config.CLOUD_VARIABLE, "ticket-stats")
    config.refuse_stray_emulators()
    monkeypatch.setenv(emulator, "127.0.0.1:9")
    with pytest.raises(Misconfigured, match=f"{emulator}.*cloud"):
        config.refuse_stray_emulators()


def test_a_project_that_only_contains_the_word_demo_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCLOUD_PROJECT", "my-demo-tickets")
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:9")
    with pytest.raises(Misconfigured):
        config.project()


@pytest.mark.parametrize("value", [None, "", "  ", "off", "OFF", " off\n"])
def test_gemini_is_off_without_a_key(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if value is not None:
        monkeypatch.setenv("GEMINI_API_KEY", value)
    assert config.gemini_api_key() is None


def test_a_key_loses_the_white_space_that_a_file_leaves_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", " AIzaExample\n")
    assert config.gemini_api_key() == "AIzaExample"


@pytest.mark.parametrize("value", [None, "", " ", "off", " off\n"])
def test_nobody_may_send_webhooks_without_secrets(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if value is not None:
        monkeypatch.setenv("WEBHOOK_SECRETS", value)
    assert config.webhook_secrets() == []


def test_secrets_are_read_in_order_and_a_name_may_have_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_SECRETS", f"shop={SECRET}1  monitoring={SECRET}2\nshop={SECRET}3")
    assert config.webhook_secrets() == [
        ("shop", f"{SECRET}1"),
        ("monitoring", f"{SECRET}2"),
        ("shop", f"{SECRET}3"),
    ]


@pytest.mark.parametrize(
    "entry",
    [
        SECRET,
        f"={SECRET}",
        f"Shop={SECRET}",
        f"-shop={SECRET}",
        f"{'s' * 41}={SECRET}",
        "shop=c2VjcmV0",
        "shop=whsec_",
        "off",
    ],
)
def test_a_bad_entry_is_refused_by_its_position_and_not_repeated(entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_SECRETS", f"shop={SECRET} {entry}")
    with pytest.raises(Misconfigured, match="entry 2 of WEBHOOK_SECRETS") as raised:
        config.webhook_secrets()
    assert "c2Vj" not in str(raised.value)


@pytest.mark.parametrize(("value", "seconds"), [(None, 10), ("3", 3), ("0", 1), ("-5", 1), ("15", 15), ("3600", 15)])
def test_geminis_deadline_stays_within_what_the_functions_can_keep(
    value: str | None, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GEMINI_TIMEOUT_S", raising=False)
    if value is not None:
        monkeypatch.setenv("GEMINI_TIMEOUT_S", value)
    assert config.gemini_timeout_s() == seconds
