"""Where webhooks may go."""

import pytest

from common.webhooks.model import NewWebhook, WebhookEvent
from common.webhooks.targets import fault_of_url, is_allowed

PRIVATE = [
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "198.18.0.1", "192.0.2.1"),
    *("169.254.169.254", "fe80::1", "fe80::1%eth0", "fd00:ec2::254", "fec0::1", "fc00::1"),
    *("0.0.0.0", "::", "224.0.0.1", "ff02::1", "240.0.0.1", "255.255.255.255"),
    *("::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:1", "2002:a00:1::", "2001::1", "2001:db8::1"),
]
LOOPBACK = ["127.0.0.1", "127.8.9.10", "::1", "::ffff:127.0.0.1"]
PUBLIC = ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_on_the_public_internet_is_refused_in_development_too(address: str) -> None:
    assert not is_allowed(address, loopback=False)
    assert not is_allowed(address, loopback=True)


@pytest.mark.parametrize("address", LOOPBACK)
def test_this_machine_is_allowed_only_in_development(address: str) -> None:
    assert not is_allowed(address, loopback=False)
    assert is_allowed(address, loopback=True)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_allowed(address, loopback=False)


@pytest.mark.parametrize("url", ["https://example.com", "https://example.com:8443/a?b=c", "https://[2606:4700::1]/"])
def test_a_public_https_address_is_good(url: str) -> None:
    assert fault_of_url(url, loopback=False) is None


@pytest.mark.parametrize(
    "written",
    [
        "HTTPS://Example.com/A",
        "Https://Example.com/A",
        "\ufeffhttps://Example.com/A\u200b\n",
        "https://\xadExample.com/A",
    ],
)
def test_an_address_is_read_as_it_is_meant(written: str) -> None:
    url = NewWebhook(url=written, events=[WebhookEvent.CREATED]).url
    assert url == "https://Example.com/A"
    assert fault_of_url(url, loopback=False) is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:8787/hook", "http://localhost/", "https://[::1]:8443/"])
def test_an_address_of_this_machine_is_good_only_in_development(url: str) -> None:
    assert fault_of_url(url, loopback=True) is None
    assert fault_of_url(url, loopback=False) is not None or url.startswith("https")


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://example.com/", "https"),
        ("file:///etc/passwd", "https"),
        ("https:///x", "https"),
        ("https://example.com:/", "https"),
        ("https://0M.iu*", "name or an address"),
        ("https://a_b.example/", "name or an address"),
        ("https://0177.0.0.01/", "name or an address"),
        ("https://a:b@example.com/", "password"),
        ("https://example.com/#x", "fragment"),
        ("https://example.com/a b", "ASCII"),
        ("https://example.com/\r\nHost: x", "ASCII"),
        ("https://bücher.example/", "ASCII"),
        ("https://example.com:99999/", "not an address"),
        ("https://[::1/", "not an address"),
        ("https://192.168.0.1/", "public"),
        ("https://127.0.0.1/", "public"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(url: str, fault: str) -> None:
    assert fault in str(fault_of_url(url, loopback=False))
