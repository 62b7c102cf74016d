"""`make storm [SECONDS=180] [CLIENTS=8] [SEED=...]`: status 1 when a promise was broken."""

import argparse
import json
import random
import sys
import time

from scripts.base.console import guarded, say, shown
from scripts.base.locks import lock
from scripts.base.paths import CACHE, ROOT
from scripts.emulators import processes
from scripts.measure.storm import report
from scripts.measure.storm.report import Report
from scripts.measure.storm.storm import Storm


def run(name: str, seconds: float, clients: int, seed: int) -> Report:
    """A storm in the folder of that name. Raises Failure when another one is there."""
    folder, mark = CACHE / name, f"{ROOT}:{name}"
    with lock(folder, "make storm already runs here (process {pid})."):
        processes.end_instance(mark)  # what a killed storm has left
        for log in folder.glob("*.log"):
            log.unlink()
        storm = Storm(seconds, clients, seed, folder, mark)
        found = report.of(storm, storm.run())
        (folder / "report.json").write_text(json.dumps(found.as_json(), indent=2) + "\n", "utf-8")
        return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="make storm")
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="of what is done and killed")
    parser.add_argument("--name", default="storm", help="of the folder below .cache in which the logs are left")
    given = parser.parse_args()
    say(f"A storm of {given.seconds:.0f} s (SEED={given.seed}; logs: {shown(CACHE / given.name)}).")
    began = time.monotonic()
    found = run(given.name, given.seconds, given.clients, given.seed)
    say(f"\n{found.text}\n\nTook {time.monotonic() - began:.0f} s.")
    if found.faults:
        sys.exit(1)


if __name__ == "__main__":
    guarded(main)
