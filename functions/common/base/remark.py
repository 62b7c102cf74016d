"""What is to be known of an incoming mail beside its text: how it is found, stored, sent and shown; pure."""

from enum import StrEnum


class Remark(StrEnum):
    """What an agent should know of a mail's original, because the text cannot show it."""

    ENCRYPTED = "encrypted"
    SIGNED = "signed"
    CALENDAR = "calendar"
    """An invitation or another event."""
    WINMAIL = "winmail"
    """A `winmail.dat`, which only Outlook can open."""
    DIFFERENT = "different"
    """The plain part and the HTML part say different things; the text is the HTML part's, which people see."""
    SHORTENED = "shortened"
    """The mail has more parts, or is nested deeper or longer, than is read."""
    UNREADABLE = "unreadable"
    """Nothing in the mail could be read."""
