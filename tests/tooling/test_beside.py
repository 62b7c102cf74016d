"""What runs beside the emulators: the bucket keeps what it is given, and what comes by SMTP is handed on, signed."""

import smtplib
from collections.abc import Iterator
from pathlib import Path

import pytest
from google.api_core.exceptions import PreconditionFailed
from google.cloud.storage import Client
from pytest_httpserver import HTTPServer
from standardwebhooks.webhooks import Webhook
from werkzeug import Request, Response

from scripts.dev.incoming import PATH, Incoming
from scripts.emulators import bucket, ports
from scripts.emulators.bucket import Bucket
from scripts.emulators.config import SECRETS

SECRET = SECRETS["MAIL_INBOUND_SECRETS"]


def test_the_bucket_takes_an_object_once_and_keeps_it_over_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = Bucket(tmp_path / "bucket", ports.free().storage, {})
    monkeypatch.setenv("STORAGE_EMULATOR_HOST", served.url)
    for start, empty in enumerate((True, False, True)):
        served.start(empty=empty)
        try:
            client = Client(project="demo")
            blob = client.bucket(bucket.NAME).blob("mail/1")
            if empty:
                blob.upload_from_string(b"\x00raw", if_generation_match=0)
            with pytest.raises(PreconditionFailed):
                blob.upload_from_string(f"other {start}", if_generation_match=0)
            assert blob.download_as_bytes() == b"\x00raw"
            client.close()
        finally:
            served.stop()


@pytest.fixture
def incoming(httpserver: HTTPServer) -> Iterator[int]:
    """The port of an SMTP server that hands its mail to the local HTTP server."""
    port = ports.free().incoming
    server = Incoming(port, httpserver.url_for("").rstrip("/"), SECRET).start()
    yield port
    server.stop()


def send(port: int, raw: bytes) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.sendmail("ada@example.com", ["support+1@demo.example", "x@demo.example"], raw)


def test_a_mail_is_handed_on_signed_and_with_whom_it_was_for(httpserver: HTTPServer, incoming: int) -> None:
    received: list[bytes] = []

    def take(request: Request) -> Response:
        received.append(request.data)
        Webhook(SECRET).verify(request.data, dict(request.headers), json_parse=False)
        return Response(status=200)

    httpserver.expect_request(PATH, method="POST").respond_with_handler(take)
    send(incoming, b"Subject: x\r\n\r\ntext\r\n")
    added = (
        b"Return-Path: <ada@example.com>\r\nDelivered-To: support+1@demo.example\r\nDelivered-To: x@demo.example\r\n"
    )
    assert received == [added + b"Subject: x\r\n\r\ntext\r\n"]


@pytest.mark.parametrize(("status", "code"), [(503, 451), (401, 554)])
def test_what_the_desk_does_not_take_is_refused_for_now_or_for_ever(
    httpserver: HTTPServer, incoming: int, status: int, code: int
) -> None:
    httpserver.expect_request(PATH).respond_with_data(status=status)
    with pytest.raises(smtplib.SMTPDataError) as refused:
        send(incoming, b"Subject: x\r\n\r\ntext\r\n")
    assert refused.value.smtp_code == code
