"""The files of replies go with their e-mails, unless they are too large for many mail servers."""

from typing import Any

import httpx
import pytest

from scripts.dev.catcher import Caught
from tests.support.conversations import Talk
from tests.support.files import PNG, upload
from tests.support.mailbox import Mailbox, requester
from tests.support.people import Person
from tests.support.tickets import create

LARGE = b"x" * (6 * 2**20)
ELSEWHERE = "The page also has the files of this answer."


@pytest.fixture
def talk(api: httpx.Client, agent: Person, mailbox: Mailbox) -> Talk:
    ticket = create(api, **requester())
    mailbox.settled(ticket["id"], 1)
    return Talk(api, agent, ticket["id"], ticket["tracking_token"])


def mailed(talk: Talk, mailbox: Mailbox, *files: dict[str, Any]) -> Caught:
    """The e-mail of a reply with these files."""
    before = len(mailbox.about(talk.id))
    talk.reply("See the files.", attachments=[it["id"] for it in files])
    *_, mail = mailbox.settled(talk.id, before + 1)
    assert mail.message["Auto-Submitted"] is None
    return mail


def test_files_go_with_their_reply_and_large_ones_stay_on_the_page(
    api: httpx.Client, agent: Person, talk: Talk, mailbox: Mailbox
) -> None:
    small = [upload(api, content, name, agent.headers) for content, name in ((PNG, "Größe.png"), (b"Hi\n", "a.txt"))]
    mail = mailed(talk, mailbox, *small)
    attached = {it.get_filename(): it.get_payload(decode=True) for it in mail.message.iter_attachments()}
    assert attached == {"Größe.png": PNG, "a.txt": b"Hi\n"}
    assert ELSEWHERE not in mail.content("plain")

    mail = mailed(talk, mailbox, *(upload(api, LARGE, f"{it}.txt", agent.headers) for it in range(2)))
    assert list(mail.message.iter_attachments()) == []
    assert ELSEWHERE in mail.content("plain")
