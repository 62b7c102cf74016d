"""What is generated for an emulator instance, from the firebase.json that is deployed."""

import json
import stat
from pathlib import Path

import pytest

from scripts.base import env
from scripts.dev import frontend
from scripts.emulators import config as emulator_config
from scripts.emulators.config import (
    SECRETS,
    base_config,
    desk_config,
    firebase_config,
    read_secret,
    write_parameters,
    write_secrets,
)
from scripts.emulators.ports import OWN, Ports

PORTS = Ports(
    hosting=1, functions=2, firestore=3, firestore_websocket=4, auth=5, hub=6, eventarc=7, tasks=8, logging=9, **OWN
)


DOWNLOADS = ("/api/tickets/**/original", "/api/{attachments,")
"""The beginnings of the paths of files, which have a policy of their own."""


def headers(config: dict[str, object]) -> dict[str, str]:
    hosting = config["hosting"]
    assert isinstance(hosting, dict)
    rules = [it for it in hosting["headers"] if not it["source"].startswith(DOWNLOADS)]
    return {header["key"]: header["value"] for rule in rules for header in rule["headers"]}


def test_every_emulator_listens_on_its_own_port_of_this_machine() -> None:
    emulators = firebase_config(base_config(), PORTS, "f", "p", "r")["emulators"]
    assert {name: (spec["host"], spec["port"]) for name, spec in emulators.items() if "port" in str(spec)} == {
        name: ("127.0.0.1", port) for name, port in PORTS.items() if name not in {"firestore_websocket", *OWN}
    }
    assert emulators["firestore"]["websocketPort"] == PORTS.firestore_websocket


def test_the_pages_may_reach_the_emulators_and_nothing_else_is_loosened() -> None:
    deployed, local = headers(base_config()), headers(firebase_config(base_config(), PORTS, "f", "p", "r"))
    assert "connect-src 'self' http://127.0.0.1:5 http://127.0.0.1:3 https://" in local["Content-Security-Policy"]
    loosened = local.pop("Content-Security-Policy").replace(" http://127.0.0.1:5 http://127.0.0.1:3", "")
    assert loosened == deployed.pop("Content-Security-Policy")
    assert deployed.pop("Strict-Transport-Security")
    assert local == deployed


def test_the_folders_are_replaced_and_the_deployed_configuration_is_not_touched() -> None:
    base = base_config()
    before = json.dumps(base)
    config = firebase_config(base, PORTS, "some/functions", "some/pages", "europe-west1")
    assert config["functions"][0]["source"] == "some/functions"
    assert config["hosting"]["public"] == "some/pages"
    assert config["hosting"]["rewrites"] == [{**it, "region": "europe-west1"} for it in base["hosting"]["rewrites"]]
    assert json.dumps(base) == before


def test_the_pages_are_told_where_the_emulators_are() -> None:
    assert desk_config(PORTS)["emulators"] == {"auth": "http://127.0.0.1:5", "firestore": "127.0.0.1:3"}


def test_secrets_come_from_the_environment_and_are_off_without_it(tmp_path: Path) -> None:
    write_secrets(tmp_path, {"GEMINI_API_KEY": " key \n", "WEBHOOK_SECRETS": ""}, PORTS)
    assert read_secret(tmp_path, "GEMINI_API_KEY") == "key"
    assert read_secret(tmp_path, "WEBHOOK_SECRETS") == "off"


def test_mail_of_an_instance_is_caught_unless_the_environment_leads_it_elsewhere(tmp_path: Path) -> None:
    write_secrets(tmp_path, {}, PORTS)
    assert read_secret(tmp_path, "SMTP_URL") == f"smtp://127.0.0.1:{PORTS.smtp}"
    write_secrets(tmp_path, {"SMTP_URL": "smtps://mail.example"}, PORTS)
    assert read_secret(tmp_path, "SMTP_URL") == "smtps://mail.example"


