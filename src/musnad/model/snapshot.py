"""Evidence: what was received, and what came of asking for it."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Literal, Self

PageKind = Literal["page", "feed"]
Outcome = Literal["read", "same", "aside", "failed"]


@dataclass(frozen=True)
class Snapshot:
    """Something received from outside, byte for byte, and where it came from.

    Attributes:
        source: the address that was asked for, or the file as the user named it.
        sha256, size: of the bytes as received, lower-case hexadecimal, and their number. Of a page that came
            packed (``Content-Encoding: gzip``) these are the packed bytes; *headers* tell how to unpack them.
        received: when, ISO 8601 in UTC to the second.
        place: where in the source («line 12»); empty where the source is the report.
        body: the bytes; None where only their hash is known.
        url: the address that answered in the end, after redirects; None for files.
        status, headers: of the answer; None and empty for files.
        page: the address of the page, by which versions of it are recognised; None where there is none.
    """

    source: str
    sha256: str
    size: int
    received: str
    place: str = ""
    body: bytes | None = field(default=None, repr=False)
    url: str | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    page: str | None = None

    @classmethod
    def of(
        cls,
        body: bytes,
        source: str,
        *,
        received: str | None = None,
        keep: bool = True,
        place: str = "",
        url: str | None = None,
        status: int | None = None,
        headers: tuple[tuple[str, str], ...] = (),
        page: str | None = None,
    ) -> Self:
        """The snapshot of the bytes *body*; with *keep* False it holds their hash and not themselves."""
        digest = hashlib.sha256(body).hexdigest()
        held = body if keep else None
        return cls(source, digest, len(body), received or moment(), place, held, url, status, headers, page)

    @cached_property
    def key(self) -> str:
        """Identity: a hash (32 hexadecimal digits) of source, place and bytes; of what a server answered also of
        the moment, because the same page seen twice is two sightings."""
        when = self.received if self.status is not None else ""
        parts = "\x1f".join((self.source, self.place, self.sha256, when))
        return hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of asking for an address once.

    Attributes:
        url: the address asked for.
        kind: a page, or a feed (a sitemap too).
        at: when, ISO 8601 in UTC to the second.
        outcome: «read»: something new; «same»: not changed since; «aside»: received, and nothing in it that a
            ledger could hold (no article, another language); «failed»: not received, or broken.
        status: of the answer; None if there was none.
        etag, modified: what the server wants to hear when it is asked again; None if it says nothing.
        problem: why it failed or was set aside, in a person's words.
        until: the moment before which the server asked not to be asked again.
    """

    url: str
    kind: PageKind
    at: str
    outcome: Outcome
    status: int | None = None
    etag: str | None = None
    modified: str | None = None
    problem: str | None = None
    until: str | None = None


def moment() -> str:
    """The present moment, ISO 8601 in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
