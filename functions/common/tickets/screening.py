"""What looks like a program at the form; pure."""

from common.tickets.inputs import NewTicket


def looks_automatic(new: NewTicket, min_seconds: int) -> bool:
    """Whether the field that people do not see was filled in, or the form faster than `min_seconds`.

    A request with neither field is not from the form, and is not judged.
    """
    return bool(new.website) or (new.elapsed_ms is not None and new.elapsed_ms < min_seconds * 1000)
