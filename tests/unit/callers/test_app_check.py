"""App Check tokens: signed by a key of the test's own, which a stand-in for Google's key server hands out."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import firebase_admin
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from firebase_admin.app_check import _AppCheckService
from jwt.algorithms import RSAAlgorithm

from common.base import firebase
from common.base.errors import Unauthorized, Unavailable
from common.callers import admission
from common.callers.windows import Limited
from tests.support import credentials
from tests.support.calls import call
from tests.support.standin import StandIn, as_json

PROJECT = "demo-app-check"
KEY, OTHER_KEY = (generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
type Token = Callable[..., str]


def signed(key: RSAPrivateKey = KEY, kid: str = "ours", **changes: Any) -> str:
    """A token as App Check issues them, but for the changes; a claim that is None is left out."""
    now = int(time.time())
    claims = {
        "iss": "https://firebaseappcheck.googleapis.com/123456789012",
        "aud": ["projects/123456789012", f"projects/{PROJECT}"],
        "sub": "1:123456789012:web:0123456789abcdef",
        "iat": now - 10,
        "exp": now + 3600,
        **changes,
    }
    content = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(content, key, algorithm="RS256", headers={"kid": kid, "typ": "JWT"})


@pytest.fixture(scope="module")
def key_server() -> Iterator[str]:
    key = {**json.loads(RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "ours", "use": "sig", "alg": "RS256"}
    with StandIn(lambda _: as_json({"keys": [key]})) as server:
        yield f"{server.url}/v1/jwks"


@pytest.fixture(autouse=True)
def project(key_server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A project whose key server is the stand-in; the credentials are looked for and never used."""
    for name, value in {**credentials.unused(tmp_path), "GCLOUD_PROJECT": PROJECT}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(_AppCheckService, "_JWKS_URL", key_server)
    forget_app()
    yield
    forget_app()


def forget_app() -> None:
    """Whether a test before has made one or not."""
    firebase_admin.delete_app(firebase.app())


def test_a_token_that_app_check_has_issued_for_the_project_is_let_in() -> None:
    admission.require_app_check(signed())


@pytest.mark.parametrize("token", [None, ""])
def test_a_missing_token_is_refused(token: str | None) -> None:
    with pytest.raises(Unauthorized, match="X-Firebase-AppCheck"):
        admission.require_app_check(token)


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "a.b.c",
        signed(OTHER_KEY),
        signed(OTHER_KEY, kid="theirs"),
        signed(exp=int(time.time()) - 60),
        signed(aud=["projects/other"]),
        signed(aud=None),
        signed(iss="https://securetoken.google.com/123456789012"),
        signed(sub=None),
        jwt.encode({"sub": "x", "aud": [f"projects/{PROJECT}"]}, "secret" * 8, headers={"kid": "ours"}),
        jwt.encode({"sub": "x", "aud": [f"projects/{PROJECT}"]}, "", algorithm="none", headers={"kid": "ours"}),
    ],
)
def test_any_other_token_is_refused(token: str) -> None:
    with pytest.raises(Unauthorized, match="invalid or has expired"):
        admission.require_app_check(token)


def test_when_googles_keys_cannot_be_fetched_the_caller_is_asked_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    # Port 9 (discard): nothing listens there.
    monkeypatch.setattr(_AppCheckService, "_JWKS_URL", "http://127.0.0.1:9/v1/jwks")
    with pytest.raises(Unavailable):
        admission.require_app_check(signed())


@pytest.mark.parametrize(("enforced", "value"), [(True, "true"), (False, "false"), (False, None)])
def test_the_public_must_send_a_token_where_the_parameter_says_so(
    enforced: bool, value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("APP_CHECK_ENFORCED", raising=False)
    if value is not None:
        monkeypatch.setenv("APP_CHECK_ENFORCED", value)
    admission.admit_public(call(b"", **{"X-Firebase-AppCheck": signed()}), Limited.TRACK)
    for headers in ({}, {"X-Firebase-AppCheck": signed(OTHER_KEY)}):
        if not enforced:
            admission.admit_public(call(b"", **headers), Limited.TRACK)
            continue
        with pytest.raises(Unauthorized):
            admission.admit_public(call(b"", **headers), Limited.TRACK)
