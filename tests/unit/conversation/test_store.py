"""What of a path can be the name of a message."""

import pytest

from common.base import firestore
from common.base.errors import NotFound
from common.conversation import store
from tests.support.addresses import UNKNOWN

NAMES = ["", ".", "..", "__x__", "1", "00000000001", "000000000a", "0000000001\n", "\u0660" * 10, "x" * 3000, "\ud800"]


@pytest.fixture(autouse=True)
def without_firestore(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which would refuse some of these as no names at all."""

    def fail(*_: object) -> None:
        raise AssertionError("Firestore was asked")

    monkeypatch.setattr(firestore, "firestore", fail)


@pytest.mark.parametrize("name", NAMES)
def test_what_can_be_no_message_is_not_asked_for(name: str) -> None:
    with pytest.raises(NotFound):
        store.find(UNKNOWN, name)


@pytest.mark.parametrize("ticket", ["", ".", "..", "__x__", "x", UNKNOWN.upper()])
def test_nor_is_one_of_what_can_be_no_ticket(ticket: str) -> None:
    with pytest.raises(NotFound):
        store.find(ticket, "0000000001")
