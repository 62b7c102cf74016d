"""Strange input, for hypothesis: bodies, headers, paths and stored values that are almost right."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from google.cloud.firestore import GeoPoint
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from common.callers.call import BODY_MAX
from common.tickets.fields import Category, Priority, Status
from common.tickets.inputs import DESCRIPTION_MAX, TITLE_MAX
from tests.support.system import System

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
NAMES = [
    "Authorization",
    "Idempotency-Key",
    "If-Match",
    "X-Tracking-Token",
    "webhook-id",
    "webhook-timestamp",
    "webhook-signature",
    "Content-Type",
    "Content-Encoding",
    "traceparent",
    "X-Cloud-Trace-Context",
    "Origin",
    "Cookie",
    "X-Forwarded-For",
    "X-Http-Method-Override",
]
CONTROLS = [chr(code) for code in range(0x7F, 0xA0)]
LINES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters=CONTROLS))
"""What a header may be made of: others no server lets through."""
VALUES = st.one_of(
    LINES,
    st.sampled_from(['"1"', "*", 'W/"1"', '"1", "2"', "application/json", "application/json; charset=utf-16", "gzip"]),
    st.sampled_from(["identity", "Bearer x", "Bearer a.b.c", "v1,AAAA", "0", "-1", "1e400", "9" * 400, "x" * 4000]),
    st.sampled_from(["00-" + "0" * 32 + "-" + "0" * 16 + "-01", "f" * 32 + "/1;o=1", "text/plain", "APPLICATION/JSON"]),
)
HEADERS: SearchStrategy[dict[str, str]] = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4)
"""Each name once: some names no server lets through twice."""

LETTERS = st.text(st.characters(codec="utf-8"), max_size=40)
ODD_TEXTS = st.sampled_from(
    [
        "\x00",
        "\ud800",
        "\udfff\ud800",
        "\u202e",
        "\ufeff",
        "\U0001f600" * 50,
        "e\u0301" * 90,
        "=1+1",
        "__x__",
    ]
)
NUMBERS = st.one_of(st.integers(), st.floats(), st.sampled_from([10**400, -(2**63), 2**64]))
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, LETTERS, ODD_TEXTS)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(LETTERS, inner, max_size=4)),
    max_leaves=8,
)


def texts(most: int) -> SearchStrategy[str]:
    """Texts that are mostly allowed; some as long as can be, or by one too long."""
    return st.one_of(
        LETTERS,
        ODD_TEXTS,
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=most),
        st.builds(lambda char, more: char * (most + more), st.characters(codec="utf-8"), st.sampled_from([-1, 0, 1])),
    )


TICKETS: SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"title": texts(TITLE_MAX), "description": texts(DESCRIPTION_MAX)},
    optional={
        "category": st.sampled_from(list(Category)),
        "priority": st.sampled_from(list(Priority)),
        "requester": st.fixed_dictionaries({"name": texts(100)}, optional={"email": st.one_of(st.emails(), LETTERS)}),
        "website": st.sampled_from(["", "", "https://spam.example"]),
        "elapsed_ms": st.integers(0, 10**25),
    },
)
VISIBLE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=TITLE_MAX)
GOOD_TICKETS = st.builds(lambda ticket, visible: {**ticket, "title": visible, "description": visible}, TICKETS, VISIBLE)
PATCHES = st.fixed_dictionaries(
    {"status": st.sampled_from(list(Status))},
    optional={"category": st.sampled_from(list(Category)), "priority": st.sampled_from(list(Priority))},
)
FIELDS = ["title", "description", "category", "priority", "status", "requester", "website", "elapsed_ms", "version"]


@st.composite
def bodies(draw: st.DrawFn, whole: SearchStrategy[dict[str, Any]] = TICKETS) -> bytes:
    """A body that is right but for a fault or two, or none."""
    content: Any = draw(whole)
    for name in draw(st.lists(st.sampled_from(FIELDS), max_size=2)):
        content[name] = draw(JSON)
    text = json.dumps(content, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    return draw(st.sampled_from(SPOILED))(text) if draw(st.integers(0, 3)) == 0 else text


SPOILED = [
    lambda text: text[:-1],
    lambda text: text + b"}",
    lambda text: b"\xff" + text,
    lambda text: b"\xef\xbb\xbf" + text,
    lambda text: text[:-1] + b', "title": "twice"}',
    lambda text: text[:-1] + b', "x": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    lambda text: text[:-1] + b', "elapsed_ms": ' + b"9" * 10_000 + b"}",
    lambda text: text[:-1] + b', "elapsed_ms": 1e999}',
    lambda text: text + b" " * (BODY_MAX - len(text)),
    lambda text: text + b" " * (BODY_MAX + 1 - len(text)),
    lambda _: b"[" * BODY_MAX,
    lambda _: b"",
    lambda _: b"null",
    lambda _: b"NaN",
]

DISPOSITIONS = st.one_of(
    st.sampled_from(['form-data; name="file"; filename="a.png"', "form-data; name=file; filename*=UTF-8''a%ff.png"]),
    st.sampled_from(['attachment; filename="a.png"', "attachment; filename=", "; ; =", 'form-data; name="file"', ""]),
    LINES.map('form-data; name="file"; filename="{}"'.format),
    LINES,
)
CONTENTS = st.one_of(
    st.binary(max_size=200), st.sampled_from([b"\x89PNG\r\n\x1a\n\0", b"PK\x03\x04", b"%PDF-1.7", b"{\\rtf", b"<svg>"])
)
MANY_BYTES = 5_000_000
"""Of parts as many as that: 10,000 and more."""
BOUNDARIES = st.sampled_from(["b", "--", "b" * 70, "b" * 5000, "", "a b", '"'])


class Upload:
    """A request; its body may have some MB, of which a failure shows the beginning; of a dataclass, all."""

    def __init__(self, headers: list[tuple[str, str]], body: bytes) -> None:
        self.headers, self.body = headers, body

    def __repr__(self) -> str:
        return f"{self.headers!r}, {len(self.body)} bytes: {self.body[:500]!r}"


@st.composite
def uploads(draw: st.DrawFn) -> Upload:
    """An upload that is right but for a fault or two, or none."""
    content = draw(CONTENTS)
    if draw(st.booleans()):
        return Upload([("Content-Disposition", draw(DISPOSITIONS)), ("Content-Type", draw(LINES))], content)
    boundary = draw(BOUNDARIES)
    mark = f"--{draw(st.one_of(st.just(boundary), BOUNDARIES))}".encode()
    head = (
        b"\r\nContent-Disposition: " + draw(DISPOSITIONS).encode(draw(st.sampled_from(["utf-8", "latin-1"]))) + b"\r\n"
    )
    head += draw(
        st.sampled_from([b"", b"Content-Type: image/png\r\n", b"Content-Transfer-Encoding: base64\r\n", b":\r\n"])
    )
    parts = (mark + head + b"\r\n" + content + b"\r\n") * draw(
        st.sampled_from([1, 1, 1, 0, 2, MANY_BYTES // (len(mark + head) + 200)])
    )
    body = parts + mark + draw(st.sampled_from([b"--\r\n", b"--", b"\r\n", b""]))
    return Upload([("Content-Type", f"multipart/form-data; boundary={boundary}")], body)


SEGMENTS = st.one_of(
    st.sampled_from(["", ".", "..", "%2e%2e", "%00", "%ff%fe", "%c0%af", "%", "%zz", "a%2fb", "{id}", "api", "track"]),
    st.sampled_from(["tickets", "stats", "history", "link", "release", "x" * 6000, "*", "~", ";a=b", ":"]),
    st.sampled_from(["7zzzzzzzzzzzzzzzzzzzzzzzzz", "8zzzzzzzzzzzzzzzzzzzzzzzzz", "0" * 26, "0" * 25, "0" * 27]),
    LETTERS.map(lambda text: quote(text, safe="")),
)
PARAMETERS = ["category", "priority", "status", "quarantined", "search", "page_size", "cursor", "x", ""]
GOOD = ["open", "billing", "high", "true", "1", "100", "101", "0" * 26, "%ff", "%00", "a+b"]
QUERIES = st.lists(
    st.tuples(
        st.sampled_from(PARAMETERS),
        st.one_of(
            SCALARS.map(lambda it: quote(str(it).encode("utf-8", "surrogatepass"), safe="")), st.sampled_from(GOOD)
        ),
    ).map("=".join),
    max_size=3,
).map("&".join)
INSTANTS = [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC), "2026-11-22T10:00:00", "2026"]


def stored_values(system: System) -> SearchStrategy[Any]:
    """What somebody may put into a document by hand."""
    reference = system.firestore.document("tickets/other")
    plain = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(),
        LETTERS,
        st.binary(max_size=20),
        st.sampled_from(INSTANTS),
        st.sampled_from([GeoPoint(1, 2), reference, "open", "gemini", "x" * 3000]),
    )
    return st.one_of(plain, st.lists(plain, max_size=3), st.dictionaries(st.sampled_from("abc"), plain, max_size=3))
