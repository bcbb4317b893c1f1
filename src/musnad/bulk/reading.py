"""Many reports into a ledger."""

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from musnad.bulk.attempts import Analyser, Failure, Outcome, attempt, pipeline
from musnad.bulk.crew import Crew
from musnad.bulk.recorder import Recorder
from musnad.bulk.summary import Summary
from musnad.gather import Finished, Found, Limits, Metadata, Skipped, Visited, gather
from musnad.ledger import Ledger
from musnad.model import MusnadError, Problem, Settings, Snapshot
from musnad.resolve import link

_NOT_ANALYSED = "Its report could not be analysed."
# Between two calls of on_progress, in seconds.
_TICK = 0.1
# Of a ledger with very many names of its own, characters of reports that are analysed with the names chosen for them
# (for each process), and things that come meanwhile. Choosing takes a second or two, as much as a hundred reports.
_PART = 1_000_000
_MOST_ITEMS = 5_000


def read_into(
    ledger: Ledger,
    paths: Iterable[str | Path],
    defaults: Metadata | None = None,
    *,
    jobs: int = 1,
    evidence: bool = True,
    settings: Settings | None = None,
    limits: Limits | None = None,
    columns: Mapping[str, str] | None = None,
    analyser: Analyser = pipeline,
    on_progress: Callable[[Summary], None] | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> Summary:
    """Read the reports under *paths*, analyse them and record them in *ledger*.

    Goes on where an earlier run stopped: files read to their end are not opened again as long as they have
    not changed, and reports that are in the ledger are not analysed again. Records in batches of some
    seconds; whatever ends the run early (Ctrl-C, an error raised by a callback), what was analysed until
    then is recorded first. Memory stays flat.

    Args:
        paths, defaults, limits, columns: see :func:`musnad.gather.gather`.
        jobs: processes to analyse with; with one, the work is done in this process. With more, a program of
            its own must keep its main part under ``if __name__ == "__main__":``.
        evidence: keep the bytes of files that are one report; otherwise only their hash is kept.
        analyser: what analyses a report; must be picklable by its name if *jobs* is above one.
        on_progress: called about ten times a second, and at the end.
        on_problem: called for each problem, in the order of the input.

    Returns:
        The counts of this run. Something was left unread if its ``unread`` is not 0.

    Raises:
        MusnadError: the ledger cannot be written (a full disk), or the processes cannot start. What was
            recorded before stays.
    """
    run = Run(ledger, on_progress, on_problem)
    events = gather(paths, defaults, skip=ledger.seen, limits=limits, columns=columns, keep=evidence)
    run.record(events, jobs, analyser, settings)
    return run.summary()


@dataclass(frozen=True, slots=True)
class _Known:
    """A report that the ledger has already, and what it was read from this time."""

    id: str
    snapshot: Snapshot | None


_Event = Found | Problem | Finished | Skipped | Visited
_Passing = Problem | Finished | Skipped | Visited | _Known
_Item = Found | _Passing


def _one_by_one(items: Iterable[_Item], analyser: Analyser, settings: Settings) -> Iterator[Outcome | _Passing]:
    for item in items:
        if isinstance(item, Found):
            yield Outcome(item, attempt(analyser, item.report, settings))
        else:
            yield item


def _analysed(
    items: Iterable[_Item], jobs: int, analyser: Analyser, settings: Settings
) -> Iterator[Outcome | _Passing]:
    if jobs == 1:
        yield from _one_by_one(items, analyser, settings)
        return
    crew: Crew[_Passing] = Crew(jobs, analyser, settings)
    with crew:
        yield from crew.run(items)


def _parts(items: Iterator[_Item], size: int) -> Iterator[list[_Item]]:
    """*items* in their order, in lists with *size* characters of reports or little more."""
    part: list[_Item] = []
    characters = 0
    for item in items:
        part.append(item)
        characters += len(item.report.text) if isinstance(item, Found) else 0
        if characters >= size or len(part) >= _MOST_ITEMS:
            yield part
            part, characters = [], 0
    if part:
        yield part


class Run:
    """The counts of a run, and what is done with each thing that comes."""

    def __init__(
        self,
        ledger: Ledger,
        on_progress: Callable[[Summary], None] | None,
        on_problem: Callable[[Problem], None] | None,
    ) -> None:
        self.recorder = Recorder(ledger)
        self._ledger = ledger
        self._on_progress = on_progress
        self._on_problem = on_problem
        self._counts = Summary()
        self._start = self._told = time.monotonic()
        # Sources of which a report could not be analysed: to be read again by the next run.
        self._spoiled: set[str] = set()
        self._noticed: set[str] = set()

    def record(self, events: Iterable[_Event], jobs: int, analyser: Analyser, settings: Settings | None) -> None:
        """Analyse what *events* bring that is new, and record it.

        Raises:
            MusnadError: see :func:`read_into`.
        """
        if jobs < 1:
            raise MusnadError("At least one process is needed.")
        # Closed at once whatever happens, so that no process is left over.
        with closing(self._results(self._unknown(events), jobs, analyser, settings or Settings())) as results:
            self._through(results)

    def _results(
        self, items: Iterator[_Item], jobs: int, analyser: Analyser, settings: Settings
    ) -> Generator[Outcome | _Passing, None, None]:
        """What comes of *items*; where the ledger has very many names of its own, with those that each part needs."""
        if settings.own is None and self._ledger.names.many():
            for part in _parts(items, _PART * jobs):
                texts = [item.report.text for item in part if isinstance(item, Found)]
                yield from _analysed(part, jobs, analyser, self._with_own(settings, texts) if texts else settings)
        else:
            yield from _analysed(items, jobs, analyser, self._with_own(settings))

    def _with_own(self, settings: Settings, texts: list[str] | None = None) -> Settings:
        """*settings* with the names of the ledger's own (that may stand in *texts*), unless others are given."""
        if settings.own is not None:
            return settings
        own, notices = self._ledger.names.own(texts)
        for notice in dict.fromkeys(notices):
            if notice not in self._noticed:
                self._noticed.add(notice)
                self._problem(Problem(str(self._ledger.path), "", notice, fatal=False))
        return replace(settings, own=own) if own else settings

    def _unknown(self, events: Iterable[_Event]) -> Iterator[_Item]:
        """*events*, with the reports that need no analysis replaced."""
        for event in events:
            if isinstance(event, Found) and not self.recorder.expects(event.report.id):
                yield _Known(event.report.id, event.snapshot)
            else:
                yield event

    def _through(self, results: Iterable[Outcome | _Passing]) -> None:
        """Take all *results*, and record what was taken whatever happens."""
        try:
            for each in results:
                self.take(each)
        except BaseException as error:
            # A ledger that has just refused may do so again; the first reason is the one to tell.
            with suppress(MusnadError) if isinstance(error, MusnadError) else nullcontext():
                self.recorder.flush()
            self.progress()
            raise
        self.recorder.flush()
        link(self._ledger)
        self.progress()

    def take(self, each: Outcome | _Passing) -> None:
        """Count and record."""
        if isinstance(each, Outcome):
            self._outcome(each)
        elif isinstance(each, Problem):
            self._problem(each)
        elif isinstance(each, Skipped):
            self._count(skipped=1)
        elif isinstance(each, _Known):
            self._known(each)
        elif isinstance(each, Visited):
            self._visited(each)
        elif each.path not in self._spoiled:
            self._count(finished=1)
            self.recorder.mark(each.key)
        if time.monotonic() - self._told > _TICK:
            self.progress()

    def progress(self) -> None:
        """Tell how far the run is."""
        self._told = time.monotonic()
        if self._on_progress:
            self._on_progress(self.summary())

    def summary(self) -> Summary:
        """The counts as they are now."""
        return replace(
            self._counts,
            added=self.recorder.added,
            statements=self.recorder.statements,
            known=self._counts.known + self.recorder.known,
            seconds=time.monotonic() - self._start,
        )

    def _outcome(self, outcome: Outcome) -> None:
        report = outcome.found.report
        if isinstance(outcome.result, Failure):
            self.recorder.forget(report.id)
            self._spoiled.add(outcome.found.path)
            self._problem(outcome.problem(outcome.result))
        else:
            self._count(analysed=1, words=len(report.text.split()))
            self.recorder.take(outcome.result, outcome.found.snapshot)

    def _known(self, known: _Known) -> None:
        self._count(known=1)
        # Of records only the hash is known, and it tells nothing new of a report that is there.
        if known.snapshot is not None and known.snapshot.body is not None:
            self.recorder.sight(known.id, known.snapshot)

    def _visited(self, visited: Visited) -> None:
        visit = visited.visit
        self._count(asked=1, unchanged=int(visit.outcome == "same"))
        if visit.url in self._spoiled:
            # Its report could not be analysed: to be asked for again.
            visited = Visited(replace(visit, outcome="failed", etag=None, modified=None, problem=_NOT_ANALYSED))
        self.recorder.visit(visited)

    def _problem(self, problem: Problem) -> None:
        self._count(problems=1, unread=int(problem.fatal))
        if self._on_problem:
            self._on_problem(problem)

    def _count(self, **more: int) -> None:
        self._counts = replace(
            self._counts, **{name: getattr(self._counts, name) + count for name, count in more.items()}
        )
