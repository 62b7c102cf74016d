"""The catcher keeps what real SMTP hands to it, and shows it as JSON and as a page on which nothing runs."""

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from scripts.base import local_http
from scripts.dev.catcher import Catcher
from scripts.emulators import ports


@pytest.fixture
def catcher() -> Iterator[Catcher]:
    free = ports.free()
    catcher = Catcher(free.hosting, free.auth).start()
    yield catcher
    catcher.stop()


def sent(catcher: Catcher, subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Desk <desk@example.com>", "Ada <ada@example.com>", subject
    message["X-Kind"] = "test"
    message.set_content("Grüße\n")
    message.add_alternative("<p>Grüße <script>alert(1)</script>", subtype="html")
    with smtplib.SMTP("127.0.0.1", catcher._smtp.port) as client:
        client.send_message(message)
    return message


def test_a_mail_is_kept_whole_and_answered_as_maildev_does(catcher: Catcher) -> None:
    sent(catcher, "Hallo äöü")
    (mail,) = local_http.get(f"http://127.0.0.1:{catcher._web_port}/api/email").json()
    assert mail["from"] == [{"address": "desk@example.com", "name": "Desk"}]
    assert mail["to"] == [{"address": "ada@example.com", "name": "Ada"}]
    assert (mail["subject"], mail["text"], mail["headers"]["x-kind"]) == ("Hallo äöü", "Grüße\n", "test")
    assert "<p>Grüße" in mail["html"]
    assert (catcher.mails[0].sender, catcher.mails[0].recipients) == ("desk@example.com", ("ada@example.com",))


def test_the_page_shows_the_newest_first_and_runs_nothing_of_a_mail(catcher: Catcher) -> None:
    for subject in ("first <b>", "second"):
        sent(catcher, subject)
    page = local_http.get(f"http://127.0.0.1:{catcher._web_port}/")
    assert page.text.count("<iframe") == 2
    assert page.text.index("second") < page.text.index("first &lt;b&gt;")
    assert "<script>" not in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_page_says_how_a_mail_comes_and_has_no_frame_where_there_is_no_html(catcher: Catcher) -> None:
    page = f"http://127.0.0.1:{catcher._web_port}/"
    assert "open a ticket with an e-mail address" in local_http.get(page).text
    with smtplib.SMTP("127.0.0.1", catcher._smtp.port) as client:
        client.sendmail("ada@example.com", "desk@example.com", "Subject: Plain\n\nOnly text")
    text = local_http.get(page).text
    assert "Only text" in text
    assert "<iframe" not in text


def test_the_whole_mail_is_there_and_another_one_is_not(catcher: Catcher) -> None:
    sent(catcher, "source")
    base = f"http://127.0.0.1:{catcher._web_port}/api/email"
    assert local_http.get(f"{base}/1/source").content == catcher.mails[0].raw
    assert local_http.get(f"{base}/2/source").status_code == 404
