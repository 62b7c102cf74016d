"""A stand-in for Google's own servers, as functions outside of the emulators ask them: an HTTPS proxy that answers for
the hosts that have the certificates of ID tokens, access tokens and accounts."""

import json
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import jwt

from scripts.base.paths import PROJECT
from tests.support.certificates import Pair, issued

HOSTS = ["www.googleapis.com", "oauth2.googleapis.com", "identitytoolkit.googleapis.com"]
KID = "a-key-of-google"
HOUR_S = 3600


@dataclass
class Google:
    """What tests see of the stand-in. `environ` leads a function here, and away from the Auth emulator."""

    environ: dict[str, str]
    signing: Pair
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

    def answer(self, host: str, path: str, body: bytes) -> dict[str, Any]:
        if host == "www.googleapis.com":
            return {KID: self.signing.certificate.decode()}
        if host == "oauth2.googleapis.com":
            return {"access_token": "made-up", "expires_in": HOUR_S, "token_type": "Bearer"}
        assert path == f"/v1/projects/{PROJECT}/accounts:lookup"
        (uid,) = json.loads(body)["localId"]
        self.asked[uid] += 1
        return {"users": [self.accounts[uid]]} if uid in self.accounts else {}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, google: Google, tls: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Proxy)
        self.google, self.tls = google, tls

    def handle_error(self, request: object, client_address: object) -> None:
        """A caller that gave up on a silent server is what some tests want; nothing to print."""


class _Proxy(BaseHTTPRequestHandler):
    def do_CONNECT(self) -> None:
        self.send_response(200)
        self.end_headers()
        server = cast(_Server, self.server)
        with server.tls.wrap_socket(self.connection, server_side=True) as connection:
            _Api(connection, self.client_address, server)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Quiet."""


class _Api(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        google = cast(_Server, self.server).google
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if google.silent.is_set():
            google.closing.wait()
            return
        content = json.dumps(google.answer(self.headers["Host"], self.path, body)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Cache-Control", "max-age=3600" if self.headers["Host"] == HOSTS[0] else "no-store")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_GET  # noqa: N815  # the base class's name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
        """Quiet."""


@contextmanager
def serving(folder: Path) -> Iterator[Google]:
    """Serves until the block ends; its certificates and made-up credentials are in the folder."""
    tls_pair, context = issued(HOSTS), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (folder / "tls.pem").write_bytes(tls_pair.key + tls_pair.certificate)
    (folder / "trusted.pem").write_bytes(tls_pair.certificate)
    context.load_cert_chain(folder / "tls.pem")
    secrets = {"type": "authorized_user", "client_id": "x", "client_secret": "x", "refresh_token": "x"}
    (folder / "credentials.json").write_text(json.dumps(secrets), "utf-8")
    google = Google({}, issued(["securetoken"]))
    with _Server(google, context) as server:
        google.environ |= {
            "FIREBASE_AUTH_EMULATOR_HOST": "",
            "GOOGLE_APPLICATION_CREDENTIALS": str(folder / "credentials.json"),
            "REQUESTS_CA_BUNDLE": str(folder / "trusted.pem"),
            "https_proxy": f"http://127.0.0.1:{server.server_port}",
            "no_proxy": "127.0.0.1,localhost",
        }
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield google
        google.closing.set()
        server.shutdown()
        thread.join()
