"""A private status link is read whatever was copied along with it."""

from urllib.parse import quote

from tests.support.modules import results

ID, TOKEN = "7ybqa0055nh97zxh6mrnjratdm", "dG9rZW4_-" + "x" * 34
LINK = f"#{ID}.{TOKEN}"
ALONG = [".", ">", ")", " ", ",", '"', "\u201d", "\u200b", "_", "?utm_source=x", "\u3002"]
HALF = len(LINK) // 2
COPIED = [
    LINK,
    *(LINK + it for it in ALONG),
    LINK.replace("#", "#<"),
    f"{LINK[:HALF]} {LINK[HALF:]}",
    f"{LINK[:HALF]}\n{LINK[HALF:]}",
    f"{LINK}\nRegards, Ann",
]
ENCODED = [LINK.replace(".", "%2E"), *(f"#{quote(it[1:])}" for it in COPIED)]
"""As a browser has the address, or a mail program did."""
CUT = [f"#{ID}.", f"#{ID}", f"#{ID}.{TOKEN[:-3]}", "#nonsense", f"#{ID[:-1]}.{TOKEN}", ""]


def test_what_is_copied_along_with_a_link_does_not_matter() -> None:
    parts = results("track/link.ts", "parseLink", [[it] for it in [*COPIED, *ENCODED, *CUT]])
    whole = len(COPIED) + len(ENCODED)
    assert parts == [{"id": ID, "token": TOKEN}] * whole + [None] * len(CUT)
