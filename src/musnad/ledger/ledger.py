"""The ledger: one file in which every report's claims are kept, and from which they are read again."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from musnad.ledger import dispatches as dispatching
from musnad.ledger import outlets, verify, views
from musnad.ledger import search as searching
from musnad.ledger.additions import Additions
from musnad.ledger.claims import ClaimStore
from musnad.ledger.corrections import Corrections
from musnad.ledger.database import Database, storable
from musnad.ledger.dispatches import DispatchTables, Wanted
from musnad.ledger.edits import Edit, edits
from musnad.ledger.entities import Entities
from musnad.ledger.evidence import Evidence
from musnad.ledger.identities import Identities
from musnad.ledger.judging import Judging
from musnad.ledger.links import Links
from musnad.ledger.naming import Naming
from musnad.ledger.own_names import Names
from musnad.ledger.rows import (
    Counts,
    Dispatch,
    Hit,
    Mismatch,
    ReportEntry,
    SnapshotEntry,
    SourceEntry,
    Statement,
    Verification,
)
from musnad.ledger.views import Reader
from musnad.ledger.writer import Writer, check
from musnad.model import Analysis, Mention, MusnadError, Snapshot, Visit


class Ledger(Naming, Judging):
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
        self._identities = Identities(self._db)
        self._reader = Reader(self._db, self._identities)
        self.names = Names(self._db, self._identities)
        self.link_store = Links(self._db, self._writer)
        self._entities = Entities(self._db, self._identities, self.names)
        self._evidence = Evidence(self._db)
        self.claim_store = ClaimStore(self._db, self._reader)
        self._corrections = Corrections(self._db, self._writer.name)
        self._additions = Additions(self._db, self._writer.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is no mistake."""
        self._db.close()

    @property
    def database(self) -> Database:
        """The open file, for whoever asks questions of its own; it is only to be written through this class."""
        return self._db

    # Adding

    def transaction(self) -> AbstractContextManager[None]:
        """Record together, or not at all, what is added and marked inside."""
        return self._db.transaction()

    def add(self, analysis: Analysis, snapshot: Snapshot | None = None) -> bool:
        """Record *analysis* and the *snapshot* of what its report was read from; False when the report is there
        already: then only a snapshot that is new is added to it.

        Raises:
            MusnadError: nothing of it is recorded.
        """
        with self._db.transaction():
            new = self._writer.add(analysis)
            if snapshot is not None:
                self.keep(snapshot, analysis.report.id)
            return new

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

    def keep(self, snapshot: Snapshot, report_id: str | None = None) -> bool:
        """Record what was received, for a report that is there or (a feed) for none; False, and nothing changed,
        when this snapshot of it is there already. Bytes that are there already are not kept twice.

        Raises:
            MusnadError: no report has this id; nothing is recorded.
        """
        with self._db.transaction():
            report = None if report_id is None else self._reader.report_row(report_id)
            return self._evidence.add(snapshot, report)

    def note(self, visit: Visit) -> None:
        """Record what came of asking for an address."""
        with self._db.transaction():
            self._evidence.visit(visit)

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
        ending; else the address of a page; else the beginning of an id (four digits or more). Empty if nothing
        fits."""
        return views.find_report(self._db, name)

    # Evidence

    def snapshots(self, report_id: str) -> list[SnapshotEntry]:
        """What a report was read from, each time it was received, in the order of adding. Empty if it was added
        without. Raises MusnadError if no report has this id."""
        return list(self._evidence.of_report(self._reader.report_row(report_id)))

    def body(self, snapshot_id: str) -> bytes:
        """The bytes of a snapshot, as they were received.

        Raises:
            MusnadError: there is no such snapshot, only its hash was kept, or its bytes are damaged.
        """
        return self._evidence.body(snapshot_id)

    def versions(self, report_id: str) -> list[ReportEntry]:
        """The versions of the page that a report was read from, itself among them, in the order in which they
        were first received. Only itself if the page has not changed, or it was read from no page.

        Raises:
            MusnadError: no report has this id.
        """
        return self._reader.versions(self._reader.report_row(report_id))

    def edits(self, former_id: str, latter_id: str) -> list[Edit]:
        """What was edited between the texts of two reports, word by word; see :func:`musnad.ledger.edits.edits`.
        Raises MusnadError if one is not there."""
        former, latter = (self._reader.page(self._reader.report_row(id_)).text for id_ in (former_id, latter_id))
        return edits(former, latter)

    def visited(self, url: str) -> Visit | None:
        """What came of asking for *url* last; None if it was never asked for."""
        return self._evidence.last_visit(url)

    def last_read(self, url: str) -> ReportEntry | None:
        """What is known of the report that was read from *url* last; None if none was."""
        report = self._evidence.last_read(url)
        return None if report is None else self._reader.entry(report)

    def failures(self, url: str) -> int:
        """How often asking for *url* failed since it last did not."""
        return self._evidence.failures(url)

    def sources(self) -> list[SourceEntry]:
        """Each outlet with its reports and the hosts they were fetched from, most reports first; then the hosts
        of which there is no report. Goes through all reports once."""
        return outlets.sources(self._db)

    def verify(self, on_mismatch: Callable[[Mismatch], None] | None = None) -> Verification:
        """Recompute every hash: of texts, of what identifies reports, statements and snapshots, of kept bytes.
        Goes through everything once; tells *on_mismatch* of each that does not fit, and goes on.

        Raises:
            MusnadError: the file is damaged so that it cannot be gone through.
        """
        return verify.verify(self._db, on_mismatch)

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

        *name* is an id («p.sergey-lavrov»), or words that must all be among those of the speaker's name, in any
        spelling, with or without the article: «لافروف» finds «سيرغي لافروف». It also finds what those said whom
        the knowledge base, the user's own names or this ledger know by such a name, however the report calls them.
        """
        condition, values = self._entities.speaker(name)
        sql = f"""SELECT s.row FROM statements s JOIN reports r ON r.row = s.report
            WHERE {condition} ORDER BY r.published IS NULL, r.published, r.row, s.row"""
        return self._reader.statements(row for (row,) in self._db.rows(sql, values))

    def by_entity(self, entity_id: str) -> Iterator[Statement]:
        """The statements that an entity made, oldest report first (undated last)."""
        return self.by_speaker(self.entity(entity_id).id)

    def meant(self, report_id: str) -> list[Mention]:
        """The mentions of a report as :meth:`mentions` has them, each with whom it means after links across reports and
        what has been judged. Raises MusnadError if the report is not there."""
        return list(self._reader.meant(self._reader.report_row(report_id)))

    def statements_in(self, rows: Iterable[int]) -> Iterator[Statement]:
        """The statements in *rows* of the table of statements, for who has asked :attr:`database` for them. Cheapest
        when those of a report stand together."""
        return self._reader.statements(rows)

    def entry_in(self, row: int) -> ReportEntry:
        """What is known of the report in *row* of the table of reports, without its text."""
        return self._reader.entry(row)

    def counts(self) -> Counts:
        """How much the ledger holds. Goes through all statements once."""
        return views.counts(self._db)

    # Claims. Comparing lies a storey above: it is asked for by name, when it is asked for.

    def compared(self) -> Any:
        """The claims of this ledger, a :class:`musnad.compare.claims.Claims`: to judge, and to read them."""
        return import_module("musnad.compare.claims").Claims(self.claim_store)

    def claims(
        self,
        *,
        about: str | None = None,
        since: date | None = None,
        until: date | None = None,
        disputed: bool = False,
    ) -> Iterator[Any]:
        """Claims of two statements and more, those of most outlets first, one at a time. *about*: all its words stand
        in one statement. *disputed*: only those with a denial or with figures that differ."""
        found: Iterator[Any] = self.compared().all(about=about, since=since, until=until, disputed=disputed)
        return found

    def claim(self, prefix: str) -> Any:
        """The claim whose id, or one of whose statements' ids, begins so: a :class:`musnad.compare.claims.Claim`.
        Raises MusnadError if there is not one."""
        return self.compared().get(prefix)

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
        place: str | None = None,
        counted: str | None = None,
        in_: str = "content",
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[Hit]:
        """Statements and narrated sentences, newest report first (undated last), then in text order.

        Args:
            query: words (all must be there), "a phrase" (also in «»), -without, beginn*. Spelling and
                vowel marks do not matter, clitics and light endings may be added: «المانيا» finds
                «لألمانيا». None or blank: everything.
            speaker, force, kind, outlet, lemma, since, until, place, counted: see
                :class:`musnad.ledger.search.Filters`.
            in_: «content» of statements, «narration», or «all».
            limit, offset: how many hits, after how many.

        Raises:
            MusnadError: at once, when a filter is none of its values, or the question is absurdly long.
        """
        filters = searching.Filters(speaker, force, kind, outlet, lemma, since, until, place, counted)
        return searching.search(self._reader, self._entities, query, filters, in_, limit, offset)

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
