"""Whatever stands in a webhook's headers, and whatever the library makes of it: a 401, or the one who signed."""

from datetime import UTC, datetime

import pytest
from flask import Request
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook
from werkzeug.test import EnvironBuilder

from common.base.errors import Unauthorized
from common.callers import auth
from common.callers.auth import Kind
from common.callers.call import Call

SECRET = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"
OTHER = "whsec_b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXI="
BODY = b'{"title": "T"}'
NAMES = ("webhook-id", "webhook-timestamp", "webhook-signature")

anything = st.text(st.characters(), max_size=80)
"""With lone surrogates, line ends and everything else that no server should let through."""
numbers = st.one_of(st.integers(), st.floats()).map(str) | st.integers(10**300, 10**320).map(str)
pieces = st.sampled_from(["v1", "v1a", "v2", ",", " ", "=", "AAAA", "é", "\udce9", "\0"])
signatures = st.lists(pieces, max_size=12).map("".join)


@pytest.fixture(autouse=True, scope="module")
def secrets() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEBHOOK_SECRETS", f"shop={SECRET} billing={OTHER} billing={SECRET}")
        yield


def call(headers: dict[str, str], body: bytes = BODY) -> Call:
    """A request whose headers are not checked on the way, as a server might pass them on."""
    environ = EnvironBuilder(method="POST", data=body, content_type="application/json").get_environ()
    environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return Call(Request(environ))


def signed(delivery: str = "msg_1", secret: str = SECRET, body: bytes = BODY) -> dict[str, str]:
    now = datetime.now(UTC)
    signature = Webhook(secret).sign(delivery, now, body.decode())
    return dict(zip(NAMES, (delivery, str(int(now.timestamp())), signature), strict=True))


@given(
    delivery=st.none() | anything,
    timestamp=st.none() | anything | numbers,
    signature=st.none() | anything | signatures,
)
def test_headers_without_a_valid_signature_are_always_unauthorized(
    delivery: str | None, timestamp: str | None, signature: str | None
) -> None:
    given_headers = dict(zip(NAMES, (delivery, timestamp, signature), strict=True))
    headers = {name: value for name, value in given_headers.items() if value is not None}
    if not headers:
        assert auth.identify(call({}), Kind.PUBLIC).kind is Kind.PUBLIC
        return
    with pytest.raises(Unauthorized):
        auth.identify(call(headers), *Kind)


@pytest.mark.parametrize("name", NAMES)
@given(value=anything | numbers | signatures)
def test_a_signed_delivery_with_one_header_replaced_is_unauthorized(name: str, value: str) -> None:
    with pytest.raises(Unauthorized):
        auth.identify(call({**signed(), name: value}), *Kind)


@given(before=st.text("ABCabc123+/=", max_size=90), version=st.sampled_from(["v1a", "v2", "x"]))
def test_a_good_signature_counts_beside_those_of_other_versions(before: str, version: str) -> None:
    good = signed()
    headers = {**good, "webhook-signature": f"{version},{before} {good['webhook-signature']}"}
    caller = auth.identify(call(headers), Kind.WEBHOOK)
    assert (caller.name, caller.delivery) == ("shop", "msg_1")


@given(body=st.binary(max_size=40).filter(lambda body: body != BODY))
def test_a_signature_of_another_body_is_unauthorized(body: bytes) -> None:
    with pytest.raises(Unauthorized):
        auth.identify(call(signed(), body), *Kind)


def test_each_secret_names_its_integration() -> None:
    assert auth.identify(call(signed(secret=SECRET)), Kind.WEBHOOK).name == "shop"
    assert auth.identify(call(signed(secret=OTHER)), Kind.WEBHOOK).name == "billing"
