"""`make lighthouse`: Lighthouse, as on a mid-range phone, on the public page that the Hosting emulator serves."""

import json
import os
import sys
from statistics import median

from scripts.base.console import Command, guarded, run_logged, say, step
from scripts.base.paths import CACHE
from scripts.check import browser
from scripts.emulators import private

VERSION = "13.5.0"
"""Not among the packages of package.json: it brings more than a hundred others, and only this command needs it."""
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
RUNS = 3
"""The median counts: a busy machine can spoil a single measurement of speed."""
FOLDER = CACHE / "lighthouse"
TOOL = FOLDER / VERSION
INSTALL_S = 300.0
RUN_S = 180.0


def install() -> None:
    command: Command = ["npm", "install", "--prefix", TOOL, "--no-audit", "--no-fund", f"lighthouse@{VERSION}"]
    run_logged("lighthouse-install", command, timeout_s=INSTALL_S)


def measure(url: str, chrome: str) -> dict[str, float]:
    """The score of each category, 0 to 100."""
    report = FOLDER / "report.json"
    command: Command = [
        *("node", TOOL / "node_modules" / "lighthouse" / "cli" / "index.js", url, "--quiet"),
        *("--output=json", f"--output-path={report}", f"--only-categories={','.join(LEAST)}"),
        "--chrome-flags=--headless --no-sandbox --disable-background-networking",
    ]
    run_logged("lighthouse", command, environ={**os.environ, "CHROME_PATH": chrome}, timeout_s=RUN_S)
    categories = json.loads(report.read_text("utf-8"))["categories"]
    return {name: 100 * (categories[name]["score"] or 0) for name in LEAST}


def main() -> None:
    chrome = browser.ensure()
    with private.running("lighthouse", os.environ) as page:
        if not TOOL.exists():
            with step(f"install Lighthouse {VERSION}"):
                install()
        with step(f"run Lighthouse {RUNS} times"):
            runs = [measure(page.url("hosting"), chrome) for _ in range(RUNS)]
    too_low = False
    for name, least in LEAST.items():
        score = median(run[name] for run in runs)
        too_low |= score < least
        say(f"  {'ok' if score >= least else '!!'} {name}: {score:.0f} (at least {least})")
    if too_low:
        sys.exit(1)


if __name__ == "__main__":
    guarded(main)
