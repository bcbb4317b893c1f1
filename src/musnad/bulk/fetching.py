"""Pages and feeds from the web into a ledger, once or again and again."""

import time
from collections.abc import Callable, Iterable
from itertools import count

from musnad.bulk.attempts import Analyser, pipeline
from musnad.bulk.reading import Run
from musnad.bulk.summary import Summary
from musnad.gather.web import Fetcher, Wanted, WebSettings, collect
from musnad.ledger import Ledger
from musnad.model import Problem, Settings


def fetch_into(
    ledger: Ledger,
    wanted: Iterable[Wanted | Problem | str],
    *,
    most: int | None = None,
    only_new: bool = False,
    evidence: bool = True,
    jobs: int = 1,
    web: WebSettings | None = None,
    fetcher: Fetcher | None = None,
    settings: Settings | None = None,
    analyser: Analyser = pipeline,
    on_progress: Callable[[Summary], None] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> Summary:
    """Fetch what is *wanted*, analyse the reports in it and record them in *ledger* with what was received.

    A page that was fetched before is asked for what has changed; if its text has, it becomes a further version.
    Every visit is noted in the ledger, also those that fail. Whatever ends the run early, what was analysed
    until then is recorded first, and a feed that was not followed to its end is followed again.

    Args:
        wanted: addresses of pages; as :class:`Wanted` also of feeds, sitemaps and sites to follow.
        most: pages that one feed, sitemap or site may lead to; None: as the limits of *web* say.
        only_new: leave out pages that were fetched before.
        evidence: keep the bytes received, and not only their hash.
        web: how to ask; *fetcher*: what to ask with, if there is one already (it stays open).
        jobs, settings, analyser, on_progress, on_problem: as in :func:`musnad.bulk.read_into`.

    Returns:
        The counts of this run. Something was not fetched or left unread if its ``unread`` is not 0.

    Raises:
        MusnadError: the ledger cannot be written, or the processes cannot start.
    """
    own = fetcher or Fetcher(web)
    run = Run(ledger, on_progress, on_problem)
    addresses = (Wanted(each) if isinstance(each, str) else each for each in wanted)
    events = collect(addresses, own, ledger, keep=evidence, most=most, only_new=only_new)
    try:
        run.record(events, jobs, analyser, settings)
    finally:
        events.close()
        if fetcher is None:
            own.close()
    return run.summary()


def watch_into(
    ledger: Ledger,
    feeds: Callable[[], Iterable[Wanted | Problem]],
    *,
    every: float,
    rounds: int | None = None,
    sleep: Callable[[float], None] = time.sleep,
    on_round: Callable[[Summary], None] | None = None,
    most: int | None = None,
    evidence: bool = True,
    jobs: int = 1,
    web: WebSettings | None = None,
    settings: Settings | None = None,
    analyser: Analyser = pipeline,
    on_progress: Callable[[Summary], None] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> None:
    """Poll *feeds* and read what is new in them, until interrupted or *rounds* are done.

    All state is in the ledger, round by round, so a watch that was stopped or killed goes on with the next.

    Args:
        feeds: called at the beginning of each round, so that a list can be changed on the way.
        every: seconds from the beginning of one round to that of the next; a round that takes longer is
            followed by the next at once.
        rounds: how many; None: without end.
        sleep: waits for so many seconds; what it raises ends the watch.
        on_round: called with the counts of each round at its end.
        most, evidence, jobs, web, settings, analyser, on_progress, on_problem: as in :func:`fetch_into`.

    Raises:
        MusnadError: the ledger cannot be written, or *feeds* raises it.
    """
    with Fetcher(web) as fetcher:
        for number in count(1):
            begun = time.monotonic()
            summary = fetch_into(
                ledger,
                feeds(),
                most=most,
                evidence=evidence,
                jobs=jobs,
                fetcher=fetcher,
                settings=settings,
                analyser=analyser,
                on_progress=on_progress,
                on_problem=on_problem,
            )
            if on_round:
                on_round(summary)
            if number == rounds:
                return
            sleep(max(0.0, begun + every - time.monotonic()))
