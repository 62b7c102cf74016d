"""Whether a search finds a text."""

from common.tickets.search import query_terms, terms_of

REFERENCE = "TAFB-VVDA-B3HY"


def finds(query: str, title: str = "", description: str = "", reference: str = REFERENCE) -> bool:
    """Whether a search box with `query` in it would list the ticket; a query without terms lists every ticket."""
    return all(term in terms_of(title, description, reference) for term in query_terms(query))
