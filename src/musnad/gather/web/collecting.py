"""From addresses to reports: pages, and what feeds, sitemaps and sites lead to."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, Protocol

from musnad.gather.events import Found, Visited
from musnad.gather.metadata import Metadata
from musnad.gather.web.articles import article, snapshot
from musnad.gather.web.discovery import LOOKED_AT, feed_links
from musnad.gather.web.failures import GONE, Failure
from musnad.gather.web.feeds import FeedReader, Item, NoFeed
from musnad.gather.web.fetcher import Fetcher, Received, Request
from musnad.gather.web.lanes import Lanes
from musnad.gather.web.manners import Stopped
from musnad.gather.web.urls import address
from musnad.model import Outcome, Problem, Snapshot, Visit, moment

# Addresses taken from the caller before the first of them is done: enough to have several hosts among them.
_AHEAD = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address that the user asks for.

    Attributes:
        url: as given.
        follow: whether it is a feed, a sitemap or a site whose feeds are to be followed, not a page to be read.
        known: what is known of the reports there, used where a page states nothing itself.
    """

    url: str
    follow: bool = False
    known: Metadata = field(default_factory=Metadata)


class Origin(Protocol):
    """What is known of a report."""

    @property
    def outlet(self) -> str | None: ...
    @property
    def published(self) -> date | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def author(self) -> str | None: ...


class State(Protocol):
    """What was done before; a :class:`musnad.Ledger` knows it."""

    def visited(self, url: str) -> Visit | None:
        """The last visit to an address."""

    def failures(self, url: str) -> int:
        """How often an address failed since it last did not."""

    def last_read(self, url: str) -> Origin | None:
        """The report that was read from an address last."""


Event = Found | Problem | Visited


def collect(
    wanted: Iterable[Wanted | Problem],
    fetcher: Fetcher,
    state: State,
    *,
    keep: bool = True,
    most: int | None = None,
    only_new: bool = False,
) -> Generator[Event, None, None]:
    """Fetch what is *wanted* and what it leads to, several hosts at a time.

    Args:
        wanted: addresses; problems among them are passed on.
        state: pages that feeds name are fetched if they were not before, or if the feed says that they have
            changed since. Addresses that were fetched before are asked for what has changed.
        keep: keep the bytes received, and not only their hash.
        most: pages that one feed, sitemap or site may lead to; None: as the limits say.
        only_new: leave out pages that were fetched before, also those the user names.

    Yields:
        Found, a report with its snapshot; Problem, something that could not be fetched or read; Visited after
        everything that came of one address.
    """
    collector = _Collector(fetcher, state, keep, most or fetcher.settings.limits.items, only_new)
    try:
        yield from collector.run(iter(wanted))
    finally:
        collector.close()


