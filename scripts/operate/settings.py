"""A project's settings, checked before they are deployed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from common.base import config
from common.base.parameters import Parameter, Secret
from common.callers import windows
from common.mail import names
from scripts.base import env
from scripts.base.console import Failure
from scripts.base.paths import FUNCTIONS, ROOT

HOSTING = ROOT / "hosting"
PARAMETERS = {it.name: it for it in vars(config).values() if isinstance(it, Parameter)}
SECRETS = {it.name for it in vars(config).values() if isinstance(it, Secret)}
REGION = re.compile(r"[a-z]+(-[a-z]+)+[0-9]+")
ORIGIN = re.compile(r"https?://[\w.-]+(:\d+)?/?", re.IGNORECASE)
SITE = re.compile(r"(https://[\w.-]+(:\d+)?/?)?", re.IGNORECASE)

type Rule = tuple[Callable[[Any], object], str]


def _within(least: int, most: int) -> Rule:
    return (lambda value: least <= value <= most, f"must be from {least} to {most}")


def _are_limits(text: str) -> bool:
    windows.limits(text)  # raises ValueError with what is wrong
    return True


def _is_sender(text: str) -> bool:
    if text:
        names.sender(text)  # raises Misconfigured with what is wrong
    return True


NOT_NEGATIVE: Rule = (lambda value: value >= 0, "must not be negative")
RULES: dict[str, Rule] = {
    "REGION": (REGION.fullmatch, "must be a region such as us-central1"),
    "MIN_INSTANCES": _within(0, 2),
    "GEMINI_MODEL": (str.strip, "must name a model"),
    "GEMINI_TIMEOUT_S": _within(1, 15),
    "GEMINI_PER_MINUTE": NOT_NEGATIVE,
    "DOWNLOAD_MIB_PER_MINUTE": (lambda value: value == 0 or value >= 10, "must be 0 or at least 10, a whole file"),
    "FORM_MIN_SECONDS": NOT_NEGATIVE,
    "COUNTER_SHARDS": _within(1, 100),
    "RETENTION_DAYS": NOT_NEGATIVE,
    "MAIL_FROM": (_is_sender, ""),
    "MAIL_SITE_URL": (SITE.fullmatch, "must be an address like https://support.example.com"),
    "MAIL_PER_HOUR": NOT_NEGATIVE,
    "MAIL_AUTHSERV_ID": (re.compile(r"[\w.-]*").fullmatch, "must be a name like mx.example.com"),
    "BUCKET": (re.compile(r"[a-z0-9._-]*").fullmatch, "must be the name of a bucket, without gs://"),
    "ALLOWED_ORIGINS": (lambda all_: all(map(ORIGIN.fullmatch, all_)), "must be origins like https://example.com"),
    "RATE_LIMITS": (_are_limits, ""),
}


def require_sound(project: str, functions: Path = FUNCTIONS, hosting: Path = HOSTING) -> None:
    """Raises Failure with everything that is wrong in the files of settings of a project."""
    found = list(_problems(project, functions, hosting))
    if found:
        listed = "\n".join(f"  {it}" for it in found)
        raise Failure(f"These settings of {project} are wrong (docs/configuration.md):\n{listed}")


def _problems(project: str, functions: Path, hosting: Path) -> Iterator[str]:
    for folder in (functions, hosting):
        for name in env.read(folder / f".env.{project}").keys() - env.read(folder / ".env").keys():
            where = f"{folder.name}/.env.{project}"
            secret = f"a secret, and not for a file: npx firebase functions:secrets:set {name} --project={project}"
            yield f"{where}: {name} is {secret if name in SECRETS else 'no setting; is it misspelt?'}"
    for name, text in env.parameters(functions, project).items():
        if name in PARAMETERS and (problem := _problem(PARAMETERS[name], text)):
            yield f"{name}={text}: {problem}"
    mail = {name: env.parameters(functions, project)[name] for name in ("MAIL_FROM", "MAIL_SITE_URL")}
    yield from (f"{name}=: e-mail needs both" for name, text in mail.items() if not text and any(mail.values()))


def _problem(parameter: Parameter[Any], text: str) -> str | None:
    if isinstance(parameter.default, bool) and text not in ("true", "false"):
        return "must be true or false"
    is_right, otherwise = RULES.get(parameter.name, (lambda _: True, ""))
    try:
        return None if is_right(parameter.read(text)) else otherwise
    except config.Misconfigured as error:
        return str(error)
    except ValueError as error:
        return str(error) if parameter.name == "RATE_LIMITS" else "must be a whole number"
