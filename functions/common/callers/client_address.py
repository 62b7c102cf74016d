"""Whose request it is, by address, as far as headers that any client can forge allow to say; pure."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

IPV6_PREFIX = 64
"""In bits: what one household or machine usually has to itself, so that changing the rest is no new client."""


@dataclass(frozen=True)
class Client:
    address: str
    """Of the person or program, in one spelling; for IPv6, the network of `IPV6_PREFIX` bits."""
    proxy: str | None = None
    """The address that claims so; None where Google's front end itself does."""


def client_of(header: Callable[[str], str | None], peer: str) -> Client:
    """The client of a request with these headers; `peer` stands for it where there is no front end.

    The last entry of `X-Forwarded-For` is true: Google's front end writes there which address connected to it. The
    entries before it are claims (https://cloud.google.com/functions/docs/reference/headers).

    Behind Firebase Hosting, what connected is one of Hosting's proxies, which many people share. Hosting also sends
    `X-Forwarded-Host`, and the person's address twice: as the entry before the last, and as `Fastly-Client-IP`. A
    program that calls a function itself can claim the same: where a claim is believed, `proxy` is who made it.
    """
    entries = (header("X-Forwarded-For") or "").split(",")
    connected = _normal(entries[-1]) or _normal(peer) or peer
    if header("X-Forwarded-Host") is None:
        return Client(connected)
    claimed = _normal(entries[-2] if len(entries) > 1 else header("Fastly-Client-IP") or "")
    return Client(connected) if claimed in (None, connected) else Client(claimed, connected)


def _normal(text: str) -> str | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ip_network((int(address), IPV6_PREFIX), strict=False))
    return str(address)
