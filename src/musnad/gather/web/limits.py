"""How the web is asked, and how much of it is taken."""

import re
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from musnad.model import MusnadError

_KIB = 1 << 10
_MIB = 1 << 20

# A name and a port to the addresses behind them, as texts.
Resolver = Callable[[str, int], Sequence[str]]

# What robots.txt calls us.
ROBOT = "musnad"
# A comment of the User-Agent ends at a parenthesis (RFC 9110).
_CONTACT = re.compile(r"[!-'*-~](?:[ -'*-~]{0,198}[!-'*-~])?")


@dataclass(frozen=True, slots=True)
class WebLimits:
    """Limits that every server is held to. Sizes in bytes, times in seconds.

    Attributes:
        page, feed, robots: size of a page, a feed or sitemap, a robots.txt, both as received and unpacked.
            News pages have less than 2 MB; a sitemap may have 50 MB by its protocol.
        ratio: how many times larger than received something may unpack, once it is above a megabyte. HTML
            unpacks to some ten times its size, a zip bomb to a thousand times.
        headers: size of all headers of an answer.
        silence: longest wait for the next bytes, and for a connection.
        seconds: longest time for one answer, from looking up the name to the last byte, however steadily
            it trickles.
        redirects: for one address.
        tries: for one address, when the server is overloaded or the connection breaks.
        back_off: wait before the second try; doubled before each further one.
        delay: between two requests to one host; its robots.txt may ask for more.
        patience: longest wait that a server can ask for (Retry-After, Crawl-delay). If it wants a longer
            pause, it is left alone for this run.
        items: entries of one feed, sitemap or page's feeds that are followed.
        sitemaps: sitemaps of one index, indexes in it included.
        hosts: asked at the same time. Each host is asked one thing at a time.
        again: failed tries of a page in a feed, one a poll, after which it is no longer tried.
    """

    page: int = 8 * _MIB
    feed: int = 64 * _MIB
    robots: int = 512 * _KIB
    ratio: int = 100
    headers: int = 64 * _KIB
    silence: float = 20.0
    seconds: float = 90.0
    redirects: int = 8
    tries: int = 3
    back_off: float = 2.0
    delay: float = 1.0
    patience: float = 60.0
    items: int = 10_000
    sitemaps: int = 50
    hosts: int = 8
    again: int = 5


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How to ask.

    Attributes:
        limits: see :class:`WebLimits`.
        allow_private: also ask private, loopback and link-local addresses. Never on behalf of strangers.
        contact: an e-mail address or a page, in ASCII letters, where the servers' people can reach whoever runs
            this; stands in the User-Agent of each request. The project has no page of its own, so without it the
            User-Agent is name and version alone.
        robots: heed robots.txt.
        resolver: looks names up; None: the system's.
        tls: how to verify servers; None: certificates of the system and of certifi.
    """

    limits: WebLimits = WebLimits()
    allow_private: bool = False
    contact: str | None = None
    robots: bool = True
    resolver: Resolver | None = None
    tls: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        """Raises :class:`MusnadError` if *contact* cannot be sent: who gave it believes that servers know it."""
        if self.contact and not _CONTACT.fullmatch(self.contact):
            raise MusnadError(
                f"{self.contact!r} cannot be sent to servers as a contact. Give an e-mail address or a page of at"
                " most 200 ASCII characters, without parentheses and line breaks (--contact, MUSNAD_CONTACT)."
            )
