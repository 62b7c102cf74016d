"""`make backup` and `make restore` of a project: what is asked of Google, which a server here stands in for."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from google.api_core.exceptions import GoogleAPICallError
from google.auth.credentials import AnonymousCredentials
from werkzeug import Request, Response

from common.actions import upgrade
from common.base import config
from common.counters import recount
from common.counters.recount import Overtaken, Recount
from common.privacy import retention
from scripts.base.console import Failure
from scripts.operate import backup, files, restore, target
from scripts.operate.managed import Managed
from tests.support.standin import StandIn, as_json

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FOLDER = "gs://bucket/2026-11-22T12-00-00Z"
OPERATION = "projects/shop/databases/(default)/operations/one"
TYPES = "type.googleapis.com/google.firestore.admin.v1"
EXPORTED = {"@type": f"{TYPES}.ExportDocumentsResponse", "outputUriPrefix": FOLDER}
IMPORTED = {"@type": "type.googleapis.com/google.protobuf.Empty"}


class Google:
    """Firestore's administration: an operation that is done with `outcome` when it is asked about again."""

    def __init__(self) -> None:
        self.server = StandIn(self.answer)
        self.asked: list[tuple[str, str, Any]] = []
        self.outcome: dict[str, Any] = {}

    def managed(self) -> Managed:
        return Managed("shop", endpoint=self.server.url, credentials=AnonymousCredentials())  # type: ignore[no-untyped-call]

    def answer(self, request: Request) -> Response:
        body = request.get_json(silent=True)
        self.asked.append((request.method, request.path, body))
        return as_json({"name": OPERATION, **({"done": True, **self.outcome} if body is None else {})})


@pytest.fixture
def google() -> Iterator[Google]:
    google = Google()
    with google.server:
        yield google


def test_an_export_is_of_one_instant_and_is_waited_for(google: Google) -> None:
    google.outcome = {"response": EXPORTED}
    assert google.managed().export(FOLDER, NOON) == FOLDER
    asked, waited = google.asked
    body = {"outputUriPrefix": FOLDER, "snapshotTime": "2026-11-22T12:00:00Z"}
    assert asked == ("POST", "/v1/projects/shop/databases/(default):exportDocuments", body)
    assert waited == ("GET", f"/v1/{OPERATION}", None)


def test_an_import_is_waited_for(google: Google) -> None:
    google.outcome = {"response": IMPORTED}
    google.managed().import_from(FOLDER)
    asked, waited = google.asked
    assert asked == ("POST", "/v1/projects/shop/databases/(default):importDocuments", {"inputUriPrefix": FOLDER})
    assert waited[:2] == ("GET", f"/v1/{OPERATION}")


def test_what_google_could_not_do_is_a_failure(google: Google) -> None:
    google.outcome = {"error": {"code": 7, "message": "no access to the bucket"}}
    with pytest.raises(GoogleAPICallError, match="no access to the bucket"):
        google.managed().export(FOLDER, NOON)


@pytest.mark.parametrize("seconds", [0, 1, 59.999])
def test_a_backup_is_of_the_next_whole_minute_so_everything_until_now_is_in_it(seconds: float) -> None:
    at = backup.next_minute(NOON + timedelta(seconds=seconds))
    assert at == NOON + timedelta(minutes=1)
    assert backup.named(at) == "2026-11-22T12-01-00Z"


@pytest.mark.parametrize("bucket", ["", "bucket", "https://example.com"])
def test_a_backup_of_a_project_needs_a_bucket(bucket: str) -> None:
    with pytest.raises(Failure, match="BUCKET=gs://"):
        backup.of_project("shop", bucket)


@pytest.fixture
def into(google: Google, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What happens after the import, in order; it happens here and not in a cloud."""
    done: list[str] = []

    def renew() -> Recount:
        done.append("recount")
        return Recount(NOON, 12, {})

    def bring_back(_: None, backup: str, private: str) -> int:
        done.append(f"files of {backup} to {private}")
        return 3

    google.outcome = {"response": IMPORTED}
    monkeypatch.setattr(restore, "Managed", lambda _: google.managed())
    monkeypatch.setattr(target, "use", lambda *_: "shop")
    monkeypatch.setattr(retention, "begin_anew", lambda: done.append("retention"))
    monkeypatch.setattr(upgrade, "begin_anew", lambda: done.append("words"))
    monkeypatch.setattr(upgrade, "run", lambda: done.append("upgrade"))
    monkeypatch.setattr(recount, "renew", renew)
    monkeypatch.setattr(restore, "Client", lambda _: None)
    monkeypatch.setattr(files, "bring_back", bring_back)
    monkeypatch.setenv("GCLOUD_PROJECT", "shop")
    for variable in config.EMULATOR_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    return done


@pytest.mark.parametrize("confirm", ["", "yes", "Shop"])
def test_nothing_is_written_over_a_project_that_is_not_named_twice(
    confirm: str, google: Google, into: list[str]
) -> None:
    with pytest.raises(Failure, match="CONFIRM=shop"):
        restore.into_project("shop", FOLDER, confirm)
    assert (google.asked, into) == ([], [])


def test_a_restore_ends_with_right_numbers_and_a_retention_that_begins_anew(
    google: Google, into: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    restore.into_project("shop", FOLDER, "shop")
    assert len(google.asked) == 2
    assert into == ["words", f"files of {FOLDER} to shop-private", "retention", "upgrade", "recount"]
    said = capsys.readouterr().out
    assert "3 files" in said
    assert "12 tickets, and every number was right." in said
    assert "make forget" in said


def test_a_restore_that_fails_says_what_is_left_to_do(
    google: Google, into: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken() -> Recount:
        raise Overtaken("another recount began meanwhile")

    monkeypatch.setattr(recount, "renew", overtaken)
    with pytest.raises(Failure, match="make recount PROJECT=shop"):
        restore.into_project("shop", FOLDER, "shop")
    google.outcome = {"error": {"code": 5, "message": "no such export"}}
    with pytest.raises(Failure, match="no such export"):
        restore.into_project("shop", FOLDER, "shop")


def test_a_project_is_restored_from_cloud_storage_only() -> None:
    with pytest.raises(Failure, match="no export in Cloud Storage"):
        restore.into_project("shop", "backups/one", "shop")
