"""Lists of feeds: the user's own and the one that ships."""

from pathlib import Path

import pytest

from musnad.gather import Metadata
from musnad.gather.web import Wanted, feed_list, starter_feeds
from musnad.gather.web.urls import address
from musnad.model import MusnadError, Problem

LIST = """\ufeff# feeds

https://wadi.example/feed
  https://marfa.example/rss   صحيفة المرفأ  # a comment
https://waha.example/\tوكالة الواحة
nonsense
ftp://wadi.example/
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256"])
def test_a_list(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "feeds.txt"
    path.write_bytes(LIST.removeprefix("" if encoding == "utf-8" else "\ufeff").encode(encoding))
    *feeds, first, second = feed_list(path)
    assert feeds == [
        Wanted("https://wadi.example/feed", True),
        Wanted("https://marfa.example/rss", True, Metadata(outlet="صحيفة المرفأ")),
        Wanted("https://waha.example/", True, Metadata(outlet="وكالة الواحة")),
    ]
    assert isinstance(first, Problem) and isinstance(second, Problem)
    assert (first.path, first.place, second.place) == (str(path), "line 6", "line 7")


def test_a_line_too_long(tmp_path: Path) -> None:
    path = tmp_path / "feeds.txt"
    path.write_text("https://wadi.example/" + "a" * 20_000)
    (problem,) = feed_list(path)
    assert isinstance(problem, Problem)


@pytest.mark.parametrize("content", [None, b"\x89PNG\r\n" + bytes(100)])
def test_no_list(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "feeds.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(MusnadError, match="cannot be read"):
        list(feed_list(path))


def test_the_list_that_ships() -> None:
    feeds = starter_feeds()
    assert 30 <= len(feeds) <= 60
    for feed in feeds:
        assert address(feed.url).url == feed.url
        assert feed.url.startswith("https://")
        assert feed.outlet == feed.outlet.strip() and feed.outlet
        assert len(feed.country) == 2 and feed.country.isupper()
    assert len({feed.url for feed in feeds}) == len({feed.outlet for feed in feeds}) == len(feeds)
