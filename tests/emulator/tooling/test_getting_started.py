"""docs/getting-started.md, done by a reader who types what it says."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from google.cloud.firestore import FieldFilter

from common.callers.model import Role
from scripts.base.paths import DEV_VENV, NODE_MODULES
from scripts.dev import seed
from scripts.operate import admin
from tests.conftest import RunFunction
from tests.support.documents import blocks, commands, save_files
from tests.support.system import System

PAGE = "getting-started.md"
HERE, AUTH = "http://127.0.0.1:5000", "http://127.0.0.1:9099"
"""Where the page says that the system is, and its accounts."""
TYPED_S = 120.0
INSTALLED = {"make": 'printf %s "$WEBHOOK_SECRETS" > ~/started-with', "pip": "", "npm": ""}
"""What stands in for the commands that install something or start the system, which is up already."""


class Reader:
    """A person with an empty home and a shell."""

    def __init__(self, home: Path) -> None:
        self.home = home
        programs = home / "bin"
        programs.mkdir()
        for name, script in INSTALLED.items():
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)
        self.environ: Mapping[str, str] = {
            "HOME": str(home),
            "PATH": f"{programs}:{DEV_VENV / 'bin'}:{os.environ['PATH']}",
        }
        (home / "node_modules").symlink_to(NODE_MODULES)

    def types(self, text: str) -> str:
        """What the shell says to all of it; each command must succeed."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text],
            cwd=self.home,
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=TYPED_S,
            check=False,
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def read(self, name: str) -> str:
        return (self.home / name).read_text("utf-8")


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


def test_what_the_page_says_opens_four_tickets_each_once(
    reader: Reader, run_function: RunFunction, system: System
) -> None:
    with admin.people(system.project) as app:
        admin.ensure_agent(app, seed.ADMIN_EMAIL, seed.ADMIN_PASSWORD, Role.ADMIN)
    page = blocks(PAGE)
    save_files(page, reader.home)
    first_window, *second_window = commands(page)
    assert first_window.endswith(" make dev\n")
    reader.types(first_window)
    with run_function("tickets", {"WEBHOOK_SECRETS": reader.read("started-with")}) as url:
        # One function alone knows the reader's secret; the others are the whole system's.
        here = {"$DESK/api/keys": f"{system.hosting_url}/api/keys", AUTH: system.auth_url, HERE: url}
        reader.types(replaced("\n".join(second_window), here))
    opened = {
        "Order 4711 has not arrived": (json.loads(reader.read("first.json"))["reference"], "shop"),
        "Order 4712 arrived broken": tuple(reader.read("python-first.txt").split()),
        "Order 4713 came twice": tuple(reader.read("node-first.txt").split()),
        "The backup of tonight failed": (json.loads(reader.read("key-first.json"))["reference"], "backup"),
    }
    assert {channel for _, channel in opened.values()} == {"shop", "backup"}
    for title, (reference, channel) in opened.items():
        query = system.firestore.collection("tickets").where(filter=FieldFilter("title", "==", title))
        assert [(it.get("reference"), it.get("channel")) for it in query.get()] == [(reference, channel)]


def replaced(text: str, pairs: Mapping[str, str]) -> str:
    for old, new in pairs.items():
        assert old in text
        text = text.replace(old, new)
    return text


def test_every_file_that_the_page_has_saved_is_run() -> None:
    page = blocks(PAGE)
    files = {block.file for block in page if block.file}
    assert files == {"open-ticket.sh", "open_ticket.py", "open-ticket.mjs", "with-key.sh"}
    typed = "".join(commands(page))
    assert all(file in typed for file in files)
