"""The ledger: one file in which every report's claims are kept, and from which they are read again."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from musnad.ledger import dispatches as dispatching
from musnad.ledger import search as searching
from musnad.ledger import views
from musnad.ledger.database import Database, storable
from musnad.ledger.dispatches import DispatchTables, Wanted
from musnad.ledger.rows import Counts, Dispatch, Hit, ReportEntry, Statement
from musnad.ledger.views import Reader
from musnad.ledger.writer import Writer, check
from musnad.model import Analysis, MusnadError


class Ledger:
    """A ledger of attributed claims in one SQLite file. It only appends.

    Use it as a context manager. One object belongs to one thread at a time; any number of programs may
    have the same file open, and readers never wait for the one that writes.

    Args:
        path: the file; made if it is not there. «:memory:» keeps everything in memory.
        readonly: open an existing ledger without the right to add.

    Raises:
        MusnadError: from any method, when the file cannot be used: no ledger, of a newer version, damaged,
            no space, no right. What had been recorded before stays.
    """

    def __init__(self, path: str | Path, *, readonly: bool = False) -> None:
        self.path = path
        self._db = Database(path, readonly=readonly)
        self._writer = Writer(self._db)
        self._reader = Reader(self._db)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is no mistake."""
        self._db.close()

    # Adding

    def transaction(self) -> AbstractContextManager[None]:
        """Record together, or not at all, what is added and marked inside."""
        return self._db.transaction()

    def add(self, analysis: Analysis) -> bool:
        """Record *analysis*; False, and nothing changed, when its report is already there.

        Raises:
            MusnadError: nothing of it is recorded.
        """
        with self._db.transaction():
            return self._writer.add(analysis)

    def add_many(self, analyses: Iterable[Analysis], batch: int = 100) -> int:
        """Record *analyses*, committing every *batch* of them; the number of reports that were new.

        Each batch is read from the iterable before it is written, so slow reading keeps no lock. What was
        read is also written when the iterable fails or is interrupted.

        Raises:
            MusnadError: earlier batches are recorded, nothing of the failing one.
        """
        if batch < 1:
            raise MusnadError("A batch holds at least one report.")
        added = 0
        pending: list[Analysis] = []
        try:
            for analysis in analyses:
                check(analysis)
                pending.append(analysis)
                if len(pending) == batch:
                    writing, pending = pending, []
                    added += self._write(writing)
        finally:
            added += self._write(pending)
        return added

    def seen(self, key: str) -> bool:
        """Whether the source *key* (a path with time and size, a hash: the caller's choice) was marked."""
        return self._db.row("SELECT 1 FROM sources_read WHERE key = ?", (storable(key),)) is not None

    def mark(self, key: str) -> None:
        """Note that the source *key* has been read to its end; marking twice changes nothing."""
        with self._db.transaction():
            self._writer.mark(key)

    def _write(self, analyses: list[Analysis]) -> int:
        if not analyses:
            return 0
        with self._db.transaction():
            return sum(map(self._writer.add, analyses))

    # Reports

    def __len__(self) -> int:
        """Number of reports."""
        found = self._db.row("SELECT count(*) FROM reports")
        return int(found[0]) if found else 0

    def __bool__(self) -> bool:
        """Always true: an empty ledger is a ledger."""
        return True

    def __iter__(self) -> Iterator[str]:
        """Ids of the reports, in the order they were added; one may add on the way."""
        return self._reader.ids()

    def __contains__(self, report_id: object) -> bool:
        """Whether a report of this id is there."""
        if not isinstance(report_id, str):
            return False
        return self._db.row("SELECT 1 FROM reports WHERE id = ?", (storable(report_id),)) is not None

    def reports(self) -> Iterator[ReportEntry]:
        """What is known of each report, without its text, in the order they were added."""
        return self._reader.entries()

    def get(self, report_id: str) -> Analysis:
        """The analysis of a report, equal to the one that was added.

        Raises:
            MusnadError: no report has this id.
        """
        return self._reader.analysis(self._reader.report_row(report_id))

    def entry(self, report_id: str) -> ReportEntry:
        """What is known of a report, without its text. Raises MusnadError if no report has this id."""
        return self._reader.entry(self._reader.report_row(report_id))

    def find_report(self, name: str) -> list[str]:
        """Ids of the reports that *name* may mean: a whole id; else a file's name with or without its
        ending; else the beginning of an id (four digits or more). Empty if nothing fits."""
        return views.find_report(self._db, name)

    # Statements

    def statement(self, statement_id: str) -> Statement:
        """The statement of this id. Raises MusnadError if there is none."""
        row = self._reader.statement_row(statement_id)
        return next(self._reader.statements([row]))

    def find_statement(self, prefix: str) -> list[str]:
        """Ids of the statements that begin with *prefix* (four digits or more). Empty if nothing fits."""
        return views.find_id(self._db, "statements", prefix)

    def chain(self, statement_id: str) -> tuple[Statement, ...]:
        """The statement with all that it lies in, outermost first. The outlet, itself the outermost link,
        is ``report.outlet``. Raises MusnadError if there is no such statement."""
        links = self.statement(statement_id).chain
        return tuple(self._reader.statements(self._reader.statement_row(link.id) for link in links))

    def statements(self, report_id: str) -> Iterator[Statement]:
        """The statements of a report in the order of the text. Raises MusnadError if it is not there."""
        return self._reader.statements(self._reader.rows_of_report(self._reader.report_row(report_id)))

    def by_speaker(self, name: str) -> Iterator[Statement]:
        """All that a speaker is reported to have said, oldest report first (undated last).

        Every word of *name* must be among the words of the speaker's name, in any spelling, with or
        without the article: «لافروف» finds «سيرغي لافروف».
        """
        speakers, words = searching.speaker_rows(name)
        sql = f"""SELECT s.row FROM statements s JOIN reports r ON r.row = s.report
            WHERE s.speaker IN ({speakers}) ORDER BY r.published IS NULL, r.published, r.row, s.row"""
        return self._reader.statements(row for (row,) in self._db.rows(sql, words))

    def counts(self) -> Counts:
        """How much the ledger holds. Goes through all statements once."""
        return views.counts(self._db)

    def search(
        self,
        query: str | None = None,
        *,
        speaker: str | None = None,
        force: str | None = None,
        kind: str | None = None,
        outlet: str | None = None,
        lemma: str | None = None,
        since: date | str | None = None,
        until: date | str | None = None,
        in_: str = "content",
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[Hit]:
        """Statements and narrated sentences, newest report first (undated last), then in text order.

        Args:
            query: words (all must be there), "a phrase" (also in «»), -without, beginn*. Spelling and
                vowel marks do not matter, clitics and light endings may be added: «المانيا» finds
                «لألمانيا». None or blank: everything.
            speaker, force, kind, outlet, lemma, since, until: see :class:`musnad.ledger.search.Filters`.
            in_: «content» of statements, «narration», or «all».
            limit, offset: how many hits, after how many.

        Raises:
            MusnadError: at once, when a filter is none of its values, or the question is absurdly long.
        """
        filters = searching.Filters(speaker, force, kind, outlet, lemma, since, until)
        return searching.search(self._db, query, filters, in_, limit, offset)

    # Dispatches

    def dispatches(
        self,
        *,
        since: date | str | None = None,
        until: date | str | None = None,
        min_outlets: int = 1,
        min_reports: int = 2,
        agency: str | None = None,
    ) -> Iterator[Dispatch]:
        """The dispatches that several reports carry, that first seen last first, undated ones at the end.

        Reports that :func:`musnad.compare.dispatch.catch_up` has not been through do not count; reading with
        ``musnad read`` sees to it.

        Args:
            since, until: first seen on this day or later; on it or before («2016-10» is a month, «2016» a year).
            min_outlets, min_reports: carried by so many.
            agency: id of the agency named by most («b.reuters»), «agencies» where none is named.

        Raises:
            MusnadError: at once, when a day is none.
        """
        first, last = (None if value is None else searching.day(value) for value in (since, until))
        return dispatching.dispatches(self._db, self._reader, Wanted(first, last, min_outlets, min_reports, agency))

    def dispatch_of(self, report_id: str) -> Dispatch | None:
        """The dispatch that a report carries, maybe alone; None if it has not been asked for yet.

        Raises:
            MusnadError: no report has this id.
        """
        return dispatching.dispatch_of(self._db, self._reader, self._reader.report_row(report_id))

    @property
    def dispatch_tables(self) -> DispatchTables:
        """Where ``musnad.compare.dispatch`` keeps what it finds."""
        return DispatchTables(self._db)
