"""The files of mails: with their ticket or message, once, unchanged, and those that are not taken by name."""

from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from google.cloud.firestore import FieldFilter

from common.base import bucket
from common.base.errors import Unavailable
from common.inbound import road
from common.inbound.inbox import name_of
from common.mail import settings
from common.mime.parser import parse
from scripts.emulators import config
from tests.support import handing
from tests.support.files import PDF, PNG, REFUSED
from tests.support.inbox import Inbox, reply_address
from tests.support.tickets import create

FILES = [("shot.png", PNG), ("setup.exe", REFUSED["exe"]), ("bill.pdf", PDF)]


def mail(**fields: str) -> EmailMessage:
    made = handing.mail("See the files.", **fields)
    for name, content in FILES:
        made.add_attachment(content, "application", "octet-stream", filename=name)
    return made


def shown(inbox: Inbox, files: list[dict[str, Any]]) -> dict[str, bytes]:
    """The files by their names, as an agent downloads them."""
    found = {}
    for it in files:
        answer = inbox.api.get(f"/api/attachments/{it['id']}", headers=inbox.agent.headers)
        assert answer.headers["Content-Type"] == it["kind"]
        found[it["name"]] = answer.content
    return found


def test_a_ticket_and_a_message_have_the_files_of_their_mails(inbox: Inbox) -> None:
    ticket = inbox.ticket(mail())
    assert shown(inbox, ticket["attachments"]) == {"shot.png": PNG, "bill.pdf": PDF}
    assert ticket["received"]["left_out"] == ["setup.exe"]
    inbox.take(mail(To=reply_address(ticket["id"])))
    (message,) = inbox.messages(ticket["id"])
    assert shown(inbox, message["attachments"]) == {"shot.png": PNG, "bill.pdf": PDF}
    assert message["received"]["left_out"] == ["setup.exe"]


@pytest.mark.usefixtures("inside")
def test_a_mail_that_ends_between_its_files_and_its_message_has_each_once(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "secret", lambda: config.SECRETS["MAIL_SECRET"])
    ticket = create(inbox.api)["id"]
    raw, store_once = bytes(mail(To=reply_address(ticket))), bucket.store_once
    carried = road._Mail(name_of(raw), parse(raw), datetime.now(UTC))

    def ends(name: str, content: bytes, media_type: str) -> bool:
        if content == PDF:
            raise Unavailable
        return store_once(name, content, media_type)

    with monkeypatch.context() as patch:
        patch.setattr(bucket, "store_once", ends)
        with pytest.raises(Unavailable):
            carried.carried_out()
    assert inbox.messages(ticket) == []
    for _ in range(2):
        assert carried.carried_out()[2] == ticket
    (message,) = inbox.messages(ticket)
    assert shown(inbox, message["attachments"]) == {"shot.png": PNG, "bill.pdf": PDF}
    of_mail = FieldFilter("owner", "==", f"mail:{name_of(raw)}")
    found = inbox.system.firestore.collection("attachments").where(filter=of_mail).get()
    assert {it.id for it in found} == {it["id"] for it in message["attachments"]}
