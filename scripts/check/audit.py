"""`make audit`: asks the public advisories about every pinned package of Python (OSV) and npm (its registry)."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from scripts.base.console import Command, Failure, guarded, say
from scripts.base.paths import DEV_VENV, FUNCTIONS, ROOT

SHOWN = 75
"""The exit status that asks to show the output without failing: `EX_TEMPFAIL`."""
LIMIT_S = 180
GRAVE = ("high", "critical")


class NoAnswer(Exception):
    """The advisory source could not be asked; the text says what came instead."""


class Finding(NamedTuple):
    package: str
    version: str
    ids: frozenset[str]
    """The advisory's names in all catalogues; one of them is enough to accept it."""
    title: str


class Question(NamedTuple):
    """One run of a tool over one list of pinned packages."""

    what: str
    command: Command
    read: Callable[[str], Iterable[Finding]]
    shipped: bool


def questions(osv_url: str = "", registry: str = "") -> list[Question]:
    """The tools with their public advisory sources, unless others are named."""
    pip_audit = (
        *(DEV_VENV / "bin" / "pip-audit", "--vulnerability-service", "osv", "--no-deps", "--disable-pip"),
        *("--progress-spinner", "off", "--format", "json", *(("--osv-url", osv_url) if osv_url else ())),
    )
    npm = ("npm", "audit", "--json", "--package-lock-only", *(("--registry", registry) if registry else ()))
    functions, tools = FUNCTIONS / "requirements.txt", ROOT / "requirements-dev.txt"
    return [
        Question("the functions", (*pip_audit, "-r", functions), of_pip_audit, shipped=True),
        Question("the pages", (*npm, "--omit=dev"), of_npm, shipped=True),
        Question("the Python tools", (*pip_audit, "-r", tools), of_pip_audit, shipped=False),
        Question("the npm tools", npm, lambda text: of_npm(text, GRAVE), shipped=False),
    ]


def _content(text: str, needed: str) -> Mapping[str, Any]:
    try:
        content = json.loads(text)
    except ValueError:
        raise NoAnswer(text.strip().splitlines()[-1][:200] if text.strip() else "nothing was said") from None
    if needed not in content:
        raise NoAnswer(str(content.get("message", "an answer of another kind"))[:200])
    return dict(content)


def of_pip_audit(text: str) -> Iterator[Finding]:
    """Reads pip-audit's JSON; raises NoAnswer where a package was passed over, too."""
    for it in _content(text, "dependencies")["dependencies"]:
        if "skip_reason" in it:
            raise NoAnswer(it["skip_reason"])
        for each in it["vulns"]:
            title = (each.get("description") or "").strip().partition("\n")[0][:100]
            yield Finding(it["name"], it["version"], frozenset({each["id"], *each.get("aliases", ())}), title)


def of_npm(text: str, severities: Iterable[str] = ()) -> Iterator[Finding]:
    """Reads npm's JSON, of which a package repeats those of its dependencies by name; all severities by default."""
    wanted = set(severities)
    for name, it in _content(text, "vulnerabilities")["vulnerabilities"].items():
        for each in it["via"]:
            if isinstance(each, dict) and (not wanted or each["severity"] in wanted):
                yield Finding(name, each["range"], frozenset({each["url"].rpartition("/")[2]}), each["title"])


def ask(question: Question) -> list[Finding]:
    """Raises NoAnswer."""
    try:
        done = subprocess.run(question.command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        raise NoAnswer(f"no answer within {LIMIT_S} s") from None
    return list(question.read(done.stdout if done.stdout.strip() else done.stderr))


def accepted(file: Path) -> dict[str, date]:
    """The last day of each accepted id; raises Failure for an entry without id, reason or day."""
    found = {}
    for entry in tomllib.loads(file.read_text("utf-8")).get("accepted", []):
        named, until = entry.get("id"), entry.get("until")
        if not named or not entry.get("reason") or not isinstance(until, date):
            raise Failure(f"{file.name}: every entry needs an id, a reason and a day `until`: {entry}")
        found[str(named)] = until
    return found


def is_accepted(ids: Iterable[str], exceptions: Mapping[str, date], today: date) -> bool:
    return any(today <= exceptions[it] for it in ids if it in exceptions)


def audit(asked: Iterable[Question], exceptions: Mapping[str, date], today: date) -> int:
    """Says what was found; returns the status.

    1: a vulnerability in what is deployed, whatever its severity. `SHOWN`: a grave one in the tools, which run on
    developers' machines only, or a source that does not answer, which decides nothing. Else 0.
    """
    status = 0
    with ThreadPoolExecutor() as pool:
        for question, answer in [(it, pool.submit(ask, it)) for it in asked]:
            try:
                found = [it for it in answer.result() if not is_accepted(it.ids, exceptions, today)]
            except NoAnswer as reason:
                say(f"{question.what} could not be audited: {reason}")
                status = status or SHOWN
                continue
            for it in sorted(set(found)):
                say(f"{question.what}: {it.package} {it.version}: {', '.join(sorted(it.ids))}: {it.title}")
            if found:
                status = 1 if question.shipped else status or SHOWN
    return status


def main(file: Path = ROOT / "audit.toml") -> None:
    status = audit(questions(), accepted(file), datetime.now(UTC).date())
    if status == 0:
        say("No known vulnerability.")
    sys.exit(status)


if __name__ == "__main__":
    guarded(main)
