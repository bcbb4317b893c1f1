"""What the collecting keeps in hand: tasks, the feeds they belong to, and what is noted of each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from musnad.gather.metadata import Metadata
from musnad.gather.web.discovery import LOOKED_AT
from musnad.gather.web.failures import Failure
from musnad.gather.web.feeds import FeedReader, NoFeed
from musnad.gather.web.fetcher import Received, Request, Sink
from musnad.model import Outcome, PageKind, Snapshot, Visit, moment


@dataclass(slots=True, eq=False)
class Allowance:
    """How many pages, and how many feeds or sitemaps, may still be followed from an address that the user named."""

    pages: int
    sitemaps: int


@dataclass(slots=True, eq=False)
class Trail:
    """A feed, and how many of the pages it led to are not done with.

    Attributes:
        root: whether the user named it; None for one that something else led to.
        left: what may still be followed, shared by all feeds that one address leads to.
        visit, snapshot: what is to be told of it when all its pages are done with.
        waiting: pages that are not.
        spoiled: whether something in it has to be asked for again, so that it must not count as unchanged.
    """

    root: bool
    left: Allowance
    visit: Visit | None = None
    snapshot: Snapshot | None = None
    waiting: int = 0
    spoiled: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """An address to fetch.

    Attributes:
        url: in the one spelling that :func:`musnad.gather.web.urls.address` gives it.
        known: what is known of the reports there from outside.
        before: the last visit; None if there was none.
        trail: of a feed its own, of a page that of the feed which led to it; None of a page that the user named.
    """

    url: str
    known: Metadata
    before: Visit | None
    trail: Trail | None
    kind: PageKind


@dataclass(frozen=True, slots=True)
class FollowedFeed:
    """A feed as received: its entries, or the feeds that a page named instead."""

    received: Received
    reader: FeedReader
    feeds: list[str] = field(default_factory=list)


class FeedSink:
    """Reads a feed while it comes; where it is none, but may name some, its beginning is wanted."""

    def __init__(self, reader: FeedReader, lenient: bool) -> None:
        self.reader = reader
        self._lenient = lenient
        self._failure: NoFeed | None = None
        self._size = 0

    def __call__(self, piece: bytes) -> bool:
        self._size += len(piece)
        if self._failure is None:
            try:
                return self.reader.feed(piece)
            except NoFeed as failure:
                if not self._lenient:
                    raise
                self._failure = failure
        return self._size >= LOOKED_AT

    def end(self, received: Received) -> NoFeed | None:
        """Why it is no feed; None if it is one. Raises what is wrong with one that is."""
        if self._failure is None and not received.cut:
            try:
                self.reader.close()
            except NoFeed as failure:
                self._failure = failure
        return self._failure


def request(task: Task, sinks: Callable[[], Sink] | None = None) -> Request:
    """How to ask for *task*: only for what has changed, if it was received before."""
    before = task.before
    known = before is not None and before.outcome != "failed"
    return Request(
        task.url,
        task.kind,
        before.etag if before and known else None,
        before.modified if before and known else None,
        sinks,
    )


def visit_of(task: Task, received: Received, outcome: Outcome, problem: str | None = None) -> Visit:
    """What is noted of a visit that went well."""
    etag, modified = received.header("etag"), received.header("last-modified")
    if received.unchanged and task.before:
        etag, modified = etag or task.before.etag, modified or task.before.modified
    return Visit(task.url, task.kind, received.received, outcome, received.status, etag, modified, problem)


def failed_visit(task: Task, failure: Failure) -> Visit:
    """What is noted of a visit that did not."""
    until = None
    if failure.wait:
        until = datetime.fromtimestamp(datetime.now(UTC).timestamp() + failure.wait, UTC).isoformat(timespec="seconds")
    return Visit(task.url, task.kind, moment(), "failed", failure.status, problem=failure.message, until=until)
