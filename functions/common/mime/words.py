"""Tables of words as regular expressions; pure."""

import re


def any_of(table: str) -> str:
    """An expression for any of the lines of the table, each of which is an expression; a space is any white space."""
    return "|".join(line.strip().replace(" ", r"\s") for line in table.strip().splitlines())


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
