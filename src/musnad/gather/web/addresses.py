"""Which machines may be asked: those on the open internet, unless the user says otherwise."""

import ipaddress
import queue
import socket
import threading
from collections.abc import Sequence

from musnad.gather.web.failures import Failure
from musnad.gather.web.limits import Resolver

_IP = ipaddress.IPv4Address | ipaddress.IPv6Address

# Named one by one: what Python calls private differs from version to version.
_CLOSED = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",
            "100.64.0.0/10",  # carriers' own (CGNAT)
            "127.0.0.0/8",
            "169.254.0.0/16",  # link-local; clouds tell their secrets there
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",  # for documents
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",  # for measuring
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",  # multicast, reserved, broadcast
            "::/96",  # unspecified, loopback, IPv4 in an outdated form
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",  # protocols' own; Teredo carries IPv4
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/9",  # link-local and, outdated, site-local
            "ff00::/8",
        ),
    )
)
# IPv6 that stands for an IPv4 address, and how many bits before the end it ends.
_CARRIERS = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)
_LOOKUP_FAILED = "cannot be found. Check the spelling and the connection."


def is_open(text: str) -> bool:
    """Whether *text*, an IP address, is one of the open internet."""
    try:
        ip: _IP = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    for network, shift in _CARRIERS:
        if ip in network:
            ip = ipaddress.IPv4Address(int(ip) >> shift & 0xFFFFFFFF)
            break
    return not any(ip in network for network in _CLOSED) and not ip.is_multicast and ip.is_global


def addresses(host: str, port: int, allow_private: bool, resolver: Resolver | None, seconds: float) -> list[str]:
    """The addresses of *host* that may be asked, looked up once: connect to these and to nothing else.

    Raises:
        Failure: there are none, or none that may be asked.
    """
    found = list(dict.fromkeys(_looked_up(host, port, resolver or system, seconds)))
    if allow_private:
        return found
    allowed = [each for each in found if is_open(each)]
    if not allowed:
        raise Failure(
            f"{host} is {found[0]}, an address inside a private or special network, which is not asked."
            " Allow it (--allow-private) if it is your own."
        )
    return allowed


def system(host: str, port: int) -> Sequence[str]:
    """The addresses that the system finds for *host*."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def _looked_up(host: str, port: int, resolver: Resolver, seconds: float) -> Sequence[str]:
    """Look up in a thread of its own, because the system's own patience cannot be set."""
    answer: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def look() -> None:
        try:
            answer.put(resolver(host, port))
        except Exception as error:
            answer.put(error)

    threading.Thread(target=look, daemon=True, name=f"looking up {host}").start()
    try:
        found = answer.get(timeout=max(seconds, 0.001))
    except queue.Empty:
        raise Failure(f"The name {host} was not found in time. Check the connection.", passing=True) from None
    if isinstance(found, socket.gaierror):
        passing = found.errno == socket.EAI_AGAIN
        raise Failure(f"The host {host} {_LOOKUP_FAILED}", passing=passing) from found
    if isinstance(found, OSError | UnicodeError):
        raise Failure(f"The host {host} {_LOOKUP_FAILED}") from found
    if isinstance(found, Exception):
        raise found
    if not found:
        raise Failure(f"The host {host} {_LOOKUP_FAILED}")
    return found
