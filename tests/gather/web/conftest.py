"""A server that answers, names that lead to it, limits that make nobody wait."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

import pytest

from musnad.gather.web import Fetcher, WebLimits, WebSettings
from musnad.gather.web import addresses as checking
from musnad.gather.web.transport import Answer, Transport
from musnad.gather.web.urls import Address

from .server import Names, Server

#: Long enough for a loaded machine, short enough where the end of patience is what is tested.
LIMITS = WebLimits(
    page=1 << 20,
    feed=4 << 20,
    silence=5.0,
    seconds=20.0,
    redirects=4,
    tries=3,
    back_off=0.01,
    delay=0.0,
    patience=2.0,
    items=100,
    sitemaps=5,
)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def settings(names: Names) -> WebSettings:
    return WebSettings(LIMITS, allow_private=True, resolver=names)


@pytest.fixture
def fetching(settings: WebSettings) -> Iterator[Callable[..., Fetcher]]:
    """Make a fetcher whose limits differ in what is named."""
    made: list[Fetcher] = []

    def make(**limits: object) -> Fetcher:
        made.append(Fetcher(replace(settings, limits=replace(LIMITS, **limits))))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def fetcher(fetching: Callable[..., Fetcher]) -> Fetcher:
    return fetching()


@pytest.fixture
def guarded(settings: WebSettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fetcher]:
    """A fetcher that refuses private addresses, to which the loopback at 127.0.0.1 alone is the open internet."""
    really = checking.is_open
    monkeypatch.setattr(checking, "is_open", lambda ip: ip == "127.0.0.1" or really(ip))
    with Fetcher(replace(settings, allow_private=False)) as made:
        yield made


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many requests were under way at the same time at most, by host."""
    now: Counter[str] = Counter()
    most: dict[str, int] = {}
    lock = threading.Lock()
    really = Transport.ask

    @contextmanager
    def ask(self: Transport, url: Address, headers: Mapping[str, str]) -> Iterator[Answer]:
        with lock:
            now[url.host] += 1
            most[url.host] = max(most.get(url.host, 0), now[url.host])
        try:
            with really(self, url, headers) as answer:
                yield answer
        finally:
            with lock:
                now[url.host] -= 1

    monkeypatch.setattr(Transport, "ask", ask)
    return most
