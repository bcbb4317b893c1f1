"""Fetching from a server that does everything."""

import gzip
import socket
import threading
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from musnad import __version__
from musnad.gather.web import Failure, Fetcher, Request
from musnad.gather.web.manners import Stopped

from .asking import HTML, Fetching, failure, got
from .server import Ask, Server, bomb, twice

# What goes well


def test_a_page(server: Server, fetcher: Fetcher) -> None:
    received = got(fetcher, server.page("/17", HTML, ETag='"a"', X_Twice="1"))
    assert (received.status, received.body, received.content, received.cut) == (200, HTML, HTML, False)
    assert received.url == received.final == server.url("/17")
    assert received.header("etag") == '"a"'
    assert ("X-Twice", "1") in received.headers


def test_who_asks(server: Server, fetcher: Fetcher) -> None:
    got(fetcher, server.page("/17", HTML))
    (ask,) = server.asks
    assert ask.headers["user-agent"] == f"Musnad/{__version__}"
    assert ask.headers["host"] == f"wadi.example:{server.port}"
    assert ask.headers["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in ask.headers


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(HTML)),
        ("x-gzip", gzip.compress(HTML[:9]) + gzip.compress(HTML[9:])),
        ("gzip", gzip.compress(HTML) + b"\0\0\0"),
        ("deflate", zlib.compress(HTML)),
        ("deflate", zlib.compress(HTML)[2:-4]),
        ("gzip, gzip", gzip.compress(gzip.compress(HTML))),
        ("identity", HTML),
    ],
)
def test_packed_pages_are_kept_as_received(server: Server, fetcher: Fetcher, encoding: str, packed: bytes) -> None:
    received = got(fetcher, server.page("/17", packed, Content_Encoding=encoding))
    assert (received.body, received.content) == (packed, HTML)


def test_a_page_in_chunks(server: Server, fetcher: Fetcher) -> None:
    def chunks(ask: Ask) -> None:
        ask.stream(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for at in range(0, len(HTML), 5):
            part = HTML[at : at + 5]
            ask.stream(b"%x\r\n%s\r\n" % (len(part), part))
        ask.stream(b"0\r\n\r\n")

    assert got(fetcher, server.route("/17", chunks)).body == HTML


def test_arabic_addresses(server: Server, fetcher: Fetcher) -> None:
    server.page("/%D8%AE%D8%A8%D8%B1?q=%D9%85%20%D9%86", HTML)
    assert got(fetcher, server.url("/خبر?q=م%20ن")).body == HTML


def test_redirects(server: Server, fetcher: Fetcher) -> None:
    server.page("/3", HTML)
    server.route("/2", lambda ask: ask.reply(status="307 x", Location=server.url("/3", "other")))
    url = server.route("/1", lambda ask: ask.reply(status="301 x", Location="2#part"))
    received = got(fetcher, url)
    assert (received.url, received.final) == (url, server.url("/3", "other"))
    assert server.asked == ["/1", "/2", "/3"]


def test_a_redirect_in_raw_arabic(server: Server, fetcher: Fetcher) -> None:
    server.page("/%D8%AE%D8%A8%D8%B1", HTML)
    assert got(fetcher, server.route("/1", lambda ask: ask.reply(status="302 x", Location="/خبر"))).body == HTML


def test_a_cookie_is_given_back_within_a_fetch_only(server: Server, fetcher: Fetcher) -> None:
    def wants_its_cookie(ask: Ask) -> None:
        if ask.headers.get("cookie") == "seen=1":
            ask.reply(HTML)
        else:
            ask.reply(status="302 x", Location=ask.path, Set_Cookie="seen=1; Path=/")

    url = server.route("/17", wants_its_cookie)
    assert got(fetcher, url).body == HTML
    assert got(fetcher, url).body == HTML
    assert len(server.asked) == 4


def test_asked_again_nothing_has_changed(server: Server, fetcher: Fetcher) -> None:
    def conditional(ask: Ask) -> None:
        if ask.headers.get("if-none-match") == '"a"' and ask.headers.get("if-modified-since") == "then":
            ask.reply(status="304 Not Modified", length=-1)
        else:
            ask.reply(HTML)

    url = server.route("/17", conditional)
    assert not got(fetcher, url).unchanged
    assert got(fetcher, url, etag='"a"', modified="then").unchanged
    # What cannot stand in a header is not sent.
    assert not got(fetcher, url, etag='"a"\r\nX: y').unchanged


def test_not_modified_without_a_reason_to(server: Server, fetcher: Fetcher) -> None:
    url = server.route("/17", lambda ask: ask.reply(status="304 Not Modified", length=-1))
    assert "304 (Not Modified)" in failure(fetcher, url).message


# What goes wrong on the way


def test_nobody_answers(fetcher: Fetcher) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        message = failure(fetcher, f"http://wadi.example:{taken.getsockname()[1]}/").message
    assert "refuses connections" in message


def test_a_ring_of_redirects(server: Server, fetcher: Fetcher) -> None:
    server.route("/2", lambda ask: ask.reply(status="302 x", Location="/1"))
    assert (
        "more than 4 redirects"
        in failure(fetcher, server.route("/1", lambda ask: ask.reply(status="302 x", Location="/2"))).message
    )
    assert len(server.asked) == 5


def trickle(ask: Ask, first: bytes) -> None:
    ask.stream(first)
    while not ask.over.wait(0.02):
        ask.stream(b"x")


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Long: ",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
    ],
)
def test_a_server_that_trickles(server: Server, fetching: Fetching, first: bytes) -> None:
    """Silence is never long enough to be cut for it; the whole takes too long."""
    url = server.route("/1", lambda ask: trickle(ask, first))
    assert "took longer than 0.5 seconds" in failure(fetching(seconds=0.5, tries=1), url).message


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"])
def test_a_server_that_is_silent(server: Server, fetching: Fetching, first: bytes) -> None:
    def silent(ask: Ask) -> None:
        ask.stream(first)
        ask.over.wait(30)

    url = server.route("/1", silent)
    assert "silent for too long" in failure(fetching(silence=0.2, tries=1), url).message


