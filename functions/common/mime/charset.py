"""Bytes to text, whatever their charset is called: a mail's charset may be wrong, missing or one that nobody knows."""

import codecs
import re

_ALIASES = {  # as browsers read them: each name of the left is used for the larger charset of the right
    "ascii": "",
    "us-ascii": "",
    "ansi_x3.4-1968": "",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "x-unknown": "",
    "unknown-8bit": "",
}
_NO_CHARSETS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}
"""Python calls them text encodings. They are slow, or read more into bytes than a charset does."""
_STATEFUL = re.compile("iso2022|utf-?_?7|utf-?_?16|utf-?_?32|hz")
"""Their bytes may all be those of ASCII, and say something else."""
_DOUBLE = re.compile("gb|big5|cp932|cp949|euc|shift|johab")
"""Short texts of them can pass for UTF-8."""
_SINGLE = re.compile("cp125|cp874|iso8859|koi8|mac|tis")
_JIS = b"\x1b$"
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
_SAMPLE_BYTES = 4096
_LATIN_SHARE = 0.4
"""Text of the Latin script has fewer letters beyond ASCII than this."""
_GUESSES = ["cp1251", "gb18030", "big5", "cp932", "cp949", "cp1256", "koi8_r", "cp1253"]
_KOREAN = set("이다는을를가에하고의은도로지니요습안서한기사어아리")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def decoded(data: bytes, declared: str | None) -> str:
    """The text of the bytes; what cannot be read becomes U+FFFD.

    UTF-8 that is called something else is read as UTF-8. What has no name that we know is UTF-8 where it can be, else
    it is guessed from its first 4 KiB.
    """
    codec = _codec(declared)
    if _STATEFUL.match(codec):
        return data.decode(codec, "replace")
    if _JIS in data:
        return data.decode("iso2022_jp_ext", "replace")
    if _DOUBLE.match(codec) and (text := _strictly(data, codec)) is not None:
        return text
    if (text := _strictly(data, "utf-8-sig")) is not None:
        return text
    if _SINGLE.match(codec) or _DOUBLE.match(codec):
        return data.decode(codec, "replace")
    return _mostly_utf8(data) or data.decode(_guessed(data[:_SAMPLE_BYTES]), "replace")


def _codec(declared: str | None) -> str:
    """Python's name of the charset, empty where there is none or it is not known."""
    name = (declared or "").strip().strip("\"'").lower()[:40]
    try:
        found = codecs.lookup(_ALIASES.get(name, name))
    except (LookupError, ValueError):
        return ""
    # Python has no public name for what is a charset among its codecs.
    return found.name if found._is_text_encoding and found.name not in _NO_CHARSETS else ""


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _mostly_utf8(data: bytes) -> str | None:
    """The text where few of its letters beyond ASCII cannot be read, as where a server cut one in two."""
    text = data.decode("utf-8", "replace")
    return text if text.count("\ufffd") * 4 <= len(_BEYOND_ASCII.findall(text)) else None


def _guessed(sample: bytes) -> str:
    if len(_HIGH.findall(sample)) < _LATIN_SHARE * len(_LETTER.findall(sample)):
        return "cp1252"
    import charset_normalizer  # it loads slowly, and hardly any mail needs it

    best = charset_normalizer.from_bytes(sample, cp_isolation=_GUESSES).best()
    if best is None:
        return "cp1252"
    if best.encoding == "cp949" and not _is_korean(str(best)):
        return "gb18030"
    return best.encoding


def _is_korean(text: str) -> bool:
    """Chinese that is read as Korean has few of the usual syllables."""
    letters = [each for each in _BEYOND_ASCII.findall(text) if each.isalpha()]
    return sum(each in _KOREAN for each in letters) >= 0.15 * len(letters)
