"""`make memory`: the most memory that the functions for mails and files take for the largest, one and several at once.

Each figure is of a fresh process, served as in the cloud, beside emulators.
"""

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex
from typing import Any

import httpx
import yaml

from common.attachments.model import FILE_MAX
from common.inbound.adapters import MAIL_MAX
from scripts.base import local_http
from scripts.base.console import Failure, guarded, say
from scripts.check.manifest import TARGET
from scripts.measure.bench import files, site, usage
from scripts.measure.bench.requests import Ask
from scripts.measure.bench.site import Site
from tests.support import handing

ANSWER_S = 60.0
WARM_TRIES = 5
"""Of the first request: a busy machine connects to Firestore later than a request waits for it."""
SMALL = b"Subject: Small\r\n\r\nSmall"
COPIES = 4
"""How often a file may be in memory."""

type Way = Callable[[Site, str], tuple[Ask, Callable[[], Ask]]]
"""By the function's address: a small request, which loads what is loaded late, and what makes large ones."""


def mail(way: str) -> Way:
    def asks(_: Site, __: str) -> tuple[Ask, Callable[[], Ask]]:
        def ask(raw: bytes) -> Ask:
            content, headers = handing.WAYS[way](raw)
            return Ask("POST", 200, f"/{way}", content, headers)

        return ask(SMALL), lambda: ask(_largest_mail())

    return asks


def _largest_mail() -> bytes:
    return f"Message-ID: <{token_hex(16)}@people.example>\r\nSubject: Large\r\n\r\n".encode().ljust(MAIL_MAX, b"x")


def upload(size: int) -> Way:
    return lambda here, _: (files.upload(here.agent, 1000), lambda: files.upload(here.agent, size))


def download(here: Site, url: str) -> tuple[Ask, Callable[[], Ask]]:
    sent = (_send(url, files.upload(here.agent, it), tries=WARM_TRIES) for it in (1000, FILE_MAX - 1))
    small, large = (it.json()["id"] for it in sent)
    return files.download(here.agent, small), lambda: files.download(here.agent, large)


SENT_WHOLE = 8 * 2**20 - 1
"""Bytes up to which the storage library makes one request of a file, of copies; larger ones it sends as they are."""
WAYS: Mapping[str, Mapping[str, tuple[Way, int]]] = {
    "mails": {way: (mail(way), MAIL_MAX) for way in handing.WAYS},
    "attachments": {
        "upload": (upload(FILE_MAX), FILE_MAX),
        "upload of 8 MiB": (upload(SENT_WHOLE), SENT_WHOLE),
        "download": (download, FILE_MAX),
    },
}
"""By function, the ways in which something comes or goes, and the bytes that it has."""


def measured(here: Site, function: str, way: Way, at_once: int) -> tuple[float, float]:
    """MiB before, and at the peak. Raises Failure where a request is refused."""
    with here.ours(function, handing.secrets()) as served:
        small, large = way(here, served.url)
        _send(served.url, small, tries=WARM_TRIES)
        before = usage.resident_mib(served)
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(lambda ask: _send(served.url, ask), [large() for _ in range(at_once)]))
        return before, usage.peak_mib(served)


def _send(url: str, ask: Ask, tries: int = 1) -> httpx.Response:
    headers = dict(ask.headers)
    for _ in range(tries):
        answer = local_http.request(ask.method, url + ask.path, content=ask.body, headers=headers, timeout=ANSWER_S)
        if answer.status_code == ask.status:
            return answer
    raise Failure(f"{ask.path} answers {answer.status_code}: {answer.text[:200]}")


def main() -> None:
    endpoints: dict[str, Any] = yaml.safe_load(TARGET.read_text("utf-8"))["endpoints"]
    fits = True
    with site.running([*WAYS]) as here:
        for function, ways in WAYS.items():
            limit, at_once = endpoints[function]["availableMemoryMb"], endpoints[function]["concurrency"]
            say(f"{function} has {limit} MiB for {at_once} requests at once.")
            for name, (way, size) in ways.items():
                for count in (1, at_once):
                    before, peak = measured(here, function, way, count)
                    copies = (peak - before) * 2**20 / size / count
                    say(f"  {name:15} {count} at once: {peak:6.0f} MiB, {copies:.1f} times its size each")
                    fits = fits and peak <= limit and (function != "attachments" or copies <= COPIES)
    if not fits:
        sys.exit(1)


if __name__ == "__main__":
    guarded(main)
