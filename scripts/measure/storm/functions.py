"""The deployed functions as processes of their own, to be killed and started again at will."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from common.base.config import DEV_PACE
from scripts.base import env
from scripts.base.paths import FUNCTIONS, PROJECT
from scripts.emulators import config, processes, serving
from tests.support.forking import forked

COLLECTION, ITEM, TRACK = "tickets", "ticket", "track_ticket"
"""The three functions to which Hosting sends what clients do here."""
COUNT, QUEUE, SEND = "count_ticket", "send_mail", "sendmail"
"""Those to which events of tickets and of e-mails that are owed go, and the tasks of these."""
NAMES = (COLLECTION, ITEM, TRACK, COUNT, QUEUE, SEND)
PACE = 0.002
"""Of the pauses between attempts at an e-mail."""


class Functions:
    """One instance of each; `webhook_secrets` is the setting of that name, `tasks` and the others are hosts."""

    def __init__(
        self, folder: Path, mark: str, *, firestore: str, auth: str, tasks: str, smtp_url: str, webhook_secrets: str
    ) -> None:
        self._folder, self._mark, self._framework = folder, mark, folder / "framework"
        self._serving: dict[str, serving.Served] = {}
        self._environ = {
            **env.read(FUNCTIONS / ".env"),
            "GEMINI_API_KEY": "off",
            "RATE_LIMITS": "off",
            "WEBHOOK_SECRETS": webhook_secrets,
            "MAIL_SECRET": config.SECRETS["MAIL_SECRET"],
            "MAIL_FROM": config.MAIL_FROM,
            "MAIL_SITE_URL": "https://desk.example",
            "SMTP_URL": smtp_url,
            DEV_PACE: str(PACE),
            "CLOUD_TASKS_EMULATOR_HOST": tasks,
            "GCLOUD_PROJECT": PROJECT,
            "FIRESTORE_EMULATOR_HOST": firestore,
            # Has unsigned tokens accepted, and accounts asked about there.
            "FIREBASE_AUTH_EMULATOR_HOST": auth,
        }

    @contextmanager
    def started(self) -> Iterator[None]:
        """All of them, for the block, forked: a storm is to meet deaths, and not to wait for starts."""
        with forked(self._framework, self._folder, self._mark):
            with ThreadPoolExecutor(len(NAMES)) as pool:
                list(pool.map(self.start, NAMES))
            yield

    def start(self, name: str) -> None:
        """An instance at an address of its own. Raises Failure when it does not answer."""
        environ = {**self._environ, **({"FUNCTION_SIGNATURE_TYPE": "cloudevent"} if name in {COUNT, QUEUE} else {})}
        main = FUNCTIONS / "main.py"
        self._serving[name] = serving.start(
            main, name, environ, logs=self._folder, mark=self._mark, framework=self._framework
        )

    def url(self, name: str) -> str:
        """Where the function answers, or last did."""
        return self._serving[name].url

    def kill(self, name: str) -> None:
        """SIGKILL to the server and its workers, in the middle of whatever they do; then another instance serves.

        That one is started before, as the cloud has others too.
        """
        old = self._serving[name].process
        self.start(name)
        processes.kill(old.pid)
        old.wait()
