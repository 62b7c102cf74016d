"""Takes out of a text what the model must not see: e-mail addresses, phone numbers, card numbers; pure."""

import html
import re
import unicodedata

from common.gemini import numbers

EMAIL = "[e-mail address]"

_LESS, _GREATER = "‹〈⟨❮❬❰˂ᐸ≺⧼", "›〉⟩❯❭❱˃ᐳ≻⧽"  # noqa: RUF001  # look-alikes of < and >, on purpose
_LOOK_ALIKES = str.maketrans(dict.fromkeys(_LESS, "<") | dict.fromkeys(_GREATER, ">"))
_LOCAL = r"[\w.!#$%&'*+/=?^`{|}~\"-]"
_LABEL = r"[\w-]{1,63}"
_AT = r"(?:\s{0,3}@\s{0,3}|\s{0,3}[(\[<]\s?(?:at|ät|arroba|arobase)\s?[)\]>]\s{0,3})"
_DOT = r"(?:[.。]|\s{0,3}[(\[<]\s?(?:dot|punkt|punto|point)\s?[)\]>]\s{0,3})"
# Where the sign or a dot is spelled out or stands apart, only a name that ends like one of the Internet counts, so that
# "2 @ 5.99" stays. The local part begins where no such character precedes and never gives one back, and no dot is part
# of a label, so that a long text takes linear time. Addresses with only such characters between them count as one.
_SPELLED = rf"{_AT}{_LABEL}(?:{_DOT}{_LABEL})*{_DOT}[^\W\d_]{{2}}[\w.。-]*(?<=\w)"
_SPOKEN = rf"\s{{1,3}}at\s{{1,3}}{_LABEL}(?:\s{{1,3}}dot\s{{1,3}}{_LABEL})+"
_WRITTEN = r"@[\w.。-]*\w"
_EMAIL = re.compile(rf"(?<!{_LOCAL})(?:{_LOCAL}++(?:{_SPELLED}|{_SPOKEN}|{_WRITTEN}))++", re.IGNORECASE)


def plain(text: str) -> str:
    """The text in its compatibility form, with the digits 0 to 9 for those of any script, and without invisible
    characters, so that what looks alike is alike."""
    compatible = unicodedata.normalize("NFKC", text)
    return "".join(_seen(char) for char in compatible if unicodedata.category(char) != "Cf").translate(_LOOK_ALIKES)


def _seen(char: str) -> str:
    return char if char.isascii() else str(unicodedata.decimal(char, char))


def masked(text: str) -> str:
    """The plain text with words in brackets for every address and every longer number.

    Also for numbers that need not be personal: what the model is asked does not hang on them. Dates and IP addresses
    stay, because they are worth something to the model.
    """
    return numbers.masked(_EMAIL.sub(_address, plain(text)))


def quoted(tag: str, text: str, most: int) -> str:
    """Up to `most` characters of the masked text between <tag> and </tag>, as data for the model.

    Escaping leaves the text no way to close the tag, and what only looks like the tag becomes it first and is escaped
    too.
    """
    return f"<{tag}>\n{html.escape(masked(text)[:most], quote=False)}\n</{tag}>"


def _address(match: re.Match[str]) -> str:
    """An opening quotation mark before an address is not part of it: it has no partner."""
    opened = match[0].startswith('"') and match[0].count('"') % 2
    return f'"{EMAIL}' if opened else EMAIL
