"""ID tokens outside of the Auth emulator, where signatures count, against a stand-in for Google's servers."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import jwt
import pytest

from tests.support import google_server, web
from tests.support.answers import problem, success
from tests.support.certificates import issued
from tests.support.google_server import KID, Google
from tests.support.lone_function import lone_function
from tests.support.system import System
from tests.support.tickets import word
from tests.support.tokens import unsigned

IN_TIME_S = 5.0 + 3.0
"""What callers are promised, and room for a machine that has other things to do."""
FORGED = issued(["securetoken"])

type Claims = dict[str, Any]


@pytest.fixture(scope="module")
def google(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Google]:
    with google_server.serving(tmp_path_factory.mktemp("google")) as google:
        yield google


@pytest.fixture(scope="module")
def url(system: System, google: Google) -> Iterator[str]:
    with lone_function(system, "ticket_stats", google.environ) as url:
        yield url


def ask(url: str, token: str) -> httpx.Response:
    return web.get(url, headers={"Authorization": f"Bearer {token}"})


def test_a_token_of_google_lets_its_agent_in_and_google_is_asked_about_them_once(url: str, google: Google) -> None:
    uid = word()
    token = google.token(google.agent(uid))
    for _ in range(3):
        success(ask(url, token))
    assert google.asked[uid] == 1


REFUSED: dict[str, Callable[[Claims], Claims]] = {
    "expired": lambda claims: {**claims, "iat": claims["iat"] - 7200, "exp": claims["exp"] - 7200},
    "expired this moment": lambda claims: {**claims, "exp": int(time.time()) - 1},
    "issued in a minute": lambda claims: {**claims, "iat": claims["iat"] + 60},
    "another audience": lambda claims: {**claims, "aud": "acme-support"},
    "another issuer": lambda claims: {**claims, "iss": "https://securetoken.google.com/acme-support"},
    "another project": lambda claims: {
        **claims,
        "aud": "acme-support",
        "iss": "https://securetoken.google.com/acme-support",
    },
    "no issuer of ID tokens": lambda claims: {**claims, "iss": "https://accounts.google.com"},
    "nobody": lambda claims: {**claims, "sub": ""},
    "no subject": lambda claims: {name: claims[name] for name in claims if name != "sub"},
    "a subject that is too long": lambda claims: {**claims, "sub": "x" * 129},
    "no expiry": lambda claims: {name: claims[name] for name in claims if name != "exp"},
    "no time of issue": lambda claims: {name: claims[name] for name in claims if name != "iat"},
}


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED)
def test_a_token_of_google_for_another_time_place_or_person_is_refused(
    change: Callable[[Claims], Claims], url: str, google: Google
) -> None:
    problem(ask(url, google.token(change(google.agent(word())))), 401)


FORGERIES: dict[str, Callable[[Google, Claims], str]] = {
    "unsigned": lambda _, claims: unsigned(claims),
    "signed by somebody else": lambda _, claims: jwt.encode(claims, FORGED.key, "RS256", {"kid": KID}),
    "signed by somebody else with a key of another name": lambda _, claims: jwt.encode(
        claims, FORGED.key, "RS256", {"kid": "mine"}
    ),
    "signed with a secret": lambda _, claims: jwt.encode(claims, "secret" * 8, "HS256", {"kid": KID}),
    "without the key's name": lambda google, claims: google.token(claims, kid=None),
    "changed after it was signed": lambda google, claims: tampered(google.token(claims), claims),
    "without its signature": lambda google, claims: google.token(claims).rpartition(".")[0] + ".",
}


def tampered(token: str, claims: Claims) -> str:
    header, _, signature = token.split(".")
    return ".".join([header, unsigned({**claims, "email": "boss@example.com"}).split(".")[1], signature])


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_token_that_google_did_not_sign_is_refused(
    forge: Callable[[Google, Claims], str], url: str, google: Google
) -> None:
    claims = google.agent(word())
    problem(ask(url, forge(google, claims)), 401)
    success(ask(url, google.token(claims)))


def test_a_clock_that_is_a_few_seconds_behind_googles_refuses_nobody(url: str, google: Google) -> None:
    claims = google.agent(word())
    success(ask(url, google.token({**claims, "iat": claims["iat"] + 5, "auth_time": claims["iat"] + 5})))


def test_a_token_without_the_claim_is_forbidden(url: str, google: Google) -> None:
    claims = google.agent(word())
    problem(ask(url, google.token({name: claims[name] for name in claims if name != "role"})), 403)


@pytest.mark.parametrize(
    ("account", "status"),
    [
        ({"disabled": True}, 401),
        ({"validSince": str(int(time.time()) + 3600)}, 401),
        ({"customAttributes": "{}"}, 403),
        ({"customAttributes": '{"role": "guest"}'}, 403),
    ],
    ids=["disabled", "revoked", "role taken away", "role changed"],
)
def test_a_good_token_of_an_account_that_may_no_more_is_refused(
    account: dict[str, Any], status: int, url: str, google: Google
) -> None:
    problem(ask(url, google.token(google.agent(word(), **account))), status)


def test_a_good_token_of_an_account_that_was_deleted_is_refused(url: str, google: Google) -> None:
    uid = word()
    claims = google.agent(uid)
    del google.accounts[uid]
    problem(ask(url, google.token(claims)), 401)


def test_a_silent_google_is_a_503_in_time_but_for_who_was_known(system: System, google: Google) -> None:
    known, new = google.token(google.agent(word())), google.token(google.agent(word()))
    with lone_function(system, "ticket_stats", google.environ) as url:
        with silent(google):
            is_unavailable_in_time(url, known)  # the certificates cannot be had
        success(ask(url, known))
        with silent(google):
            is_unavailable_in_time(url, new)  # the account cannot be asked about
            success(ask(url, known))
        success(ask(url, new))


@contextmanager
def silent(google: Google) -> Iterator[None]:
    google.silent.set()
    yield
    google.silent.clear()


def is_unavailable_in_time(url: str, token: str) -> None:
    began = time.monotonic()
    answer = ask(url, token)
    assert time.monotonic() - began < IN_TIME_S
    problem(answer, 503)
    assert int(answer.headers["Retry-After"]) > 0
