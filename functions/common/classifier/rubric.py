"""What categories and priorities mean: the one rubric, by which Gemini is asked and by which texts are labelled."""

from collections.abc import Mapping

from common.tickets.fields import Category, Priority

CATEGORIES: Mapping[Category, str] = {
    Category.BILLING: "charges, invoices, refunds, prices, plans, payment methods",
    Category.TECHNICAL: "something does not work as it should: errors, crashes, slowness, outages, wrong data, "
    "integrations",
    Category.ACCOUNT: "signing in, passwords, access, permissions, profile data, opening or closing an account, its "
    "security",
    Category.GENERAL: "questions, feedback, wishes, praise, the rest",
}
CAUSES = (
    "Where one causes another, what the person wants solved first: cannot pay because the page crashes is technical; "
    "charged twice after a crash is billing; a forgotten password is account; nobody can log in because the service is "
    "down is technical."
)
PRIORITIES: Mapping[Priority, str] = {
    Priority.CRITICAL: "many people or a whole business stopped, data lost or exposed to others, a breach, money lost "
    "on a large scale, somebody's safety",
    Priority.HIGH: "one person or team cannot do what they need (locked out, charged wrongly, a core function broken "
    "with no way round), or a close deadline",
    Priority.MEDIUM: "wrong or annoying but work goes on; ordinary requests that somebody must act on",
    Priority.LOW: "questions, wishes, cosmetic matters, praise",
}


def listed(meanings: Mapping[Category, str] | Mapping[Priority, str]) -> str:
    """A line for each value."""
    return "\n".join(f"- {value}: {meaning}" for value, meaning in meanings.items())
