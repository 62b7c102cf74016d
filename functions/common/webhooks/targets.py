"""Where webhooks may go: public addresses by https, and this machine where development allows it; pure."""

import re
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

HOST_NAME = r"([0-9A-Za-z-]+\.)*[A-Za-z][0-9A-Za-z-]*"
"""Labels of letters, digits and hyphens (RFC 952 and 1123); the last begins with a letter, as no address does."""


def fault_of_url(url: str, *, loopback: bool) -> str | None:
    """What is wrong with the address of an endpoint, as the end of a sentence; None for a good one.

    What its host name stands for is looked up when something is sent, each time anew: see `is_allowed`.
    """
    if not re.fullmatch(r"[\x21-\x7e]+", url):
        return "must be an address in ASCII without spaces (punycode, percent-encoding)"
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return "is not an address"
    schemes = ("https://", "http://") if loopback else ("https://",)
    if not url.startswith(schemes) or not host or parts.netloc.endswith(":"):
        return "must begin with https:// and a host"
    if parts.username is not None or parts.password is not None or parts.fragment:
        return "must have no user, no password and no fragment"
    try:
        literal = is_allowed(host, loopback=loopback)
    except ValueError:
        return None if re.fullmatch(HOST_NAME, host) else "must have a host that is a name or an address"
    return None if literal else "must be a public address"


def is_allowed(address: str, *, loopback: bool) -> bool:
    """Whether an IP address may be connected to. Raises ValueError for what is none.

    Refused is what is not on the public internet: private (RFC 1918, 4193), link-local with the metadata servers of
    clouds, shared (CGNAT, RFC 6598), multicast, reserved and unspecified ones. A mapped IPv6 address counts as what
    it is mapped to; those of translators and tunnels (NAT64, 6to4, Teredo) are reserved or private to Python.
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip.is_site_local:  # obsolete since RFC 3879, and no other question below includes it
            return False
    return (loopback and ip.is_loopback) or _is_public(ip)


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)
