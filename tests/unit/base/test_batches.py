"""What a batch of ours sends is what the library's own would."""

from datetime import UTC, datetime
from typing import Any

import pytest
from google.auth.credentials import AnonymousCredentials
from google.cloud.firestore import DELETE_FIELD, Client, Increment
from google.cloud.firestore_v1.field_path import FieldPath
from hypothesis import given
from hypothesis import strategies as st

from common.base.batches import Batch
from common.tickets.fields import Category

CLIENT = Client(project="demo-tickets", credentials=AnonymousCredentials())  # type: ignore[no-untyped-call]
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(9000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # they get one
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | TEXT
    | st.binary(max_size=20)
    | INSTANTS
    | st.sampled_from(Category)
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(PLAIN, max_size=3) | st.dictionaries(TEXT.filter(bool), inner, max_size=4),
    max_leaves=12,
)


def sent(batch: Any, document: dict[str, Any]) -> Any:
    batch.create(CLIENT.document("tickets/0"), document)
    return batch._prep_commit(None, None)[0]["writes"]


def test_the_private_names_of_the_library_that_it_needs_are_there() -> None:
    batch, document = Batch(CLIENT), CLIENT.document("tickets/0")
    assert document._document_path.endswith("/documents/tickets/0")
    assert batch._document_references == {}
    assert callable(batch._add_write_pbs)
    assert batch._write_pbs == []


@given(st.dictionaries(TEXT.filter(bool), VALUES, max_size=6))
def test_a_new_document_is_sent_as_the_library_sends_it(document: dict[str, Any]) -> None:
    assert sent(Batch(CLIENT), document) == sent(CLIENT.batch(), document)


@given(st.dictionaries(TEXT.filter(bool), VALUES, min_size=1, max_size=6))
def test_a_document_or_fields_that_are_replaced_are_too(fields: dict[str, Any]) -> None:
    ours, theirs, document = Batch(CLIENT), CLIENT.batch(), CLIENT.document("tickets/0")
    option = CLIENT.write_option(last_update_time=datetime(2026, 11, 30, tzinfo=UTC))
    ours.replace(document, fields)
    ours.replace_fields(document, fields, option)
    theirs.set(document, fields)
    theirs.update(document, {FieldPath(it).to_api_repr(): value for it, value in fields.items()}, option)
    assert ours._write_pbs == theirs._write_pbs


@pytest.mark.parametrize("value", [Increment(1), {1, 2}, object()])
def test_a_value_that_it_does_not_know_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=type(value).__name__):
        sent(Batch(CLIENT), {"terms": {"word": value}})


@given(st.sets(TEXT.filter(bool), max_size=6))
def test_keys_that_are_added_are_sent_as_paths_of_their_update(keys: set[str]) -> None:
    ours, theirs, document = Batch(CLIENT), CLIENT.batch(), CLIENT.document("tickets/0")
    ours.update(document, {"version": 2})
    ours.add_keys("terms", keys)
    theirs.update(document, {"version": 2, **{FieldPath("terms", it).to_api_repr(): True for it in keys}})
    (mine,), (library,) = ours._write_pbs, theirs._write_pbs
    assert sorted(mine.update_mask.field_paths) == sorted(library.update_mask.field_paths)
    assert (mine.update, mine.current_document) == (library.update, library.current_document)


@given(st.sets(TEXT.filter(bool), min_size=1, max_size=6))
def test_keys_that_are_removed_are_too(keys: set[str]) -> None:
    ours, theirs, document = Batch(CLIENT), CLIENT.batch(), CLIENT.document("tickets/0")
    ours.update(document, {"version": 2})
    ours.remove_keys("terms", keys)
    theirs.update(document, {"version": 2, **{FieldPath("terms", it).to_api_repr(): DELETE_FIELD for it in keys}})
    (mine,), (library,) = ours._write_pbs, theirs._write_pbs
    assert sorted(mine.update_mask.field_paths) == sorted(library.update_mask.field_paths)
    assert mine.update.fields == {**library.update.fields}
