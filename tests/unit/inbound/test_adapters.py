"""Each way in which raw mails come: its proof, and the very bytes that it hands over."""

import base64
import time
from urllib.parse import quote_from_bytes

import pytest

from common.base.config import Misconfigured
from common.base.errors import BadRequest, NotFound, TooLarge, Unauthorized
from common.callers.call import Call
from common.inbound import adapters
from common.inbound.adapters import FORM_MAX, FRESH_S, MAIL_MAX, MAILGUN_FRESH_S
from tests.support import calls, handing

RAW = b"Subject: \xfc\xff\r\nMessage-ID: <1@x>\r\n\r\n\x00 8 bit \xe9, no charset\r\n--x\r\n\r\n"
PROOFS = {"inbound": adapters.standard, "mailgun": adapters.mailgun, "sendgrid": adapters.sendgrid}
SECRETS = {"inbound": "MAIL_INBOUND_SECRETS", "mailgun": "MAILGUN_SIGNING_KEY", "sendgrid": "SENDGRID_PUBLIC_KEY"}
WAYS = tuple(PROOFS)
LIMITS_S = {"inbound": FRESH_S, "mailgun": MAILGUN_FRESH_S, "sendgrid": FRESH_S}


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in handing.secrets().items():
        monkeypatch.setenv(name, value)


def call(content: bytes, headers: dict[str, str]) -> Call:
    kind = headers.pop("Content-Type", "application/octet-stream")
    made = calls.call(content, content_type=kind, **headers)
    made.body_max = FORM_MAX
    return made


@pytest.mark.parametrize("way", WAYS)
def test_the_raw_mail_arrives_byte_by_byte(way: str) -> None:
    assert PROOFS[way](call(*handing.WAYS[way](RAW))).raw == RAW


def test_mailgun_may_also_send_a_plain_form() -> None:
    content, _ = handing.mailgun(RAW)
    fields = dict(part.split(b'"\r\n\r\n', 1) for part in content.split(b'name="')[1:4])
    body = b"&".join(name + b"=" + value.split(b"\r\n")[0] for name, value in fields.items())
    body += b"&body-mime=" + quote_from_bytes(RAW).encode()
    made = call(body, {"Content-Type": "application/x-www-form-urlencoded"})
    assert adapters.mailgun(made).raw == RAW


def test_mailgun_proves_one_mail_with_one_token_and_the_others_with_their_bytes() -> None:
    assert adapters.mailgun(call(*handing.mailgun(RAW, token="t"))).token == "t"
    assert adapters.standard(call(*handing.standard(RAW))).token is None
    assert adapters.sendgrid(call(*handing.sendgrid(RAW))).token is None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("off", ["", "off", " off "])
def test_without_a_secret_nothing_is_there(way: str, off: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SECRETS[way], off)
    with pytest.raises(NotFound):
        PROOFS[way](call(*handing.WAYS[way](RAW)))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("direction", [1, -1])
def test_a_signature_of_another_time_is_refused(way: str, direction: int) -> None:
    now = int(time.time())
    assert PROOFS[way](call(*handing.WAYS[way](RAW, at=now - direction * (LIMITS_S[way] - 60)))).raw == RAW
    with pytest.raises(Unauthorized):
        PROOFS[way](call(*handing.WAYS[way](RAW, at=now - direction * (LIMITS_S[way] + 60))))


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("digits", [400, 4000])
def test_a_time_of_very_many_digits_is_refused(way: str, digits: int) -> None:
    with pytest.raises(Unauthorized):
        PROOFS[way](call(*handing.WAYS[way](RAW, at=10**digits)))


def test_what_mailgun_repeats_after_eight_hours_is_taken() -> None:
    assert adapters.mailgun(call(*handing.mailgun(RAW, at=int(time.time()) - 8 * 3600))).raw == RAW


@pytest.mark.parametrize("way", ["inbound", "sendgrid"])
def test_a_mail_that_was_changed_on_its_way_is_refused(way: str) -> None:
    content, headers = handing.WAYS[way](RAW)
    with pytest.raises(Unauthorized):
        PROOFS[way](call(content.replace(b"8 bit", b"7 bit"), headers))


@pytest.mark.parametrize("way", WAYS)
def test_a_mail_without_a_proof_is_refused(way: str) -> None:
    with pytest.raises(Unauthorized):
        PROOFS[way](call(RAW, {}))


def test_a_token_that_was_changed_is_refused() -> None:
    content, headers = handing.mailgun(RAW, token="t" * 50)
    with pytest.raises(Unauthorized):
        adapters.mailgun(call(content.replace(b"tttt", b"ttts"), headers))


def test_one_of_several_secrets_suffices_while_they_are_rotated(monkeypatch: pytest.MonkeyPatch) -> None:
    other = f"whsec_{base64.b64encode(b'o' * 32).decode()}"
    monkeypatch.setenv("MAIL_INBOUND_SECRETS", f"{other} {handing.INBOUND_SECRET}")
    content, headers = handing.standard(RAW)
    signed = headers["webhook-signature"]
    for signatures in (signed, f"v1,{'A' * 43}= {signed}", f"v1a,x {signed}"):
        assert adapters.standard(call(content, {**headers, "webhook-signature": signatures})).raw == RAW


@pytest.mark.parametrize("secret", ["whsec_c2hvcnQ=", "secret", "whsec_***"])
def test_a_secret_that_is_none_is_the_operators_fault(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_INBOUND_SECRETS", secret)
    with pytest.raises(Misconfigured) as raised:
        adapters.standard(call(*handing.standard(RAW)))
    assert secret not in str(raised.value)


@pytest.mark.parametrize("key", ["key", base64.b64encode(b"no key").decode()])
def test_a_public_key_that_is_none_is_the_operators_fault(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SENDGRID_PUBLIC_KEY", key)
    with pytest.raises(Misconfigured):
        adapters.sendgrid(call(*handing.sendgrid(RAW)))


@pytest.mark.parametrize("way", WAYS)
def test_a_mail_of_the_largest_size_is_taken_and_a_larger_one_is_not(way: str) -> None:
    largest = b"Subject: x\r\n\r\n".ljust(MAIL_MAX, b"x")
    assert len(PROOFS[way](call(*handing.WAYS[way](largest))).raw) == MAIL_MAX
    with pytest.raises(TooLarge):
        PROOFS[way](call(*handing.WAYS[way](largest + b"x")))


def test_a_form_without_the_raw_mail_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    content, headers = handing.mailgun(RAW)
    with pytest.raises(BadRequest, match="body-mime"):
        adapters.mailgun(call(content.replace(b"body-mime", b"body-text"), headers))


@pytest.mark.parametrize("content", [b"", b"--x", b"--x\r\n", b"--x\r\nContent-Disposition: nothing\r\n\r\n"])
def test_what_is_no_form_is_refused_and_breaks_nothing(content: bytes) -> None:
    with pytest.raises((BadRequest, Unauthorized)):
        adapters.mailgun(call(content, {"Content-Type": "multipart/form-data; boundary=x"}))
