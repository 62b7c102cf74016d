"""Ids: form, order and the instant that they carry; and hashes of names."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.base.ids import created_at, is_id, new_id

FIRST, LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
INSTANTS = st.timedeltas(timedelta(0), LAST - FIRST).map(lambda age: FIRST + age)


@given(INSTANTS)
def test_an_id_carries_the_instant_of_its_creation_in_milliseconds(now: datetime) -> None:
    assert created_at(new_id(now)) == now.replace(microsecond=now.microsecond // 1000 * 1000)


@given(INSTANTS, INSTANTS)
def test_ids_sort_the_newest_first(one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    if later - earlier >= timedelta(milliseconds=1):
        assert new_id(later) < new_id(earlier)


def test_ids_that_are_stored_already_keep_their_meaning() -> None:
    assert created_at("7ybqypea48n8gpszgtnn8kh37c") == datetime(2026, 11, 22, 9, 31, 40, 791000, tzinfo=UTC)


def test_the_time_zone_of_the_clock_does_not_matter() -> None:
    tokyo = datetime(2026, 11, 22, 18, 30, tzinfo=timezone(timedelta(hours=9)))
    assert created_at(new_id(tokyo)) == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def test_ids_of_one_instant_differ() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert len({new_id(now) for _ in range(1000)}) == 1000


def test_every_new_id_has_the_form_of_an_id() -> None:
    ids = [new_id(datetime(year, 2, 3, tzinfo=UTC)) for year in range(1970, 9999, 13)]
    assert all(len(name) == 26 and is_id(name) for name in ids)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7" * 25,
        "7" * 27,
        "7" * 26 + "\n",
        "8" + "0" * 25,
        "z" * 26,
        "7YBQYPEA48N8GPSZGTNN8KH37C",
        *("7" * 25 + char for char in "iloui-_/ .é٣\u0000"),
    ],
)
def test_what_is_no_id_is_told_from_one_and_carries_no_instant(text: str) -> None:
    assert not is_id(text)
    with pytest.raises(ValueError, match="not an id"):
        created_at(text)


def test_an_id_whose_instant_no_calendar_holds_is_refused() -> None:
    assert is_id("0" * 26)
    with pytest.raises(ValueError, match="after the year 9999"):
        created_at("0" * 26)


def test_a_clock_without_a_time_zone_is_refused_rather_than_guessed() -> None:
    with pytest.raises(TypeError):
        new_id(FIRST.replace(tzinfo=None))


def test_a_clock_before_1970_is_refused() -> None:
    with pytest.raises(OverflowError):
        new_id(datetime(1969, 12, 31, tzinfo=UTC))
