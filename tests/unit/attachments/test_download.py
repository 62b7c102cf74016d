"""How much of files one instance returns, and one client gets."""

import time
from datetime import UTC, datetime

import pytest

from common.actions import download
from common.attachments import store
from common.attachments.model import FILE_MAX, StoredAttachment
from common.base.allowance import Allowance
from common.base.errors import TooManyRequests
from common.callers.auth import Caller, Kind

TICKET, NAME = "0" * 26, "1" * 26
STORED = StoredAttachment(
    name="a.png",
    size=FILE_MAX,
    kind="image/png",
    sha256="",
    created_at=datetime(2026, 11, 30, tzinfo=UTC),
    owner="",
    ticket=TICKET,
    shared=True,
)


@pytest.fixture(autouse=True)
def new_instance(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that has returned nothing yet, and finds the file."""
    monkeypatch.setattr(download, "_allowance", Allowance(time.monotonic))
    monkeypatch.setattr(download, "opened_by", lambda *_: None)
    monkeypatch.setattr(store, "find", lambda _: STORED)
    monkeypatch.setattr(store, "content_of", lambda _: b"content")


def test_an_instance_returns_so_much_to_the_public_and_agents_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOWNLOAD_MIB_PER_MINUTE", "20")
    spent: list[int] = []
    for _ in range(2):
        assert download.for_requester(TICKET, "token", NAME, spent.append)[0] == b"content"
    with pytest.raises(TooManyRequests):
        download.for_requester(TICKET, "token", NAME, spent.append)
    assert spent == [FILE_MAX] * 3
    assert download.for_readers(NAME, Caller(Kind.AGENT, "ada"))[0] == b"content"


def test_a_client_that_has_had_its_bytes_takes_nothing_of_the_instances_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOWNLOAD_MIB_PER_MINUTE", "10")

    def refused(_: int) -> None:
        raise TooManyRequests(1)

    with pytest.raises(TooManyRequests):
        download.for_requester(TICKET, "token", NAME, refused)
    assert download.for_requester(TICKET, "token", NAME, lambda _: None)[0] == b"content"
