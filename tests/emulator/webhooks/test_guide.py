"""docs/webhooks.md from its first command to its last, with both receivers and the libraries that they name."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from common.callers.model import Role
from scripts.base.paths import NODE_MODULES, ROOT
from scripts.dev import seed
from scripts.operate import admin
from tests.support.answers import success
from tests.support.documents import blocks, commands, save_files
from tests.support.people import sign_in
from tests.support.system import System
from tests.support.waiting import wait_until

PAGE = "webhooks.md"
PRINTED_S = 90.0


@pytest.fixture(scope="module")
def demo_admin(system: System) -> dict[str, str]:
    """The headers of the admin that `make dev` has."""
    with admin.people(system.project) as app:
        admin.ensure_agent(app, seed.ADMIN_EMAIL, seed.ADMIN_PASSWORD, Role.ADMIN)
    return {"Authorization": f"Bearer {sign_in(system, seed.ADMIN_EMAIL, seed.ADMIN_PASSWORD)}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the reader works, with both receivers and the npm packages."""
    save_files(blocks(PAGE), tmp_path)
    (tmp_path / "node_modules").symlink_to(NODE_MODULES)
    return tmp_path


def run(system: System, port: int, command: str, folder: Path) -> str:
    """What the shell prints, with the addresses of this test's system and receiver in place of the usual ones."""
    usual = {"http://127.0.0.1:5000": system.hosting_url, "http://127.0.0.1:9099": system.auth_url}
    for address, here in {**usual, "http://127.0.0.1:8787": f"http://127.0.0.1:{port}"}.items():
        command = command.replace(address, here)
    return subprocess.run(["bash", "-ec", command], cwd=folder, capture_output=True, text=True, check=True).stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def receiving(command: list[str], folder: Path, port: int, secret: str) -> Iterator[Path]:
    """Runs a receiver for the block; yields the file that it prints to."""
    printed = folder / "printed.txt"
    environ = {"PATH": os.environ["PATH"], "PORT": str(port), "WEBHOOK_SECRET": secret}
    with (
        printed.open("w") as output,
        subprocess.Popen(command, cwd=folder, env=environ, stdout=output, stderr=subprocess.DEVNULL) as process,
    ):
        try:
            yield printed
        finally:
            process.terminate()


RECEIVERS = [[sys.executable, "receiver.py"], ["node", "receiver.mjs"]]


@pytest.mark.parametrize("receiver", RECEIVERS, ids=["Python", "Node"])
def test_whoever_follows_the_page_receives_a_verified_webhook_and_once(
    receiver: list[str], system: System, api: httpx.Client, demo_admin: dict[str, str], folder: Path
) -> None:
    register, open_ticket = commands(blocks(PAGE))
    port = free_port()
    run(system, port, register, folder)
    secret = (folder / "webhook.secret").read_text().strip()
    newest = success(api.get("/api/webhooks", headers=demo_admin))["results"][0]
    at = f"/api/webhooks/{newest['id']}"
    try:
        with receiving(receiver, folder, port, secret) as printed:
            ticket = json.loads(run(system, port, open_ticket, folder))
            line = f"ticket.created {ticket['reference']} 1"
            wait_until(lambda: line in printed.read_text().splitlines(), PRINTED_S)
            (delivery,) = wait_until(lambda: delivered(api, at, demo_admin, ticket["id"]), PRINTED_S)
            replay = {"delivery": delivery["id"]}
            success(api.post(f"{at}/replay", json=replay, headers=demo_admin), 202)

            def replayed() -> bool:
                # The first attempt may have come before the receiver was up.
                now = delivered(api, at, demo_admin, ticket["id"])
                return [len(it["attempts"]) for it in now] == [len(delivery["attempts"]) + 1]

            wait_until(replayed, PRINTED_S)
            assert printed.read_text().splitlines().count(line) == 1
            unsigned = httpx.post(f"http://127.0.0.1:{port}/", content="{}", headers={"webhook-id": "x"})
            assert unsigned.status_code == 401
    finally:
        success(api.delete(at, headers=demo_admin))


def delivered(api: httpx.Client, at: str, headers: dict[str, str], ticket_id: str) -> list[dict[str, Any]]:
    log = success(api.get(f"{at}/deliveries", headers=headers))["results"]
    return [it for it in log if it["ticket_id"] == ticket_id and it["state"] == "delivered"]


def test_a_receiver_with_another_secret_takes_nothing(
    system: System, folder: Path, demo_admin: dict[str, str], api: httpx.Client
) -> None:
    register, open_ticket = commands(blocks(PAGE))
    port = free_port()
    run(system, port, register, folder)
    newest = success(api.get("/api/webhooks", headers=demo_admin))["results"][0]
    at = f"/api/webhooks/{newest['id']}"
    try:
        other = "whsec_c29tZWJvZHkgZWxzZSdzIHNlY3JldCBvZiAzMiBieXQ="
        with receiving(RECEIVERS[1], folder, port, other) as printed:
            ticket = json.loads(run(system, port, open_ticket, folder))

            def answered() -> bool:
                log = success(api.get(f"{at}/deliveries", headers=demo_admin))["results"]
                tried = [try_ for it in log if it["ticket_id"] == ticket["id"] for try_ in it["attempts"]]
                return 401 in {it["status"] for it in tried}

            wait_until(answered, PRINTED_S)
            assert printed.read_text() == ""
    finally:
        success(api.delete(at, headers=demo_admin))


def test_the_message_that_the_page_shows_has_the_fields_that_are_sent() -> None:
    from common.webhooks.events import WebhookPayload

    page = (ROOT / "docs" / PAGE).read_text("utf-8")
    content = json.loads(page.partition("```json\n")[2].partition("```")[0])
    assert content == WebhookPayload.model_validate(content).model_dump(mode="json")
