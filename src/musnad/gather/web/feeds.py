"""Feeds and sitemaps, read as they come: RSS of all ages, Atom, JSON Feed, sitemaps, indexes of sitemaps."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from lxml import etree

from musnad.gather.dates import day
from musnad.gather.web.failures import Failure
from musnad.gather.web.unpacking import Unpacker

FeedKind = Literal["feed", "sitemap", "index"]

# How deep elements of a feed may lie in each other, and how long a field of it may be.
_DEEPEST = 100
_LONGEST = 65_536
# How much may stand before the first element.
_PROLOGUE = 65_536
_GZIP = b"\x1f\x8b"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ENTITY = b"<!ENTITY"
_ENTITIES = (
    "This feed declares entities of its own, which no feed needs and some use to fill the memory; it was not read."
)

_ROOTS: Mapping[str, FeedKind] = {
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
    "urlset": "sitemap",
    "sitemapindex": "index",
}
_ITEMS: Mapping[FeedKind | None, tuple[str, ...]] = {
    "feed": ("item", "entry"),
    "sitemap": ("url",),
    "index": ("sitemap",),
}
# Fields of an item, by the local name of their element: namespaces are as often wrong as right.
_FIELDS: Mapping[str, str] = {
    "link": "url",
    "loc": "url",
    "guid": "guid",
    "title": "title",
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "date": "published",
    "publication_date": "published",
    "created": "published",
    "updated": "updated",
    "modified": "updated",
    "lastmod": "updated",
}
# Inside an item, what belongs to something else: pictures and the feed that an entry was taken from.
_FOREIGN = (
    "source",
    "image",
    "video",
    "content",
    "group",
    "author",
    "contributor",
    "description",
    "summary",
    "encoded",
)


class NoFeed(Failure):
    """What was to be a feed or a sitemap is something else."""

    def __init__(self) -> None:
        super().__init__("This is no feed and no sitemap, but something else. Check the address.")


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a feed.

    Attributes:
        url: its page, as the feed states it; or, in an index, a sitemap.
        title: None if not stated.
        published: the day; None if it states none beyond doubt.
        changed: when it was last changed, as far as stated; aware of its zone.
    """

    url: str
    title: str | None = None
    published: date | None = None
    changed: datetime | None = None


@dataclass(slots=True)
class FeedReader:
    """Reads a feed piece by piece; memory for its items only.

    Args:
        most: items that are read; the rest of the feed is not looked at.
        limit, ratio: for a feed that is itself a .gz file, as sitemaps are; see :class:`Unpacker`.

    Attributes:
        items: those found so far, in their order.
        kind: what it turned out to be; None until that is known.
        title: of the feed.
        full: whether there are more than *most*.

    Raises:
        Failure: from :meth:`feed` and :meth:`close`, when this is hostile, or (:class:`NoFeed`) no feed.
    """

    most: int
    limit: int = 64 << 20
    ratio: int = 100
    items: list[Item] = field(default_factory=list, init=False)
    kind: FeedKind | None = field(default=None, init=False)
    title: str | None = field(default=None, init=False)
    full: bool = field(default=False, init=False)
    _reader: "_Json | _Xml | None" = field(default=None, init=False, repr=False)
    _head: bytes = field(default=b"", init=False, repr=False)
    _unpacker: Unpacker | None = field(default=None, init=False, repr=False)

    def feed(self, data: bytes) -> bool:
        """Take in a piece; True when no more is wanted."""
        if self._unpacker is None and self._reader is None:
            self._head += data
            if len(self._head) < 2:
                return False
            data, self._head = self._head, b""
            if data.startswith(_GZIP):
                self._unpacker = Unpacker("gzip", self.limit, self.ratio)
        if self._unpacker is None:
            return self._feed(data)
        return any(self._feed(piece) for piece in self._unpacker.feed(data))

    def close(self) -> None:
        """To be called after the last piece, unless no more was wanted."""
        if self._head:
            self._feed(self._head)
        if self._unpacker:
            self._unpacker.finish()
        if self._reader:
            self._reader.close()
        if self.kind is None:
            raise NoFeed

    def add(self, item: Item) -> None:
        """Called by what reads the format."""
        if len(self.items) < self.most:
            self.items.append(item)
        else:
            self.full = True

    def _feed(self, data: bytes) -> bool:
        if self._reader is None:
            self._reader = _Json(self) if _bare(data).startswith(b"{") else _Xml(self)
        self._reader.feed(data)
        return self.full


