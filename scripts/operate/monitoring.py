"""`make monitoring PROJECT=... [EMAIL=...] [BUDGET=...]`: makes a project's monitoring equal to monitoring/."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from requests import Session

from scripts.base.console import Failure, guarded, say
from scripts.base.paths import ROOT
from scripts.operate import target
from scripts.operate.google_rest import Content, Rest, signed_in

FOLDER = ROOT / "monitoring"
LABEL = "support-desk"
"""The label by which an alert policy of ours is found again; its value is its file's name."""


class Project:
    """A project's monitoring, as its REST interfaces show it."""

    def __init__(self, rest: Rest, project: str) -> None:
        self.rest, self.project, self.path = rest, project, f"projects/{project}"

    def channel(self, email: str) -> str:
        """The name of the channel to the address; made where there is none."""
        at = f"v3/{self.path}/notificationChannels"
        wanted = {"type": "email", "displayName": f"Support desk: {email}", "labels": {"email_address": email}}
        known = self.rest.listed("monitoring", at, "notificationChannels")
        found = [it for it in known if (it["type"], it.get("labels")) == ("email", wanted["labels"])]
        return str((found or [self.rest.ask("POST", "monitoring", at, wanted)])[0]["name"])

    def metric(self, wanted: Content) -> None:
        # PUT creates as well (https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.metrics/update).
        self.rest.ask("PUT", "logging", f"v2/{self.path}/metrics/{wanted['name']}", wanted)

    def alert(self, wanted: Content, channels: list[str]) -> None:
        """Channels that the policy has besides stay."""
        at, name = f"v3/{self.path}/alertPolicies", wanted["userLabels"][LABEL]
        known = self.rest.listed("monitoring", at, "alertPolicies")
        found = [it for it in known if it.get("userLabels", {}).get(LABEL) == name]
        kept = sorted({*channels, *(channel for it in found for channel in it.get("notificationChannels", ()))})
        self._put_in_place("monitoring", "v3", at, {**wanted, "notificationChannels": kept}, found)

    def dashboard(self, wanted: Content) -> None:
        at = f"v1/{self.path}/dashboards"
        known = self.rest.listed("monitoring", at, "dashboards")
        found = [it for it in known if it["displayName"] == wanted["displayName"]]
        etag = {"etag": found[0]["etag"]} if found and "etag" in found[0] else {}
        self._put_in_place("monitoring", "v1", at, {**wanted, **etag}, found)

    def budget(self, wanted: Content, amount: int, channels: list[str]) -> None:
        billing = self.rest.ask("GET", "cloudbilling", f"v1/{self.path}/billingInfo")
        if not billing.get("billingAccountName"):
            raise Failure(f"{self.project} has no billing account, so it can have no budget.")
        at = f"v1/{billing['billingAccountName']}/budgets"
        name = f"{wanted['displayName']}: {self.project}"
        known = self.rest.listed("billingbudgets", at, "budgets")
        found = [it for it in known if it.get("displayName") == name]
        about = {
            "displayName": name,
            "budgetFilter": {"projects": [self.path]},
            "amount": {"specifiedAmount": {"units": str(amount)}},
            "notificationsRule": {"monitoringNotificationChannels": channels},
        }
        self._put_in_place("billingbudgets", "v1", at, {**wanted, **about}, found)

    def _put_in_place(self, service: str, version: str, at: str, wanted: Content, found: list[Content]) -> None:
        if found:
            name = found[0]["name"]
            self.rest.ask("PATCH", service, f"{version}/{name}", {**wanted, "name": name})
        else:
            self.rest.ask("POST", service, at, wanted)


def _files(folder: Path) -> list[Any]:
    return [json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))]


def apply(project: Project, email: str, budget: int) -> None:
    """Creates or corrects everything; alerts go to `email`. Raises Failure with what Google answered instead."""
    channels = [project.channel(email)] if email else []
    for metric in _files(FOLDER / "metrics"):
        project.metric(metric)
        say(f"  ok metric {metric['name']}")
    for alert in _files(FOLDER / "alerts"):
        project.alert(alert, channels)
        say(f"  ok alert {alert['displayName']}")
    project.dashboard(json.loads((FOLDER / "dashboard.json").read_text("utf-8")))
    say("  ok dashboard")
    if budget:
        project.budget(json.loads((FOLDER / "budget.json").read_text("utf-8")), budget, channels)
        say(f"  ok budget of {budget} a month")


def run(arguments: list[str], session: Session | None = None, address: str | None = None) -> None:
    project, email, budget = (*arguments, "", "", "")[:3]
    target.require_project(project, "make monitoring PROJECT=your-project [EMAIL=you@example.com] [BUDGET=20]")
    if email and "@" not in email:
        raise Failure(f"{email} is no e-mail address.")
    if budget and re.fullmatch(r"[1-9][0-9]{0,6}", budget) is None:
        raise Failure("BUDGET is a whole number, in the currency of the billing account.")
    with target.refusals(project):
        apply(Project(Rest(session or signed_in(project), address), project), email, int(budget or 0))


if __name__ == "__main__":
    guarded(lambda: run(sys.argv[1:]))
