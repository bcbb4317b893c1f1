"""Which reports carry the same dispatch: kept, and read again. Who finds it out is ``musnad.compare.dispatch``."""

import json
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from musnad.ledger.database import Database, restored
from musnad.ledger.rows import Dispatch, DispatchMember
from musnad.ledger.views import Reader
from musnad.model import MusnadError, Report

_MEMBER = "INSERT INTO dispatch_members(report, dispatch, nearest, version, shared, agency) VALUES (?,?,?,?,?,?)"
_BESIDES = """INSERT INTO dispatch_besides(report, dispatch, nearest, version, shared) SELECT ?1, ?2, ?3, ?4, ?5
    WHERE NOT EXISTS (SELECT 1 FROM dispatch_besides WHERE report = ?1 AND dispatch = ?2)"""
_PARTS = "WITH RECURSIVE parts(d) AS (VALUES (?) UNION SELECT newer FROM dispatch_joins, parts WHERE older = d)"
_MEMBER_ROW = """SELECT m.version, m.shared, m.agency, n.id FROM dispatch_members m
    LEFT JOIN reports n ON n.row = m.nearest WHERE m.report = ?"""
_BESIDE_ROW = f"""{_PARTS} SELECT b.version, b.shared, NULL, n.id FROM dispatch_besides b
    JOIN reports n ON n.row = b.nearest WHERE b.dispatch IN (SELECT d FROM parts) AND b.report = ?
    ORDER BY b.shared DESC LIMIT 1"""
