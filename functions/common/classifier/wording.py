"""Says in one sentence of plain words why the local classifier suggests what it does."""

from collections.abc import Sequence

from common.tickets.fields import Category, Priority


def subject_of(
    category: Category, known: Sequence[str], telling: Sequence[str], *, modelled: bool, agrees: bool, sure: bool
) -> str:
    """What speaks for the category: `known` are words of the rules, `telling` those that weighed most in the model.

    `modelled` is whether the model took part, and `agrees` whether it is for this category without the words of the
    rules. Without it and without a known word nothing speaks for a category.
    """
    wording = f"wording ({_quoted(telling)})" if telling else "wording as a whole"
    if known:
        agreeing = f", the {wording} does too" if agrees else ""
        return f"{_quoted(known)} {_verb(known, 'point')} to {category}{agreeing}"
    if not modelled:
        return "No word names a subject"
    if not sure:
        return f"Nothing clearly names a subject, the {wording} is nearest to that of {category} tickets"
    return f"The {wording} resembles that of {category} tickets"


def reason(subject: str, priority: Priority, causes: Sequence[str], *, asks: bool) -> str:
    """The sentence. `causes` are the words behind the priority, `asks` whether a question or a request made it low."""
    if priority is Priority.MEDIUM:
        return f"{subject}, and nothing tells how urgent it is."
    if priority is Priority.LOW and asks:
        return f"{subject}, and it reads as a question or a request without urgency."
    return f"{subject}, and {_quoted(causes)} {_verb(causes, 'make')} it {priority}."


def _quoted(names: Sequence[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def _verb(subjects: Sequence[str], plural: str) -> str:
    return plural if len(subjects) > 1 else plural + "s"
