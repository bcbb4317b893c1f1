"""Which feeds a page names."""

from collections.abc import Mapping
from contextlib import suppress

from lxml import etree

from musnad.gather.web.failures import Failure
from musnad.gather.web.urls import address

_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
)
# Feeds stand in the head, which is short; what comes after so much is an article, or hostile.
LOOKED_AT = 1 << 19
_PIECE = 1 << 16


def feed_links(content: bytes, base: str, most: int) -> list[str]:
    """Addresses of the feeds that the page *content* at *base* names in ``<link rel="alternate">``, in their order
    and at most *most*. Feeds of comments come last: every article has one."""
    target = _Links()
    parser = etree.HTMLParser(target=target, recover=True, no_network=True, huge_tree=False)
    data = content[:LOOKED_AT]
    # What was found before it broke counts.
    with suppress(etree.LxmlError, AssertionError):
        for at in range(0, len(data), _PIECE):
            parser.feed(data[at : at + _PIECE])
        parser.close()
    found: list[str] = []
    for href in target.found:
        with suppress(Failure):
            found.append(address(href, base).url)
    return sorted(dict.fromkeys(found), key=lambda url: "comment" in url.lower())[:most]


class _Links:
    """Told of elements by lxml; no tree is made."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "link":
            rel = attributes.get("rel", "").lower().split()
            kind = attributes.get("type", "").lower().partition(";")[0].strip()
            href = attributes.get("href")
            if href and "alternate" in rel and kind in _TYPES:
                self.found.append(href)

    def close(self) -> None:
        pass
