"""`make verify [PROJECT=...]`: tries what was deployed, with a ticket that it takes away again."""

import argparse
from collections.abc import Callable

from common.base import config
from scripts.base.console import Failure, guarded, say
from scripts.base.paths import PROJECT
from scripts.emulators import ports
from scripts.operate import settings, target
from scripts.operate.google_rest import Rest, signed_in
from scripts.operate.verify import ticket
from scripts.operate.verify.cloud import Cloud
from scripts.operate.verify.site import Site

USAGE = "make verify PROJECT=your-project [SITE=https://support.example.com] [WEBHOOKS=1]"
DOCUMENTS = "v1/projects/{}/databases/(default)/documents"

type Check = Callable[[], str]
"""Returns what is right; raises Failure with what is wrong."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="make verify")
    parser.add_argument("--project", default="")
    parser.add_argument("--site", default="")
    parser.add_argument("--webhooks", default="")
    given = parser.parse_args()
    if given.project:
        target.require_project(given.project, USAGE)
        settings.require_sound(given.project)
    where = target.use(given.project, USAGE)
    with target.refusals(where):
        run(*_of_project(given.project, given.site) if given.project else _here(), heard=bool(given.webhooks))


def run(site: Site, cloud: Cloud | None, *, heard: bool) -> None:
    """Makes every check and says how each ended; raises Failure if one failed."""
    checks: list[Check] = [site.pages, site.version, site.sign_in, site.doors, site.secrets]
    checks += [cloud.functions, cloud.accounts, cloud.database, cloud.mail, cloud.bucket] if cloud else []
    checks += [lambda: ticket.through(site, heard=heard)]
    failures = 0
    for check in checks:
        try:
            with target.refusals(site.project):
                say(f"  ok {check()}")
        except Failure as failure:
            failures += 1
            say(f"  !! {failure}")
    if failures:
        raise Failure(f"{failures} of {len(checks)} checks failed; see !! above.")
    say(f"All {len(checks)} checks passed.")


def _of_project(project: str, site: str) -> tuple[Site, Cloud]:
    if settings.SITE.fullmatch(site) is None:
        raise Failure(f"{site} is no address of a site: {USAGE}")
    url = site or config.MAIL_SITE_URL.value or f"https://{project}.web.app"
    firestore = f"https://firestore.googleapis.com/{DOCUMENTS.format(project)}"
    return Site(url.rstrip("/"), project, firestore), Cloud(Rest(signed_in(project)), project, config.REGION.value)


def _here() -> tuple[Site, None]:
    served = ports.configured(target.running(USAGE).config, {})
    firestore = f"http://{ports.HOST}:{served.firestore}/{DOCUMENTS.format(PROJECT)}"
    return Site(f"http://{ports.HOST}:{served.hosting}", PROJECT, firestore), None


if __name__ == "__main__":
    guarded(main)
