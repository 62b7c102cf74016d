"""What `make verify` says of a site and of its project, against stand-ins for both; no ticket is opened here."""

import json
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
from werkzeug import Request, Response

import main as deployed
from scripts.base import env
from scripts.base.console import Failure
from scripts.base.paths import FUNCTIONS, ROOT
from scripts.operate.google_rest import Rest
from scripts.operate.verify import __main__ as verify
from scripts.operate.verify import ticket
from scripts.operate.verify.cloud import Cloud
from scripts.operate.verify.site import Site
from tests.support.mail_server import serving
from tests.support.standin import StandIn, as_json

REGION = "europe-west1"
BUCKETS = "/storage/storage/v1/b"
DESCRIPTION = json.loads((ROOT / "hosting" / "public" / "api" / "openapi.json").read_text("utf-8"))


def page(status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response("<html></html>", status, headers, content_type="text/html")


def problem(status: int, detail: str) -> Response:
    answer = as_json({"status": status, "detail": detail}, status)
    answer.content_type = "application/problem+json"
    return answer


def function(name: str, region: str = REGION, state: str = "ACTIVE") -> dict[str, str]:
    return {"name": f"projects/desk-1/locations/{region}/functions/{name}", "state": state}


def sound() -> dict[str, Response]:
    ours = {"Content-Security-Policy": "default-src 'none'"}
    at = "/projects/desk-1"
    return {
        **{it: page(headers=ours) for it in ("/", "/track", "/desk", "/api-docs")},
        "/api/openapi.json": as_json(DESCRIPTION),
        "/config.json": as_json({"firebase": None}),
        "/__/firebase/init.json": as_json({"projectId": "desk-1", "apiKey": "key"}),
        "/api/tickets": problem(401, "Sign in."),
        "POST /api/tickets": problem(401, "The webhook signature does not verify."),
        "/documents/tickets": as_json({}, 403),
        f"/cloudfunctions/v2{at}/locations/-/functions": functions(*map(function, deployed.FUNCTIONS)),
        f"/identitytoolkit/admin/v2{at}/config": accounts(signup_is_off=True),
        f"/firestore/v1{at}/databases/(default)": as_json({"type": "FIRESTORE_NATIVE", "locationId": "eur3"}),
        BUCKETS: buckets(),
    }


@dataclass
class World:
    """A site and Google's interfaces, all as they should be; a test puts another answer to one path."""

    answers: dict[str, Response] = field(default_factory=sound)

    def answer(self, request: Request) -> Response:
        path = request.path if request.method == "GET" else f"{request.method} {request.path}"
        return self.answers.get(path, page(404))


def buckets(**changed: Any) -> Response:
    rule = {"action": {"type": "Delete"}, "condition": {"age": 30, "matchesPrefix": ["mail/"]}}
    own = {
        "name": "desk-1-private",
        "iamConfiguration": {"publicAccessPrevention": "enforced"},
        "lifecycle": {"rule": [rule]},
    }
    return as_json({"items": [{"name": "desk-1-private-other"}, {**own, **changed}]})


def functions(*found: dict[str, str]) -> Response:
    return as_json({"functions": [*found, function("somebody_elses", "us-east1")]})


def accounts(*, signup_is_off: bool, by_password: bool = True) -> Response:
    permissions = {"disabledUserSignup": True} if signup_is_off else {}
    return as_json({"signIn": {"email": {"enabled": by_password}}, "client": {"permissions": permissions}})


@dataclass
class Verified:
    site: Site
    cloud: Cloud
    world: World

    def checks(self) -> list[verify.Check]:
        site, cloud = self.site, self.cloud
        return [
            site.pages,
            site.version,
            site.sign_in,
            site.doors,
            site.secrets,
            cloud.functions,
            cloud.accounts,
            cloud.database,
            cloud.mail,
            cloud.bucket,
        ]

    def failures(self) -> list[str]:
        found = []
        for check in self.checks():
            try:
                assert check()
            except Failure as failure:
                found.append(str(failure))
        return found


@pytest.fixture
def verified() -> Iterator[Verified]:
    world = World()
    with StandIn(world.answer) as server, requests.Session() as session:
        url = server.url.rstrip("/")
        rest = Rest(session, url)
        yield Verified(Site(url, "desk-1", f"{url}/documents"), Cloud(rest, "desk-1", REGION), world)


def test_a_deployment_that_is_right_has_no_failures(verified: Verified) -> None:
    assert verified.failures() == []


@pytest.mark.parametrize(
    ("path", "answer", "said"),
    [
        ("/track", page(404), "was hosting deployed?"),
        ("/desk", as_json({}), "/desk is no page"),
        ("/", page(), "comes without our headers"),
        ("/api/openapi.json", as_json({**DESCRIPTION, "info": {}}), "another version than this folder"),
        ("/__/firebase/init.json", page(404), "has no web app"),
        ("/__/firebase/init.json", as_json({"projectId": "desk-2", "apiKey": "k"}), "desk-2, not to desk-1"),
        ("/api/tickets", page(403), "give allUsers the role"),
        ("/api/tickets", page(500), "its log says why"),
        ("/api/tickets", problem(503, "Try again."), "503 instead of 401. Try again."),
        ("/api/tickets", page(401), "Something other than our functions"),
        ("POST /api/tickets", problem(500, "Something went wrong."), "WEBHOOK_SECRETS has a wrong value"),
        ("POST /api/tickets", page(500), "500 instead of 401. The function does not start"),
        ("/documents/tickets", as_json({"documents": []}), "deploy the rules"),
    ],
)
def test_what_is_wrong_with_a_site_is_said(path: str, answer: Response, said: str, verified: Verified) -> None:
    verified.world.answers[path] = answer
    [failure] = verified.failures()
    assert said in failure


def test_functions_that_are_missing_broken_or_left_in_another_region_are_named(verified: Verified) -> None:
    usual = [function(it) for it in deployed.FUNCTIONS if it not in ("tickets", "send_mail")]
    others = [function("send_mail", state="FAILED"), function("count_ticket", "us-central1")]
    path = "/cloudfunctions/v2/projects/desk-1/locations/-/functions"
    verified.world.answers[path] = functions(*usual, *others)
    [failure] = verified.failures()
    assert "REGION=europe-west1" in failure
    assert "tickets is not there" in failure
    assert "send_mail is FAILED" in failure
    assert "count_ticket also runs in us-central1: npx firebase functions:delete" in failure
    assert "somebody_elses" not in failure


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"iamConfiguration": {"publicAccessPrevention": "inherited"}}, ["can be made public"]),
        ({"lifecycle": {}}, ["keeps raw mails for ever"]),
        ({"lifecycle": {"rule": [{"action": {"type": "Delete"}, "condition": {"age": 31}}]}}, ["for ever"]),
        (
            {"lifecycle": {"rule": [{"action": {"type": "Delete"}, "condition": {"age": 1, "isLive": False}}]}},
            ["for ever"],
        ),
        ({"lifecycle": {"rule": [{"action": {"type": "Delete"}, "condition": {"age": 7}}]}}, ["deletes attachments"]),
        ({"name": "another"}, ["no file can be attached"]),
    ],
)
def test_a_bucket_that_is_public_or_forgets_nothing_or_all_is_said(
    changed: dict[str, Any], said: list[str], verified: Verified
) -> None:
    verified.world.answers[BUCKETS] = buckets(**changed)
    failures = verified.failures()
    assert len(failures) == len(said)
    assert all(it in failure for it, failure in zip(said, failures, strict=True))


