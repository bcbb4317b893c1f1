"""What each page shows: the questions that the desk asks of a ledger. Knows nothing of HTML or HTTP."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from musnad.ledger import Addition, Correction, Ledger, ReportEntry, SnapshotEntry, Statement, effective
from musnad.ledger.database import storable
from musnad.ledger.query import Query, parse
from musnad.ledger.writer import name_key
from musnad.model import Analysis, Mention, MusnadError, Span
from musnad.web.asking import Asked
from musnad.web.columns import Array, Columns, names_with
from musnad.web.memory import Memory
from musnad.web.store import Store
from musnad.web.summary import Count, Summary, named, names_of, summarise

PAGE = 25
_SUMMARIES_HELD = 64
_PLACES_HELD = 32
_ON_FRONT = 6
_VERBS_SHOWN = 3
_NAMES_SUGGESTED = 10
# Names looked through for a suggestion; a beginning that fits more is too short to suggest anything.
_NAMES_LOOKED_THROUGH = 2_000


class NotThere(MusnadError):
    """The ledger does not hold what was asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """A statement in a list: what the reader said, *words* that were asked for, what people say of it."""

    statement: Statement
    words: tuple[Span, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def standing(self) -> dict[str, Correction]:
        """The corrections that stand, by field."""
        return effective(self.corrections)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of statements.

    Attributes:
        asked, rows: the question, and the statements of this page.
        summary: of all statements that fit.
        before, after: ids of the statements from which the pages before and after this one go on; None: no such page.
        first: place of the first row among all that fit, from 1.
    """

    asked: Asked
    rows: tuple[Row, ...]
    summary: Summary
    before: str | None
    after: str | None
    first: int


@dataclass(frozen=True, slots=True)
class Front:
    """What is new, and how much there is."""

    summary: Summary
    newest: tuple[Row, ...]
    denials: tuple[Row, ...]
    reports: tuple[tuple[ReportEntry, int], ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report with all that is known of it. *mentions* are told with whom they mean after what has been judged."""

    analysis: Analysis
    entry: ReportEntry
    rows: tuple[Row, ...]
    snapshots: tuple[SnapshotEntry, ...]
    versions: tuple[ReportEntry, ...]
    mentions: tuple[Mention, ...]
    additions: tuple[Addition, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement, its neighbours in the report, and where else its words stand."""

    row: Row
    of_report: tuple[Statement, ...]
    elsewhere: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A name: what it is reported to have said, and what is said that names it."""

    name: str
    fuller: tuple[Count, ...]
    summary: Summary
    rows: tuple[Row, ...]
    about: tuple[Row, ...]
    about_total: int


@dataclass(frozen=True, slots=True)
class OutletView:
    """An outlet: whom it cites, and with which words. *verbs*: speaker, number, most frequent cues with numbers."""

    name: str
    summary: Summary
    rows: tuple[Row, ...]
    verbs: tuple[tuple[str, int, tuple[Count, ...]], ...]


class Views:
    """Answers questions about the ledger under *store*. May be used by several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._summaries = Memory(_SUMMARIES_HELD)
        self._places = Memory(_PLACES_HELD)

    def front(self) -> Front:
        """The front page."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            denials = self._found(columns, Asked(force="deny"), ledger)[:_ON_FRONT]
            reports = _distinct(columns.values["report"], _ON_FRONT)
            entries = tuple((ledger.entry_in(row), _statements_in(row, ledger)) for row in reports)
            return Front(
                summary=self._summary(columns, Asked(), ledger),
                newest=self._rows(columns, np.arange(min(_ON_FRONT, len(columns))), ledger),
                denials=self._rows(columns, denials, ledger),
                reports=entries,
            )

    def search(self, asked: Asked, *, after: str = "", before: str = "", size: int = PAGE) -> Found:
        """A page of the statements that *asked* fits: the first, or that after or before a statement's id.

        Raises:
            NotThere: no statement has that id.
        """
        columns = self._store.columns()
        with self._store.reading() as ledger:
            places = self._found(columns, asked, ledger)
            start, end = self.stretch(columns, places, ledger, after=after, before=before, size=size)
            rows = self._rows(columns, places[start:end], ledger, parse(asked.q) if asked.q else None)
            return Found(
                asked=asked,
                rows=rows,
                summary=self._summary(columns, asked, ledger),
                before=rows[0].statement.id if rows and start else None,
                after=rows[-1].statement.id if rows and end < len(places) else None,
                first=start + 1,
            )

    def everything(self, asked: Asked, size: int = 100) -> Iterator[Row]:
        """All statements that *asked* fits, of one moment; no connection is held between two of them."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            places = self._found(columns, asked, ledger)
        question = parse(asked.q) if asked.q else None
        for start in range(0, len(places), size):
            with self._store.reading() as ledger:
                rows = self._rows(columns, places[start : start + size], ledger, question)
            yield from rows

    def reports(self, asked: Asked, page: int = 0, size: int = PAGE) -> tuple[list[tuple[ReportEntry, int]], int]:
        """Reports in which statements stand that *asked* fits, with their numbers, and how many reports there are."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            places = self._found(columns, asked, ledger)
            rows, first, numbers = np.unique(columns.values["report"][places], return_index=True, return_counts=True)
            order = np.argsort(first)[page * size : (page + 1) * size]
            return [(ledger.entry_in(int(rows[n])), int(numbers[n])) for n in order], len(rows)

    def every_report(self, asked: Asked, size: int = 200) -> Iterator[tuple[ReportEntry, int]]:
        """All of these reports, of one moment; no connection is held between two of them."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            places = self._found(columns, asked, ledger)
        rows, first, numbers = np.unique(columns.values["report"][places], return_index=True, return_counts=True)
        order = np.argsort(first)
        for start in range(0, len(order), size):
            with self._store.reading() as ledger:
                some = [(ledger.entry_in(int(rows[n])), int(numbers[n])) for n in order[start : start + size]]
            yield from some

    def speakers(self, asked: Asked, page: int = 0, size: int = PAGE) -> tuple[list[Count], int]:
        """Names of those who say what *asked* fits, most frequent first, and how many names there are. Without a
        question in other fields, its words are looked for in the names."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            by_name = Asked(speaker=asked.q) if asked.q and not asked.filters() else asked
            rows = columns.values["speaker"][self._found(columns, by_name, ledger)]
            total = int(np.count_nonzero(np.bincount(rows)[1:])) if len(rows) else 0
            return list(named(rows, ledger, (page + 1) * size)[page * size :]), total

    def outlets(self) -> tuple[Count, ...]:
        """Outlets with the number of statements in their reports."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            return named(columns.values["outlet"], ledger, 500)

    def suggestions(self, beginning: str) -> list[Count]:
        """Names of speakers of which a word begins so, with their numbers, most frequent first."""
        key = name_key(beginning).split(" ")[-1]
        if len(key) < 2:
            return []
        columns = self._store.columns()
        with self._store.reading() as ledger:
            sql = f"""SELECT DISTINCT name FROM name_words WHERE word >= ? AND word < ?
                LIMIT {_NAMES_LOOKED_THROUGH}"""
            rows = [row for (row,) in ledger.database.rows(sql, (key, key + "\U0010ffff"))]
            found = columns.numbers("speaker")
            best = sorted((r for r in rows if r < len(found) and found[r]), key=lambda r: -found[r])
            names = names_of(best[:_NAMES_SUGGESTED], ledger)
            return [(names[row], int(found[row])) for row in best[:_NAMES_SUGGESTED] if row in names]

    def report(self, id_: str) -> ReportView:
        """A report, by its id or the beginning of it. Raises :class:`NotThere`."""
        with self._store.reading() as ledger:
            full = _full(id_, ledger.find_report(id_))
            statements = list(ledger.statements(full))
            judged = _judged(ledger, full)
            return ReportView(
                analysis=ledger.get(full),
                entry=ledger.entry(full),
                rows=tuple(Row(s, (), tuple(judged.get(s.id, ()))) for s in statements),
                snapshots=tuple(ledger.snapshots(full)),
                versions=tuple(ledger.versions(full)),
                mentions=tuple(ledger.meant(full)),
                additions=tuple(ledger.additions(full)),
            )

    def statement(self, id_: str) -> StatementView:
        """A statement, by its id or the beginning of it. Raises :class:`NotThere`."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            full = _full(id_, ledger.find_statement(id_))
            statement = ledger.statement(full)
            row = Row(statement, (), tuple(ledger.corrections(full)))
            return StatementView(
                row, tuple(ledger.statements(statement.report.id)), self._elsewhere(columns, statement, ledger)
            )

    def speaker(self, name: str) -> SpeakerView:
        """All about a speaker's name. Raises :class:`NotThere` if nobody of this name says anything."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            row, places = self._of_name(columns, "speaker", name, ledger)
            about = self._found(columns, Asked(q=f'"{name}"'), ledger) if len(name) < 200 else places[:0]
            about = about[columns.values["speaker"][about] != row]
            fuller = [other for other in names_with(name, ledger) if other != row]
            of_fuller = columns.values["speaker"][np.isin(columns.values["speaker"], fuller)] if fuller else places[:0]
            return SpeakerView(
                name=name,
                fuller=named(of_fuller, ledger),
                summary=self._summary_of(columns, ("speaker", row), places, ledger),
                rows=self._rows(columns, places[:PAGE], ledger),
                about=self._rows(columns, about[:_ON_FRONT], ledger, parse(f'"{name}"')),
                about_total=len(about),
            )

    def outlet(self, name: str) -> OutletView:
        """All about an outlet. Raises :class:`NotThere` if it has no reports with statements."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            row, places = self._of_name(columns, "outlet", name, ledger)
            summary = self._summary_of(columns, ("outlet", row), places, ledger)
            key = ("verbs", row)
            verbs = self._summaries.get(columns, key, lambda: _verbs(columns, places, ledger))
            return OutletView(name, summary, self._rows(columns, places[:_ON_FRONT], ledger), verbs)

    def verbs(self, asked: Asked) -> tuple[tuple[str, int, tuple[Count, ...]], ...]:
        """The speakers quoted most in what *asked* fits, as in :class:`OutletView`."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            places = self._found(columns, asked, ledger)
            key = ("verbs", asked)
            found: tuple[tuple[str, int, tuple[Count, ...]], ...] = self._summaries.get(
                columns, key, lambda: _verbs(columns, places, ledger)
            )
            return found

    def _elsewhere(self, columns: Columns, statement: Statement, ledger: Ledger) -> tuple[Row, ...]:
        """Statements that hold the same first words in other reports."""
        words = name_key(statement.content[:300]).split()[:8]
        if len(words) < 3:
            return ()
        places = self._found(columns, Asked(q=f'"{" ".join(words)}"'), ledger)
        other = [row for row in self._rows(columns, places[:PAGE], ledger) if row.statement.report != statement.report]
        return tuple(other[:_ON_FRONT])

    def _of_name(self, columns: Columns, column: str, name: str, ledger: Ledger) -> tuple[int, Array]:
        found = ledger.database.row("SELECT row FROM names WHERE name = ?", (storable(name),))
        places = np.flatnonzero(columns.values[column] == found[0]) if found else np.empty(0, np.int32)
        if found is None or not len(places):
            raise NotThere(f"The ledger holds nothing by «{name}».")
        return int(found[0]), places

    def stretch(
        self, columns: Columns, places: Array, ledger: Ledger, *, after: str = "", before: str = "", size: int = PAGE
    ) -> tuple[int, int]:
        """Which of *places* make a page: the first, or that after or before a statement's id."""
        if before:
            end = int(np.searchsorted(places, self._position(columns, before, ledger)))
            return max(0, end - size), end
        at = self._position(columns, after, ledger) if after else -1
        start = int(np.searchsorted(places, at, side="right"))
        return start, min(len(places), start + size)

    def positions(self, columns: Columns, asked: Asked, ledger: Ledger) -> Array:
        """Where in *columns* the statements stand that *asked* fits."""
        return self._found(columns, asked, ledger)

    def rows_at(
        self, columns: Columns, places: Iterable[int], ledger: Ledger, question: Query | None = None
    ) -> tuple[Row, ...]:
        """The statements at *places* of *columns*, with the words of a question marked."""
        return self._rows(columns, places, ledger, question)

    def _found(self, columns: Columns, asked: Asked, ledger: Ledger) -> Array:
        found: Array = self._places.get(columns, asked, lambda: columns.find(asked, ledger))
        return found

    def _summary(self, columns: Columns, asked: Asked, ledger: Ledger) -> Summary:
        return self._summary_of(columns, asked, self._found(columns, asked, ledger), ledger)

    def _summary_of(self, columns: Columns, key: Any, places: Array, ledger: Ledger) -> Summary:
        summary: Summary = self._summaries.get(columns, key, lambda: summarise(columns, places, ledger))
        return summary

    def _position(self, columns: Columns, id_: str, ledger: Ledger) -> int:
        found = ledger.database.row("SELECT row FROM statements WHERE id = ?", (storable(id_),))
        if found is None or found[0] >= len(columns.position):
            raise NotThere(f"The ledger holds no statement {id_}.")
        return int(columns.position[found[0]])

    def _rows(
        self, columns: Columns, places: Iterable[int], ledger: Ledger, question: Query | None = None
    ) -> tuple[Row, ...]:
        at = [int(place) for place in places]
        statements = ledger.statements_in(int(columns.values["row"][place]) for place in at)
        rows = []
        for place, statement in zip(at, statements, strict=True):
            start = statement.attribution.content.start
            words = question.words_in(statement.content, start) if question else ()
            judged = tuple(ledger.corrections(statement.id)) if columns.values["judged"][place] else ()
            rows.append(Row(statement, words, judged))
        return tuple(rows)


def _full(given: str, found: list[str]) -> str:
    if not found:
        raise NotThere(f"The ledger holds nothing of the id {given}.")
    if len(found) > 1:
        raise NotThere(f"{given} may mean {len(found)} things in the ledger. Give more of the id.")
    return found[0]


def _judged(ledger: Ledger, report_id: str) -> dict[str, list[Correction]]:
    sql = """SELECT DISTINCT s.id FROM reports r JOIN statements s ON s.report = r.row
        JOIN corrections c ON c.statement = s.row WHERE r.id = ?"""
    ids = [id_ for (id_,) in ledger.database.rows(sql, (report_id,))]
    return {id_: list(ledger.corrections(id_)) for id_ in ids}


def _distinct(rows: Array, most: int) -> list[int]:
    """The first *most* different values, in order."""
    found: dict[int, None] = {}
    for row in rows[: most * 1_000]:
        found[int(row)] = None
        if len(found) == most:
            break
    return list(found)


def _statements_in(report: int, ledger: Ledger) -> int:
    found = ledger.database.row("SELECT count(*) FROM statements WHERE report = ?", (report,))
    return int(found[0]) if found else 0


def _verbs(columns: Columns, places: Array, ledger: Ledger) -> tuple[tuple[str, int, tuple[Count, ...]], ...]:
    speakers, lemmas = columns.values["speaker"][places], columns.values["lemma"][places]
    top = [(int(row), int(n)) for row, n in zip(*np.unique(speakers, return_counts=True), strict=True) if row]
    top = sorted(top, key=lambda each: (-each[1], each[0]))[:12]
    names = names_of((row for row, _ in top), ledger)
    result = []
    for row, n in top:
        codes, numbers = np.unique(lemmas[speakers == row], return_counts=True)
        best = np.argsort(-numbers, kind="stable")[:_VERBS_SHOWN]
        verbs = tuple((columns.lemmas[codes[b]], int(numbers[b])) for b in best)
        result.append((names.get(row, ""), n, verbs))
    return tuple(result)