_UNGROUPED = "FROM reports r WHERE r.row > (SELECT coalesce(max(report), 0) FROM dispatch_members)"


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text with which new ones are compared.

    Attributes:
        dispatch: row of the report with which its dispatch began.
        published, outlet: as in :class:`musnad.model.Report`.
        runs: hashes (32 bits) of its runs of words.
    """

    dispatch: int
    published: date | None
    outlet: str | None
    runs: frozenset[int]


class DispatchTables:
    """Reads and writes what is known of dispatches; numbers are rows of reports. Writers hold the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def ungrouped(self, limit: int) -> list[tuple[int, Report]]:
        """The next reports, at most *limit*, whose dispatch has not been asked for, with their rows, in order."""
        sql = f"""SELECT r.row, r.text, r.published, r.url, (SELECT name FROM names WHERE row = r.outlet)
            {_UNGROUPED} ORDER BY r.row LIMIT ?"""
        return [
            (row, Report(restored(text) or "", restored(outlet), _day(published), restored(url)))
            for row, text, published, url, outlet in self._db.rows(sql, (limit,))
        ]

    def waiting(self) -> int:
        """Number of reports whose dispatch has not been asked for."""
        found = self._db.row(f"SELECT count(*) {_UNGROUPED}")
        return int(found[0]) if found else 0

    def places(self, keys: Collection[int]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """For each of *keys* that leads to texts: (row, day as an ordinal or 0) of each."""
        sql = "SELECT run, report, day FROM dispatch_runs WHERE run IN (SELECT value FROM json_each(?))"
        found: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for run, report, day in self._db.rows(sql, (json.dumps(list(keys)),)):
            found[run].append((report, day))
        yield from found.items()

    def text(self, report: int) -> KeptText:
        """A text that was kept. Raises :class:`MusnadError` if it is missing."""
        found = self._db.row(
            """SELECT m.dispatch, r.published, n.name, t.runs FROM dispatch_texts t
            JOIN dispatch_members m ON m.report = t.report JOIN reports r ON r.row = t.report
            LEFT JOIN names n ON n.row = r.outlet WHERE t.report = ?""",
            (report,),
        )
        if found is None:
            raise MusnadError(f"{self._db.name} is damaged: row {report} is referred to and missing. Restore a copy.")
        dispatch, published, outlet, runs = found
        return KeptText(self.root(dispatch), _day(published), restored(outlet), _numbers(runs))

    def body(self, report: int) -> str:
        """The text of the report in a row. Raises :class:`MusnadError` if it is missing."""
        found = self._db.row("SELECT text FROM reports WHERE row = ?", (report,))
        if found is None:
            raise MusnadError(f"{self._db.name} is damaged: row {report} is referred to and missing. Restore a copy.")
        return restored(found[0]) or ""

    def of_dispatch(self, dispatch: int, most: int) -> list[int]:
        """The rows of the first *most* kept texts of a dispatch, with what has become part of it."""
        sql = f"""{_PARTS} SELECT m.report FROM dispatch_members m JOIN dispatch_texts t ON t.report = m.report
            WHERE m.dispatch IN (SELECT d FROM parts) ORDER BY m.report LIMIT ?"""
        return [row for (row,) in self._db.rows(sql, (self.root(dispatch), most))]

    def keep(self, report: int, runs: Collection[int], keys: Iterable[int], day: int) -> None:
        """Keep a text as its *runs*; *keys* shall lead to it."""
        self._db.write("INSERT INTO dispatch_texts(report, runs) VALUES (?,?)", [(report, _bytes(runs))])
        rows = ((run, day, report) for run in sorted(keys))
        self._db.write("INSERT INTO dispatch_runs(run, day, report) VALUES (?,?,?)", rows)

    def add(
        self, report: int, dispatch: int, nearest: int | None, version: str, shared: float, agency: str | None
    ) -> None:
        """Note to which dispatch a report belongs."""
        self._db.write(_MEMBER, [(report, dispatch, nearest, version, shared, agency)])

    def add_besides(self, report: int, dispatch: int, nearest: int, version: str, shared: float) -> None:
        """Note that a report carries a dispatch besides its own; what is known of that stays as it is."""
        self._db.write(_BESIDES, [(report, dispatch, nearest, version, shared)])

    def join(self, one: int, other: int) -> int:
        """Note that two dispatches are one; gives the older, which stands for both."""
        older, newer = sorted((self.root(one), self.root(other)))
        if older != newer:
            self._db.write("INSERT INTO dispatch_joins(newer, older) VALUES (?,?)", [(newer, older)])
        return older

    def root(self, dispatch: int) -> int:
        """The dispatch that *dispatch* has become part of, or itself."""
        while found := self._db.row("SELECT older FROM dispatch_joins WHERE newer = ?", (dispatch,)):
            dispatch = int(found[0])
        return dispatch


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dispatches are asked for.

    Attributes:
        since, until: first seen on this day or later, or before it or on it (ISO, also in part); undated ones not.
        min_outlets, min_reports: carried by so many.
        agency: id of the agency that most of their reports name, «agencies» for unnamed ones.
    """

    since: str | None = None
    until: str | None = None
    min_outlets: int = 1
    min_reports: int = 2
    agency: str | None = None


@dataclass(slots=True)
class _Group:
    """What is held of a dispatch while the members are gone through: little, they may be hundreds of thousands."""

    reports: list[int]
    besides: set[int]
    outlets: set[int | None]
    agencies: Counter[str]
    first: tuple[bool, str, int]


def dispatches(db: Database, reader: Reader, wanted: Wanted) -> Iterator[Dispatch]:
    """The dispatches that are *wanted*, that first seen last first, undated ones at the end."""
    groups = [(key, group) for key, group in _groups(db).items() if _fits(group, wanted)]
    dated = sorted((g for g in groups if not g[1].first[0]), key=lambda g: g[1].first, reverse=True)
    undated = sorted((g for g in groups if g[1].first[0]), key=lambda g: g[1].first, reverse=True)
    for key, group in dated + undated:
        yield _dispatch(db, reader, key, group.reports, group.besides)


def dispatch_of(db: Database, reader: Reader, report: int) -> Dispatch | None:
    """The dispatch of the report in row *report*; None if it has not been asked for yet."""
    found = db.row("SELECT dispatch FROM dispatch_members WHERE report = ?", (report,))
    if found is None:
        return None
    root = DispatchTables(db).root(found[0])
    sql = f"{_PARTS} SELECT report FROM {{}} WHERE dispatch IN (SELECT d FROM parts) ORDER BY report"
    reports = [row for (row,) in db.rows(sql.format("dispatch_members"), (root,))]
    besides = {row for (row,) in db.rows(sql.format("dispatch_besides"), (root,))} - set(reports)
    return _dispatch(db, reader, root, reports, besides)


def _groups(db: Database) -> dict[int, _Group]:
    """All dispatches that more than one report carries."""
    older = dict(db.rows("SELECT newer, older FROM dispatch_joins ORDER BY newer"))
    for newer in older:
        # In ascending order: the older one, whose number is smaller, already points to the end of its way.
        older[newer] = older.get(older[newer], older[newer])
    groups: dict[int, _Group] = {}
    sql = """SELECT m.report, m.dispatch, r.published, r.outlet, m.agency
        FROM dispatch_members m JOIN reports r ON r.row = m.report
        WHERE m.dispatch IN (SELECT dispatch FROM dispatch_members WHERE dispatch != report
            UNION SELECT newer FROM dispatch_joins UNION SELECT older FROM dispatch_joins
            UNION SELECT dispatch FROM dispatch_besides)
        ORDER BY m.report"""
    for report, dispatch, published, outlet, agency in db.rows(sql):
        root = older.get(dispatch, dispatch)
        place = (published is None, published or "", report)
        group = groups.setdefault(root, _Group([], set(), set(), Counter(), place))
        group.reports.append(report)
        group.outlets.add(outlet)
        group.first = min(group.first, place)
        if agency:
            group.agencies[agency] += 1
    _add_besides(db, groups, older)
    return groups


def _add_besides(db: Database, groups: dict[int, _Group], older: Mapping[int, int]) -> None:
    """Add to *groups* the reports that carry a dispatch besides their own; two may have become one since."""
    sql = """SELECT b.report, b.dispatch, m.dispatch, r.published, r.outlet FROM dispatch_besides b
        JOIN dispatch_members m ON m.report = b.report JOIN reports r ON r.row = b.report ORDER BY b.report"""
    for report, dispatch, own, published, outlet in db.rows(sql):
        root = older.get(dispatch, dispatch)
        if older.get(own, own) != root:
            group = groups[root]
            group.besides.add(report)
            group.outlets.add(outlet)
            group.first = min(group.first, (published is None, published or "", report))


def _fits(group: _Group, wanted: Wanted) -> bool:
    undated, day, _ = group.first
    if (wanted.since or wanted.until) and undated:
        return False
    if (wanted.since and day < wanted.since) or (wanted.until and day[: len(wanted.until)] > wanted.until):
        return False
    if wanted.agency and wanted.agency != _most(group.agencies):
        return False
    return len(group.outlets) >= wanted.min_outlets and len(group.reports) + len(group.besides) >= wanted.min_reports


def _dispatch(
    db: Database, reader: Reader, root: int, reports: Iterable[int], besides: Collection[int] = ()
) -> Dispatch:
    """The dispatch with what is known of its reports."""
    members = [_member(db, reader, row, _MEMBER_ROW, (row,), False) for row in reports]
    members += [_member(db, reader, row, _BESIDE_ROW, (root, row), True) for row in sorted(besides)]
    members.sort(key=lambda m: (m.report.published is None, m.report.published or date.max))
    agency = _most(Counter(m.agency for m in members if m.agency))
    return Dispatch(reader.entry(root).id, tuple(members), agency)


def _member(db: Database, reader: Reader, row: int, sql: str, values: tuple[int, ...], beside: bool) -> DispatchMember:
    found = db.row(sql, values)
    assert found is not None
    version, shared, agency, nearest = found
    return DispatchMember(reader.entry(row), version, nearest, shared, agency, beside)


def _most(agencies: Counter[str]) -> str | None:
    """The agency that most name; a named one before «agencies», which only says that there was one."""
    named = [(n, name != "agencies", name) for name, n in agencies.items()]
    return max(named, key=lambda each: (each[1], each[0], each[2]))[2] if named else None


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published) if published else None


def _bytes(runs: Iterable[int]) -> bytes:
    return _little(array("I", sorted(runs))).tobytes()


def _numbers(data: bytes) -> frozenset[int]:
    numbers = array("I")
    numbers.frombytes(data)
    return frozenset(_little(numbers))


def _little(numbers: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
