"""How many attempts at one endpoint an instance makes at once."""

import pytest

from common.webhooks.slots import Slots


def test_of_one_key_there_are_so_many_and_others_have_their_own() -> None:
    slots = Slots(2)
    with slots.one("a") as first, slots.one("a") as second, slots.one("a") as third, slots.one("b") as other:
        assert (first, second, third, other) == (True, True, False, True)
    with slots.one("a") as again:
        assert again


def test_a_slot_is_given_back_where_its_holder_failed_and_none_by_whoever_had_none() -> None:
    slots = Slots(1)
    with pytest.raises(OSError, match="broken"), slots.one("a"):
        raise OSError("broken")
    with slots.one("a") as first:
        with slots.one("a") as second:
            assert (first, second) == (True, False)
        with slots.one("a") as third:
            assert not third
