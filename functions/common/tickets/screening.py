"""Tells what programs send through the form from what people do; pure."""

from common.tickets.inputs import NewTicket


def looks_automatic(new: NewTicket, min_seconds: int) -> bool:
    """Whether the field that people do not see was filled in, or the form faster than `min_seconds`.

    Who sends neither field is no form, and not judged.
    """
    return bool(new.website) or (new.elapsed_ms is not None and new.elapsed_ms < min_seconds * 1000)
