"""The headers with which Hosting serves the pages."""

import json
from pathlib import Path

import httpx
import pytest

from tests.support.answers import problem

CONFIG = Path(__file__).parents[3] / "firebase.json"
PAGES = ["/", "/track", "/desk", "/api-docs", "/no-such-page"]
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy(text: str) -> dict[str, list[str]]:
    """A Content-Security-Policy by its directives."""
    return {words[0]: words[1:] for words in (part.split() for part in text.split(";") if part.strip())}


def configured() -> dict[str, str]:
    """The headers that every deployed answer of Hosting carries."""
    rules = json.loads(CONFIG.read_text("utf-8"))["hosting"]["headers"]
    (rule,) = [rule for rule in rules if rule["source"] == "**"]
    return {header["key"]: header["value"] for header in rule["headers"]}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_served_with_the_security_headers(page: str, api: httpx.Client) -> None:
    answer = api.get(page)
    assert answer.status_code == (404 if page == "/no-such-page" else 200)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert SECURITY.items() <= {name: answer.headers.get(name) for name in SECURITY}.items()
    assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("page", ["/track", "/desk", "/api-docs"])
def test_a_page_is_found_with_a_slash_at_the_end_and_keeps_its_query(page: str, api: httpx.Client) -> None:
    answer = api.get(f"{page}/?search=a%20b")
    assert answer.is_redirect
    assert answer.headers["Location"].endswith(f"{page}?search=a%20b")
    assert api.get("/api/tickets/").status_code == 401


@pytest.mark.parametrize("path", ["/api/.hidden", "/api/tickets/.hidden/original", "/api/"])
def test_what_the_api_does_not_know_it_says_itself(path: str, api: httpx.Client) -> None:
    """Globs leave out names that begin with a dot, which would get the page for people."""
    problem(api.get(path), 404)


@pytest.mark.parametrize(
    "path", ["tickets/x/original", "tickets/x/messages/1/original", "attachments/x", "track/x/attachments/y"]
)
@pytest.mark.parametrize("end", ["", "/"])
def test_what_is_downloaded_runs_nothing_should_a_browser_show_it(path: str, end: str, api: httpx.Client) -> None:
    assert api.get(f"/api/{path}{end}").headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_runs_only_what_comes_from_its_own_origin(page: str, api: httpx.Client) -> None:
    found = policy(api.get(page).headers["Content-Security-Policy"])
    assert found["default-src"] == found["base-uri"] == found["frame-ancestors"] == ["'none'"]
    assert found["script-src"] == found["style-src"] == ["'self'"]
    assert not [source for sources in found.values() for source in sources if "unsafe" in source or source == "*"]


def test_the_deployed_policy_names_no_emulator_and_only_secure_addresses() -> None:
    found = policy(configured()["Content-Security-Policy"])
    elsewhere = {source for sources in found.values() for source in sources if not source.startswith("'")}
    assert all(source in {"data:", "blob:"} or source.startswith("https://") for source in elsewhere)


def test_deployed_pages_insist_on_https_for_a_year_at_least() -> None:
    directives = configured()["Strict-Transport-Security"].split("; ")
    assert int(directives[0].removeprefix("max-age=")) >= 31_536_000
    assert "includeSubDomains" in directives


def test_files_with_a_hash_in_their_name_are_kept_for_good(api: httpx.Client) -> None:
    page = api.get("/").text
    assets = [part.split('"')[0] for part in page.split('="')[1:] if part.startswith("/assets/")]
    assert assets
    for asset in assets:
        assert api.get(asset).headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("page", ["/", "/track", "/desk", "/api-docs", "/config.json", "/api/openapi.json"])
def test_what_names_those_files_is_asked_for_again_each_time(page: str, api: httpx.Client) -> None:
    # A page from before a deployment would name files that are gone.
    assert api.get(page).headers["Cache-Control"] == "no-cache"


def test_programs_of_any_origin_may_read_the_description_of_the_api(api: httpx.Client) -> None:
    answer = api.get("/api/openapi.json", headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["openapi"] == "3.1.0"


def test_answers_of_the_functions_are_not_kept(api: httpx.Client) -> None:
    assert api.get("/api/tickets").headers["Cache-Control"] == "no-store"
