"""What a fetcher refuses before anything is asked: schemes, private addresses, answers of DNS that change."""

import socket
import threading

import pytest

from musnad.gather.web import Fetcher

from .asking import HTML, Fetching, failure, got
from .server import Names, Server


@pytest.mark.parametrize(
    "url",
    [
        "ftp://wadi.example/1",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "wadi.example/1",
        "//wadi.example",
        "",
        "http://",
    ],
)
def test_only_http_and_https(fetcher: Fetcher, names: Names, url: str) -> None:
    failure(fetcher, url)
    assert not names.looked_up


@pytest.mark.parametrize("ip", ["127.0.0.2", "10.1.2.3", "169.254.169.254", "::1", "::ffff:127.0.0.1", "100.64.0.1"])
def test_private_addresses(guarded: Fetcher, names: Names, server: Server, ip: str) -> None:
    names.known["inside.example"] = [[ip]]
    assert f"is {ip}, an address inside" in failure(guarded, server.url("/1", "inside")).message
    assert not server.asked


@pytest.mark.parametrize("host", ["127.0.0.2", "[::1]", "[::ffff:7f00:2]", "0.0.0.0"])
def test_private_addresses_written_out(guarded: Fetcher, host: str) -> None:
    assert "an address inside" in failure(guarded, f"http://{host}:1/").message


@pytest.mark.parametrize("path", ["/2", "/robots.txt"])
def test_a_redirect_inside(guarded: Fetcher, names: Names, server: Server, path: str) -> None:
    names.known["inside.example"] = [["192.168.1.1"]]
    server.route("/1", lambda ask: ask.reply(status="302 x", Location=server.url(path, "inside")))
    assert "an address inside" in failure(guarded, server.url("/1")).message
    assert server.asked == ["/1"]


@pytest.mark.parametrize("location", ["file:///etc/passwd", "gopher://x/", "http://[", "http://user:pw@wadi.example/"])
def test_a_redirect_to_no_page(guarded: Fetcher, server: Server, location: str) -> None:
    failure(guarded, server.route("/1", lambda ask: ask.reply(status="302 x", Location=location)))
    assert server.asked == ["/1"]


def test_robots_inside(guarded: Fetcher, names: Names, server: Server) -> None:
    names.known["inside.example"] = [["192.168.1.1"]]
    server.route("/robots.txt", lambda ask: ask.reply(status="302 x", Location=server.url("/secret", "inside")))
    assert "an address inside" in failure(guarded, server.page("/1", HTML)).message
    assert server.asked == []


def test_a_name_that_changes_its_answer(guarded: Fetcher, names: Names, server: Server) -> None:
    """Each answer is checked, and what was checked is connected to: nobody looks the name up in between."""
    names.known["wadi.example"] = [["127.0.0.1"], ["127.0.0.1"], ["169.254.169.254"]]
    url = server.page("/1", HTML)
    assert got(guarded, url).body == HTML
    assert names.looked_up == ["wadi.example"] * 2  # once for robots.txt, once for the page
    assert "is 169.254.169.254" in failure(guarded, url).message
    assert server.asked == ["/1"]


def test_the_checked_address_is_the_one_connected_to(
    guarded: Fetcher, names: Names, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[object] = []
    really = socket.getaddrinfo

    def noting(host: object, *more: object, **others: object) -> object:
        connected.append(host)
        return really(host, *more, **others)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", noting)
    got(guarded, server.page("/1", HTML))
    assert set(connected) == {"127.0.0.1"}


def test_of_several_addresses_only_the_open_ones(guarded: Fetcher, names: Names, server: Server) -> None:
    names.known["wadi.example"] = [["10.0.0.1", "127.0.0.1"]]
    assert got(guarded, server.page("/1", HTML)).body == HTML


def test_a_name_that_is_not_found(fetcher: Fetcher, names: Names) -> None:
    names.known["none.example"] = [[]]
    assert "cannot be found" in failure(fetcher, "http://none.example/").message


def test_a_resolver_that_fails(settings: object, fetching: Fetching, names: Names, server: Server) -> None:
    def fails(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no")

    fetcher = fetching()
    object.__setattr__(fetcher.settings, "resolver", fails)
    assert "cannot be found" in failure(fetcher, server.url("/1")).message


def test_a_resolver_that_is_silent(fetching: Fetching, server: Server) -> None:
    fetcher = fetching(seconds=0.1, tries=1)
    waiting = threading.Event()
    object.__setattr__(fetcher.settings, "resolver", lambda host, port: waiting.wait(30) and [])
    assert "not found in time" in failure(fetcher, server.url("/1")).message
    waiting.set()
