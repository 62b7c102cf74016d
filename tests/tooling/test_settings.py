"""What `make deploy` says of a project's settings before it deploys anything."""

import shutil
from pathlib import Path

import pytest

from scripts.base.console import Failure
from scripts.base.paths import FUNCTIONS
from scripts.operate import settings
from scripts.operate.settings import HOSTING, PARAMETERS, RULES, require_sound


class Files:
    """Copies of the files of every deployment, and those of the project desk-1."""

    def __init__(self, folder: Path) -> None:
        self.functions, self.hosting = folder / "functions", folder / "hosting"
        for copy, original in ((self.functions, FUNCTIONS), (self.hosting, HOSTING)):
            copy.mkdir()
            shutil.copy(original / ".env", copy)

    def check(self, functions: str = "", hosting: str = "") -> None:
        (self.functions / ".env.desk-1").write_text(functions)
        (self.hosting / ".env.desk-1").write_text(hosting)
        require_sound("desk-1", self.functions, self.hosting)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_what_every_deployment_has_is_sound(files: Files) -> None:
    files.check()


@pytest.mark.parametrize(
    "line",
    [
        "REGION=northamerica-northeast1",
        "MIN_INSTANCES=2",
        "RATE_LIMITS=off",
        "APP_CHECK_ENFORCED=true",
        "MAIL_FROM=Support <support@example.com>\nMAIL_SITE_URL=https://support.example.com/",
        "MAIL_AUTHSERV_ID=mx.example.com",
        "BUCKET=acme-mail",
        "ALLOWED_ORIGINS=HTTPS://example.com/,http://localhost:3000",
        "GEMINI_TIMEOUT_S=15",
    ],
)
def test_sound_settings_are_deployed(line: str, files: Files) -> None:
    files.check(line, "SUPPORT_CONTACT=help@example.com\nGOOGLE_CLIENT_ID=1.apps.googleusercontent.com")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("REGOIN=europe-west1", "functions/.env.desk-1: REGOIN is no setting; is it misspelt?"),
        ("GEMINI_API_KEY=abc", "functions:secrets:set GEMINI_API_KEY --project=desk-1"),
        ("REGION=", "REGION=: must be a region such as us-central1"),
        ("REGION=Europe", "REGION=Europe: must be a region such as us-central1"),
        ("MIN_INSTANCES=9", "MIN_INSTANCES=9: must be from 0 to 2"),
        ("GEMINI_TIMEOUT_S=10s", "GEMINI_TIMEOUT_S=10s: must be a whole number"),
        ("GEMINI_TIMEOUT_S=60", "GEMINI_TIMEOUT_S=60: must be from 1 to 15"),
        ("COUNTER_SHARDS=0", "COUNTER_SHARDS=0: must be from 1 to 100"),
        ("DOWNLOAD_MIB_PER_MINUTE=9", "must be 0 or at least 10"),
        ("RETENTION_DAYS=-1", "RETENTION_DAYS=-1: must not be negative"),
        ("APP_CHECK_ENFORCED=yes", "APP_CHECK_ENFORCED=yes: must be true or false"),
        ("RATE_LIMITS=crate=20/60", "crate is none of create, classify"),
        ("MAIL_SITE_URL=support.example.com", "must be an address like https://support.example.com"),
        ("MAIL_SITE_URL=http://support.example.com", "must be an address like https://support.example.com"),
        ("MAIL_FROM=Support", "MAIL_FROM=Support: MAIL_FROM is not like Support <support@example.com>"),
        ("MAIL_FROM=support@example.com", "MAIL_SITE_URL=: e-mail needs both"),
        ("MAIL_SITE_URL=https://example.com", "MAIL_FROM=: e-mail needs both"),
        ("MAIL_AUTHSERV_ID=mx example", "must be a name like mx.example.com"),
        ("BUCKET=gs://acme-mail", "must be the name of a bucket, without gs://"),
        ("ALLOWED_ORIGINS=https://example.com/desk", "must be origins like https://example.com"),
        ("ALLOWED_ORIGINS=*", "must be origins like https://example.com"),
        ("GEMINI_MODEL=", "GEMINI_MODEL=: must name a model"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_must_be(line: str, said: str, files: Files) -> None:
    with pytest.raises(Failure) as refused:
        files.check(line)
    assert said in str(refused.value)


def test_all_that_is_wrong_is_listed_at_once_also_of_the_pages(files: Files) -> None:
    with pytest.raises(Failure) as refused:
        files.check("REGION=x\nMIN_INSTANCES=many", "SUPPORT_CONTCAT=help@example.com")
    said = str(refused.value)
    assert said.startswith("These settings of desk-1 are wrong")
    for words in ("REGION=x", "MIN_INSTANCES=many", "hosting/.env.desk-1: SUPPORT_CONTCAT"):
        assert words in said


def test_every_parameter_has_a_rule() -> None:
    truths = {it.name for it in PARAMETERS.values() if isinstance(it.default, bool)}
    assert PARAMETERS.keys() == RULES.keys() | truths
    assert {
        "GEMINI_API_KEY",
        "WEBHOOK_SECRETS",
        "SMTP_URL",
        "MAIL_SECRET",
        "MAIL_INBOUND_SECRETS",
        "MAILGUN_SIGNING_KEY",
        "SENDGRID_PUBLIC_KEY",
    } == settings.SECRETS
