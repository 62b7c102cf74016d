"""Compares the messages that clients sent with those that are stored."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from scripts.measure.storm.records import Content, Outcome, Said


def complaints(
    said: Sequence[Said], tickets: Mapping[str, Content], stored: Mapping[str, Sequence[Content]]
) -> Iterator[str]:
    """What is wrong with the conversations, each with its ticket."""
    sent: dict[str, list[Said]] = defaultdict(list)
    for message in said:
        sent[message.ticket].append(message)
    for name in tickets.keys() | stored.keys() | sent.keys():
        messages = stored.get(name, ())
        yield from _numbers(name, tickets.get(name, {}), messages)
        yield from _texts(name, sent[name], [it["text"] for it in messages])


def _numbers(name: str, ticket: Content, messages: Sequence[Content]) -> Iterator[str]:
    """Without a gap, for agents and for the requester, and as the ticket says."""
    shared = [it["shared_n"] for it in messages if it["kind"] != "note"]
    count = len(messages)
    if [it["n"] for it in messages] != [*range(1, count + 1)] or shared != [*range(1, len(shared) + 1)]:
        yield f"{name}: its messages are not numbered one after the other"
    last = f"{count:010}" if count else None
    if (ticket.get("messages"), ticket.get("notes"), ticket.get("last_message")) != (count, count - len(shared), last):
        yield f"{name}: says that it has {ticket.get('messages')} messages, and has {count}"


def _texts(name: str, sent: Sequence[Said], texts: Sequence[str]) -> Iterator[str]:
    """Each that was acknowledged once, in the order of its sender; of the others at most one; and nothing else."""
    copies, known = Counter(texts), {it.text for it in sent}
    for text, count in copies.items():
        if count > 1 or text not in known:
            yield f"{name}: {text!r} is there {count} times, and {'was' if text in known else 'was not'} sent"
    made = [it for it in sent if it.outcome is Outcome.MADE]
    for message in made:
        if message.text not in copies:
            yield f"{name}: {message.text!r} was acknowledged and lost"
    for client in {it.by for it in made}:
        mine = [it.text for it in made if it.by == client and it.text in copies]
        if mine != sorted(mine, key=texts.index):
            yield f"{name}: the messages of {client} are in another order"
