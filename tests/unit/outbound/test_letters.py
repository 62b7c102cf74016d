"""Which files go with an e-mail."""

from datetime import UTC, datetime

import pytest

from common.attachments import store
from common.attachments.model import Attachment
from common.base.errors import NotFound
from common.mail.letter import Letter
from common.mail.notice import Kind, Notice
from common.outbound import letters
from tests.support.files import PNG

TICKET, MIB = "7zzzz0000000000000000000ab", 2**20


@pytest.mark.parametrize(
    ("sizes", "is_gone", "go"),
    [([6 * MIB, 4 * MIB], False, True), ([6 * MIB, 4 * MIB + 1], False, False), ([1], True, False), ([], False, False)],
)
def test_files_go_with_a_reply_up_to_10_mib_while_all_of_them_are_there(
    sizes: list[int], is_gone: bool, go: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def content_of(_: str) -> bytes:
        if is_gone:
            raise NotFound
        return PNG

    monkeypatch.setattr(store, "content_of", content_of)
    files = tuple(Attachment(id=TICKET, name="a.png", size=it, kind="image/png") for it in sizes)
    letter = Letter(
        notice=Notice(Kind.REPLY, TICKET, "0000000003"),
        reference="ABCD-EFGH-JKMN",
        language="en",
        to="ada@people.example",
        link="https://help.example.com/track#id.token",
        files=files,
        at=datetime.now(UTC),
    )
    found = letters.enclosed(letter)
    assert [it.content for it in found.enclosed] == ([PNG] * len(files) if go else [])
