"""`make memory`: the most memory that the function for incoming mails takes for the largest, one and several at once.

Each figure is of a fresh process, served as in the cloud, beside emulators.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex

import yaml

from common.inbound.adapters import MAIL_MAX
from scripts.base import local_http
from scripts.base.console import Failure, guarded, say
from scripts.check.manifest import TARGET
from scripts.measure.bench import site, usage
from scripts.measure.bench.site import Site
from tests.support import handing

FUNCTION = "mails"
ANSWER_S = 60.0
WARM = b"Subject: Small\r\n\r\nSmall"


def measured(here: Site, way: str, at_once: int) -> float:
    """MiB at the peak, of which the process has some before. Raises Failure where a mail is not taken."""
    with here.ours(FUNCTION, handing.secrets()) as function:

        def hand_over(raw: bytes) -> None:
            content, headers = handing.WAYS[way](raw)
            answer = local_http.post(f"{function.url}/{way}", content=content, headers=headers, timeout=ANSWER_S)
            if not answer.is_success:
                raise Failure(f"{way} answers {answer.status_code}: {answer.text[:200]}")

        hand_over(WARM)
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(hand_over, [largest() for _ in range(at_once)]))
        return usage.peak_mib(function)


def largest() -> bytes:
    return f"Message-ID: <{token_hex(16)}@people.example>\r\nSubject: Large\r\n\r\n".encode().ljust(MAIL_MAX, b"x")


def main() -> None:
    declared = yaml.safe_load(TARGET.read_text("utf-8"))["endpoints"][FUNCTION]
    limit, at_once = declared["availableMemoryMb"], declared["concurrency"]
    say(f"{FUNCTION} with mails of {MAIL_MAX / 2**20:.0f} MiB; it has {limit} MiB for {at_once} requests at once.")
    with site.running([FUNCTION]) as here:
        peaks = {(way, count): measured(here, way, count) for way in handing.WAYS for count in (1, at_once)}
    for (way, count), peak in peaks.items():
        say(f"  {way:10} {count} at once: {peak:6.0f} MiB")
    if max(peaks.values()) > limit:
        sys.exit(1)


if __name__ == "__main__":
    guarded(main)