@pytest.mark.parametrize(("rcpt", "said"), [({}, []), ({"NOOP": None}, ["No e-mail can be sent"])])
def test_the_mail_server_is_asked_without_an_e_mail(
    rcpt: dict[str, None], said: list[str], verified: Verified, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"MAIL_FROM": "help@example.com", "MAIL_SITE_URL": "https://example.com", "MAIL_SECRET": "", "SMTP_URL": ""}
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("scripts.operate.mail.env.parameters", lambda *_: {})
    with serving(rcpt) as server:
        for name, value in {"SMTP_URL": f"smtp://127.0.0.1:{server.port}", "MAIL_SECRET": "s" * 32}.items():
            path = f"/secretmanager/v1/projects/desk-1/secrets/{name}/versions/latest:access"
            verified.world.answers[path] = as_json({"payload": {"data": b64encode(value.encode()).decode()}})
        failures = verified.failures()
        assert server.taken == []
    assert [it.partition(":")[0] for it in failures] == said


@pytest.mark.parametrize(
    ("path", "answer", "said"),
    [
        (
            "identitytoolkit/admin/v2/projects/desk-1/config",
            accounts(signup_is_off=False),
            "Strangers can make accounts",
        ),
        (
            "identitytoolkit/admin/v2/projects/desk-1/config",
            accounts(signup_is_off=True, by_password=False),
            "Nobody can sign in",
        ),
        ("firestore/v1/projects/desk-1/databases/(default)", as_json({"type": "DATASTORE_MODE"}), "native mode"),
        (
            "firestore/v1/projects/desk-1/databases/(default)",
            as_json({"error": {"message": "no permission"}}, 403),
            "no permission",
        ),
    ],
)
def test_what_is_wrong_with_a_project_is_said(path: str, answer: Response, said: str, verified: Verified) -> None:
    verified.world.answers[f"/{path}"] = answer
    [failure] = verified.failures()
    assert said in failure


def test_a_site_that_is_not_there_is_named_with_what_to_try() -> None:
    nowhere = Site("http://127.0.0.1:9", "desk-1", "http://127.0.0.1:9/documents")
    with pytest.raises(Failure, match=r"http://127.0.0.1:9/ does not answer .* add SITE="):
        nowhere.pages()


def test_every_check_is_made_and_the_failed_ones_are_counted(
    verified: Verified, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticket, "through", lambda _site, heard: f"a ticket, heard {heard}")
    verified.world.answers |= {"/track": page(404), "/documents/tickets": as_json({})}
    with pytest.raises(Failure, match="2 of 11 checks failed"):
        verify.run(verified.site, verified.cloud, heard=False)
    said = capsys.readouterr().out
    assert (said.count("  ok "), said.count("  !! ")) == (9, 2)
    assert "a ticket, heard False" in said


@pytest.mark.parametrize("site", ["support.example.com", "http://support.example.com", "https://example.com/desk"])
def test_what_is_no_site_is_not_asked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in env.parameters(FUNCTIONS, "desk-1").items():
        monkeypatch.setenv(name, value)  # as the command does, which a test must not leave behind
    monkeypatch.setenv("GCLOUD_PROJECT", "desk-1")
    monkeypatch.setattr(sys, "argv", ["verify", "--project", "desk-12345", "--site", site])
    with pytest.raises(Failure, match="is no address of a site: make verify PROJECT="):
        verify.main()
