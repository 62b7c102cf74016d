"""What an instance runs beside the Firebase emulators: the private bucket, and SMTP in both directions."""

from collections.abc import Mapping
from pathlib import Path

from scripts.dev.catcher import Catcher
from scripts.dev.incoming import Incoming
from scripts.emulators import config
from scripts.emulators.bucket import Bucket
from scripts.emulators.ports import HOST, Ports


class Beside:
    """Runs from `start` to `stop`; `functions` is the folder with the secrets, `environ` is added to what runs."""

    def __init__(self, ports: Ports, functions: Path, folder: Path, environ: Mapping[str, str]) -> None:
        signing = config.read_secret(functions, "MAIL_INBOUND_SECRETS").split()[0]
        self.catcher = Catcher(ports.smtp, ports.mailbox)
        self._bucket = Bucket(folder, ports.storage, environ)
        self._incoming = Incoming(ports.incoming, f"http://{HOST}:{ports.hosting}", signing)

    def start(self, *, fresh: bool) -> None:
        """Raises Failure. `fresh` empties the bucket."""
        self._bucket.start(empty=fresh)
        self.catcher.start()
        self._incoming.start()

    def stop(self) -> None:
        self._incoming.stop()
        self.catcher.stop()
        self._bucket.stop()
