"""What `make wake` prints."""

import pytest

from common.actions.sweep import Swept
from scripts.operate.wake import report


@pytest.mark.parametrize(
    ("done", "printed"),
    [
        (Swept(0, 0, 0, done=True), "0 tickets are back in their queues."),
        (Swept(3, 3, 0, done=False), "3 tickets are back in their queues. There are more: run it again."),
    ],
)
def test_what_was_woken_is_one_sentence_and_what_is_left_another(done: Swept, printed: str) -> None:
    assert report(done) == printed


def test_documents_that_nobody_can_read_are_counted() -> None:
    assert "2 documents are malformed" in report(Swept(3, 1, 2, done=True))
