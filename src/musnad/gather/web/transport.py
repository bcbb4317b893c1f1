"""One request, one answer: to a checked address, within a time, never more than is wanted."""

import http.client
import logging
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property

import certifi
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NameResolutionError

from musnad.gather.web.addresses import addresses
from musnad.gather.web.failures import Failure
from musnad.gather.web.limits import WebSettings
from musnad.gather.web.urls import Address

_PIECE = 1 << 16
# Addresses of one host that are tried before it counts as not answering.
_TRIED = 3
_BROKEN = (HTTPError, http.client.HTTPException, OSError, ValueError)
_TALKATIVE = "urllib3"


class Answer:
    """What a server answers: status and headers now, the body as it comes."""

    def __init__(self, response: HTTPResponse, time_left: "_Time") -> None:
        self._response = response
        self._time = time_left
        self.status = response.status
        self.reason = response.reason or ""
        # As they came: several of one name stay several.
        self.headers: tuple[tuple[str, str], ...] = tuple(response.headers.iteritems())

    def header(self, name: str) -> str | None:
        """The values of a header, joined by commas; None if it is not there."""
        values = [value for each, value in self.headers if each.lower() == name]
        return ", ".join(values) if values else None

    def pieces(self) -> Iterator[bytes]:
        """The body as it comes, still packed.

        Raises:
            Failure: it breaks off, or takes too long.
        """
        expected = self._length()
        received = 0
        while True:
            with self._time.told():
                piece = self._response.read1(_PIECE, decode_content=False)
            if not piece:
                break
            received += len(piece)
            yield piece
        if expected is not None and received < expected:
            raise Failure(
                f"The answer broke off after {received:,} of {expected:,} bytes. Try again later.", passing=True
            )

    def _length(self) -> int | None:
        stated = self.header("content-length")
        chunked = "chunked" in (self.header("transfer-encoding") or "").lower()
        return int(stated) if stated and stated.isascii() and stated.isdigit() and not chunked else None


class Transport:
    """Asks servers. May be used by several threads at once."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._closed = False
        logger = logging.getLogger(_TALKATIVE)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())

    def close(self) -> None:
        """Break off all that is under way; nothing is asked any more."""
        with self._lock:
            self._closed = True
            for each in self._open:
                _cut(each)

    @contextmanager
    def ask(self, url: Address, headers: Mapping[str, str]) -> Iterator[Answer]:
        """GET *url*. The connection is closed at the end of the block, however much of the body was read.

        Raises:
            Failure: it cannot be found, reached, trusted or understood, or takes too long; inside the block too.
        """
        limits = self._settings.limits
        until = _Time(limits.seconds)
        found = addresses(url.host, url.port, self._settings.allow_private, self._settings.resolver, limits.seconds)
        connection = self._connected(url, found, until)
        opened = connection.sock
        assert opened is not None
        cutter = threading.Timer(until.left(), until.over, (opened,))
        cutter.daemon = True
        response: HTTPResponse | None = None
        try:
            self._enter(opened)
            cutter.start()
            with until.told():
                connection.request(
                    "GET",
                    url.target,
                    headers={"Host": url.authority, **headers},
                    preload_content=False,
                    decode_content=False,
                )
                response = connection.getresponse()
            yield self._checked(response, until)
        finally:
            cutter.cancel()
            self._leave(opened)
            for each in (response, connection, opened):
                # «Connection: close» lets the connection forget its socket before it is closed.
                with suppress(*_BROKEN):
                    if each is not None:
                        each.close()

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        if self._settings.tls:
            return self._settings.tls
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        return context

    def _connected(self, url: Address, found: list[str], until: "_Time") -> HTTPConnection:
        last: Failure | None = None
        for ip in found[:_TRIED]:
            wait = max(0.001, min(self._settings.limits.silence, until.left()))
            # Connected to the address that was checked, never looked up again; trusted for the name it was asked by.
            if url.scheme == "https":
                connection: HTTPConnection = HTTPSConnection(
                    ip, url.port, timeout=wait, ssl_context=self._tls, server_hostname=url.host
                )
            else:
                connection = HTTPConnection(ip, url.port, timeout=wait)
            try:
                with until.told():
                    connection.connect()
            except Failure as failure:
                connection.close()
                last = failure
                continue
            return connection
        assert last is not None
        raise last

    def _checked(self, response: HTTPResponse, until: "_Time") -> Answer:
        answer = Answer(response, until)
        size = sum(len(name) + len(value) for name, value in answer.headers)
        if size > self._settings.limits.headers:
            raise Failure(f"The answer has {size:,} bytes of headers, too many; it was not read.")
        return answer

    def _enter(self, opened: socket.socket) -> None:
        with self._lock:
            self._open.add(opened)
            if self._closed:
                _cut(opened)

    def _leave(self, opened: socket.socket) -> None:
        with self._lock:
            self._open.discard(opened)


class _Time:
    """How long an answer may take in all."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._over = False

    def left(self) -> float:
        return max(0.0, self._end - time.monotonic())

    def over(self, opened: socket.socket) -> None:
        """Break off: the reader, waiting in another thread, finds the connection at its end."""
        self._over = True
        _cut(opened)

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what breaks inside the block, and an end that we made ourselves, into a :class:`Failure`."""
        try:
            yield
        except _BROKEN as error:
            raise (self._late() if self._over else _spoken(error)) from error
        if self._over:
            raise self._late()

    def _late(self) -> Failure:
        return Failure(
            f"The answer took longer than {self._seconds:g} seconds and was not waited for. Try again later.",
            passing=True,
        )


def _cut(opened: socket.socket) -> None:
    # Of the plain socket, also where TLS lies over it: nothing is waited for, no farewell said.
    with suppress(OSError):
        socket.socket.shutdown(opened, socket.SHUT_RDWR)


def _spoken(error: Exception) -> Failure:
    """The failure to tell of for what the libraries raise."""
    cause: BaseException = error
    while not isinstance(cause, ssl.SSLError) and (inner := cause.__cause__ or cause.__context__) is not None:
        cause = inner
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Failure(f"The server cannot prove that it is who it says ({cause.verify_message}). It was not asked.")
    if isinstance(cause, ssl.SSLError):
        return Failure(f"No secure connection came about ({cause.reason or cause}). Try again later.", passing=True)
    if isinstance(cause, TimeoutError) or "timed out" in str(error):
        return Failure("The server was silent for too long. Try again later.", passing=True)
    if isinstance(error, NameResolutionError):
        return Failure("The host cannot be found. Check the address.")
    if isinstance(cause, ConnectionRefusedError):
        return Failure("The server refuses connections. Check the address, or try again later.", passing=True)
    if isinstance(cause, http.client.LineTooLong) or "headers" in str(cause):
        return Failure(f"The answer has more headers than a page needs ({_short(cause)}); it was not read.")
    if isinstance(cause, http.client.RemoteDisconnected | http.client.IncompleteRead | ConnectionError):
        return Failure(f"The server broke off the answer ({_short(cause)}). Try again later.", passing=True)
    if isinstance(cause, http.client.HTTPException | ValueError):
        return Failure(f"The server does not speak HTTP as it should ({_short(cause)}).")
    return Failure(f"The server cannot be reached ({_short(cause)}). Try again later.", passing=True)


def _short(error: BaseException) -> str:
    shown = str(error) or type(error).__name__
    return shown if len(shown) <= 120 else f"{shown[:120]}…"
