"""`make audit`, whose tools ask stand-ins for the two advisory sources on this machine."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from werkzeug import Request, Response

from scripts.base.console import Failure
from scripts.check import __main__ as check
from scripts.check import audit
from tests.support.standin import StandIn, as_json

TODAY = date(2026, 11, 22)
OSV, GHSA = "PYSEC-2026-1", "GHSA-aaaa-bbbb-cccc"
BULK = "/-/npm/v1/security/advisories/bulk"


@dataclass
class Advisories:
    """What is known of packages, by name, and how the sources answer."""

    python: dict[str, str] = field(default_factory=dict)
    npm: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Id and severity."""
    status: int = 200

    def answer(self, request: Request) -> Response:
        if request.method == "GET":
            return as_json({"error": "not found"}, 404)  # npm asks for more about a package known to be vulnerable
        body = request.get_data()
        asked = json.loads(gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body)
        return as_json(self.bulk(asked) if request.path == BULK else self.osv(asked), self.status)

    def osv(self, asked: dict[str, Any]) -> dict[str, Any]:
        name = asked["package"]["name"]
        package = {"name": name, "ecosystem": "PyPI"}
        ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]
        affected = [{"package": package, "ranges": ranges, "versions": [asked["version"]]}]
        known = {"id": self.python.get(name), "aliases": [GHSA], "details": "Made up.", "affected": affected}
        return {"vulns": [known]} if name in self.python else {}

    def bulk(self, asked: dict[str, list[str]]) -> dict[str, Any]:
        return {name: [self.advisory(name, *self.npm[name])] for name, versions in asked.items() if name in self.npm}

    @staticmethod
    def advisory(name: str, identifier: str, severity: str) -> dict[str, Any]:
        about = {"id": 1, "url": f"https://github.com/advisories/{identifier}", "title": f"{name} breaks"}
        return {**about, "severity": severity, "vulnerable_versions": "*", "cwe": [], "cvss": {"score": 0}}


@pytest.fixture
def known() -> Advisories:
    return Advisories()


@pytest.fixture
def asked(known: Advisories) -> Iterator[list[audit.Question]]:
    with StandIn(known.answer) as server:
        yield audit.questions(osv_url=f"{server.url}/v1/query", registry=server.url)


@pytest.fixture
def of_shipped(asked: list[audit.Question]) -> list[audit.Question]:
    """One question of each tool, about few packages."""
    return [it for it in asked if it.shipped]


def test_nothing_is_said_of_packages_without_an_advisory(
    of_shipped: list[audit.Question], capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.audit(of_shipped, {}, TODAY) == 0
    assert capsys.readouterr().out == ""


def test_a_vulnerability_in_what_is_deployed_fails(
    known: Advisories, of_shipped: list[audit.Question], capsys: pytest.CaptureFixture[str]
) -> None:
    known.python["pydantic"], known.npm["preact"] = OSV, (GHSA, "low")
    assert audit.audit(of_shipped, {}, TODAY) == 1
    said = capsys.readouterr().out
    assert "the functions: pydantic" in said
    assert f"the pages: preact *: {GHSA}: preact breaks" in said


def test_one_in_the_tools_is_shown_if_it_is_grave_and_fails_nothing(
    known: Advisories, asked: list[audit.Question], capsys: pytest.CaptureFixture[str]
) -> None:
    known.python["pytest"], known.npm["vite"], known.npm["typescript"] = OSV, (GHSA, "high"), (GHSA, "moderate")
    assert audit.audit([it for it in asked if not it.shipped], {}, TODAY) == audit.SHOWN
    said = capsys.readouterr().out
    assert "the Python tools: pytest" in said
    assert "the npm tools: vite" in said
    assert "typescript" not in said


@pytest.mark.parametrize(("until", "status"), [(TODAY, 0), (date(2026, 11, 21), 1)])
def test_an_accepted_one_counts_again_after_its_last_day(
    until: date, status: int, known: Advisories, asked: list[audit.Question]
) -> None:
    known.npm["preact"] = (GHSA, "critical")
    assert audit.audit([it for it in asked if it.what == "the pages"], {GHSA: until}, TODAY) == status


def test_a_source_that_does_not_answer_is_shown_and_is_no_pass(
    known: Advisories, of_shipped: list[audit.Question], capsys: pytest.CaptureFixture[str]
) -> None:
    known.status = 405
    assert audit.audit(of_shipped, {}, TODAY) == audit.SHOWN
    said = capsys.readouterr().out
    assert [f"{it.what} could not be audited: " in said for it in of_shipped] == [True, True]


def test_a_package_that_was_passed_over_was_not_audited() -> None:
    passed_over = {"dependencies": [{"name": "a", "skip_reason": "not found"}]}
    with pytest.raises(audit.NoAnswer, match="not found"):
        list(audit.of_pip_audit(json.dumps(passed_over)))


@pytest.mark.parametrize("missing", ["id", "reason", "until"])
def test_an_exception_needs_a_reason_and_a_last_day(missing: str, tmp_path: Path) -> None:
    lines = {"id": '"X-1"', "reason": '"because"', "until": "2027-01-31"}
    file = tmp_path / "audit.toml"
    file.write_text("[[accepted]]\n" + "\n".join(f"{name} = {value}" for name, value in lines.items()))
    assert audit.accepted(file) == {"X-1": date(2027, 1, 31)}
    del lines[missing]
    file.write_text("[[accepted]]\n" + "\n".join(f"{name} = {value}" for name, value in lines.items()))
    with pytest.raises(Failure, match="needs an id, a reason and a day"):
        audit.accepted(file)


def test_the_accepted_vulnerabilities_of_this_project_can_be_read() -> None:
    audit.accepted(Path(__file__).parents[2] / "audit.toml")


@pytest.mark.parametrize(("status", "passes"), [(0, True), (audit.SHOWN, True), (1, False)])
def test_what_could_not_be_decided_is_shown_and_fails_no_check(
    status: int, passes: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("sh", "-c", f"echo something to read; exit {status}")
    assert check.passes(check.Check("title", command)) is passes
    assert ("something to read" in capsys.readouterr().out) == (status != 0)


def test_the_audit_is_among_the_checks() -> None:
    assert any("scripts.check.audit" in it.command for it in check.checks())
