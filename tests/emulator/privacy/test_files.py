"""Files end with what they belong to, and those that were never sent after a day; their bytes never stay behind."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from common.attachments import store
from common.base import bucket
from common.base.errors import NotFound, Unavailable
from common.privacy import anonymise, unsent
from common.privacy.erasure import BY
from common.tickets import store as tickets
from tests.support.answers import problem, success
from tests.support.conversations import Talk
from tests.support.files import PNG, upload
from tests.support.people import Person
from tests.support.tickets import create

pytestmark = pytest.mark.usefixtures("inside")
HOUR = timedelta(hours=1)


def uploaded(api: httpx.Client, **more: Any) -> str:
    """The id of a file, with its secret."""
    return str(upload(api, PNG, **more)["id"])


def is_kept(given: str) -> tuple[bool, bool]:
    """Whether there is a document, and whether there are bytes."""
    name = given.partition(".")[0]
    try:
        has_bytes = store.content_of(name) == PNG
    except NotFound:
        has_bytes = False
    return store.reference_of(name).get().exists, has_bytes


KEPT, GONE = (True, True), (False, False)


def test_what_was_never_sent_is_gone_after_a_day_and_what_was_sent_stays(
    api: httpx.Client, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, late, fresh, sent = (uploaded(api) for _ in range(4))
    talk.say("Look", attachments=[sent])
    for given, ago in ((old, 2 * HOUR), (late, HOUR / 2)):
        name = given.partition(".")[0]
        store.reference_of(name).update({"expires_at": datetime.now(UTC) - ago})
    problem(talk.send(text="Look", attachments=[late]), 400, "attachments.0")
    with monkeypatch.context() as patch:
        patch.setattr(bucket, "delete", _fails)
        with pytest.raises(Unavailable):
            unsent.expire(60)
    assert is_kept(old) == KEPT
    assert unsent.expire(60).done
    assert [is_kept(it) for it in (old, late, fresh, sent)] == [GONE, KEPT, KEPT, KEPT]


def test_the_files_of_a_ticket_in_quarantine_go_after_it(api: httpx.Client) -> None:
    given = uploaded(api)
    ticket = create(api, attachments=[given], website="x")
    file = store.reference_of(given.partition(".")[0])
    left = file.get().get("expires_at") - datetime.now(UTC)
    assert timedelta(days=29) < left < timedelta(days=31)
    file.update({"expires_at": datetime.now(UTC) - 2 * HOUR})
    unsent.expire(60)
    assert is_kept(given) == KEPT
    tickets.quarantine().document(ticket["id"]).delete()
    unsent.expire(60)
    assert is_kept(given) == GONE


def test_a_ticket_that_is_released_while_its_files_are_looked_at_keeps_them(
    api: httpx.Client, agent: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = uploaded(api)
    ticket = create(api, attachments=[given], website="x")
    store.reference_of(given.partition(".")[0]).update({"expires_at": datetime.now(UTC) - 2 * HOUR})
    expired = unsent._expired

    def released() -> Any:
        for page in expired():
            success(api.post(f"/api/tickets/{ticket['id']}/release", headers=agent.headers))
            yield page

    monkeypatch.setattr(unsent, "_expired", released)
    unsent.expire(60)
    assert is_kept(given) == KEPT


def _fails(_: str) -> None:
    raise Unavailable


def test_the_files_of_a_message_go_with_its_text(api: httpx.Client, admin: Person, agent: Person, talk: Talk) -> None:
    mine, others = (uploaded(api, headers=agent.headers) for _ in range(2))
    note, request = talk.note("Look", attachments=[mine]), uploaded(api)
    talk.say("Look", attachments=[request])
    talk.reply("Look", attachments=[others])
    taken_back = api.patch(f"{talk.path}/{note['id']}", json={"taken_back": True}, headers=agent.headers)
    assert success(taken_back)["attachments"] == []
    asked = talk.messages()["results"][1]
    deleted = api.delete(f"{talk.path}/{asked['id']}", headers=admin.headers)
    assert success(deleted)["attachments"] == []
    assert [is_kept(it) for it in (mine, request, others)] == [GONE, GONE, KEPT]


@pytest.mark.parametrize("more", [{}, {"website": "x"}], ids=["ticket", "in quarantine"])
def test_the_files_of_a_person_who_is_forgotten_go(api: httpx.Client, agent: Person, more: dict[str, Any]) -> None:
    first, second, other = (uploaded(api) for _ in range(3))
    ticket = create(api, attachments=[first], **more)
    talk = Talk(api, agent, ticket["id"], ticket["tracking_token"])
    talk.say("Look", attachments=[second])
    create(api, attachments=[other])
    assert anonymise.anonymise(ticket["id"], BY)
    assert [is_kept(it) for it in (first, second, other)] == [GONE, GONE, KEPT]
