"""A stand-in for Firebase Auth, which the functions ask about the accounts of agents: each one is in order."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from scripts.emulators.ports import HOST


class Accounts:
    """Serves from `start` to `stop`, at `host`."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer((HOST, 0), _Lookup)
        self.host = f"{HOST}:{self._server.server_port}"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Lookup(BaseHTTPRequestHandler):
    """`accounts:lookup` of https://cloud.google.com/identity-platform/docs/reference/rest/v1/projects.accounts/lookup."""

    def do_POST(self) -> None:  # the name that the library calls
        (uid,) = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["localId"]
        user = {"localId": uid, "validSince": "0", "customAttributes": json.dumps({"role": "agent"})}
        body = json.dumps({"users": [user]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: the figures of the storm are what is printed."""
