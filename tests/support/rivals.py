"""Two agents and a requester who write into one ticket at once, each message once or twice, for hypothesis."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from hypothesis import strategies as st

from common.actions import request
from common.actions.post import Writer, post
from common.base import ids
from common.base.errors import Stale
from common.callers.idempotency import Key
from common.callers.model import Actor, ActorKind
from common.conversation.inputs import NewMessage, RequesterMessage
from common.conversation.model import Author, MessageChannel
from common.tickets import store
from common.tickets.fields import Status
from common.tickets.model import AuthorKind, Ticket
from tests.support.tickets import word


@dataclass(frozen=True)
class Step:
    """One message; `chosen` is its status or, of the requester, whether it is solved."""

    kind: str
    chosen: Status | bool | None
    careful: bool = False
    """Whether it is for the newest message alone that its writer has seen."""
    times: int = 1
    """How often it is sent, at once."""


_TIMES = st.integers(1, 2)
_AGENTS = st.builds(
    Step, st.sampled_from(["reply", "note"]), st.none() | st.sampled_from(Status), st.booleans(), _TIMES
)
_REQUESTERS = st.builds(Step, st.just("request"), st.none() | st.booleans(), st.just(value=False), _TIMES)
PLANS = st.tuples(*(st.lists(it, min_size=1, max_size=3) for it in (_AGENTS, _AGENTS, _REQUESTERS)))
"""What each of the three writes, in order."""


@dataclass
class Rivals:
    """What they wrote into the ticket; `sent` and `refused` are texts, by writer in their order."""

    ticket: Ticket
    token: str
    sent: dict[int, list[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def write(self, plan: tuple[list[Step], ...]) -> None:
        with ThreadPoolExecutor(len(plan)) as pool:
            for _ in pool.map(self._one_after_another, range(len(plan)), plan):
                pass

    def _one_after_another(self, writer: int, steps: list[Step]) -> None:
        self.sent[writer] = []
        for number, step in enumerate(steps):
            text = f"{step.kind} {number} of {writer}"
            answers = list(self._sent(writer, step, text))
            assert all(it == answers[0] for it in answers)
            (self.refused if answers[0] is None else self.sent[writer]).append(text)

    def _sent(self, writer: int, step: Step, text: str) -> Iterator[object]:
        """The answers to the message, which are None where something came unseen."""
        key = Key(word(), f"agent:{writer}", ids.digest(text))
        send = (
            self._as_agent(writer, step, text, key) if step.kind != "request" else self._as_requester(step, text, key)
        )

        def attempt(_: int) -> object:
            try:
                return send()
            except Stale:
                return None

        with ThreadPoolExecutor(step.times) as pool:
            yield from pool.map(attempt, range(step.times))

    def _as_agent(self, writer: int, step: Step, text: str, key: Key) -> Callable[[], object]:
        seen = {"if_last_message": store.get(self.ticket.id).last_message} if step.careful else {}
        chosen = {"status": step.chosen} if step.chosen else {}
        new = NewMessage.model_validate({"kind": step.kind, "text": text, **chosen, **seen})
        by = Actor(kind=ActorKind.AGENT, name=str(writer))
        author = Author(kind=AuthorKind.AGENT, uid=str(writer), name=None)
        return lambda: post(self.ticket.id, new, Writer(by, author, MessageChannel.DESK), key)

    def _as_requester(self, step: Step, text: str, key: Key) -> Callable[[], object]:
        solved = {} if step.chosen is None else {"solved": step.chosen}
        message = RequesterMessage.model_validate({"text": text, **solved})
        return lambda: request.send(self.ticket.id, self.token, message, key)
