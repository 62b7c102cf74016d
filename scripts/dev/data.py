"""The data of `make dev` between runs: saved whole or not at all, and never in the way of a start."""

import json
import shutil
import time
from pathlib import Path

import httpx

from scripts.emulators import bucket

METADATA = "firebase-export-metadata.json"
SAVE_S = 60.0


class SaveFailed(Exception):
    """The emulators did not export, or not everything."""


class Store:
    """Saved data below a folder: `data` is the last complete save, `data.new` one in the making."""

    def __init__(self, folder: Path) -> None:
        self.current, self.bucket = folder / "data", folder / bucket.FOLDER
        self._new = folder / "data.new"
        self._old = folder / "data.old"

    def save(self, hub_url: str) -> None:
        """Exports what the emulators hold; the last save stays until the new one is complete. Raises SaveFailed."""
        shutil.rmtree(self._new, ignore_errors=True)
        export(hub_url, self._new)
        self._adopt()

    def replace(self, source: Path) -> None:
        """Makes a copy of a complete backup the current data, with its bucket."""
        shutil.rmtree(self._new, ignore_errors=True)
        shutil.copytree(source, self._new, ignore=shutil.ignore_patterns(bucket.FOLDER))
        self._adopt()
        shutil.rmtree(self.bucket, ignore_errors=True)
        if (source / bucket.FOLDER).exists():
            shutil.copytree(source / bucket.FOLDER, self.bucket)

    def _adopt(self) -> None:
        shutil.rmtree(self._old, ignore_errors=True)
        if self.current.exists():
            self.current.rename(self._old)
        self._new.rename(self.current)
        shutil.rmtree(self._old, ignore_errors=True)

    def latest(self) -> Path | None:
        """The newest complete save, or None. Whatever is found in `data` but incomplete is set aside."""
        if not self.current.exists():
            # Interrupted between the two renames of a save.
            complete = next((folder for folder in (self._new, self._old) if is_complete(folder)), None)
            return complete.rename(self.current) if complete else None
        if not is_complete(self.current):
            self.set_aside()
            return None
        return self.current

    def set_aside(self) -> None:
        """Moves data that cannot be used out of the way without deleting it."""
        self.current.rename(self.current.with_name(f"data.broken-{time.time_ns()}"))

    def forget(self) -> None:
        for folder in self.current.parent.glob("data*"):
            shutil.rmtree(folder)
        shutil.rmtree(self.bucket, ignore_errors=True)


def export(hub_url: str, folder: Path) -> None:
    """Has the emulators write everything that they hold to the folder, whatever is there. Raises SaveFailed."""
    request = {"path": str(folder), "initiatedBy": "save"}
    try:
        httpx.post(f"{hub_url}/_admin/export", json=request, timeout=SAVE_S).raise_for_status()
    except httpx.HTTPError as error:
        raise SaveFailed(str(error) or type(error).__name__) from None
    if not is_complete(folder):
        raise SaveFailed("the export is not complete")


def is_complete(folder: Path) -> bool:
    """Whether the export's description is readable and every file that it names is there."""
    try:
        metadata = json.loads((folder / METADATA).read_text("utf-8"))
        firestore: Path = folder / metadata["firestore"]["metadata_file"]
        accounts = folder / metadata["auth"]["path"] / "accounts.json"
        json.loads(accounts.read_text("utf-8"))
        return firestore.is_file()
    except (OSError, ValueError, KeyError, TypeError):
        return False
