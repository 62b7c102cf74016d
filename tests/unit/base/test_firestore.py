"""How the library's client is set up."""

from typing import Any

import grpc
import pytest
from google.auth.credentials import AnonymousCredentials
from google.cloud.firestore import Client

from common.base import firestore


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Those of the channels that are opened."""
    seen: dict[str, Any] = {}
    for name in ("insecure_channel", "secure_channel"):
        opened = getattr(grpc, name)

        def note(*args: Any, opened: Any = opened, options: Any = (), **more: Any) -> Any:
            seen.update(options)
            return opened(*args, options=options, **more)

        monkeypatch.setattr(grpc, name, note)
    return seen


@pytest.mark.parametrize("emulator", ["127.0.0.1:9", ""])
def test_a_client_does_not_wait_long_before_it_connects_again(
    emulator: str, options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", emulator)
    client = Client(project="demo-tickets", credentials=AnonymousCredentials())  # type: ignore[no-untyped-call]
    _ = client._firestore_api
    client.close()  # type: ignore[no-untyped-call]
    assert options["grpc.max_reconnect_backoff_ms"] == firestore.RECONNECT_MS