def test_only_the_user_may_read_the_secrets_even_if_the_file_was_open_before(tmp_path: Path) -> None:
    file = tmp_path / ".secret.local"
    file.write_text(emulator_config.HEADER)
    file.chmod(0o666)
    write_secrets(tmp_path, {}, PORTS)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_key_of_one_run_is_gone_in_the_next(tmp_path: Path) -> None:
    write_secrets(tmp_path, {"GEMINI_API_KEY": "key"}, PORTS)
    write_secrets(tmp_path, {}, PORTS)
    assert read_secret(tmp_path, "GEMINI_API_KEY") == "off"


def test_a_file_that_a_person_wrote_stays_and_counts(tmp_path: Path) -> None:
    own = "GEMINI_API_KEY=mine\n"
    (tmp_path / ".secret.local").write_text(own)
    write_secrets(tmp_path, {"GEMINI_API_KEY": "other"}, PORTS)
    assert (tmp_path / ".secret.local").read_text() == own
    assert read_secret(tmp_path, "GEMINI_API_KEY") == "mine"
    assert read_secret(tmp_path, "WEBHOOK_SECRETS") == "off"


@pytest.mark.parametrize("value", ["with space", 'quo"te', "back\\slash", "two\nlines", "#hash", "'single'", "$HOME"])
def test_any_value_of_a_secret_is_written_on_one_line_and_read_back_unchanged(tmp_path: Path, value: str) -> None:
    write_secrets(tmp_path, {"GEMINI_API_KEY": value}, PORTS)
    assert len((tmp_path / ".secret.local").read_text("utf-8").splitlines()) == 1 + len(SECRETS)
    assert read_secret(tmp_path, "GEMINI_API_KEY") == value


def test_settings_are_read_as_firebase_tools_reads_them(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# A comment = nothing\nTHREADS=16\nALLOWED_ORIGINS=\n\nMODEL = a-b\nTEXT='a $THREADS'\n", "utf-8")
    assert env.read(file) == {"THREADS": "16", "ALLOWED_ORIGINS": "", "MODEL": "a-b", "TEXT": "a $THREADS"}
    assert env.read(tmp_path / "missing") == {}


def test_an_instance_writes_e_mails_that_lead_to_itself(tmp_path: Path) -> None:
    file = tmp_path / ".env.local"
    file.write_text(f"{emulator_config.HEADER}\nMAIL_SITE_URL=http://127.0.0.1:99\n")
    write_parameters(tmp_path, PORTS)
    assert file.read_text().splitlines()[1:] == [
        "MAIL_SITE_URL=http://127.0.0.1:1",
        "MAIL_FROM=Support <support@desk.example>",
    ]


def test_the_parameters_that_a_person_wrote_stay(tmp_path: Path) -> None:
    file = tmp_path / ".env.local"
    file.write_text("MAIL_PER_HOUR=50\n")
    write_parameters(tmp_path, PORTS)
    assert file.read_text() == "MAIL_PER_HOUR=50\n"


def test_no_file_of_the_repository_is_deployed_with_what_is_only_for_this_machine() -> None:
    assert {".secret.local", ".env.local"} <= set(base_config()["functions"][0]["ignore"])


def test_a_deployed_desk_has_the_google_client_id_that_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOGLE_CLIENT_ID", "id.apps.example")
    frontend.build(tmp_path / "dist", project="desk-1")
    written = json.loads((tmp_path / "dist" / "config.json").read_text("utf-8"))
    assert written == {"emulators": None, "firebase": None, "googleClientId": "id.apps.example"}


def test_the_parameters_of_a_project_are_over_those_of_every_deployment(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("REGION=us-central1\nCOUNTER_SHARDS=5\n")
    (tmp_path / ".env.desk-1").write_text("REGION=europe-west1\n")
    assert env.parameters(tmp_path, "desk-1") == {"REGION": "europe-west1", "COUNTER_SHARDS": "5"}
    assert env.parameters(tmp_path, "desk-2")["REGION"] == "us-central1"
