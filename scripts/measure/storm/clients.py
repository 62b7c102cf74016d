"""People and programs who open tickets and change them, one thing after the other."""

import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from secrets import token_hex
from typing import Any

import httpx
from google.api_core.exceptions import GoogleAPIError

from common.actions import wake
from common.base.errors import ApiError
from common.tickets.changes import said
from scripts.measure.storm import calls
from scripts.measure.storm.calls import Patient
from scripts.measure.storm.functions import COLLECTION, ITEM, TRACK, Functions
from scripts.measure.storm.records import Change, Creation, Outcome, Records, Said

CHOICES = {
    "status": ("open", "in_progress", "resolved", "closed"),
    "category": ("billing", "technical", "account", "general"),
    "priority": ("low", "medium", "high", "critical"),
}
TAGS = ("leak", "roof", "rain")
LATER = datetime.now(UTC).replace(microsecond=0) + timedelta(days=365)
"""Until when tickets are snoozed; they are woken as if it were then."""
CREATES = 0.4
"""The share of what is done."""
WAKES = 0.05
"""How often what is snoozed is woken, by several at once if it so happens."""
REPEATS = 0.1
"""How often something is sent again although it was answered."""
HOT = 3
"""The newest tickets, over which clients meet."""


@dataclass
class Client:
    """An integration, an agent and a requester in one. The functions know its `secret` by its `name`."""

    name: str
    secret: str
    key: str
    """An API key that may reply."""
    functions: Functions
    records: Records
    dice: random.Random
    colleagues: Sequence[str] = ()
    """The uids of agents."""
    _left_alone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._patient = Patient(self.records, self.dice)
        self._agent = {"Authorization": f"Bearer {calls.agent_token(self.email)}"}

    @property
    def email(self) -> str:
        return f"{self.name}@people.example"

    def work(self, goes_on: Callable[[], bool]) -> None:
        acts = (self._change_by_delivery, self._change_of_version, self._change_blindly, self._reply, self._write)
        weights = (6, 3, 1, 4, 2)
        with self._patient.client:
            while goes_on():
                ticket = self._some_ticket()
                if ticket is None or self.dice.random() < CREATES:
                    self._create()
                elif self.dice.random() < WAKES:
                    self.wake()
                else:
                    self.dice.choices(acts, weights)[0](ticket)

    def _some_ticket(self) -> str | None:
        known = [it.answer["id"] for it in self.records.creations if it.answer is not None]
        choice = self.dice.choice(known[-HOT:] if self.dice.random() < 0.5 else known) if known else None
        return None if choice in self._left_alone else choice

    def _create(self) -> None:
        chosen = {name: self.dice.choice(CHOICES[name]) for name in ("category", "priority")}
        who = {"email": f"{token_hex(8)}@people.example"}
        text = {"title": f"Storm {token_hex(8)}", "description": "It rains in through the roof."}
        body = {**text, **chosen, "requester": who}
        key, url = token_hex(16), partial(self.functions.url, COLLECTION)
        if self.dice.random() < 0.5:
            send = calls.as_integration(self.secret, key, "POST", url, body)
        else:
            send = calls.plain("POST", url, body, {"Idempotency-Key": key})
        answer, _ = self._patient.ask(send)
        self.records.creations.append(Creation(body, self._content(answer, 201)))
        if answer is not None and self.dice.random() < REPEATS:
            again, _ = self._patient.ask(send)
            if again is not None and again.text != answer.text:
                self.records.complaints.append(f"a key was answered with {answer.text} and then with {again.text}")

    def _change_by_delivery(self, ticket: str) -> None:
        """By an integration, whose delivery takes effect once however often it is sent."""
        values = self._values()
        send = calls.as_integration(self.secret, token_hex(16), "PATCH", self._url_of(ticket), values)
        answer, _ = self._patient.ask(send)
        self._note(ticket, values, answer)
        if answer is not None and self.dice.random() < REPEATS:
            self._content(self._patient.ask(send)[0], 200)

    def _change_of_version(self, ticket: str) -> None:
        """By an agent who has read the ticket, and who asks again with the same `If-Match`."""
        read, _ = self._patient.ask(calls.plain("GET", self._url_of(ticket), headers=self._agent))
        if self._content(read, 200) is None or read is None:
            return
        self.records.read.append(ticket)
        values, headers = self._values(), {**self._agent, "If-Match": read.headers["ETag"]}
        answer, lost = self._patient.ask(calls.plain("PATCH", self._url_of(ticket), values, headers))
        if answer is not None and answer.status_code == httpx.codes.PRECONDITION_FAILED:
            # The change that it finds in its way may be its own, of the request whose answer was lost.
            self._note_outcome(ticket, values, Outcome.UNKNOWN if lost else Outcome.REFUSED)
        else:
            self._note(ticket, values, answer)

    def _change_blindly(self, ticket: str) -> None:
        """By a program that names no version, and so must not ask again."""
        values = self._values()
        self._note(ticket, values, self._patient.once(calls.plain("PATCH", self._url_of(ticket), values, self._agent)))

    def wake(self) -> None:
        """As the schedule does, in this process."""
        with suppress(GoogleAPIError, ApiError):
            wake.run(LATER, budget_s=0.0)

    def _reply(self, ticket: str) -> None:
        """By the agent, or by a program with its API key; a reply or a note, and sometimes a status with it."""
        body = {"kind": self.dice.choice(("reply", "note")), "text": f"Dry again {token_hex(8)}"}
        if self.dice.random() < 0.3:
            body["status"] = self.dice.choice(CHOICES["status"])
        headers = self._agent if self.dice.random() < 0.5 else {"Authorization": f"Bearer {self.key}"}
        self._say(ticket, body, headers, lambda: f"{self._url_of(ticket)()}/messages")

    def _write(self, ticket: str) -> None:
        """By the requester, who says that it is solved: else a closed ticket would open another one."""
        opened = next(it.answer for it in self.records.creations if it.answer and it.answer["id"] == ticket)
        body = {"text": f"It is dry {token_hex(8)}", "solved": True}
        who = {"X-Tracking-Token": opened["tracking_token"]}
        self._say(ticket, body, who, lambda: f"{self.functions.url(TRACK)}/{ticket}/messages")

    def _say(self, ticket: str, body: dict[str, Any], who: Mapping[str, str], url: Callable[[], str]) -> None:
        send = calls.plain("POST", url, body, {**who, "Idempotency-Key": token_hex(16)})
        answer, _ = self._patient.ask(send)
        made = self._success(answer, 201) is not None
        self.records.said.append(Said(self.name, ticket, body["text"], Outcome.MADE if made else Outcome.UNKNOWN))
        if not made:
            self._left_alone.add(ticket)
        elif self.dice.random() < REPEATS:
            self._success(self._patient.ask(send)[0], 201)

    def _values(self) -> dict[str, Any]:
        names = self.dice.sample(list(CHOICES), self.dice.choice((1, 1, 2)))
        return {name: self.dice.choice(CHOICES[name]) for name in names} | self._owned()

    def _owned(self) -> dict[str, Any]:
        """Now and then whose ticket it is, its tags, or when it comes back, which no settled ticket does."""
        match self.dice.randrange(8):
            case 0:
                return {"assignee": self.dice.choice((*self.colleagues, None))}
            case 1:
                return {"tags": sorted(self.dice.sample(TAGS, self.dice.randrange(len(TAGS))))}
            case 2:
                return {"status": "open", "snoozed_until": said(LATER)}
            case 3:
                return {"snoozed_until": None}
        return {}

    def _url_of(self, ticket: str) -> Callable[[], str]:
        return lambda: f"{self.functions.url(ITEM)}/{ticket}"

    def _note(self, ticket: str, values: dict[str, Any], answer: httpx.Response | None) -> None:
        made = answer is not None and self._content(answer, 200) is not None
        self._note_outcome(ticket, values, Outcome.MADE if made else Outcome.UNKNOWN)

    def _note_outcome(self, ticket: str, values: dict[str, Any], outcome: Outcome) -> None:
        asked = {name: said(value) for name, value in values.items()}
        self.records.changes.append(Change(self.name, ticket, asked, outcome))
        if outcome is Outcome.UNKNOWN:
            self._left_alone.add(ticket)

    def _content(self, answer: httpx.Response | None, status: int) -> dict[str, Any] | None:
        """The ticket of an answer; an answer that is not this success is a complaint."""
        content = self._success(answer, status)
        if content is not None:
            self.records.answers.append(content)
        return content

    def _success(self, answer: httpx.Response | None, status: int) -> dict[str, Any] | None:
        if answer is None:
            return None
        if answer.status_code != status:
            self.records.complaints.append(f"answered {answer.status_code} for {status}: {answer.text[:200]}")
            return None
        content: dict[str, Any] = answer.json()
        return content
