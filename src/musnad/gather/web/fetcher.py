"""Fetching an address: with redirects, second tries, robots.txt and the manners of a good guest."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self, TypeVar

from musnad.gather.web.failures import GONE, Failure
from musnad.gather.web.limits import ROBOT, WebSettings
from musnad.gather.web.manners import Manners
from musnad.gather.web.robots import Robots
from musnad.gather.web.transport import Answer, Transport
from musnad.gather.web.unpacking import ACCEPTED, Unpacker, too_large
from musnad.gather.web.urls import Address, address
from musnad.model import PageKind, moment
from musnad.version import __version__

T = TypeVar("T")
Sink = Callable[[bytes], bool]

_REDIRECTS = (301, 302, 303, 307, 308)
_OVERLOADED = (408, 425, 429, 500, 502, 503, 504)
_NOT_MODIFIED = 304
_WANTED = {
    "page": "text/html,application/xhtml+xml,*/*;q=0.5",
    "feed": "application/rss+xml,application/atom+xml,application/feed+json,application/xml,text/xml,*/*;q=0.5",
}
# Types of answers that hold no text, by how they begin; not even a byte of these is taken.
_NO_TEXT = (
    "image/",
    "video/",
    "audio/",
    "font/",
    "application/zip",
    "application/x-zip",
    "application/vnd.",
    "application/x-msdownload",
)
# For how long what a robots.txt says is held to be so, in seconds (RFC 9309 allows a day), and that there is none to
# be had.
_ROBOTS_KEPT = 3600.0
_FAILURE_KEPT = 60.0
_LARGEST = 1 << 26
_COOKIES = 20
_LONGEST_COOKIE = 4096


@dataclass(frozen=True, slots=True)
class Request:
    """What to fetch.

    Attributes:
        url: the address, as the user or a feed states it.
        kind: what is expected there.
        etag, modified: from the last visit: the server may answer that nothing has changed.
        sinks: makes, for each try, what is given the pieces of the unpacked body as they come; True: no more is
            wanted.
    """

    url: str
    kind: PageKind = "page"
    etag: str | None = None
    modified: str | None = None
    sinks: Callable[[], Sink] | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """What a server answered.

    Attributes:
        url: the address that was asked for.
        final: the one that answered, after redirects.
        status: 200, or 304 when nothing has changed since the last visit.
        headers: as they came.
        body: the bytes as received, packed if the server packed them.
        content: the bytes unpacked.
        received: when, ISO 8601 in UTC to the second.
        cut: whether the body was not taken to its end, because the sink wanted no more.
    """

    url: str
    final: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    content: bytes = field(repr=False)
    received: str
    cut: bool = False

    def header(self, name: str) -> str | None:
        """The first value of a header (lower case); None if it is not there."""
        return next((value for each, value in self.headers if each.lower() == name), None)

    @property
    def unchanged(self) -> bool:
        """Whether the server says that nothing has changed."""
        return self.status == _NOT_MODIFIED


class Fetcher:
    """Fetches addresses. May be used by several threads at once; use it as a context manager.

    Only http and https. Names are looked up once, the addresses found are checked, and it is these that are
    connected to: also after redirects, and whatever the name answers the next time.
    """

    def __init__(self, settings: WebSettings | None = None) -> None:
        self.settings = settings or WebSettings()
        limits = self.settings.limits
        self._transport = Transport(self.settings)
        self._manners = Manners(limits.delay, limits.patience)
        self._robots: dict[str, tuple[float, Robots | Failure]] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Break off what is under way, in whatever thread; nothing is fetched any more."""
        self._manners.stop()
        self._transport.close()

    def get(self, request: Request) -> Received:
        """Fetch one address, however often that takes.

        Raises:
            Failure: it could not be fetched; why, in a person's words.
            Stopped: the fetcher was closed.
        """
        first = address(request.url)
        return self._patiently(lambda: self._followed(request, first))

    def robots(self, url: Address) -> Robots:
        """What the robots.txt of a site says to us; asked for once an hour.

        Raises:
            Failure: it cannot be told, which means that nothing may be fetched.
        """
        with self._lock:
            kept = self._robots.get(url.site)
        if kept is None or kept[0] < time.monotonic():
            try:
                said: Robots | Failure = self._patiently(lambda: self._asked_robots(url))
                seconds = _ROBOTS_KEPT
            except Failure as failure:
                said, seconds = _about_robots(failure), _FAILURE_KEPT
            kept = (time.monotonic() + seconds, said)
            with self._lock:
                self._robots[url.site] = kept
        if isinstance(kept[1], Failure):
            raise kept[1]
        return kept[1]

    def _patiently(self, action: Callable[[], T]) -> T:
        """Try again, after a pause, what may go better then."""
        limits = self.settings.limits
        tries = 0
        while True:
            tries += 1
            try:
                return action()
            except Failure as failure:
                wait = failure.wait if failure.wait is not None else limits.back_off * 2 ** (tries - 1)
                if not failure.passing or tries >= limits.tries or wait > limits.patience:
                    raise
                self._manners.pause(wait)

    def _followed(self, request: Request, first: Address) -> Received:
        """One try: the answer at the end of the redirects."""
        at = first
        cookies: dict[str, dict[str, str]] = {}
        for _ in range(self.settings.limits.redirects + 1):
            robots = Robots()
            if self.settings.robots:
                robots = self.robots(at)
                if not robots.allows(at.target):
                    raise Failure(
                        "The site's robots.txt asks programs not to fetch this. Open it in a browser and save it."
                    )
            with self._manners.turn(at.authority, robots.delay):
                received = self._once(request, at, cookies)
            if isinstance(received, Received):
                return received
            at = received
        most = self.settings.limits.redirects
        raise Failure(f"There are more than {most} redirects, perhaps in a ring; they were not followed on.")

    def _once(self, request: Request, at: Address, cookies: dict[str, dict[str, str]]) -> Received | Address:
        """One question: the answer, or where else to ask."""
        limits = self.settings.limits
        jar = cookies.setdefault(at.host, {})
        with self._transport.ask(at, self._headers(request, jar)) as answer:
            _put(jar, answer)
            if answer.status in _REDIRECTS and (elsewhere := answer.header("location")):
                return address(_readable(elsewhere), at.url)
            if answer.status == _NOT_MODIFIED and (request.etag or request.modified):
                return Received(request.url, at.url, answer.status, answer.headers, b"", b"", moment())
            if answer.status != HTTPStatus.OK:
                raise self._refused(answer, at)
            _check_type(answer)
            limit = limits.page if request.kind == "page" else limits.feed
            body, content, cut = _taken(answer, limit, limits.ratio, request.sinks() if request.sinks else None)
        return Received(request.url, at.url, answer.status, answer.headers, body, content, moment(), cut)

    def _headers(self, request: Request, cookies: Mapping[str, str]) -> dict[str, str]:
        headers = {
            "User-Agent": agent(self.settings.contact),
            "Accept": _WANTED[request.kind],
            "Accept-Encoding": ACCEPTED,
            "Accept-Language": "ar,*;q=0.5",
            "Connection": "close",
        }
        if request.etag and _sendable(request.etag):
            headers["If-None-Match"] = request.etag
        if request.modified and _sendable(request.modified):
            headers["If-Modified-Since"] = request.modified
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        return headers

    def _refused(self, answer: Answer, at: Address) -> Failure:
        status = answer.status
        try:
            name = f"{status} ({HTTPStatus(status).phrase})"
        except ValueError:
            name = str(status)
        wait = _seconds(answer.header("retry-after")) if status in _OVERLOADED else None
        if wait is not None:
            self._manners.rest(at.authority, wait)
        if status in _OVERLOADED:
            asked = f" and asks to be left alone for {wait:,.0f} seconds" if wait else ""
            return Failure(
                f"The server answered {name}{asked}. Try again later.", status=status, passing=True, wait=wait
            )
        gone = status in GONE
        remedy = "There is nothing here any more." if gone else "Open the address in a browser to see why."
        return Failure(f"The server answered {name}. {remedy}", status=status, gone=gone)

    def _asked_robots(self, url: Address) -> Robots:
        """Ask for a robots.txt. One that is not there allows all."""
        limits = self.settings.limits
        at = address("/robots.txt", url.url)
        headers = self._headers(Request(at.url, "feed"), {})
        for _ in range(limits.redirects):
            with self._manners.turn(at.authority), self._transport.ask(at, headers) as answer:
                if answer.status in _REDIRECTS and (elsewhere := answer.header("location")):
                    at = address(_readable(elsewhere), at.url)
                    continue
                if 400 <= answer.status < 500 and answer.status not in _OVERLOADED:
                    return Robots()
                if answer.status != HTTPStatus.OK:
                    raise self._refused(answer, at)
                text = _beginning(answer, limits.robots, limits.ratio).decode("utf-8", "replace")
                return Robots.parsed(text, ROBOT)
        return Robots()


