"""Rows back into the nouns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath
from typing import Any

from musnad.ledger import layers
from musnad.ledger.database import Database, restored, storable
from musnad.ledger.identities import Identities
from musnad.ledger.packing import unpacked
from musnad.ledger.rows import Counts, Link, Narrated, ReportEntry, Statement
from musnad.model import Analysis, Attribution, Block, Mention, MusnadError, Narration, Report, Span

# Reports listed at a time, so that a long walk holds no snapshot of the file against the writer.
_AT_A_TIME = 500
_HEXADECIMAL = frozenset("0123456789abcdef")
# Shorter beginnings of an id are met by chance.
_SHORTEST_PREFIX = 4

_ENTRY = """SELECT r.row, r.id, r.sha256, n.name, r.published, r.url, r.title, r.author, r.name, r.added,
    r.changed, r.language, v.name
    FROM reports r LEFT JOIN names n ON n.row = r.outlet LEFT JOIN names v ON v.row = r.via"""
_STATEMENT = """SELECT s.row, s.id, s.report, s.number, s.cue_start, s.cue_end, s.source_start, s.source_end,
    s.content_start, s.content_end, s.parent, p.number, n.name, s.kind, s.force, s.quote, s.lemma, s.story,
    s.entity, f.id, n.key
    FROM statements s LEFT JOIN statements p ON p.row = s.parent LEFT JOIN names n ON n.row = s.speaker
    LEFT JOIN links l ON l.report = s.report AND l.story = s.story AND l.name = s.speaker
    LEFT JOIN found f ON f.row = l.found"""
_MENTION = """SELECT m.span_start, m.span_end, m.kind, n.name, m.entity, m.candidates, m.office, m.story
    FROM mentions m JOIN names n ON n.row = m.name WHERE m.report = ? ORDER BY m.number"""
_MEANT = """SELECT coalesce(m.entity, f.id), n.key FROM mentions m JOIN names n ON n.row = m.name
    LEFT JOIN links l ON l.report = m.report AND l.story = m.story AND l.name = m.name
    LEFT JOIN found f ON f.row = l.found WHERE m.report = ? ORDER BY m.number"""


@dataclass(slots=True)
class Page:
    """A report laid open while its statements are read."""

    row: int
    entry: ReportEntry
    text: str
    chains: dict[int, tuple[Link, ...]] = field(default_factory=dict)


class Reader:
    """Reads from one ledger."""

    def __init__(self, db: Database, identities: Identities | None = None) -> None:
        self._db = db
        self.identities = identities or Identities(db)

    def rows(self, sql: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """The rows that *sql* gives, one at a time."""
        return self._db.rows(sql, values)

    def entries(self) -> Iterator[ReportEntry]:
        """All reports in the order they were added."""
        last = 0
        while found := list(self._db.rows(f"{_ENTRY} WHERE r.row > ? ORDER BY r.row LIMIT {_AT_A_TIME}", (last,))):
            yield from map(_entry, found)
            last = found[-1][0]

    def ids(self) -> Iterator[str]:
        """Ids of all reports in the order they were added."""
        last = 0
        sql = f"SELECT row, id FROM reports WHERE row > ? ORDER BY row LIMIT {_AT_A_TIME}"
        while found := list(self._db.rows(sql, (last,))):
            yield from (id_ for _, id_ in found)
            last = found[-1][0]

    def report_row(self, id_: str) -> int:
        """The row of a report. Raises :class:`MusnadError` if there is none of this id."""
        found = self._db.row("SELECT row FROM reports WHERE id = ?", (storable(id_),))
        if found is None:
            raise MusnadError(f"{self._db.name} holds no report {id_}. List its reports to see what it holds.")
        return int(found[0])

    def statement_row(self, id_: str) -> int:
        """The row of a statement. Raises :class:`MusnadError` if there is none of this id."""
        found = self._db.row("SELECT row FROM statements WHERE id = ?", (storable(id_),))
        if found is None:
            raise MusnadError(f"{self._db.name} holds no statement {id_}. Search for its words to find it.")
        return int(found[0])

    def analysis(self, report: int) -> Analysis:
        """The analysis of the report in row *report*, equal to the one that was added."""
        page = self.page(report)
        blocks = self._db.rows(
            "SELECT span_start, span_end, kind, story FROM blocks WHERE report = ? ORDER BY number", (report,)
        )
        narration = self._db.rows(
            "SELECT span_start, span_end, story FROM narration WHERE report = ? ORDER BY number", (report,)
        )
        # Rows follow the order of the analysis, also where its numbers do not.
        found = self._db.rows(f"{_STATEMENT} WHERE s.report = ? ORDER BY s.row", (report,))
        return Analysis(
            report=_report(page),
            blocks=tuple(Block(Span(start, end), kind, story) for start, end, kind, story in blocks),
            attributions=tuple(map(_attribution, found)),
            narration=tuple(Narration(Span(start, end), story) for start, end, story in narration),
            mentions=tuple(self.mentions(report)),
            times=tuple(layers.times(self._db, report)),
            figures=tuple(layers.figures(self._db, report)),
            places=tuple(layers.places(self._db, report)),
        )

    def mentions(self, report: int) -> Iterator[Mention]:
        """The mentions of the report in row *report*, in the order of the analysis."""
        for start, end, kind, name, entity, candidates, office, story in self._db.rows(_MENTION, (report,)):
            known = unpacked(entity, candidates)
            yield Mention(Span(start, end), kind, restored(name) or "", entity, known, office, story)

    def meant(self, report: int) -> Iterator[Mention]:
        """The same, with whom each means after links across reports and what has been judged."""
        known = list(self._db.rows(_MEANT, (report,)))
        for mention, (entity, key) in zip(self.mentions(report), known, strict=True):
            yield replace(mention, entity=self.identities.of(entity, key, report))

    def entry(self, report: int) -> ReportEntry:
        """What is known of the report in row *report*."""
        return _entry(self._one(f"{_ENTRY} WHERE r.row = ?", report))

    def statements(self, rows: Iterable[int]) -> Iterator[Statement]:
        """The statements in *rows*. Cheapest when those of a report stand together."""
        shelf = Shelf(self)
        return (shelf.statement(row) for row in rows)

    def rows_of_report(self, report: int) -> Iterator[int]:
        """Rows of the statements of a report, in the order of the text."""
        return (row for (row,) in self._db.rows("SELECT row FROM statements WHERE report = ? ORDER BY row", (report,)))

    def versions(self, report: int) -> list[ReportEntry]:
        """The reports read from the same page as that in row *report*, by when each was first received."""
        found = self._db.rows(
            """SELECT v.report FROM snapshots v WHERE v.report IS NOT NULL AND v.page IN
                (SELECT page FROM snapshots WHERE report = ? AND page IS NOT NULL)
                GROUP BY v.report ORDER BY min(v.received), min(v.row)""",
            (report,),
        )
        return [self.entry(row) for row in [row for (row,) in found] or [report]]

    def page(self, row: int) -> Page:
        """The report in row *row*, laid open."""
        (text,) = self._one("SELECT text FROM reports WHERE row = ?", row)
        return Page(row, self.entry(row), restored(text) or "")

    def statement_values(self, row: int) -> tuple[Any, ...]:
        """The statement in row *row* as the tables hold it."""
        return self._one(f"{_STATEMENT} WHERE s.row = ?", row)

    def narration_values(self, row: int) -> tuple[Any, ...]:
        """The narrated sentence in row *row* as the tables hold it."""
        return self._one("SELECT report, span_start, span_end, story FROM narration WHERE row = ?", row)

    def _one(self, sql: str, row: int) -> tuple[Any, ...]:
        found = self._db.row(sql, (row,))
        if found is None:
            raise MusnadError(f"{self._db.name} is damaged: row {row} is referred to and missing. Restore a copy.")
        return found


class Shelf:
    """Takes passages out one by one, keeping the report open that the last one stands in."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._page: Page | None = None

    def statement(self, row: int) -> Statement:
        """The statement in row *row*."""
        values = self._reader.statement_values(row)
        page = self._open(values[2])
        attribution = _attribution(values)
        source = attribution.source
        return Statement(
            id=values[1],
            report=page.entry,
            attribution=attribution,
            cue=attribution.cue.of(page.text),
            source=source.of(page.text) if source else None,
            content=attribution.content.of(page.text),
            chain=self._chain(values, page),
            entity=self._reader.identities.of(values[18] or values[19], values[20], values[2]),
            read_as=values[18] or values[19],
        )

    def narrated(self, row: int) -> Narrated:
        """The narrated sentence in row *row*."""
        report, start, end, story = self._reader.narration_values(row)
        page = self._open(report)
        return Narrated(page.entry, Span(start, end), page.text[start:end], story)

    def _open(self, report: int) -> Page:
        if self._page is None or self._page.row != report:
            self._page = self._reader.page(report)
        return self._page

    def _chain(self, values: tuple[Any, ...], page: Page) -> tuple[Link, ...]:
        below = []
        while values[0] not in page.chains:
            below.append(values)
            if values[10] is None:
                break
            values = self._reader.statement_values(values[10])
        chain = page.chains.get(values[0], ())
        for link_values in reversed(below):
            chain = page.chains[link_values[0]] = (*chain, self._link(link_values, page.text))
        return chain

    def _link(self, values: tuple[Any, ...], text: str) -> Link:
        attribution = _attribution(values)
        return Link(
            id=values[1],
            number=attribution.id,
            cue=attribution.cue.of(text),
            source=attribution.source.of(text) if attribution.source else None,
            speaker=attribution.speaker,
            kind=attribution.kind,
            force=attribution.force,
            entity=self._reader.identities.of(values[18] or values[19], values[20], values[2]),
        )


