"""Random lives of stored tickets, sound and broken by hand, for hypothesis."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from common.tickets.fields import Awaiting, Category, Priority, Status
from common.tickets.model import Setter

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
YEAR = timedelta(days=365)
INSTANTS = st.timedeltas(-YEAR, YEAR).map(lambda age: NOW + age)
INTEGERS = st.integers(-(2**63), 2**63 - 1)
"""Those that Firestore can store."""
ODD_VALUES = st.none() | INTEGERS | st.text(max_size=8) | st.lists(INTEGERS, max_size=2)
SETTERS = st.sampled_from([setter.value for setter in Setter])
TICKETS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(Status) | ODD_VALUES,
        "priority": st.sampled_from([priority.value for priority in Priority]) | ODD_VALUES,
        "category": st.sampled_from(Category) | ODD_VALUES,
        "created_at": INSTANTS | ODD_VALUES,
        "resolved_at": INSTANTS | ODD_VALUES,
        **dict.fromkeys(["settled", "snoozed", "urgent", "undelivered"], st.booleans() | ODD_VALUES),
        "assignee": st.sampled_from(["ada", "grace.h@people.example"]) | ODD_VALUES,
        "awaiting": st.sampled_from(Awaiting) | ODD_VALUES,
        "first_replied_at": INSTANTS | ODD_VALUES,
        "suggestion": ODD_VALUES
        | st.fixed_dictionaries(
            {},
            optional={
                "source": st.sampled_from(["gemini", "local"]) | ODD_VALUES,
                "category": st.sampled_from(Category) | ODD_VALUES,
                "priority": st.sampled_from(["low", "high"]) | ODD_VALUES,
            },
        ),
        "set_by": ODD_VALUES
        | st.fixed_dictionaries({}, optional=dict.fromkeys(["category", "priority"], SETTERS | ODD_VALUES)),
    },
)
HISTORIES = st.lists(st.lists(TICKETS, min_size=1, max_size=5), max_size=6)
"""The successive states of each of several tickets."""
