"""Says in one sentence of plain words why the local classifier suggests what it does."""

from collections.abc import Sequence

from common.tickets.fields import Category, Priority


def reason(
    category: Category, words: Sequence[str], priority: Priority, causes: Sequence[str], *, read: bool, sure: bool
) -> str:
    """The sentence. `words` of the text speak for the category, `causes` for the priority; either may be empty.

    `read` is whether the whole text was weighed, and not the rules' words alone.
    """
    return f"{_subject(category, words, read=read, sure=sure)}, and {_urgency(priority, causes, read=read)}."


def _subject(category: Category, words: Sequence[str], *, read: bool, sure: bool) -> str:
    if words:
        return f"{_quoted(words)} {'point' if len(words) > 1 else 'points'} to {category}"
    if not read:
        return "No word names a subject"
    return (
        f"The text reads like {category} tickets" if sure else f"Nothing clearly names a subject, {category} is nearest"
    )


def _urgency(priority: Priority, causes: Sequence[str], *, read: bool) -> str:
    if causes:
        return f"{_quoted(causes)} {'make' if len(causes) > 1 else 'makes'} it {priority}"
    if read:
        return f"it reads as {priority} priority"
    asks = "it reads as a question or a request without urgency"
    return asks if priority is Priority.LOW else "nothing says how urgent it is"


def _quoted(names: Sequence[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
