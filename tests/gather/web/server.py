"""A server on the loopback that does all that servers do to those who ask them, good and bad."""

import gzip
import socketserver
import ssl
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from socket import SHUT_RDWR
from types import TracebackType
from typing import Any, Self

Headers = dict[str, str]
#: Names that tests use all end so; their resolver sends them to the loopback.
DOMAIN = ".example"


@dataclass
class Ask:
    """A request as the server got it, and the way to answer it byte by byte."""

    path: str
    headers: Headers
    stream: "Callable[[bytes], None]"
    #: Set when the server ends: what waits should not any longer.
    over: threading.Event

    def reply(self, body: bytes = b"", status: str = "200 OK", *, length: int | None = None, **headers: Any) -> None:
        """Answer at once; names of headers are written with _ for -."""
        lines = [f"HTTP/1.1 {status}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if length is None or length >= 0:
            lines.append(f"Content-Length: {len(body) if length is None else length}")
        self.stream("\r\n".join([*lines, "", ""]).encode("utf-8"))
        self.stream(body)


Route = Callable[[Ask], None]


class Server:
    """Answers at http://any-name.example:port/; what a path answers is in *routes*. Use it as a context manager.

    Attributes:
        asked: paths in the order in which they were asked for, robots.txt aside.
        asks: the requests in the same order.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[str] = []
        self.asks: list[Ask] = []
        self._lock = threading.Lock()
        self._over = threading.Event()
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                outer._handle(self)

        class Threads(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

            def get_request(self) -> tuple[Any, Any]:
                connection, address = super().get_request()
                if tls is not None:
                    connection.settimeout(10)
                    try:
                        connection = tls.wrap_socket(connection, server_side=True)
                    except OSError:
                        connection.close()
                        raise
                return connection, address

            def handle_error(self, request: object, client_address: object) -> None:
                pass

        self._server = Threads(("127.0.0.1", 0), Handler)
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str, host: str = "wadi") -> str:
        return f"http://{host}{DOMAIN}:{self.port}{path}"

    def page(self, path: str, body: bytes | str, **headers: Any) -> str:
        """Have *path* answer with a page; its address."""
        data = body.encode() if isinstance(body, str) else body
        stated: dict[str, Any] = {"Content_Type": "text/html; charset=utf-8"} | headers
        self.routes[path] = lambda ask: ask.reply(data, **stated)
        return self.url(path)

    def route(self, path: str, route: Route) -> str:
        self.routes[path] = route
        return self.url(path)

    def _handle(self, handler: socketserver.StreamRequestHandler) -> None:
        words = handler.rfile.readline().decode("latin-1").split()
        if len(words) < 2:
            return
        headers: Headers = {}
        while (line := handler.rfile.readline().decode("latin-1").rstrip("\r\n")) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()

        def stream(data: bytes) -> None:
            handler.wfile.write(data)
            handler.wfile.flush()

        ask = Ask(words[1], headers, stream, self._over)
        with self._lock:
            if ask.path != "/robots.txt":
                self.asked.append(ask.path)
                self.asks.append(ask)
        try:
            self.routes.get(ask.path, _nothing)(ask)
        finally:
            with suppress(OSError):
                handler.connection.shutdown(SHUT_RDWR)


def _nothing(ask: Ask) -> None:
    ask.reply(b"none", "404 Not Found")


@dataclass
class Names:
    """A resolver: every name of the tests is this machine, unless told otherwise."""

    known: dict[str, list[list[str]]] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        answers = self.known.get(host)
        if answers:
            return answers.pop(0) if len(answers) > 1 else answers[0]
        if host.endswith(DOMAIN) or host == "localhost":
            return ["127.0.0.1"]
        return [host]


def article(text: str, title: str = "خبر", more: str = "") -> str:
    """An invented page of news around *text*."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f"<!DOCTYPE html><html lang=ar><head><meta charset=utf-8><title>{title}</title>"
        f'<meta property="article:published_time" content="2031-03-05T10:00:00+03:00">{more}</head>'
        f"<body><header><nav><a href=/>الرئيسية</a></nav></header><main><article><h1>{title}</h1>{paragraphs}"
        "</article></main><footer>كل الحقوق محفوظة</footer></body></html>"
    )


def rss(*urls: str, more: str = "") -> bytes:
    items = "".join(f"<item><title>خبر</title><link>{url}</link>{more}</item>" for url in urls)
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>أخبار</title>'
    return f"{head}{items}</channel></rss>".encode()


def bomb(size: int) -> bytes:
    """*size* noughts in gzip, made without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [packer.compress(bytes(1 << 20)) for _ in range(size >> 20)]
    return b"".join([*parts, packer.flush()])


def twice(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
