"""The name under which a suggestion is kept: equal texts, asked of the same model in the same way, share one."""

import json
import unicodedata

from common.base import ids
from common.classifier.prompt import VERSION


def suggestion_key(description: str, model: str) -> str:
    """SHA-256 as 64 hexadecimal digits. Case, white space and Unicode compatibility forms make no difference."""
    text = " ".join(unicodedata.normalize("NFKC", description).casefold().split())
    return ids.digest(json.dumps([VERSION, model, text]))
