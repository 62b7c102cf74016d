"""The encoder, for the tests that ask for it: all others expect what the n-grams say alone."""

from collections.abc import Iterator

import pytest

from common.encoder import encoder


@pytest.fixture(scope="module")
def with_encoder() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(encoder._Loaded, "tried", False)
        patched.setattr(encoder._Loaded, "model", None)
        encoder.load()
        assert encoder.loaded()
        yield