def _about_robots(failure: Failure) -> Failure:
    """What is told of pages whose robots.txt could not be got. Nobody waits for it a second time."""
    message = failure.message
    if failure.status is not None:
        message = f"The site's robots.txt cannot be got, so nothing else was asked for. {message}"
    return Failure(message, status=failure.status, wait=failure.wait)


def agent(contact: str | None = None) -> str:
    """What servers are told that we are: name and version, and whom to write to if that is known."""
    return f"Musnad/{__version__}" + (f" (contact: {contact})" if contact else "")


def _taken(answer: Answer, limit: int, ratio: int, sink: Sink | None) -> tuple[bytes, bytes, bool]:
    """The body as it came, unpacked, and whether the sink wanted no more."""
    unpacker = Unpacker(answer.header("content-encoding") or "", limit, ratio)
    stated = answer.header("content-length")
    # A sink may have enough long before that.
    if sink is None and stated and stated.isascii() and stated.isdigit() and int(stated) > limit:
        raise too_large(limit)
    body, content = bytearray(), bytearray()
    for packed in answer.pieces():
        body += packed
        if len(body) > limit:
            raise too_large(limit)
        for piece in unpacker.feed(packed):
            content += piece
            if sink and sink(piece):
                return bytes(body), bytes(content), True
    unpacker.finish()
    return bytes(body), bytes(content), False


