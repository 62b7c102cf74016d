"""What `If-Match` may say, and which versions it names."""

import pytest
from werkzeug.datastructures import ETags

from common.base.errors import BadRequest
from common.callers.call import Call
from tests.support.calls import request


def expected(header: str | None) -> ETags | None:
    return Call(request("PATCH", **({} if header is None else {"If-Match": header}))).expected()


def test_a_request_without_the_header_expects_nothing() -> None:
    assert expected(None) is None


@pytest.mark.parametrize(
    ("header", "named"),
    [
        ("*", {"1", "2", "abc"}),
        (" * ", {"1", "2", "abc"}),
        ('"1"', {"1"}),
        (' "1" ', {"1"}),
        ('"1","2"', {"1", "2"}),
        ('"1" , "2"', {"1", "2"}),
        ('W/"1"', set()),
        ('W/"1", "2"', {"2"}),
        ('"abc"', {"abc"}),
        ('""', set()),
    ],
)
def test_a_list_names_the_accepted_versions_and_weak_tags_match_nothing(header: str, named: set[str]) -> None:
    found = expected(header)
    assert found is not None
    assert {version for version in ("1", "2", "abc") if version in found} == named


@pytest.mark.parametrize(
    "header",
    ["", " ", "1", '"1', '1"', "'1'", '"1";"2"', '"1" "2"', '"1",', ',"1"', 'w/"1"', '"1",*', '"a b"', '"\x7f"'],
)
def test_anything_else_is_a_bad_request_that_names_the_header(header: str) -> None:
    with pytest.raises(BadRequest) as raised:
        expected(header)
    assert [error.field for error in raised.value.errors] == ["If-Match"]
