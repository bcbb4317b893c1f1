"""Feeds of all ages, read as they come; and what is done about hostile ones."""

import gzip
import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.gather.web import Failure, FeedReader, Item
from musnad.gather.web.discovery import feed_links

from .server import bomb, rss

ONE = "https://wadi.example/1"
MOMENT = datetime(2031, 3, 5, 10, tzinfo=timezone(timedelta(hours=3)))

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:media="http://m.example/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>وكالة الوادي &nbsp;</title><atom:link href="https://wadi.example/self" rel="self"/><link>https://wadi.example/</link>
<image><url>https://wadi.example/i.png</url><title>صورة</title><link>https://wadi.example/</link></image>
<item><title><![CDATA[السد & البوابات]]></title><link>
  {ONE} </link><guid isPermaLink="false">77</guid><pubDate>Wed, 05 Mar 2031 10:00:00 +0300</pubDate>
  <media:content url="https://wadi.example/p.jpg"><media:title>صورة</media:title></media:content>
  <source url="https://other.example/">أخرى</source><description>&lt;p&gt;a & b</description></item>
<item><guid>https://wadi.example/2</guid><title>بلا رابط</title></item><item><title>بلا شيء</title></item>
</channel></rss>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://r.example/" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://d.example/">
<channel><title>وكالة</title></channel>
<item rdf:about="x"><title>السد</title><link>{ONE}</link><dc:date>2031-03-05T10:00:00+03:00</dc:date></item>
</rdf:RDF>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>وكالة</title><link href="https://wadi.example/"/>
<entry><source><title>أخرى</title><updated>2001-01-01T00:00:00Z</updated></source><title type="html">السد</title>
<link rel="enclosure" href="https://wadi.example/x.mp3"/><link href="{ONE}"/>
<published>2031-03-04T10:00:00Z</published><updated>2031-03-05T10:00:00+03:00</updated></entry></feed>"""
SITEMAP = f"""<urlset xmlns="http://s.example/" xmlns:news="http://n.example/" xmlns:image="http://i.example/">
<url><image:image><image:loc>https://wadi.example/i.png</image:loc></image:image><loc>{ONE}</loc>
<lastmod>2031-03-05T10:00:00+03:00</lastmod><news:news><news:publication><news:name>وكالة</news:name></news:publication>
<news:publication_date>2031-03-05</news:publication_date><news:title>السد</news:title></news:news></url></urlset>"""
INDEX = f"<sitemapindex><sitemap><loc>{ONE}</loc><lastmod>2031-03-05T10:00:00+03:00</lastmod></sitemap></sitemapindex>"
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "وكالة",
        "items": [{"url": ONE, "title": "السد", "date_published": "2031-03-05T10:00:00+03:00"}, {"id": "x"}, 5],
    }
)


def read(data: bytes, most: int = 100, size: int = 1 << 16) -> FeedReader:
    reader = FeedReader(most)
    for at in range(0, len(data), size):
        if reader.feed(data[at : at + size]):
            return reader
    reader.close()
    return reader


def test_rss() -> None:
    reader = read(RSS.encode())
    first, second = reader.items
    assert first == Item(ONE, "السد & البوابات", date(2031, 3, 5), MOMENT)
    assert (second.url, second.title) == ("https://wadi.example/2", "بلا رابط")
    assert (reader.kind, reader.full) == ("feed", False)
    assert (reader.title or "").startswith("وكالة الوادي")


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256", "iso-8859-6"])
def test_encodings_and_pieces(encoding: str, size: int) -> None:
    data = RSS.replace("utf-8", encoding).replace("&nbsp;", "").encode(encoding)
    assert read(data, size=size).items == read(RSS.encode()).items


@pytest.mark.parametrize(
    ("text", "kind", "title", "published"),
    [
        (RDF, "feed", "السد", date(2031, 3, 5)),
        (ATOM, "feed", "السد", date(2031, 3, 4)),
        (SITEMAP, "sitemap", "السد", date(2031, 3, 5)),
        (INDEX, "index", None, None),
        (JSON, "feed", "السد", date(2031, 3, 5)),
    ],
)
def test_other_formats(text: str, kind: str, title: str | None, published: date | None) -> None:
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), b"\n " + text.encode(), gzip.compress(text.encode())):
        reader = read(data)
        assert reader.kind == kind
        assert reader.items == [Item(ONE, title, published, MOMENT)]


def test_dates() -> None:
    def changed(stated: str) -> datetime | None:
        return read(rss(ONE, more=f"<pubDate>{stated}</pubDate>")).items[0].changed

    assert changed("2031-03-05") == datetime(2031, 3, 5, tzinfo=UTC)
    assert changed("Wed, 05 Mar 2031 10:00:00 GMT") == datetime(2031, 3, 5, 10, tzinfo=UTC)
    assert changed("أمس") is None
    assert changed("9" * 5000) is None


def test_broken_feeds_are_read_as_far_as_they_go() -> None:
    broken = rss(ONE, ONE).replace(b"</rss>", b"</channel><item><link>x</li")
    assert len(read(broken).items) >= 2
    assert [
        item.url for item in read(b"<rss><channel><item><title>a & b &nope;</title><link>x</link></item>").items
    ] == ["x"]


def test_an_attribute_that_stands_twice() -> None:
    """Found in the feed of a state agency; no parser need accept it, and readers do."""
    twice = RSS.replace('<rss version="2.0"', '<rss version="2.0" xmlns:media="http://m.example/"')
    assert read(twice.encode()).items == read(RSS.encode()).items


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"hello",
        b"<!DOCTYPE html><html><head><title>x</title></head></html>",
        b"<svg/>",
        b"{}",
        b'{"items": 5}',
        b"{" * 100_000,
        b"[" * 100_000,
        b" " * 200_000,
        b"<!--" + b"x" * 200_000,
        b"%PDF-1.7",
        b"\x89PNG\r\n",
    ],
)
def test_no_feed(data: bytes) -> None:
    with pytest.raises(Failure, match="no feed"):
        read(data)


def test_a_million_items_are_cut_and_the_rest_is_not_looked_at() -> None:
    item = f"<item><link>{ONE}</link></item>".encode()
    reader = FeedReader(1000)
    pieces = 0
    for piece in [b"<rss><channel>", *([item * 1000] * 1000)]:
        pieces += 1
        if reader.feed(piece):
            break
    assert reader.full
    assert len(reader.items) == 1000
    assert pieces <= 4


def test_as_many_as_are_wanted_are_not_too_many() -> None:
    reader = read(rss(ONE, ONE), most=2)
    assert (len(reader.items), reader.full) == (2, False)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]><rss><channel><item><link>http://wadi.example/&lol9;</link></item></channel></rss>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("size", [3, 1 << 16])
def test_a_billion_laughs(encoding: str, size: int) -> None:
    with pytest.raises(Failure, match="entities of its own"):
        read(LAUGHS.encode(encoding), size=size)


def test_laughs_in_an_encoding_that_hides_them() -> None:
    hidden = LAUGHS.replace("?>", ' encoding="UTF-7"?>', 1).replace("<!ENTITY", "+ADwAIQ-ENTITY")
    with suppress(Failure):
        assert not any("lollol" in item.url for item in read(hidden.encode()).items)


def test_entities_from_outside(tmp_path: object) -> None:
    for doctype in (
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE rss PUBLIC "-//N" "http://wadi.example/d">',
    ):
        reader = read(doctype.encode() + rss(ONE))
        assert [item.url for item in reader.items] == [ONE]


def test_elements_too_deep() -> None:
    with pytest.raises(Failure, match="deep in each other"):
        read(b"<rss><channel>" + b"<a>" * 10_000)


def test_a_field_without_end() -> None:
    reader = read(
        b"<rss><channel><item><title>" + b"a" * 5_000_000 + b"</title><link>" + ONE.encode() + b"</link></item>"
    )
    assert all(item.title is None or len(item.title) < 100_000 for item in reader.items)


@pytest.mark.parametrize("data", [bomb(64 << 20), gzip.compress(bomb(64 << 20))])
def test_a_bomb_as_a_sitemap(data: bytes) -> None:
    with pytest.raises(Failure):
        read(data)


@given(st.binary(max_size=300), st.integers(1, 300))
def test_any_bytes(data: bytes, size: int) -> None:
    for before in (b"", b"<rss><channel><item>", b'<?xml version="1.0"?><feed><entry><link href="', b'{"items": ['):
        try:
            read(before + data, size=size)
        except Failure as told:
            assert told.message.endswith(".")


# Feeds that a page names


def test_feeds_of_a_page() -> None:
    page = """<html><head><link rel=stylesheet href=/s.css>
    <LINK REL="Alternate" TYPE="application/rss+xml; x" href="/comments/feed">
    <link rel=alternate type="application/rss+xml" href="/feed?a=1&amp;b=2"><link rel=alternate hreflang=en href=/en>
    <link rel=alternate type=application/atom+xml href="https://other.example/atom">
    <link rel=alternate type=application/rss+xml>
    <link rel=alternate type=application/rss+xml href="javascript:x"></head><body>"""
    found = ["https://wadi.example/feed?a=1&b=2", "https://other.example/atom", "https://wadi.example/comments/feed"]
    assert feed_links(page.encode(), "https://wadi.example/x/", 5) == found
    assert feed_links(page.encode(), "https://wadi.example/x/", 1) == found[:1]


@pytest.mark.parametrize("page", [b"", b"\0" * 1000, b"<" * 100_000, b"<a>" * 100_000, b"<link " * 50_000])
def test_pages_without(page: bytes) -> None:
    assert feed_links(page, "https://wadi.example/", 5) == []
