"""Whose request it is, by what Google's front end and Firebase Hosting say, and what forgers say."""

import pytest

from common.callers.client_address import Client, client_of

PEER = "169.254.1.1"
"""Who connects to a function in the cloud: always the same, part of Google's machinery."""
HOSTING = {"X-Forwarded-Host": "desk.example"}


def client(headers: dict[str, str], peer: str = PEER) -> Client:
    return client_of(headers.get, peer)


def test_at_a_functions_own_address_the_last_entry_is_the_client_whatever_it_claims() -> None:
    assert client({"X-Forwarded-For": "198.51.100.7"}) == Client("198.51.100.7")
    assert client({"X-Forwarded-For": "203.0.113.9, 10.0.0.1,198.51.100.7 "}) == Client("198.51.100.7")
    assert client({"X-Forwarded-For": "198.51.100.7", "Fastly-Client-IP": "203.0.113.9"}) == Client("198.51.100.7")


def test_behind_hosting_the_client_is_the_entry_before_the_proxys() -> None:
    found = client({**HOSTING, "X-Forwarded-For": "198.51.100.7,104.198.56.253"})
    assert found == Client("198.51.100.7", "104.198.56.253")


def test_claims_of_a_person_behind_hosting_are_further_left_and_do_not_count() -> None:
    found = client({**HOSTING, "X-Forwarded-For": "203.0.113.9, 198.51.100.7, 104.198.56.253"})
    assert found == Client("198.51.100.7", "104.198.56.253")


def test_where_the_front_end_replaced_the_header_hostings_own_names_the_client() -> None:
    found = client({**HOSTING, "X-Forwarded-For": "104.198.56.253", "Fastly-Client-IP": "198.51.100.7"})
    assert found == Client("198.51.100.7", "104.198.56.253")


def test_a_client_that_claims_to_be_hosting_is_named_beside_its_claim() -> None:
    found = client({**HOSTING, "X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert found == Client("203.0.113.9", "198.51.100.7")


@pytest.mark.parametrize("claim", ["", "nobody", "203.0.113.999", "203.0.113.9:80", "unknown"])
def test_a_claim_that_is_no_address_is_none(claim: str) -> None:
    assert client({**HOSTING, "X-Forwarded-For": f"{claim}, 198.51.100.7"}) == Client("198.51.100.7")
    headers = {**HOSTING, "X-Forwarded-For": "198.51.100.7", "Fastly-Client-IP": claim}
    assert client(headers) == Client("198.51.100.7")


def test_without_a_front_end_the_connection_decides() -> None:
    assert client({}, "198.51.100.7") == Client("198.51.100.7")
    assert client({"X-Forwarded-For": "junk"}, "198.51.100.7") == Client("198.51.100.7")
    assert client(HOSTING, "127.0.0.1") == Client("127.0.0.1")
    assert client({}, "") == Client("")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:eeee:dddd:1", True),
        ("2001:db8:1:2::1", "2001:DB8:1:2:0::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:198.51.100.7", "198.51.100.7", True),
        ("198.51.100.7", "198.51.100.8", False),
    ],
)
def test_an_ipv6_client_is_its_network_and_an_address_has_one_spelling(one: str, other: str, same: bool) -> None:
    assert (client({"X-Forwarded-For": one}) == client({"X-Forwarded-For": other})) is same
