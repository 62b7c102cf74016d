"""Finds everything of one requester by e-mail address, or one ticket by its reference, so that it can be anonymised.

Addresses are stored as people wrote them, and for a mailbox case makes no difference: `Ada@example.com` and
`ada@example.com` are one person.
"""

from collections.abc import Callable, Iterator

from google.cloud.firestore import CollectionReference, FieldFilter, Query

from common.base.firestore import Snapshot, pages, patience
from common.callers.model import Actor, ActorKind
from common.inbound import inbox
from common.privacy import anonymise
from common.tickets import reference as references
from common.tickets import store
from common.tickets.inputs import Requester
from common.views import store as views

BY = Actor(kind=ActorKind.SYSTEM, name="Erasure request")
FIELD = "requester.email"
LAST = "\U0010ffff"
"""After every character that a stored address may go on with."""
PAGE = 500
PATIENCE_S = 60.0


def find(address: str) -> list[Snapshot]:
    """The documents, in quarantine or not, of the tickets whose requester gave this address, in whatever case.

    Raises ValueError for what is no address.
    """
    email = _bare(address)
    return [it for place in _places() for it in _of_requester(place, email)]


def find_reference(written: str) -> list[Snapshot]:
    """The document, in quarantine or not, of the ticket with this reference, as a person wrote it.

    Raises ValueError for what is no reference.
    """
    reference = references.parse(written)
    if reference is None:
        raise ValueError("not a reference")
    return [it for place in _places() for it in _every(place.where(filter=FieldFilter("reference", "==", reference)))]


def forget(found: Snapshot) -> bool:
    """Anonymises a ticket that was found; raises what `anonymise.anonymise` raises."""
    return anonymise.anonymise(found.id, BY)


def forget_mails(address: str) -> int:
    """Deletes every raw mail of this sender that is kept, also those that led to no ticket; returns how many."""
    mails = inbox.of_sender(_bare(address))
    inbox.discard(mails)
    return len(mails)


def forget_views(address: str) -> int:
    """Deletes the views of agents that name this address; returns how many."""
    return views.forget(_bare(address))


def _bare(address: str) -> str:
    """As it is stored, without what people copy along with it."""
    return Requester(email=address).email or ""


def spellings(address: str, is_stored: Callable[[str], bool]) -> list[str]:
    """Every way of writing `address` in upper and lower case that stored addresses begin with.

    `is_stored` says whether any stored address begins with a text. It is asked for twice as many texts as there are
    letters and spellings, however many addresses are stored.
    """
    found = [""]
    for char in address:
        ways = sorted({char.lower(), char.upper()})
        longer = [text + way for text in found for way in ways]
        found = [text for text in longer if is_stored(text)] if len(ways) > 1 else longer
    return found


def _places() -> tuple[CollectionReference, ...]:
    return store.collection(), store.quarantine()


def _of_requester(place: CollectionReference, email: str) -> Iterator[Snapshot]:
    def is_stored(beginning: str) -> bool:
        query = place.where(filter=FieldFilter(FIELD, ">=", beginning)).where(
            filter=FieldFilter(FIELD, "<", beginning + LAST)
        )
        return bool(query.select(()).limit(1).get(**patience(PATIENCE_S)))

    for spelling in spellings(email, is_stored):
        yield from _every(place.where(filter=FieldFilter(FIELD, "==", spelling)))


def _every(query: Query) -> Iterator[Snapshot]:
    for page in pages(query.select(("reference",)).order_by("__name__"), PAGE, PATIENCE_S):
        yield from page
