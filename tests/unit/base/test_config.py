"""Settings: what is refused, by name and without repeating a secret."""

import pytest

from common.base import config
from common.base.config import Misconfigured
from common.callers.webhook_secrets import webhook_secrets

SECRET = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"


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


@pytest.mark.parametrize("emulator", config.EMULATOR_VARIABLES)
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


def test_what_the_tests_shorten_is_as_long_as_ever_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCLOUD_PROJECT", "demo-tickets")
    assert (config.pace(), config.lead()) == (1.0, 1.0)
    monkeypatch.setenv(config.DEV_LEAD, "0.5")
    assert (config.pace(), config.lead()) == (1.0, 0.5)


def test_a_project_that_only_contains_the_word_demo_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GCLOUD_PROJECT", "my-demo-tickets")
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:9")
    with pytest.raises(Misconfigured):
        config.project()


@pytest.mark.parametrize("value", [None, "", " ", "off", " off\n"])
def test_nobody_may_send_webhooks_without_secrets(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if value is not None:
        monkeypatch.setenv("WEBHOOK_SECRETS", value)
    assert webhook_secrets() == []


def test_secrets_are_read_in_order_and_a_name_may_have_two(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, three = (f"{SECRET}{text}" for text in ("MTEx", "MjIy", "MzMz"))
    monkeypatch.setenv("WEBHOOK_SECRETS", f"shop={one}  monitoring={two}\nshop={three}")
    assert webhook_secrets() == [("shop", one), ("monitoring", two), ("shop", three)]


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
        f"form={SECRET}",
        f"desk={SECRET}",
        "shop=whsec_c2VjcmV0LXNlY3JldA==",
        f"shop={SECRET}!",
        f"shop={SECRET}A",
    ],
)
def test_a_bad_entry_is_refused_by_its_position_and_not_repeated(entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_SECRETS", f"shop={SECRET} {entry}")
    with pytest.raises(Misconfigured, match="entry 2 of WEBHOOK_SECRETS") as raised:
        webhook_secrets()
    assert "c2Vj" not in str(raised.value)


@pytest.mark.parametrize("padding", ["", "=", "=="])
def test_a_secret_counts_with_and_without_its_padding(padding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = f"{SECRET}YQ{padding}"
    monkeypatch.setenv("WEBHOOK_SECRETS", f"shop={secret}")
    assert webhook_secrets() == [("shop", secret)]
