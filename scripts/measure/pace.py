"""`make pace [N=10000] [STRICT=1]`: how soon the desk shows a queue, next to the API itself, and acts on a key.

Both are timed in one browser, in turns: the API's answer to the desk's own request, and the time from a click on a
queue until its tickets are drawn. The list is as long as it gets before it is refreshed in part only.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from playwright.sync_api import Page, expect, sync_playwright

from common.base import config
from scripts.base.console import Failure, guarded, say, step
from scripts.check import browser
from scripts.measure.bench import figures, loading, site
from scripts.measure.bench.figures import Verdict
from scripts.measure.bench.site import Site
from scripts.measure.screens import ARGUMENTS

QUEUES = {"open": "All open", "unassigned": "Unassigned", "urgent": "Urgent", "resolved": "Resolved"}
FUNCTIONS = ("tickets", "ticket", "desk", "ticket_stats")
"""What the desk asks."""
ROUNDS = 12
WARM = 2
"""Rounds that do not count."""
ROWS = 200
KEYS = ("j", "j", "k", "x", "x", "s", "Escape", "p", "Escape") * 12
SHOWN_RATIO = 1.3
KEY_MS = 50.0
SHOW_QUEUE = """async (name) => {
  const list = document.querySelector("section[aria-label=Tickets]");
  const isShown = () => list.querySelector("h2").textContent === name
    && /^[^L]/.test(list.querySelector("[role=status][aria-label=List]").textContent);
  const link = [...document.querySelectorAll("nav[aria-label=Queues] a")].find((it) => it.textContent.startsWith(name));
  const began = performance.now();
  link.click();
  await new Promise((done) => {
    const observer = new MutationObserver(() => isShown() && done(observer.disconnect()));
    observer.observe(list, { subtree: true, childList: true, characterData: true });
  });
  document.body.offsetHeight;
  return performance.now() - began;
}"""
ASK = """async ([queue, headers]) => {
  const began = performance.now();
  const answer = await fetch(`/api/tickets?queue=${queue}&cursor=&page_size=20`, { headers, cache: "no-store" });
  await answer.json();
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return performance.now() - began;
}"""
PRESS = """async (key) => {
  const began = performance.now();
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  // What it changed is drawn in a task of its own.
  await new Promise((done) => setTimeout(done));
  document.body.offsetHeight;
  return performance.now() - began;
}"""


def of_queues(page: Page, agent: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """Milliseconds until each queue is shown, and until the API has answered; medians."""
    shown: dict[str, list[float]] = {it: [] for it in QUEUES}
    answered: dict[str, list[float]] = {it: [] for it in QUEUES}
    for number in range(WARM + ROUNDS):
        for queue, name in QUEUES.items():
            asked, drawn = page.evaluate(ASK, [queue, dict(agent)]), page.evaluate(SHOW_QUEUE, name)
            if number >= WARM:
                answered[queue].append(asked)
                shown[queue].append(drawn)
    return {queue: (median(shown[queue]), median(answered[queue])) for queue in QUEUES}


def of_keys(page: Page) -> list[float]:
    """Milliseconds until each key has acted, in a long list."""
    more = page.get_by_role("button", name="Load more")
    rows = page.get_by_role("list", name="Tickets").locator("> li")
    while rows.count() < ROWS:
        count = rows.count()
        more.click()
        expect(rows).not_to_have_count(count)
    return [page.evaluate(PRESS, key) for key in KEYS]


def targets(queues: Mapping[str, tuple[float, float]], keys: Sequence[float]) -> list[Verdict]:
    ratios = {queue: shown / answered for queue, (shown, answered) in queues.items()}
    return [
        *(Verdict(f"{QUEUES[it]}: shown, to the API's own time", ratio, SHOWN_RATIO) for it, ratio in ratios.items()),
        Verdict(f"95 of 100 keys act within, {ROWS} rows", figures.percentile(keys, 0.95), KEY_MS, "ms"),
    ]


def measured(here: Site, chromium: Any) -> list[Verdict]:
    page = chromium.new_page(base_url=here.instance.url("hosting"), viewport={"width": 1440, "height": 900})
    # The last of them: from one to the next each click shows another one.
    page.goto(f"/desk?queue={list(QUEUES)[-1]}")
    page.get_by_label("E-mail").fill(site.EMAIL)
    page.get_by_label("Password").fill(site.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("status", name="Connection")).to_have_text("Live", timeout=30_000)
    queues = of_queues(page, here.agent)
    for queue, (shown, answered) in queues.items():
        say(f"  {QUEUES[queue]:12} shown after {shown:6.1f} ms; the API alone {answered:6.1f} ms")
    keys = of_keys(page)
    say(f"  a key acts after {median(keys):.1f} ms (median); the slowest of {len(keys)} after {max(keys):.1f} ms")
    return targets(queues, keys)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make pace")
    parser.add_argument("tickets", type=int, nargs="?", default=10_000)
    parser.add_argument("--strict", action="store_true", help="status 1 when a target is missed")
    given = parser.parse_args()
    if given.tickets < 1000:
        raise Failure("Give a number of tickets from 1000 on: each queue needs some pages.")
    path = browser.ensure()
    with site.running(FUNCTIONS) as here, sync_playwright() as playwright:
        with step(f"load {given.tickets:,} tickets"):
            here.pause_triggers()
            loaded = loading.load(given.tickets)
            loading.set_counters(here.firestore, loaded, config.COUNTER_SHARDS.value)
        found = measured(here, playwright.chromium.launch(executable_path=path, args=ARGUMENTS))
    say(f"\n{figures.verdicts(found)}")
    if given.strict and not all(it.passes for it in found):
        sys.exit(1)


if __name__ == "__main__":
    guarded(main)
