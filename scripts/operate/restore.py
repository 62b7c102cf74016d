"""`make restore FROM=... CONFIRM=... [PROJECT=...]`: brings back what `make backup` saved."""

import argparse
from pathlib import Path

from google.cloud.storage import Client

from common.actions import upgrade
from common.base import bucket
from common.counters import recount
from common.counters.recount import Overtaken
from common.privacy import retention
from scripts.base.console import Failure, guarded, say
from scripts.base.locks import lock
from scripts.base.paths import CACHE
from scripts.dev.data import Store, is_complete
from scripts.dev.instance import NAME
from scripts.operate import files, target
from scripts.operate.managed import Managed
from scripts.operate.recount import report

USAGE = "make restore FROM=gs://your-bucket/name PROJECT=your-project CONFIRM=your-project"
FORGOTTEN = "People who were anonymised since that backup are back: make forget EMAIL=... for each of them again."


def main() -> None:
    parser = argparse.ArgumentParser(prog="make restore")
    parser.add_argument("source")
    parser.add_argument("--project", default="")
    parser.add_argument("--confirm", default="")
    given = parser.parse_args()
    if not given.source:
        raise Failure(f"Say from where: {USAGE}")
    if given.project:
        into_project(given.project, given.source, given.confirm)
    else:
        _into_make_dev(Path(given.source).resolve(), given.confirm)


def into_project(project: str, source: str, confirm: str) -> None:
    if not source.startswith("gs://"):
        raise Failure(f"{source} is no export in Cloud Storage: {USAGE}")
    if confirm != project:
        raise Failure(
            f"This writes {source} over what {project} has now: documents of the same name are replaced, others stay. "
            f"If you want that, add CONFIRM={project}"
        )
    target.use(project, USAGE)
    say(f"Importing {source} into {project}. Google goes on with it if this command is stopped, but then finish with")
    say(
        f"make upgrade and make recount PROJECT={project} once `gcloud firestore operations list` says that it is done."
    )
    with target.refusals(project, "; what was imported stays", " Run it again."):
        upgrade.begin_anew()  # before: a backup that has its own progress has the terms that this stands for
        Managed(project).import_from(source)
        copied = files.bring_back(Client(project), source, bucket.name())
        say(f"Imported, with {copied} files. Counting the tickets, as an import starts no trigger; takes half a minute")
        say("and longer for many.")
        retention.begin_anew()
        upgrade.run()
        try:
            say(report(recount.renew()))
        except Overtaken as reason:
            raise Failure(f"Everything is back but the numbers ({reason}): make recount PROJECT={project}") from None
    say(FORGOTTEN)


def _into_make_dev(source: Path, confirm: str) -> None:
    if not is_complete(source):
        raise Failure(f"{source} is no backup of make dev, or not a complete one.")
    if confirm != NAME:
        raise Failure(f"This replaces all data of make dev. If you want that, add CONFIRM={NAME}")
    with lock(CACHE / NAME, "make dev is running (process {pid}). Stop it with Ctrl-C first, then restore."):
        Store(CACHE / NAME).replace(source)
    say(f"The next make dev starts with it. {FORGOTTEN}")


if __name__ == "__main__":
    guarded(main)
