"""Commits to Firestore of which something goes wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from google.api_core.exceptions import GoogleAPICallError
from google.cloud.firestore import WriteBatch


def lose_the_first_answer(
    monkeypatch: pytest.MonkeyPatch, failure: type[GoogleAPICallError], meanwhile: Callable[[], object] = lambda: None
) -> None:
    """The next commit is applied, its answer is lost, and the client library's repeat of it fails with `failure`.

    `meanwhile` is what others do after the commit.
    """
    commit = WriteBatch.commit

    def lost(batch: WriteBatch, **options: Any) -> Any:
        monkeypatch.setattr(WriteBatch, "commit", commit)
        batch.commit(**options)
        meanwhile()
        raise failure("repeated")

    monkeypatch.setattr(WriteBatch, "commit", lost)