@dataclass(slots=True, eq=False)
class _Trail:
    """A feed, and how many of the pages it led to are not done with.

    Attributes:
        root: whether the user named it; None for one that something else led to.
        room: pages that may still be followed from the address that the user named, shared by all its feeds.
        spoiled: whether something in it has to be asked for again, so that it must not count as unchanged.
    """

    root: bool
    room: list[int]
    sitemaps: list[int]
    visit: Visit | None = None
    snapshot: Snapshot | None = None
    waiting: int = 0
    spoiled: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    url: str
    known: Metadata
    before: Visit | None
    # Of a feed its own, of a page that of the feed which led to it.
    trail: _Trail | None
    kind: Literal["page", "feed"]


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed as received: its entries, or the feeds that a page named instead."""

    received: Received
    reader: FeedReader
    feeds: list[str] = field(default_factory=list)


_Result = Received | _Feed | Failure


class _Collector:
    def __init__(self, fetcher: Fetcher, state: State, keep: bool, most: int, only_new: bool) -> None:
        self._fetcher = fetcher
        self._limits = fetcher.settings.limits
        self._state = state
        self._keep = keep
        self._most = most
        self._only_new = only_new
        self._asked: set[tuple[str, str]] = set()
        self._lanes: Lanes[_Task, _Result] = Lanes(self._fetch, self._limits.hosts)

    def run(self, wanted: Iterator[Wanted | Problem]) -> Iterator[Event]:
        more = True
        while more or self._lanes.pending:
            while more and self._lanes.pending < _AHEAD:
                each = next(wanted, None)
                if each is None:
                    more = False
                elif isinstance(each, Problem):
                    yield each
                else:
                    yield from self._want(each)
            if self._lanes.pending:
                task, result = self._lanes.take()
                yield from self._settle(task, result)

    def close(self) -> None:
        self._lanes.close()

    # In other threads

    def _fetch(self, task: _Task) -> _Result:
        try:
            return self._feed(task) if task.kind == "feed" else self._fetcher.get(_request(task))
        except Failure as failure:
            return failure
        except Stopped:
            return Failure("It was not fetched, because fetching was stopped.", passing=True)
        except Exception as error:
            # A mistake of ours at one address must not cost the run; it is shown, never swallowed.
            return Failure(f"It could not be fetched ({type(error).__name__}: {error}). Please report this.")

    def _feed(self, task: _Task) -> _Result:
        root = task.trail is not None and task.trail.root
        sinks: list[_Sink] = []

        def sink() -> "_Sink":
            limits = self._limits
            reader = FeedReader(max(limits.items, self._most), limits.feed, limits.ratio)
            sinks.append(_Sink(reader, root))
            return sinks[-1]

        received = self._fetcher.get(_request(task, sink))
        if received.unchanged:
            return received
        last = sinks[-1]
        failure = last.end(received)
        if failure is None:
            return _Feed(received, last.reader)
        if not root:
            raise failure
        feeds = feed_links(received.content, received.final, self._limits.sitemaps)
        if not feeds:
            feeds = self._fetcher.robots(address(received.final)).sitemaps[: self._limits.sitemaps]
        if not feeds:
            raise Failure("This is no feed and no sitemap, and it names none. Check the address.")
        return _Feed(received, last.reader, feeds)

    # What is wanted

    def _want(self, wanted: Wanted) -> Iterator[Event]:
        try:
            url = address(wanted.url).url
        except Failure as failure:
            yield Problem(wanted.url, "", failure.message)
            return
        before = self._state.visited(url)
        if before and before.until and before.until > moment():
            message = f"The server has asked to be left alone until {before.until}, and so it was."
            yield Problem(url, "", message, fatal=not wanted.follow)
        elif wanted.follow:
            self._put(url, wanted.known, _Trail(True, [self._most], [self._limits.sitemaps]), "feed")
        elif not (self._only_new and before and before.outcome != "failed"):
            self._put(url, wanted.known, None, "page")

    def _put(self, url: str, known: Metadata, trail: _Trail | None, kind: Literal["page", "feed"]) -> bool:
        """Have *url* fetched; False if that is under way or done already."""
        if (kind, url) in self._asked:
            return False
        self._asked.add((kind, url))
        self._lanes.put(_Task(url, known, self._state.visited(url), trail, kind), address(url).authority)
        return True

    # What came of it

    def _settle(self, task: _Task, result: _Result) -> Iterator[Event]:
        if isinstance(result, Failure):
            yield Problem(task.url, "", result.message)
            yield Visited(_failed(task, result))
            if task.kind == "page" and task.trail and not result.gone:
                task.trail.spoiled = True
        elif isinstance(result, _Feed):
            yield from self._follow(task, result)
            return
        elif result.unchanged:
            yield Visited(_visit(task, result, "same"))
        else:
            yield from self._read(task, result)
        if task.kind == "page" and task.trail:
            task.trail.waiting -= 1
            yield from self._finished(task.trail)

    def _read(self, task: _Task, received: Received) -> Iterator[Event]:
        outcome: Outcome = "aside"
        problem = None
        known = task.known
        if before := self._state.last_read(task.url):
            # What only a feed told, or an earlier version of the page, is true of this one still; without it the
            # same words would count as another report.
            known = known.over(Metadata(before.outlet, before.published, None, before.title, before.author))
        for each in article(received, known, keep=self._keep):
            if isinstance(each, Found):
                outcome = "read"
            elif each.fatal:
                problem = each.message
            yield each
        yield Visited(_visit(task, received, outcome, problem if outcome == "aside" else None))

    def _follow(self, task: _Task, feed: _Feed) -> Iterator[Event]:
        trail = task.trail
        assert trail is not None
        trail.visit = _visit(task, feed.received, "read")
        # Until all in it is done with, so that it is not finished before it has begun.
        trail.waiting = 1
        if feed.feeds or feed.reader.kind == "index":
            yield from self._branch(task, trail, feed)
        else:
            yield from self._pages(task, trail, feed)
        trail.waiting -= 1
        yield from self._finished(trail)

    def _branch(self, task: _Task, trail: _Trail, feed: _Feed) -> Iterator[Event]:
        """Feeds that a page names, sitemaps that an index lists."""
        # What an index lists may have changed when the index has not.
        trail.spoiled = True
        for stated in feed.feeds or [item.url for item in feed.reader.items]:
            if not trail.sitemaps[0]:
                message = (
                    f"There are more than {self._limits.sitemaps} feeds or sitemaps; the first of them were followed."
                )
                yield Problem(task.url, "", message, fatal=False)
                return
            try:
                url = address(stated, feed.received.final).url
            except Failure as failure:
                yield Problem(task.url, _place(stated), failure.message)
                continue
            if self._put(url, task.known, _Trail(False, trail.room, trail.sitemaps), "feed"):
                trail.sitemaps[0] -= 1

    def _pages(self, task: _Task, trail: _Trail, feed: _Feed) -> Iterator[Event]:
        new = 0
        for item in feed.reader.items:
            try:
                url = address(item.url, feed.received.final).url
            except Failure as failure:
                yield Problem(task.url, _place(item.url), failure.message, fatal=False)
                continue
            if ("page", url) in self._asked or not self._is_due(url, item, trail):
                continue
            if not trail.room[0]:
                feed.reader.full = True
                break
            known = task.known.over(Metadata(published=item.published, title=item.title))
            self._put(url, known, trail, "page")
            trail.room[0] -= 1
            trail.waiting += 1
            new += 1
        if feed.reader.full:
            trail.spoiled = True
            seen = len(feed.reader.items)
            message = f"There is more in this feed than was followed now: {seen:,} entries, of them {new:,} new."
            yield Problem(task.url, "", message, fatal=False)
        if new:
            trail.snapshot = snapshot(feed.received, keep=self._keep)

    def _is_due(self, url: str, item: Item, trail: _Trail) -> bool:
        """Whether a page that a feed names is to be fetched."""
        before = self._state.visited(url)
        if before is None:
            return True
        if before.outcome == "failed":
            if before.status in GONE or self._state.failures(url) >= self._limits.again:
                return False
            trail.spoiled = True
            return before.until is None or before.until <= moment()
        # A feed that dates its entries in the future says nothing of what has changed.
        return item.changed is not None and datetime.fromisoformat(before.at) < item.changed <= datetime.now(UTC)

    def _finished(self, trail: _Trail) -> Iterator[Event]:
        if trail.visit is None or trail.waiting:
            return
        visit = trail.visit
        if trail.spoiled:
            # Without these it is sent whole the next time, and what was left undone is tried again.
            visit = Visit(visit.url, visit.kind, visit.at, visit.outcome, visit.status)
        yield Visited(visit, trail.snapshot)


class _Sink:
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


def _request(task: _Task, sinks: object = None) -> Request:
    before = task.before
    known = before is not None and before.outcome != "failed"
    return Request(
        task.url,
        task.kind,
        before.etag if before and known else None,
        before.modified if before and known else None,
        sinks,  # type: ignore[arg-type]
    )


def _visit(task: _Task, received: Received, outcome: Outcome, problem: str | None = None) -> Visit:
    etag, modified = received.header("etag"), received.header("last-modified")
    if received.unchanged and task.before:
        etag, modified = etag or task.before.etag, modified or task.before.modified
    return Visit(task.url, task.kind, received.received, outcome, received.status, etag, modified, problem)


def _failed(task: _Task, failure: Failure) -> Visit:
    until = None
    if failure.wait:
        until = datetime.fromtimestamp(datetime.now(UTC).timestamp() + failure.wait, UTC).isoformat(timespec="seconds")
    return Visit(task.url, task.kind, moment(), "failed", failure.status, problem=failure.message, until=until)


def _place(stated: str) -> str:
    return f"entry «{stated[:80]}»"
