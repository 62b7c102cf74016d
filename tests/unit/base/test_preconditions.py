"""Entity tags and what `If-Match` may say."""

import pytest

from common.base.errors import BadRequest
from common.base.preconditions import etag, expected_versions


def test_the_tag_of_a_version_satisfies_a_match_on_it() -> None:
    assert expected_versions(etag(7)) == frozenset({"7"})


@pytest.mark.parametrize("header", [None, "*", " * "])
def test_no_header_and_a_star_accept_every_version(header: str | None) -> None:
    assert expected_versions(header) is None


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ('"1"', {"1"}),
        (' "1" ', {"1"}),
        ('"1","2"', {"1", "2"}),
        ('"1" , "2"', {"1", "2"}),
        ('W/"1"', set()),
        ('W/"1", "2"', {"2"}),
        ('"abc"', {"abc"}),
        ('""', {""}),
    ],
)
def test_a_list_names_the_accepted_versions_and_weak_tags_match_nothing(header: str, accepted: set[str]) -> None:
    assert expected_versions(header) == frozenset(accepted)


@pytest.mark.parametrize(
    "header",
    ["", " ", "1", '"1', '1"', "'1'", '"1";"2"', '"1" "2"', '"1",', ',"1"', 'w/"1"', '"1",*', '"a b"', '"\x7f"'],
)
def test_anything_else_is_a_bad_request_that_names_the_header(header: str) -> None:
    with pytest.raises(BadRequest) as raised:
        expected_versions(header)
    assert [error.field for error in raised.value.errors] == ["If-Match"]
