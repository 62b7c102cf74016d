"""`make backup [TO=folder]`, `make backup PROJECT=... BUCKET=gs://...`: a copy of Firestore and of people's files."""

import argparse
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from google.cloud.storage import Client

from common.base import bucket as private
from scripts.base.console import Failure, guarded, say, shown
from scripts.base.paths import ROOT
from scripts.dev import settle
from scripts.dev.data import SaveFailed, export
from scripts.emulators import bucket, ports
from scripts.operate import files, target
from scripts.operate.managed import Managed

USAGE = "make backup PROJECT=your-project BUCKET=gs://your-bucket"
MINUTE = timedelta(minutes=1)
MARGIN = timedelta(seconds=5)
"""By which this machine's clock may be ahead of Firestore's."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="make backup")
    parser.add_argument("--project", default="")
    parser.add_argument("--bucket", default="")
    parser.add_argument("--to", default="")
    given = parser.parse_args()
    if given.project:
        of_project(given.project, given.bucket)
    else:
        _of_make_dev(given.to)


def of_project(project: str, place: str) -> None:
    if not place.startswith("gs://"):
        raise Failure(f"Say where to: {USAGE}. The bucket is best in the region of the database.")
    at = next_minute(datetime.now(UTC))
    folder = f"{place.rstrip('/')}/{named(at)}"
    say(f"Exporting {project} as it will be at {at:%H:%M} UTC to {folder}.")
    say("Google goes on with it if this command is stopped: gcloud firestore operations list")
    time.sleep(max(0.0, (at + MARGIN - datetime.now(UTC)).total_seconds()))
    with target.refusals(project, ", and there is no backup"):
        written = Managed(project).export(folder, at)
        target.use(project, USAGE)
        copied = files.save(Client(project), private.name(), folder, at)
    say(f"Copied {copied} files that people sent.")
    say(f"Done. Bring it back with: make restore PROJECT={project} FROM={written} CONFIRM={project}")


def next_minute(now: datetime) -> datetime:
    """A consistent export is of a whole minute; the next one has everything that was written until now."""
    return now.replace(second=0, microsecond=0) + MINUTE


def named(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H-%M-%SZ}"


def _of_make_dev(to: str) -> None:
    desk = target.running(USAGE)
    folder = Path(to).resolve() if to else ROOT / "backups" / named(datetime.now(UTC))
    if folder.exists():
        raise Failure(f"{shown(folder)} exists already; name a folder that does not: make backup TO=folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    served = ports.configured(desk.config, {})
    settle.wait_until_counted(served, desk.serving.exists)
    try:
        export(f"http://{ports.HOST}:{served.hub}", folder)
    except SaveFailed as failure:
        raise Failure(f"There is no backup: {failure}.") from None
    shutil.copytree(desk.folder / bucket.FOLDER, folder / bucket.FOLDER)
    say(f"Saved. Bring it back with: make restore FROM={shown(folder)} CONFIRM=dev")


if __name__ == "__main__":
    guarded(main)