class _Json:
    def __init__(self, feed: FeedReader) -> None:
        self._feed = feed
        self._data = bytearray()

    def feed(self, data: bytes) -> None:
        self._data += data

    def close(self) -> None:
        try:
            found = json.loads(self._data)
        except (ValueError, RecursionError) as error:
            raise NoFeed from error
        items = found.get("items") if isinstance(found, dict) else None
        if not isinstance(items, list):
            raise NoFeed
        self._feed.kind = "feed"
        self._feed.title = _string(found.get("title"))
        for each in items:
            url = _string(each.get("url") or each.get("external_url")) if isinstance(each, dict) else None
            if url:
                published, changed = (_string(each.get(f"date_{name}")) for name in ("published", "modified"))
                self._feed.add(_item(url, _string(each.get("title")), published, changed))
            if self._feed.full:
                return


class _Xml:
    """Drives lxml without a tree: elements are told of and forgotten."""

    def __init__(self, feed: FeedReader) -> None:
        self._target = _Target(feed)
        self._feed = feed
        self._tail = b""
        self._read = 0
        # Broken XML is the rule in feeds; what cannot be mended ends the reading, and what came before it counts.
        self._parser = etree.XMLParser(
            target=self._target,
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )

    def feed(self, data: bytes) -> None:
        # With noughts left out also in UTF-16; the mark may stand across two pieces.
        look = self._tail + data.replace(b"\0", b"")
        if _ENTITY in look:
            raise Failure(_ENTITIES)
        self._tail = look[-len(_ENTITY) :]
        try:
            self._parser.feed(data)
        except etree.XMLSyntaxError as error:
            raise Failure(f"This feed is broken and cannot be read on ({_short(error)}).") from error
        self._read += len(data)
        if self._feed.kind is None and self._read > _PROLOGUE:
            raise NoFeed

    def close(self) -> None:
        try:
            self._parser.close()
        except etree.XMLSyntaxError as error:
            if self._feed.kind is None:
                raise NoFeed from error


class _Target:
    """What lxml tells of elements."""

    def __init__(self, feed: FeedReader) -> None:
        self._feed = feed
        self._depth = 0
        # Depth of the item we are in, of what is foreign in it; 0: in none.
        self._item = 0
        self._foreign = 0
        self._fields: dict[str, str] = {}
        self._name: str | None = None
        self._text: list[str] = []
        self._size = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _local(tag)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Failure(f"Elements of this feed lie more than {_DEEPEST} deep in each other; it was not read on.")
        if self._depth == 1:
            self._feed.kind = _ROOTS.get(name)
            if self._feed.kind is None:
                raise NoFeed
        elif not self._item and name in _ITEMS[self._feed.kind]:
            self._item = self._depth
            self._fields = {}
        elif self._item and not self._foreign:
            if name in _FOREIGN:
                self._foreign = self._depth
            elif name == "link" and attributes.get("href"):
                self._link(attributes)
            else:
                self._begin(_FIELDS.get(name), name, attributes)
        elif not self._item and name == "title" and self._feed.title is None:
            self._begin("feed title", name, attributes)

    def data(self, text: str) -> None:
        if self._name is not None and self._size < _LONGEST:
            self._text.append(text)
            self._size += len(text)

    def end(self, tag: str) -> None:
        if self._name is not None:
            self._keep(self._name, "".join(self._text).strip())
            self._name = None
        if self._depth == self._foreign:
            self._foreign = 0
        if self._depth == self._item:
            self._item = 0
            url = self._fields.get("url") or self._fields.get("guid")
            if url:
                self._feed.add(_item(url, *(self._fields.get(name) for name in ("title", "published", "updated"))))
        self._depth -= 1

    def close(self) -> None:
        pass

    def _begin(self, kept: str | None, name: str, attributes: Mapping[str, str]) -> None:
        if name == "guid" and attributes.get("isPermaLink", "").lower() == "false":
            kept = None
        self._name, self._text, self._size = kept, [], 0

    def _keep(self, name: str, value: str) -> None:
        if name == "feed title":
            self._feed.title = value or None
        elif value and len(value) < _LONGEST:
            # The first is the item's own: «media:title» and the like come after it.
            self._fields.setdefault(name, value)

    def _link(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("rel", "alternate") == "alternate":
            self._fields.setdefault("url", attributes["href"].strip())


def _item(url: str, title: str | None, published: str | None, changed: str | None) -> Item:
    # A guid may be anything; what is no address is named when it is to be fetched.
    return Item(url, title, day(published), _moment(changed) or _moment(published))


def _moment(text: str | None) -> datetime | None:
    """The moment that a feed states, aware of its zone (UTC if none is stated); None if it states none."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except ValueError:
            return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2].rpartition(":")[2].lower()


def _bare(data: bytes) -> bytes:
    for mark in _MARKS:
        data = data.removeprefix(mark)
    return data.lstrip(b" \t\r\n")


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) and len(value) < _LONGEST else None


def _short(error: Exception) -> str:
    return str(error)[:120]
