"""Where ports come from and what is said when one is taken."""

import re
import socket

import pytest

from scripts.base.console import Failure
from scripts.base.paths import ROOT
from scripts.emulators.ports import configured, free, is_free, require_free, taken_message

CONFIG = ROOT / "firebase.json"


def test_the_ports_are_those_of_firebase_json() -> None:
    ports = configured(CONFIG, {})
    assert (ports.hosting, ports.functions, ports.firestore, ports.auth) == (5000, 5001, 8080, 9099)


def test_the_environment_moves_one_port_and_an_empty_variable_none() -> None:
    moved = configured(CONFIG, {"HOSTING_PORT": "6001", "AUTH_PORT": " "})
    assert (moved.hosting, moved.auth) == (6001, 9099)


@pytest.mark.parametrize("value", ["0", "65536", "-1", "5000x", "٣", "5 000"])
def test_what_is_no_port_is_refused_by_its_name(value: str) -> None:
    with pytest.raises(Failure, match=re.escape(f"HOSTING_PORT={value} is not a port")):
        configured(CONFIG, {"HOSTING_PORT": value})


def test_free_ports_are_free_and_different() -> None:
    ports = [port for _, port in free().items()]
    assert len(set(ports)) == len(ports)
    assert all(map(is_free, ports))


def test_a_taken_port_is_named_with_its_user_and_a_way_out() -> None:
    ports = free()
    with socket.create_server(("127.0.0.1", ports.auth)), pytest.raises(Failure) as failure:
        require_free(ports, "make dev")
    message = str(failure.value)
    assert f"Port {ports.auth}, meant for the auth emulator, is taken by" in message
    assert f"AUTH_PORT={ports.auth + 10} make dev" in message
    assert len(message.splitlines()) == 1
    require_free(ports, "make dev")


def test_the_message_does_without_the_name_of_a_program_that_it_may_not_see() -> None:
    assert "firestore websocket emulator, is taken by another program." in taken_message(
        "firestore_websocket", 9150, None, "make dev"
    )
