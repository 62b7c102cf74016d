"""What comes in is stored before it is answered, once, and only from who has proven where it comes from."""

import time

import httpx
import pytest

from common.inbound import inbox as stored
from common.inbound.adapters import FORM_MAX, MAIL_MAX
from tests.support import handing
from tests.support.answers import problem
from tests.support.inbox import Inbox
from tests.support.system import System
from tests.support.tickets import word

WAYS = tuple(handing.WAYS)


def post(api: httpx.Client, way: str, handed: tuple[bytes, dict[str, str]]) -> httpx.Response:
    return api.post(f"/api/mail/{way}", content=handed[0], headers=handed[1])


@pytest.mark.parametrize("way", WAYS)
def test_a_mail_that_is_accepted_is_stored_and_a_repeat_changes_nothing(way: str, inbox: Inbox, system: System) -> None:
    raw = bytes(handing.mail(f"Hello from {way}"))
    first = inbox.take(raw, way)
    place = system.firestore.document(f"mail_inbox/{stored.name_of(raw)}")
    before = place.get()
    for other in WAYS:
        assert handing.hand_over(inbox.api, raw, other).status_code == 200
    assert place.get().update_time == before.update_time
    assert (first["state"], first["size"]) == ("done", len(raw))
    assert inbox.original(first["ticket"]).content == raw


@pytest.mark.parametrize("way", WAYS)
def test_a_bad_signature_an_old_one_and_none_are_refused(way: str, api: httpx.Client) -> None:
    raw = bytes(handing.mail())
    content, headers = handing.WAYS[way](raw)
    spoilt = content.replace(b"Hello", b"HELLO") if way != "mailgun" else content.replace(b"token", b"tokem")
    problem(post(api, way, (spoilt, headers)), 401)
    problem(post(api, way, handing.WAYS[way](raw, at=int(time.time()) - 24 * 3600)), 401)
    problem(post(api, way, (content, {"Content-Type": "text/plain"})), 401)


def test_what_proves_one_mail_brings_no_other(api: httpx.Client) -> None:
    token = word()
    first, second = (bytes(handing.mail(text)) for text in ("One", "Another"))
    assert post(api, "mailgun", handing.mailgun(first, token=token)).status_code == 200
    assert post(api, "mailgun", handing.mailgun(first, token=token)).status_code == 200
    problem(post(api, "mailgun", handing.mailgun(second, token=token)), 401)
    assert post(api, "mailgun", handing.mailgun(second)).status_code == 200


@pytest.mark.parametrize("way", WAYS)
def test_a_mail_that_is_too_large_is_refused(way: str, api: httpx.Client) -> None:
    raw = b"Subject: x\r\n\r\n".ljust(MAIL_MAX + 1, b"x")
    problem(post(api, way, handing.WAYS[way](raw)), 413)
    assert MAIL_MAX < FORM_MAX


def test_nothing_is_taken_in_another_way(api: httpx.Client) -> None:
    problem(api.post("/api/mail/postmark", content=b""), 404)
    problem(api.get("/api/mail/inbound"), 405)
