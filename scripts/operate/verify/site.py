"""What a deployed site answers to everybody: its pages, the way to sign in, and closed doors."""

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx

from scripts.base.console import Failure
from scripts.base.paths import ROOT

LIMIT_S = 60.0
"""A function that was just deployed needs a moment to start."""
PAGES = ("/", "/track", "/desk", "/api-docs")
DESCRIPTION = "/api/openapi.json"
MADE_UP = {"webhook-id": "verify", "webhook-timestamp": "1", "webhook-signature": "v1,AA=="}
"""To be refused, which takes secrets that can be read."""
PROBLEM = "application/problem+json"
REASONS = {
    403: "Google refused before our code ran. Everybody must be allowed to call the functions: give allUsers the role "
    "Cloud Run Invoker, which a policy of the organisation may forbid.",
    404: "Hosting has nothing there. Is this the right site, and was hosting deployed?",
    429: "Too many requests came from this network; repeat the command in a minute.",
    500: "The function does not start or fails; its log says why (docs/operating.md).",
    503: "The function, or Firestore behind it, cannot serve; the log says why (docs/operating.md).",
}


@cache
def certificates() -> ssl.SSLContext:
    """The world's, which take 50 ms of a processor to load."""
    return httpx.create_ssl_context()


@dataclass(frozen=True)
class Site:
    """`firestore` is where Firestore's REST interface has the documents of the project."""

    url: str
    project: str
    firestore: str

    def ask(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **sent: Any) -> httpx.Response:
        """Raises Failure where nobody answers. A path with a scheme is an address elsewhere."""
        address = path if "://" in path else f"{self.url}{path}"
        try:
            return httpx.request(method, address, headers=headers, timeout=LIMIT_S, verify=certificates(), **sent)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Failure(f"{address} does not answer ({error}). Is it the site's address? Else add SITE=…") from None

    def wanted(self, status: int, answer: httpx.Response) -> httpx.Response:
        """The answer if it has that status; raises Failure with the likely reason if it has not."""
        if answer.status_code == status:
            return answer
        asked = f"{answer.request.method} {answer.request.url.copy_with(fragment=None)}"
        raise Failure(f"{asked} is answered with {answer.status_code} instead of {status}. {_reason(answer)}".strip())

    def pages(self) -> str:
        for path in PAGES:
            page = self.wanted(200, self.ask("GET", path))
            if not page.headers.get("Content-Type", "").startswith("text/html"):
                raise Failure(f"{self.url}{path} is no page.")
            if "Content-Security-Policy" not in page.headers:
                raise Failure(f"{self.url}{path} comes without our headers. Is another site there?")
        return f"the pages of {self.url} are there"

    def version(self) -> str:
        """Hosting and functions are deployed together, so that the description is of what answers."""
        described = self.wanted(200, self.ask("GET", DESCRIPTION)).json()
        if described != json.loads((ROOT / "hosting" / "public" / DESCRIPTION[1:]).read_text("utf-8")):
            raise Failure(
                f"{self.url} has another version than this folder. Run make deploy, or check out that version."
            )
        return "they are of this version"

    def sign_in(self) -> str:
        """The desk finds its project as the page does, see hosting/src/desk/session/config.ts."""
        configured = self.wanted(200, self.ask("GET", "/config.json")).json()["firebase"]
        if configured is None:
            answer = self.ask("GET", "/__/firebase/init.json")
            if answer.status_code != 200:
                raise Failure(
                    "The project has no web app, so that nobody can sign in: add one in the Firebase console."
                )
            configured = answer.json()
        if configured.get("projectId") != self.project or not configured.get("apiKey"):
            raise Failure(f"The desk signs in to {configured.get('projectId')}, not to {self.project}.")
        return "the desk knows where to sign in"

    def doors(self) -> str:
        answer = self.wanted(401, self.ask("GET", "/api/tickets"))
        if answer.headers.get("Content-Type") != PROBLEM:
            raise Failure("Something other than our functions refuses GET /api/tickets.")
        read = self.ask("GET", f"{self.firestore}/tickets", params={"pageSize": "1"})
        if read.status_code == 200:
            raise Failure("Firestore shows tickets to everybody: deploy the rules (make deploy).")
        self.wanted(403, read)
        return "nobody reads tickets without signing in"

    def secrets(self) -> str:
        answer = self.ask("POST", "/api/tickets", headers=MADE_UP, json={})
        if answer.status_code == 500 and answer.headers.get("Content-Type") == PROBLEM:
            raise Failure("WEBHOOK_SECRETS has a wrong value; the log says which (`misconfigured`, docs/operating.md).")
        self.wanted(401, answer)
        return "signatures are checked"


def _reason(answer: httpx.Response) -> str:
    """In the words of our functions, if one of them answered."""
    if answer.headers.get("Content-Type") != PROBLEM:
        return REASONS.get(answer.status_code, "")
    content = answer.json()
    return " ".join([content["detail"], *(f"{it['field']} {it['message']}." for it in content.get("errors", ()))])
