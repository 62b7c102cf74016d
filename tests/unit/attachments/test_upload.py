"""A file as it comes in a request, and every way in which that can be wrong."""

import hashlib
from contextlib import suppress
from io import BytesIO

import pytest
from flask import Request
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from common.attachments import upload
from common.attachments.model import FILE_MAX
from common.attachments.upload import FIELDS_MAX, PARTS_MAX
from common.base.errors import BadRequest, TooLarge, UnsupportedMediaType
from tests.support import calls
from tests.support.files import PNG

BOUNDARY = "b0undary"
FORM = f"multipart/form-data; boundary={BOUNDARY}"


def part(content: bytes, disposition: str) -> bytes:
    return f"--{BOUNDARY}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n".encode() + content + b"\r\n"


def form(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def file(content: bytes = PNG, name: str = "a.png") -> bytes:
    return part(content, f'name="file"; filename="{name}"')


def sent(body: bytes, content_type: str = FORM, **headers: str) -> Request:
    return calls.call(body, content_type=content_type, **headers).request


def raw(body: bytes = PNG, disposition: str = 'attachment; filename="a.png"') -> Request:
    return sent(body, "application/octet-stream", **{"Content-Disposition": disposition})


def unannounced(body: bytes) -> Request:
    """A form in chunks, as a server hands it over."""
    environ = EnvironBuilder(method="POST").get_environ()
    stream = {"wsgi.input": BytesIO(body), "wsgi.input_terminated": True}
    return Request({**environ, **stream, "CONTENT_TYPE": FORM, "CONTENT_LENGTH": ""})


def test_a_form_brings_the_very_bytes_and_the_name() -> None:
    content = bytes(range(256)) * 1000 + f"\r\n--{BOUNDARY}".encode()
    found = upload.read(sent(form(file(content + b"x", "Größe.png"))))
    assert (found.content, found.given) == (content + b"x", "Größe.png")


def test_a_body_by_itself_brings_them_too() -> None:
    found = upload.read(raw(PNG, "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe.png"))
    assert (found.content, found.given) == (PNG, "Größe.png")
    assert upload.read(raw(PNG, 'attachment; filename="Größe.png"'.encode().decode("latin-1"))).given == "Größe.png"
    assert upload.read(raw(PNG, 'attachment; filename="Gr\xf6\xdfe.png"')).given == "Größe.png"


def test_what_is_stored_of_it_follows_from_its_bytes() -> None:
    found = upload.read(sent(form(file(b"<html>", "a.png"))))
    assert (found.kind.media_type, found.name) == ("text/plain", "a.png.txt")
    assert found.sha256 == hashlib.sha256(b"<html>").hexdigest()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (form(), "file"),
        (b"", "file"),
        (form(file(), file()), "file"),
        (form(file(b"")), "file"),
        (form(file(name="")), "file"),
        (form(part(PNG, 'name="file"')), "file"),
        (form(part(PNG, 'name="picture"; filename="a.png"')), "picture"),
        (form(file(), part(b"1", 'name="more"')), "more"),
        (form(part(PNG, 'filename="a.png"')), "None"),
    ],
)
def test_a_form_that_is_not_one_file_names_the_fault(body: bytes, field: str) -> None:
    with pytest.raises(BadRequest) as failure:
        upload.read(sent(body))
    assert [it.field for it in failure.value.errors] == [field]


@pytest.mark.parametrize("disposition", ["", "attachment", "attachment; filename=", 'attachment; filename=""', ";;=;"])
def test_a_body_by_itself_needs_a_name(disposition: str) -> None:
    with pytest.raises(BadRequest) as failure:
        upload.read(raw(PNG, disposition))
    assert [it.field for it in failure.value.errors] == ["Content-Disposition"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (form(file())[:-20], FORM),
        (file(), FORM),
        (b"not a form at all", FORM),
        (form(file()), "multipart/form-data"),
        (form(file()), "multipart/form-data; boundary=another"),
        (form(b"--b0undary\r\nContent-Type: image/png\r\n\r\nx\r\n"), FORM),
        (form(b'--b0undary\r\nContent-Disposition: form-data; name="\xff"; filename="a"\r\n\r\nx\r\n'), FORM),
    ],
)
def test_a_broken_form_is_called_that(body: bytes, content_type: str) -> None:
    with pytest.raises(BadRequest, match="no form"):
        upload.read(sent(body, content_type))


def test_a_body_that_ends_before_its_length_is_called_that() -> None:
    body = form(file())
    request = sent(body)
    request.environ |= {"CONTENT_LENGTH": str(len(body) + 1)}
    with pytest.raises(BadRequest, match="ended early"):
        upload.read(request)
    request = sent(body)
    request.environ |= {"CONTENT_LENGTH": str(len(body) - 30)}
    with pytest.raises(BadRequest, match="no form"):
        upload.read(request)


@pytest.mark.parametrize("cut", [raw(PNG), sent(form(file()))], ids=["raw", "form"])
def test_a_body_that_was_cut_off_is_not_stored(cut: Request) -> None:
    cut.environ |= {"wsgi.input_terminated": True, "CONTENT_LENGTH": str(int(cut.environ["CONTENT_LENGTH"]) + 1)}
    with pytest.raises(BadRequest, match="ended early"):
        upload.read(cut)


def test_too_large_is_known_from_the_length_and_while_reading() -> None:
    announced = sent(b""), raw(b"", "")
    for it in announced:
        it.environ |= {"CONTENT_LENGTH": str(upload.BODY_MAX + 1)}
    for it in (
        *announced,
        sent(form(file(PNG.ljust(FILE_MAX + 1)))),
        unannounced(form(file(PNG.ljust(upload.BODY_MAX)))),
    ):
        with pytest.raises(TooLarge):
            upload.read(it)
    assert len(upload.read(unannounced(form(file(PNG.ljust(FILE_MAX))))).content) == FILE_MAX


def test_a_form_of_ten_thousand_parts_is_not_read_to_its_end() -> None:
    for parts in (PARTS_MAX + 1, 10_000):
        with pytest.raises(TooLarge):
            upload.read(sent(form(*([part(b"1", 'name="file"')] * parts))))
    with pytest.raises(TooLarge):
        upload.read(sent(form(part(b"1" * (FIELDS_MAX + 1), 'name="more"'), file())))


def test_a_compressed_body_is_refused() -> None:
    with pytest.raises(UnsupportedMediaType):
        upload.read(sent(form(file()), **{"Content-Encoding": "gzip"}))


@settings(max_examples=300)
@given(st.binary(max_size=300), st.integers(0, 200), st.integers(0, 200))
def test_whatever_a_form_is_made_of_it_is_a_file_or_a_clear_refusal(junk: bytes, start: int, cut: int) -> None:
    whole = form(file())
    body = whole[:start] + junk + whole[start + cut :]
    request = sent(body)
    with suppress(BadRequest, TooLarge):
        assert upload.read(request).content
