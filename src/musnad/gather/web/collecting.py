"""From addresses to reports: pages, and what feeds, sitemaps and sites lead to."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Protocol

from musnad.gather.events import Found, Visited
from musnad.gather.metadata import Metadata
from musnad.gather.web.articles import article, snapshot
from musnad.gather.web.discovery import feed_links
from musnad.gather.web.failures import GONE, Failure
from musnad.gather.web.feeds import FeedReader, Item
from musnad.gather.web.fetcher import Fetcher, Received
from musnad.gather.web.lanes import Lanes
from musnad.gather.web.manners import Stopped
from musnad.gather.web.tasks import Allowance, FeedSink, FollowedFeed, Task, Trail, failed_visit, request, visit_of
from musnad.gather.web.urls import address
from musnad.model import Outcome, PageKind, Problem, Visit, moment

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


_Result = Received | FollowedFeed | Failure


class _Collector:
    def __init__(self, fetcher: Fetcher, state: State, keep: bool, most: int, only_new: bool) -> None:
        self._fetcher = fetcher
        self._limits = fetcher.settings.limits
        self._state = state
        self._keep = keep
        self._most = most
        self._only_new = only_new
        self._asked: set[tuple[str, str]] = set()
        self._lanes: Lanes[Task, _Result] = Lanes(self._fetch, self._limits.hosts)

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

    def _fetch(self, task: Task) -> _Result:
        try:
            return self._feed(task) if task.kind == "feed" else self._fetcher.get(request(task))
        except Failure as failure:
            return failure
        except Stopped:
            return Failure("It was not fetched, because fetching was stopped.", passing=True)
        except Exception as error:
            # A mistake of ours at one address must not cost the run; it is shown, never swallowed.
            return Failure(f"It could not be fetched ({type(error).__name__}: {error}). Please report this.")

    def _feed(self, task: Task) -> _Result:
        root = task.trail is not None and task.trail.root
        sinks: list[FeedSink] = []

        def sink() -> "FeedSink":
            limits = self._limits
            reader = FeedReader(max(limits.items, self._most), limits.feed, limits.ratio)
            sinks.append(FeedSink(reader, root))
            return sinks[-1]

        received = self._fetcher.get(request(task, sink))
        if received.unchanged:
            return received
        last = sinks[-1]
        failure = last.end(received)
        if failure is None:
            return FollowedFeed(received, last.reader)
        if not root:
            raise failure
        feeds = feed_links(received.content, received.final, self._limits.sitemaps)
        if not feeds:
            feeds = self._fetcher.robots(address(received.final)).sitemaps[: self._limits.sitemaps]
        if not feeds:
            raise Failure("This is no feed and no sitemap, and it names none. Check the address.")
        return FollowedFeed(received, last.reader, feeds)

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
            self._put(url, wanted.known, Trail(True, Allowance(self._most, self._limits.sitemaps)), "feed")
        elif not (self._only_new and before and before.outcome != "failed"):
            self._put(url, wanted.known, None, "page")

    def _put(self, url: str, known: Metadata, trail: Trail | None, kind: PageKind) -> bool:
        """Have *url* fetched; False if that is under way or done already."""
        if (kind, url) in self._asked:
            return False
        self._asked.add((kind, url))
        self._lanes.put(Task(url, known, self._state.visited(url), trail, kind), address(url).authority)
        return True

    # What came of it

    def _settle(self, task: Task, result: _Result) -> Iterator[Event]:
        if isinstance(result, Failure):
            yield Problem(task.url, "", result.message)
            yield Visited(failed_visit(task, result))
            if task.kind == "page" and task.trail and not result.gone:
                task.trail.spoiled = True
        elif isinstance(result, FollowedFeed):
            yield from self._follow(task, result)
            return
        elif result.unchanged:
            yield Visited(visit_of(task, result, "same"))
        else:
            yield from self._read(task, result)
        if task.kind == "page" and task.trail:
            task.trail.waiting -= 1
            yield from self._finished(task.trail)

    def _read(self, task: Task, received: Received) -> Iterator[Event]:
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
        yield Visited(visit_of(task, received, outcome, problem if outcome == "aside" else None))

    def _follow(self, task: Task, feed: FollowedFeed) -> Iterator[Event]:
        trail = task.trail
        assert trail is not None
        trail.visit = visit_of(task, feed.received, "read")
        # Until all in it is done with, so that it is not finished before it has begun.
        trail.waiting = 1
        if feed.feeds or feed.reader.kind == "index":
            yield from self._branch(task, trail, feed)
        else:
            yield from self._pages(task, trail, feed)
        trail.waiting -= 1
        yield from self._finished(trail)

    def _branch(self, task: Task, trail: Trail, feed: FollowedFeed) -> Iterator[Event]:
        """Feeds that a page names, sitemaps that an index lists."""
        # What an index lists may have changed when the index has not.
        trail.spoiled = True
        for stated in feed.feeds or [item.url for item in feed.reader.items]:
            if not trail.left.sitemaps:
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
            if self._put(url, task.known, Trail(False, trail.left), "feed"):
                trail.left.sitemaps -= 1

    def _pages(self, task: Task, trail: Trail, feed: FollowedFeed) -> Iterator[Event]:
        new = 0
        for item in feed.reader.items:
            try:
                url = address(item.url, feed.received.final).url
            except Failure as failure:
                yield Problem(task.url, _place(item.url), failure.message, fatal=False)
                continue
            if ("page", url) in self._asked or not self._is_due(url, item, trail):
                continue
            if not trail.left.pages:
                feed.reader.full = True
                break
            known = task.known.over(Metadata(published=item.published, title=item.title))
            self._put(url, known, trail, "page")
            trail.left.pages -= 1
            trail.waiting += 1
            new += 1
        if feed.reader.full:
            trail.spoiled = True
            seen = len(feed.reader.items)
            message = f"There is more in this feed than was followed now: {seen:,} entries, of them {new:,} new."
            yield Problem(task.url, "", message, fatal=False)
        if new:
            trail.snapshot = snapshot(feed.received, keep=self._keep)

    def _is_due(self, url: str, item: Item, trail: Trail) -> bool:
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

    def _finished(self, trail: Trail) -> Iterator[Event]:
        if trail.visit is None or trail.waiting:
            return
        visit = trail.visit
        if trail.spoiled:
            # Without these it is sent whole the next time, and what was left undone is tried again.
            visit = Visit(visit.url, visit.kind, visit.at, visit.outcome, visit.status)
        yield Visited(visit, trail.snapshot)


def _place(stated: str) -> str:
    return f"entry «{stated[:80]}»"