def test_a_slow_first_byte_is_waited_for(server: Server, fetcher: Fetcher) -> None:
    def slow(ask: Ask) -> None:
        ask.over.wait(0.3)
        ask.reply(HTML)

    assert got(fetcher, server.route("/1", slow)).body == HTML


def test_a_body_that_breaks_off(server: Server, fetching: Fetching) -> None:
    url = server.route("/1", lambda ask: ask.reply(HTML, length=5000))
    assert "broke off" in failure(fetching(tries=1), url).message


@pytest.mark.parametrize("rest", [b"", b"5\r\nab", b"zz\r\n", b"-1\r\n"])
def test_chunks_that_break_off(server: Server, fetching: Fetching, rest: bytes) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
    failure(fetching(tries=1), server.route("/1", lambda ask: ask.stream(head + rest)))


@pytest.mark.parametrize(
    "answer",
    [
        b"hello\r\n",
        b"SSH-2.0-x\r\n",
        b"\0" * 100,
        b"HTTP/9.9 xx\r\n\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\nContent-Length: x\r\nno colon\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 60_000 + b"\r\nZ: " + b"y" * 60_000 + b"\r\n\r\n",
    ],
)
def test_odd_answers_are_failures_in_words(server: Server, fetching: Fetching, answer: bytes) -> None:
    url = server.route("/1", lambda ask: ask.stream(answer))
    try:
        fetching(tries=1, silence=0.5).get(Request(url))
    except Failure as told:
        assert told.message.endswith((".", "again later."))
        assert "Errno" not in told.message


