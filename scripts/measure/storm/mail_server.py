"""A mail server that goes away and comes back, and at times takes a mail without an answer."""

import random
import re
from collections import Counter

from aiosmtpd.smtp import SMTP, Envelope, Session

from scripts.emulators.ports import HOST
from tests.support.mail_server import hang_up, serving_with
from tests.support.relay import Relay

NO_ANSWER = 0.1
"""The share of mails that it takes and does not say so."""
MESSAGE_ID = re.compile(rb"^Message-ID: (\S+)", re.MULTILINE)


class MailServer:
    """`taken` counts each mail by its Message-ID, `answered` those of which the sender surely knows."""

    def __init__(self, dice: random.Random) -> None:
        self.taken, self.answered = Counter[str](), Counter[str]()
        self._dice = dice
        self._open: dict[int, str] = {}
        self._serving = serving_with(self)
        self._relay = Relay(0)

    @property
    def url(self) -> str:
        return f"smtp://{HOST}:{self._relay.port}"

    def start(self) -> None:
        self._relay.target = self._serving.__enter__()
        self._relay.start()

    def stop(self) -> None:
        self._relay.stop()
        self._serving.__exit__(None, None, None)

    def go(self) -> None:
        """Cuts every connection; from now on none is taken."""
        self._relay.refuse()

    def come_back(self) -> None:
        self._relay.restore()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's
        found = MESSAGE_ID.search(envelope.original_content or b"")
        name = found[1].decode("ascii", "replace") if found else "none"
        self.taken[name] += 1
        if self._dice.random() < NO_ANSWER:
            hang_up(server)
        self._open[id(session)] = name
        return "250 OK"

    async def handle_QUIT(self, _server: SMTP, session: Session, _envelope: Envelope) -> str:  # noqa: N802
        """What follows an answer, so that it has come."""
        if (name := self._open.pop(id(session), None)) is not None:
            self.answered[name] += 1
        return "221 Bye"