def find_report(db: Database, name: str) -> list[str]:
    """Ids that *name* may mean: a whole id; else a file's name, with or without its ending; else the address of a
    page; else the beginning of an id (four digits or more). In the order of adding; empty if nothing fits."""
    if db.row("SELECT 1 FROM reports WHERE id = ?", (storable(name),)):
        return [name]
    # «/» follows «.»: everything that begins with the name and a full stop.
    first, beyond = storable(f"{name}."), storable(f"{name}/")
    named = db.rows(
        "SELECT id, name FROM reports WHERE name = ? OR (name >= ? AND name < ?) ORDER BY row",
        (storable(name), first, beyond),
    )
    found = [id_ for id_, full in named if name in (restored(full), PurePath(restored(full) or "").stem)]
    return found or _of_page(db, name) or find_id(db, "reports", name)


def _of_page(db: Database, address: str) -> list[str]:
    """Ids of the versions of the page at *address*, by when each was first received."""
    found = db.rows(
        """SELECT r.id FROM snapshots s JOIN reports r ON r.row = s.report WHERE s.page = ?
            GROUP BY r.row ORDER BY min(s.received), min(s.row)""",
        (storable(address),),
    )
    return [id_ for (id_,) in found]


def find_id(db: Database, table: str, prefix: str) -> list[str]:
    """Ids of *table* («reports», «statements») that begin with *prefix*, four digits or more."""
    if len(prefix) < _SHORTEST_PREFIX or not _HEXADECIMAL.issuperset(prefix):
        return []
    found = db.rows(f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY row", (prefix, prefix + "g"))
    return [id_ for (id_,) in found]


def counts(db: Database) -> Counts:
    """How much the ledger holds. Goes through all statements once."""

    def number(sql: str) -> int:
        found = db.row(f"SELECT count(*) FROM {sql}")
        return int(found[0]) if found else 0

    def frequent(sql: str) -> tuple[tuple[Any, int], ...]:
        return tuple((restored(label), n) for label, n in db.rows(f"{sql} GROUP BY 1 ORDER BY 2 DESC, 1"))

    return Counts(
        reports=number("reports"),
        statements=number("statements"),
        nested=number("statements WHERE parent IS NOT NULL"),
        narration=number("narration"),
        speakers=number("(SELECT DISTINCT speaker FROM statements WHERE speaker IS NOT NULL)"),
        sources=number("sources_read"),
        outlets=frequent("SELECT n.name, count(*) FROM reports r LEFT JOIN names n ON n.row = r.outlet"),
        kinds=frequent("SELECT kind, count(*) FROM statements"),
        forces=frequent("SELECT force, count(*) FROM statements"),
    )


def _entry(values: tuple[Any, ...]) -> ReportEntry:
    _, id_, sha256, outlet, published, url, title, author, name, added, changed, language, via = values
    return ReportEntry(
        id=id_,
        sha256=sha256,
        outlet=restored(outlet),
        published=_day(published),
        url=restored(url),
        title=restored(title),
        author=restored(author),
        name=restored(name),
        added=added,
        changed=_day(changed),
        language=language,
        via=restored(via),
    )


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def _report(page: Page) -> Report:
    entry = page.entry
    return Report(
        text=page.text,
        outlet=entry.outlet,
        published=entry.published,
        url=entry.url,
        title=entry.title,
        author=entry.author,
        name=entry.name,
        changed=entry.changed,
        language=entry.language,
        via=entry.via,
    )


def _attribution(values: tuple[Any, ...]) -> Attribution:
    return Attribution(
        id=values[3],
        cue=Span(values[4], values[5]),
        source=None if values[6] is None else Span(values[6], values[7]),
        content=Span(values[8], values[9]),
        parent=values[11],
        speaker=restored(values[12]),
        kind=values[13],
        force=values[14],
        quote=values[15],
        lemma=restored(values[16]) or "",
        story=values[17],
        entity=values[18],
    )
