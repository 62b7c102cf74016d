"""One storm: its parts, its course, and what is left when it is over."""

import os
import random
import threading
import time
from base64 import b64encode
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_bytes
from typing import Any

from google.cloud import firestore

from common.agents.store import content_of
from common.base.firestore import document
from common.callers import api_keys
from common.callers.inputs import NewApiKey
from common.callers.model import Scope
from common.counters import store
from common.mail.outbox import State
from scripts.base.paths import PROJECT
from scripts.emulators import processes
from scripts.measure.storm import functions
from scripts.measure.storm.accounts import accounts
from scripts.measure.storm.clients import Client
from scripts.measure.storm.eventarc import Eventarc
from scripts.measure.storm.faults import Faults
from scripts.measure.storm.firestore import Firestore
from scripts.measure.storm.functions import Functions
from scripts.measure.storm.mail_server import MailServer
from scripts.measure.storm.records import Records
from scripts.measure.storm.tasks import Tasks
from scripts.measure.storm.verdict import Stored
from scripts.operate import admin

FIRESTORE, MAIL_SERVER = "firestore", "mail server"
VICTIMS = {
    functions.COLLECTION: 2,
    functions.ITEM: 3,
    functions.TRACK: 1,
    functions.COUNT: 3,
    FIRESTORE: 2,
    MAIL_SERVER: 3,
}
"""What is killed, with the weights of the draw; each once before any is drawn. What sends e-mails is not: its end may
come between the mail server's answer and the storing of it, and then the e-mail is rightly sent again."""
LULL_S = (0.5, 2.5)
"""Between a restart and the next kill."""
DOWN_S = (0.0, 1.0)
"""Before Firestore is started again."""
AWAY_S = (0.5, 3.0)
"""Before the mail server is back."""
START_S = 60.0
"""For the first answer of a database that has just started, on a busy machine."""
DRAIN_S = 180.0
POLL_S = 0.5
OUTBOX = "mail_outbox"


@dataclass
class Storm:
    """`killed` counts by victim."""

    seconds: float
    clients: int
    seed: int
    folder: Path
    mark: str
    records: Records = field(default_factory=Records)
    faults: Faults = field(default_factory=Faults)
    killed: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)
        names = [f"storm{number}" for number in range(self.clients)]
        self._secrets = {name: f"whsec_{b64encode(token_bytes(32)).decode()}" for name in names}
        self.eventarc = Eventarc(lambda name: self._functions.url(name), random.Random(self.seed))  # noqa: PLW0108  # made below
        self._tasks = Tasks(lambda: self._functions.url(functions.SEND), random.Random(self.seed))
        self._mail = MailServer(random.Random(self.seed))
        self._firestore = Firestore(self.folder, self.mark, self.faults, self.eventarc.publish)
        setting = " ".join(f"{name}={secret}" for name, secret in self._secrets.items())
        self._accounts = accounts()
        for server in (self._accounts, self._tasks, self._mail):
            server.start()
        self._functions = Functions(
            self.folder,
            self.mark,
            firestore=self._firestore.host,
            auth=self._accounts.url.removeprefix("http://"),
            tasks=self._tasks.host,
            smtp_url=self._mail.url,
            webhook_secrets=setting,
        )

    def run(self) -> Stored:
        """Returns what is stored when all is up, every client has stopped and every event was taken. Raises Failure."""
        with ExitStack() as ending:
            ending.callback(processes.end_instance, self.mark)
            ending.callback(self._firestore.kill)
            self._firestore.start()
            os.environ.update({"GCLOUD_PROJECT": PROJECT, "FIRESTORE_EMULATOR_HOST": self._firestore.host})
            for server in (self._accounts, self._mail, self._tasks):
                ending.callback(server.stop)
            ending.enter_context(self._functions.started())
            self.eventarc.start()
            ending.callback(self.eventarc.stop)
            self._work()
            self.eventarc.drain(DRAIN_S)
            with admin.firestore() as client:
                _wait_for_mails(client)
                return self._stored(client)

    def _work(self) -> None:
        over = threading.Event()
        agents = self._agents()
        clients = [
            Client(name, secret, key, self._functions, self.records, random.Random(f"{self.seed}{name}"), agents)
            for (name, secret), key in zip(self._secrets.items(), self._keys(), strict=True)
        ]
        with ThreadPoolExecutor(self.clients) as pool:
            tasks = [pool.submit(client.work, lambda: not over.is_set()) for client in clients]
            try:
                self._kill(time.monotonic() + self.seconds)
            finally:
                over.set()
            for task in tasks:
                task.result()
        clients[0].wake()  # for what no client happened to wake

    def _keys(self) -> list[str]:
        """An API key for each client."""
        document("api_keys", "none").get(timeout=START_S)
        new = [NewApiKey(name=f"{name}-key", scopes=[Scope.REPLY]) for name in self._secrets]
        return [api_keys.create(it, "storm").key for it in new]

    def _agents(self) -> list[str]:
        """The uids of agents to whom tickets can be given."""
        uids = [f"{name}@people.example" for name in self._secrets]
        for uid in uids:
            document("agents", uid).set(content_of(None, uid))
        return uids

    def _kill(self, until: float) -> None:
        """Goes on until then, and until everything was killed once."""
        names, weights = list(VICTIMS), list(VICTIMS.values())
        first = self._dice.sample(names, len(names))
        while first or time.monotonic() < until:
            time.sleep(self._dice.uniform(*LULL_S))
            victim = first.pop() if first else self._dice.choices(names, weights)[0]
            self.killed[victim] += 1
            if victim == FIRESTORE:
                self._firestore.kill()
                time.sleep(self._dice.uniform(*DOWN_S))
                self._firestore.start()
            elif victim == MAIL_SERVER:
                self._mail.go()
                time.sleep(self._dice.uniform(*AWAY_S))
                self._mail.come_back()
            else:
                self._functions.kill(victim)

    def _stored(self, client: firestore.Client) -> Stored:
        return Stored(
            tickets=_all(client, "tickets"),
            entries=_below(client, "changes"),
            messages=_below(client, "messages"),
            keys=[*_all(client, "idempotency_keys").values()],
            counts=store.sums(client.collection("counters").stream())[0],
            outbox=_all(client, OUTBOX),
            taken=self._mail.taken,
            answered=self._mail.answered,
        )


def _all(client: firestore.Client, collection: str) -> dict[str, dict[str, Any]]:
    return {it.id: it.to_dict() or {} for it in client.collection(collection).stream()}


def _wait_for_mails(client: firestore.Client) -> None:
    """Returns when none waits to be sent; after DRAIN_S seconds the verdict names those that do."""
    deadline = time.monotonic() + DRAIN_S
    while any(it["state"] == State.QUEUED for it in _all(client, OUTBOX).values()) and time.monotonic() < deadline:
        time.sleep(POLL_S)


def _below(client: firestore.Client, collection: str) -> dict[str, list[dict[str, Any]]]:
    """By ticket, in order: the names of these documents are numbers with leading zeros."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for it in sorted(client.collection_group(collection).stream(), key=lambda it: it.id):
        found[it.reference.parent.parent.id].append(it.to_dict() or {})
    return found