def _beginning(answer: Answer, limit: int, ratio: int) -> bytes:
    """The first *limit* bytes: what RFC 9309 has robots read of a robots.txt."""
    held = bytearray()

    def take(piece: bytes) -> bool:
        held.extend(piece)
        return len(held) >= limit

    # The limit on bombs stays; that on size is the sink's, who has enough long before this one.
    _taken(answer, limit + _LARGEST, ratio, take)
    return bytes(held[:limit])


def _check_type(answer: Answer) -> None:
    stated = (answer.header("content-type") or "").lower().strip()
    if stated.startswith(_NO_TEXT):
        kind = stated.partition(";")[0][:60]
        raise Failure(
            f"The server calls this «{kind}», so it is no page to read. Save it and read the file.",
            status=answer.status,
        )


def _put(jar: dict[str, str], answer: Answer) -> None:
    """Keep the cookies of an answer for the rest of this one fetch: some sites redirect until they get them back."""
    for name, value in answer.headers:
        if name.lower() == "set-cookie":
            cookie, equals, content = value.partition(";")[0].partition("=")
            if equals and len(value) <= _LONGEST_COOKIE and len(jar) < _COOKIES and _sendable(cookie + content):
                jar[cookie.strip()] = content.strip()


def _sendable(value: str) -> bool:
    """Whether *value* can stand in a header without becoming two."""
    return all(" " <= letter <= "ÿ" and letter != "\x7f" for letter in value)


def _readable(location: str) -> str:
    """A header is read as Latin-1; raw Arabic in it is meant in UTF-8."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _seconds(stated: str | None) -> float | None:
    """What Retry-After says, a number of seconds or a moment."""
    if not stated:
        return None
    stated = stated.strip()
    if stated.isascii() and stated.isdigit() and len(stated) < 10:
        return float(stated)
    try:
        until = parsedate_to_datetime(stated)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
