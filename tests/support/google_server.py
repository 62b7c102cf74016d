"""A stand-in for Google's own servers, as functions outside of the emulators ask them: an HTTPS proxy that answers for
the hosts that have the certificates of ID tokens, access tokens and accounts."""

import ssl
import threading
import time
from asyncio import StreamReader, StreamWriter
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt
from werkzeug import Request, Response

from scripts.base.paths import PROJECT
from scripts.emulators.ports import HOST
from tests.support import credentials
from tests.support.certificates import Pair, issued
from tests.support.relay import Relay, relaying
from tests.support.standin import StandIn, as_json

HOSTS = ["www.googleapis.com", "oauth2.googleapis.com", "identitytoolkit.googleapis.com"]
KID = "a-key-of-google"
HOUR_S = 3600


@dataclass
class Google:
    """What tests see of the stand-in. `environ` leads a function here, and away from the Auth emulator."""

    signing: Pair
    environ: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What `accounts:lookup` tells, by uid."""
    asked: Counter[str] = field(default_factory=Counter)
    """How often, by uid."""
    silent: threading.Event = field(default_factory=threading.Event)
    """Set: accepts requests and does not answer them."""
    closing: threading.Event = field(default_factory=threading.Event)

    def agent(self, uid: str, **account: Any) -> dict[str, Any]:
        """The claims of an agent whom Google knows like this."""
        self.accounts[uid] = {"localId": uid, "customAttributes": '{"role": "agent"}', **account}
        now = int(time.time())
        issuer = f"https://securetoken.google.com/{PROJECT}"
        identity = {"sub": uid, "user_id": uid, "role": "agent", "aud": PROJECT, "iss": issuer}
        return {**identity, "iat": now, "auth_time": now, "exp": now + HOUR_S}

    def token(self, claims: dict[str, Any], *, kid: str | None = KID) -> str:
        """The claims signed as Google signs them."""
        return jwt.encode(claims, self.signing.key, "RS256", {"kid": kid} if kid else {})

    def answer(self, request: Request) -> Response:
        if self.silent.is_set():
            self.closing.wait()
        if request.host == "www.googleapis.com":
            return as_json({KID: self.signing.certificate.decode()}, Cache_Control="max-age=3600")
        if request.host == "oauth2.googleapis.com":
            return as_json({"access_token": "made-up", "expires_in": HOUR_S, "token_type": "Bearer"})
        assert request.path == f"/v1/projects/{PROJECT}/accounts:lookup"
        (uid,) = request.get_json()["localId"]
        self.asked[uid] += 1
        return as_json({"users": [self.accounts[uid]]} if uid in self.accounts else {}, Cache_Control="no-store")


class _ConnectProxy(Relay):
    """Leads a caller to its one target, whichever host the caller asks for."""

    async def _connect(self, reader: StreamReader, writer: StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        await super()._connect(reader, writer)


@contextmanager
def serving(folder: Path) -> Iterator[Google]:
    """Serves until the block ends; its certificates and made-up credentials are in the folder."""
    pair, tls = issued(HOSTS), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (folder / "tls.pem").write_bytes(pair.key + pair.certificate)
    (folder / "trusted.pem").write_bytes(pair.certificate)
    tls.load_cert_chain(folder / "tls.pem")
    google = Google(issued(["securetoken"]))
    with StandIn(google.answer, tls) as server, relaying(server.port, _ConnectProxy) as proxy:
        google.environ |= {
            **credentials.unused(folder),
            "FIREBASE_AUTH_EMULATOR_HOST": "",
            "REQUESTS_CA_BUNDLE": str(folder / "trusted.pem"),
            "https_proxy": f"http://{HOST}:{proxy.port}",
            "no_proxy": "127.0.0.1,localhost",
        }
        yield google
        google.closing.set()
