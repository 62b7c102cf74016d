"""Google's REST interfaces: JSON there and back, lists in pages, failures in Google's own words."""

from typing import Any

import google.auth
from google.auth.transport.requests import AuthorizedSession
from requests import RequestException, Session

from scripts.base.console import Failure

SCOPE = "https://www.googleapis.com/auth/cloud-platform"
LIMIT_S = 60
FRESH = "An alert on a metric is refused until the metric is some minutes old: repeat the command in ten minutes."
"""Of the first run on a project (https://cloud.google.com/monitoring/alerts/troubleshooting-alerts)."""

type Content = dict[str, Any]


def signed_in(project: str) -> Session:
    """A session with application default credentials, whose requests count for the project.

    Raises GoogleAuthError where there are none.
    """
    credentials, _ = google.auth.default(scopes=[SCOPE], quota_project_id=project)
    session: Session = AuthorizedSession(credentials)  # type: ignore[no-untyped-call]
    return session


class Rest:
    """Requests to `https://{service}.googleapis.com`, or below one address that stands in for all services."""

    def __init__(self, session: Session, address: str | None = None) -> None:
        self._session, self._address = session, address

    def ask(self, method: str, service: str, path: str, content: Content | None = None, **query: str | None) -> Content:
        """Raises Failure with what Google answered instead."""
        base = f"{self._address}/{service}" if self._address else f"https://{service}.googleapis.com"
        try:
            answer = self._session.request(method, f"{base}/{path}", params=query, json=content, timeout=LIMIT_S)
        except RequestException as error:
            raise Failure(f"{service} does not answer: {error}") from None
        try:
            answered: Content = answer.json()
        except ValueError:
            answered = {}
        if answer.status_code >= 400:
            said = answered.get("error", {}).get("message") or f"status {answer.status_code}"
            advice = f"\n{FRESH}" if method != "GET" and "/alertPolicies" in path else ""
            raise Failure(f"{service} refused {method} {path}: {said}{advice}")
        return answered

    def listed(self, service: str, path: str, field: str) -> list[Content]:
        """Everything on all pages."""
        found: list[Content] = []
        token = None
        while True:
            page = self.ask("GET", service, path, pageToken=token)
            found += page.get(field, [])
            token = page.get("nextPageToken")
            if not token:
                return found
