"""Gemini's key and deadline, as the parameters set them."""

from common.base.config import GEMINI_API_KEY, GEMINI_TIMEOUT_S


def api_key() -> str | None:
    """The key, or None where Gemini is not configured."""
    key = GEMINI_API_KEY.value.strip()
    return None if key.lower() in {"", "off"} else key


def timeout_s() -> float:
    """Within what the functions' own time limits leave room for, whatever the parameter says."""
    return float(min(15, max(1, GEMINI_TIMEOUT_S.value)))