def test_huge_headers_are_named(server: Server, fetching: Fetching) -> None:
    url = server.route("/1", lambda ask: ask.reply(HTML, X=("y" * 60_000), Z=("y" * 60_000)))
    assert "bytes of headers, too many" in failure(fetching(tries=1), url).message
    url = server.route("/1", lambda ask: ask.stream(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n"))
    assert "more headers than a page needs" in failure(fetching(tries=1), url).message


def test_too_large(server: Server, fetcher: Fetcher) -> None:
    body = b"x" * ((1 << 20) + 1)
    assert "larger than 1 MB" in failure(fetcher, server.page("/1", body)).message
    url = server.route("/2", lambda ask: ask.reply(body, length=-1))
    assert "larger than 1 MB" in failure(fetcher, url).message


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("gzip", bomb(64 << 20)), ("gzip, gzip", twice(bomb(64 << 20))), ("deflate", zlib.compress(bytes(64 << 20), 9))],
)
def test_bombs(server: Server, fetcher: Fetcher, encoding: str, body: bytes) -> None:
    assert len(body) < 100_000
    message = failure(fetcher, server.page("/1", body, Content_Encoding=encoding)).message
    assert "zip bombs" in message or "larger than" in message


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip, gzip"])
def test_packings_that_were_not_asked_for(server: Server, fetcher: Fetcher, encoding: str) -> None:
    assert "packed" in failure(fetcher, server.page("/1", HTML, Content_Encoding=encoding)).message


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_broken_packing(server: Server, fetching: Fetching, encoding: str) -> None:
    fetcher = fetching(tries=1)
    whole = gzip.compress(HTML * 50) if encoding == "gzip" else zlib.compress(HTML * 50)
    spoiled = whole[:20] + b"\xff" * 20 + whole[40:]
    assert f"is no whole {encoding}" in failure(fetcher, server.page("/1", spoiled, Content_Encoding=encoding)).message
    cut = whole[: len(whole) // 2]
    assert f"middle of its {encoding}" in failure(fetcher, server.page("/1", cut, Content_Encoding=encoding)).message
    assert "is no whole" in failure(fetcher, server.page("/1", b"\x0f<p>x</p>", Content_Encoding=encoding)).message


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/zip", "Audio/MPEG; x=y"])
def test_types_that_hold_no_text(server: Server, fetcher: Fetcher, kind: str) -> None:
    url = server.page("/1", HTML, Content_Type=kind)
    assert f"calls this «{kind.lower().partition(';')[0]}»" in failure(fetcher, url).message


# Statuses, second tries, pauses


@pytest.mark.parametrize(
    ("status", "gone"), [("404 Not Found", True), ("410 Gone", True), ("403 Forbidden", False), ("799 x", False)]
)
def test_refusals_are_asked_once(server: Server, fetcher: Fetcher, status: str, gone: bool) -> None:
    told = failure(fetcher, server.route("/1", lambda ask: ask.reply(status=status)))
    assert f"answered {status[:3]}" in told.message
    assert (told.status, told.gone) == (int(status[:3]), gone)
    assert server.asked == ["/1"]


def after(number: int, *headers: tuple[str, str], status: str = "503 x") -> Callable[[Ask], None]:
    """Answer well after *number* answers that do not."""
    left = [number]

    def route(ask: Ask) -> None:
        left[0] -= 1
        more: dict[str, Any] = dict(headers)
        ask.reply(HTML, "200 OK" if left[0] < 0 else status, **more)

    return route


@pytest.mark.parametrize("status", ["500 x", "503 x", "429 x", "502 x"])
def test_an_overloaded_server_is_asked_again(server: Server, fetcher: Fetcher, status: str) -> None:
    assert got(fetcher, server.route("/1", after(2, status=status))).body == HTML
    assert server.asked == ["/1"] * 3


def test_but_not_for_ever(server: Server, fetcher: Fetcher) -> None:
    assert "503" in failure(fetcher, server.route("/1", after(9))).message
    assert server.asked == ["/1"] * 3


def test_it_says_when(server: Server, fetcher: Fetcher) -> None:
    assert got(fetcher, server.route("/1", after(1, ("Retry_After", "0"), status="429 x"))).body == HTML
    then = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
    assert got(fetcher, server.route("/2", after(1, ("Retry_After", then)))).body == HTML


def test_a_host_that_wants_a_long_pause_is_left_alone(server: Server, fetcher: Fetcher) -> None:
    told = failure(fetcher, server.route("/1", after(1, ("Retry_After", "7200"), status="429 x")))
    assert told.wait == 7200
    assert "left alone for 7,200 seconds" in told.message
    assert "has asked not to be asked" in failure(fetcher, server.page("/2", HTML)).message
    assert server.asked == ["/1"]
    # Others are not meant.
    assert got(fetcher, server.url("/2", "other")).body == HTML


def test_a_connection_that_breaks_is_tried_again(server: Server, fetcher: Fetcher) -> None:
    left = [1]

    def breaks(ask: Ask) -> None:
        left[0] -= 1
        if left[0] < 0:
            ask.reply(HTML)

    assert got(fetcher, server.route("/1", breaks)).body == HTML


def test_one_thing_at_a_time_for_each_host(server: Server, fetcher: Fetcher, at_once: dict[str, int]) -> None:
    def slow(ask: Ask) -> None:
        ask.over.wait(0.05)
        ask.reply(HTML)

    server.route("/1", slow)
    threads = [
        threading.Thread(target=got, args=(fetcher, server.url("/1", host))) for host in ("a", "b") for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert at_once == {"a.example": 1, "b.example": 1}
    assert len(server.asked) == 8


def test_pauses_between_requests(server: Server, fetching: Fetching, monkeypatch: pytest.MonkeyPatch) -> None:
    server.page("/robots.txt", b"User-agent: *\nCrawl-delay: 1000")
    fetcher = fetching(delay=300, patience=2000)
    waits: list[float] = []
    monkeypatch.setattr(fetcher._manners, "pause", waits.append)
    got(fetcher, server.page("/1", HTML))
    got(fetcher, server.page("/2", HTML))
    first, second, third = (wait for wait in waits)
    assert first == 0
    assert 0 < second <= 300 < third <= 1000


# robots.txt


def test_robots_are_heeded_and_asked_once(server: Server, fetcher: Fetcher) -> None:
    hits: list[str] = []

    def robots(ask: Ask) -> None:
        hits.append(ask.path)
        ask.reply(b"User-agent: *\nDisallow: /private\n\nUser-agent: musnad\nDisallow: /ours\nAllow: /ours/open")

    server.routes["/robots.txt"] = robots
    for path in ("/ours/1", "/private", "/ours/open/1"):
        server.page(path, HTML)
    assert "robots.txt asks programs" in failure(fetcher, server.url("/ours/1")).message
    assert got(fetcher, server.url("/private")).body == HTML
    assert got(fetcher, server.url("/ours/open/1")).body == HTML
    assert hits == ["/robots.txt"]


def test_robots_hold_after_redirects_too(server: Server, fetcher: Fetcher) -> None:
    server.page("/robots.txt", b"User-agent: *\nDisallow: /2")
    server.page("/2", HTML)
    failure(fetcher, server.route("/1", lambda ask: ask.reply(status="302 x", Location="/2")))
    assert server.asked == ["/1"]


@pytest.mark.parametrize("status", ["404 x", "403 x", "410 x"])
def test_no_robots_no_rules(server: Server, fetcher: Fetcher, status: str) -> None:
    server.routes["/robots.txt"] = lambda ask: ask.reply(b"Disallow: /", status)
    assert got(fetcher, server.page("/1", HTML)).body == HTML


@pytest.mark.parametrize("status", ["500 x", "503 x", "429 x"])
def test_robots_that_cannot_be_got(server: Server, fetcher: Fetcher, status: str) -> None:
    server.routes["/robots.txt"] = lambda ask: ask.reply(status=status)
    assert "robots.txt cannot be got" in failure(fetcher, server.page("/1", HTML)).message
    assert server.asked == []


def test_robots_may_be_longer_than_is_read(server: Server, fetching: Fetching) -> None:
    fetcher = fetching(robots=1000)
    server.page("/robots.txt", b"User-agent: *\nDisallow: /1\n" + b"# long\n" * 50_000)
    assert "asks programs" in failure(fetcher, server.page("/1", HTML)).message


# The end


def test_closing_breaks_off_what_is_under_way(server: Server, fetching: Fetching) -> None:
    fetcher = fetching(tries=1)
    begun = threading.Event()

    def silent(ask: Ask) -> None:
        begun.set()
        ask.over.wait(30)

    url = server.route("/1", silent)
    told: list[BaseException] = []

    def ask() -> None:
        try:
            fetcher.get(Request(url))
        except (Failure, Stopped) as error:
            told.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    assert begun.wait(10)
    fetcher.close()
    thread.join(10)
    assert not thread.is_alive()
    assert len(told) == 1
    with pytest.raises(Stopped):
        fetcher.get(Request(server.url("/2")))
