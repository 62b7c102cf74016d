"""References: form, forgiveness and what the check symbol catches."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.tickets.reference import new_reference, parse

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCES = st.builds(new_reference)
CASES = json.loads((Path(__file__).parents[2] / "golden" / "references.json").read_text("utf-8"))
"""What is typed, and how it is to be read; the status page is tested with the same."""


def test_a_reference_is_three_groups_of_four_symbols() -> None:
    for _ in range(200):
        assert re.fullmatch(f"[{SYMBOLS}]{{4}}(-[{SYMBOLS}]{{4}}){{2}}", new_reference())


def test_references_differ() -> None:
    assert len({new_reference() for _ in range(1000)}) == 1000


def test_the_check_symbol_is_the_one_of_the_standard() -> None:
    # By hand for eleven zeros: 32, then doubled modulo 33: 31 29 25 17 1 2 4 8 16 32 31; and 31 + 2 is 1 modulo 32.
    assert [check for check in SYMBOLS if parse("00000000000" + check)] == ["2"]
    # With a one in front, 32 + 1 is 1 modulo 32, then doubled modulo 33: 2 4 8 16 32 31 29 25 17 1 2; and 2 + 31 is 1.
    assert [check for check in SYMBOLS if parse("10000000000" + check)] == ["Z"]


@given(REFERENCES)
def test_a_new_reference_parses_to_itself(reference: str) -> None:
    assert parse(reference) == reference


@given(REFERENCES)
def test_case_spaces_dashes_and_lookalikes_are_forgiven(reference: str) -> None:
    compact = reference.replace("-", "")
    assert parse(reference.lower()) == reference
    assert parse(compact) == reference
    assert parse(f"  {compact[:3]} {compact[3:7]}\u2013{compact[7:]}\n") == reference
    for zero in "oO":
        for one in "iIlL":
            assert parse(reference.replace("0", zero).replace("1", one)) == reference


def test_every_single_wrong_symbol_is_caught() -> None:
    for _ in range(200):
        compact = new_reference().replace("-", "")
        for position, right in enumerate(compact):
            for wrong in SYMBOLS.replace(right, ""):
                assert parse(compact[:position] + wrong + compact[position + 1 :]) is None


def test_almost_every_swap_of_neighbours_is_caught() -> None:
    swaps = caught = 0
    for _ in range(2000):
        compact = new_reference().replace("-", "")
        for position in range(len(compact) - 1):
            one, other = compact[position], compact[position + 1]
            if one != other:
                swaps += 1
                caught += parse(compact[:position] + other + one + compact[position + 2 :]) is None
    assert caught / swaps > 0.99


@pytest.mark.parametrize(
    "text", ["", "-", "ABCD", "ABCD-EFGH-JKM", "ABCD-EFGH-JKMNP", "UUUU-UUUU-UUUU", "٣" * 12, "ß" * 6]
)
def test_what_is_no_reference_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["typed"]))
def test_what_is_typed_is_read_as_on_the_status_page(case: dict[str, str | None]) -> None:
    assert parse(str(case["typed"])) == case["reference"]


@given(st.text())
def test_any_text_parses_to_a_reference_or_to_none(text: str) -> None:
    parsed = parse(text)
    assert parsed is None or parse(parsed) == parsed
