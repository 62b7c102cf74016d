"""Tracking tokens."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.tickets import token as tracking


@given(st.text())
def test_a_token_opens_its_own_hash(token: str) -> None:
    assert tracking.opens(token, tracking.hash_of(token))


def test_nothing_else_opens_it() -> None:
    token = tracking.new_token()
    stored = tracking.hash_of(token)
    others = ["", token[:-1], token + "=", token.swapcase(), stored, f" {token}", "é", "\U0001f511"]
    assert not [other for other in others if tracking.opens(other, stored)]


def test_a_stored_value_that_is_no_hash_is_opened_by_nothing() -> None:
    values: list[object] = [None, "", "é", b"", 0, [], tracking.hash_of("other")]
    assert not [value for value in values if tracking.opens("token", value)]


def test_the_hash_does_not_contain_the_token() -> None:
    token = tracking.new_token()
    assert token not in tracking.hash_of(token)


SECRET = "s" * 32
TICKET = "7" + "z" * 25


def test_the_token_of_e_mails_is_one_for_each_secret_ticket_and_generation() -> None:
    tokens = [
        tracking.link_token(secret, ticket, generation)
        for _ in range(2)
        for secret in (SECRET, SECRET[1:])
        for ticket in (TICKET, TICKET[::-1])
        for generation in (0, 1)
    ]
    assert len(set(tokens)) == 8
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", it) for it in tokens)


def test_it_opens_its_own_ticket_in_its_own_generation_only() -> None:
    token = tracking.link_token(SECRET, TICKET, 3)
    assert tracking.opens_link(token, SECRET, TICKET, 3)
    others = [(token, SECRET, TICKET, 4), (token, SECRET, TICKET[::-1], 3), (token, SECRET[1:], TICKET, 3)]
    assert not [it for it in [*others, ("é", SECRET, TICKET, 3), ("", SECRET, TICKET, 3)] if tracking.opens_link(*it)]


def test_without_a_secret_nothing_opens() -> None:
    assert not tracking.opens_link(tracking.link_token("", TICKET, 0), "", TICKET, 0)


@pytest.mark.parametrize("stored", [{}, {"link_generation": None}, {"link_generation": "1"}, {"link_generation": 1.5}])
def test_a_link_that_was_never_replaced_is_of_generation_0(stored: dict[str, Any]) -> None:
    assert tracking.generation_of(stored) == 0
    assert tracking.generation_of({"link_generation": 5}) == 5
