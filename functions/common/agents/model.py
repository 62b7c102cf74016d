"""What is stored and answered of agents."""

from common.base.schema import Record


class Agent(Record):
    """An agent as the others see them."""

    uid: str
    name: str
    """The e-mail address where no name is stored."""
    initials: str
    """One or two letters."""
    active: bool
    """Whether tickets can be given to them."""


class AgentList(Record):
    """Everyone who is, or was, an agent, by name."""

    results: list[Agent]
    sends_mail: bool
    """Whether their replies are mailed to requesters who gave an address."""


def initials_of(name: str) -> str:
    """The first letters of the first word and the last."""
    words = [it for it in name.partition("@")[0].replace(".", " ").split() if it]
    return "".join(it[0] for it in (words[0], words[-1])[: len(words)]).upper() if words else "?"
