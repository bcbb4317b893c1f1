"""A request as the pages see it, and where they send the reader next."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from musnad.model import MusnadError
from musnad.web.language import Reading
from musnad.web.sessions import COOKIE, Session, Sessions

READING_COOKIE = "musnad_display"
AUTHOR_COOKIE = "musnad_author"
_LARGEST_BODY = 2 << 20
_MOST_FIELDS = 100
_MOST_PAGES = 10_000
_HERE = re.compile(r"/(?![/\\])[^\x00-\x20\\\x7f]*")


class TooLarge(MusnadError):
    """What was sent is larger than anything that could be meant."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request.

    Attributes:
        path, query: of the address; parameters given twice count once, the last time.
        parts: the parts of the path that vary.
        form: of a form that was sent; *body*: the JSON value that a program sent.
        reading: how the reader likes pages; *session*: the browser.
        trusted: whether a program sent the token.
        address: of the other machine.
        author: under which name this browser corrected last, or signed in; empty if it is not known.
        secure: whether it came encrypted, so that cookies may be kept from going otherwise.
        packs: whether the browser takes gzip.
    """

    path: str
    query: Mapping[str, str]
    parts: Mapping[str, str]
    reading: Reading
    session: Session
    form: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    trusted: bool = False
    address: str = ""
    author: str = ""
    secure: bool = False
    packs: bool = False

    @property
    def here(self) -> str:
        """The address that was asked for, without our name."""
        return self.path


async def call_of(request: Request, sessions: Sessions) -> Call:
    """*request*, with its body read. Raises :class:`MusnadError` if the body is too large or nonsense."""
    raw = await _body(request) if request.method == "POST" else b""
    is_json = request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
    session = sessions.of(request.cookies.get(COOKIE))
    query = request.url.query
    return Call(
        path=request.url.path + (f"?{query}" if query else ""),
        query=dict(request.query_params),
        parts={name: str(value) for name, value in request.path_params.items()},
        reading=Reading.of(request.cookies.get(READING_COOKIE, "")),
        session=session,
        form={} if is_json else _form(raw),
        body=_json(raw) if is_json and raw else None,
        trusted=sessions.bears(request.headers.get("authorization", "")),
        address=request.client.host if request.client else "",
        secure=request.url.scheme == "https",
        packs="gzip" in request.headers.get("accept-encoding", ""),
        author=session.author or _form(request.cookies.get(AUTHOR_COOKIE, "").encode()).get("a", ""),
    )


def place(given: str) -> str:
    """*given* if it is an address on this desk, else its front page."""
    return given if _HERE.fullmatch(given) else "/"


def page_number(call: Call) -> int:
    """Which page of a list is asked for, from 0; 0 also for nonsense."""
    given = call.query.get("page", "0")
    return min(int(given), _MOST_PAGES) if given.isascii() and given.isdigit() and len(given) < 7 else 0


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST_BODY:
            raise TooLarge("What was sent is larger than 2 MB. Read it with «musnad read».")
    return bytes(body)


def _form(raw: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(raw.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except (ValueError, UnicodeDecodeError):
        raise MusnadError("The form could not be understood. Load the page again and send it once more.") from None


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise MusnadError("The body is not JSON. Send a JSON object in UTF-8.") from None
