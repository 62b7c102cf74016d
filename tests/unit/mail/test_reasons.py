"""What an agent reads of a refusal."""

import pytest

from common.mail.reasons import of_answer


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        (552, b"5.2.2 Over quota for <ada@people.example>", "the mailbox is full"),
        (550, b"5.1.1 <ada@people.example>: Recipient address rejected", "there is no such mailbox"),
        (550, b"5.7.1 Message rejected", "the receiver's server refuses mail from us"),
        (550, b"No such user here", "there is no such mailbox"),
        (451, b"4.3.0 Try again", "the mail server has a problem"),
        (571, b"\xff\xfe", "the mail server refuses the mail"),
    ],
)
def test_an_answer_is_said_in_words_of_ours(code: int, text: bytes, reason: str) -> None:
    assert of_answer(code, text) == reason
