"""Analyses into rows."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from typing import Any

from musnad.ledger import concerns, layers
from musnad.ledger.clitics import forms
from musnad.ledger.database import Database, storable
from musnad.ledger.packing import packed
from musnad.ledger.tokenizer import indexable, terms
from musnad.model import Analysis, Attribution, Mention, MusnadError, Report, moment

# Names whose rows are held in memory; speakers come back again and again.
_NAMES_HELD = 50_000

_REPORT = """INSERT INTO reports(row, id, sha256, outlet, published, url, title, author, name, added, text,
    changed, language, via) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"""
_BLOCK = "INSERT INTO blocks(report, number, span_start, span_end, kind, story) VALUES (?,?,?,?,?,?)"
_STATEMENT = """INSERT INTO statements(row, id, report, number, cue_start, cue_end, source_start, source_end,
    content_start, content_end, parent, speaker, kind, force, quote, lemma, lemma_key, story, entity)
    VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"""
_MENTION = """INSERT INTO mentions(report, number, span_start, span_end, kind, name, entity, office, story, candidates)
    VALUES (?,?,?,?,?,?,?,?,?,?)"""
_NARRATION = "INSERT INTO narration(row, report, number, span_start, span_end, story) VALUES (?,?,?,?,?,?)"
_STATEMENT_INDEX = "INSERT INTO statement_index(rowid, content) VALUES (?,?)"
_NARRATION_INDEX = "INSERT INTO narration_index(rowid, content) VALUES (?,?)"


def name_key(name: str) -> str:
    """The folded words of a name, by which spellings of it are equal: «ألمانيا» and «المانيا»."""
    return " ".join(terms(name))


def statement_ids(analysis: Analysis) -> list[str]:
    """Ids of the attributions, in their order: hashes of the report's id and the places of cue and content.

    Should two share both places, the second and later are told apart by their rank among them.
    """
    ids = []
    ranks: dict[str, int] = {}
    for attribution in analysis.attributions:
        cue, content = attribution.cue, attribution.content
        place = f"{analysis.report.id}\x1f{cue.start}-{cue.end}\x1f{content.start}-{content.end}"
        rank = ranks[place] = ranks.get(place, 0) + 1
        key = place if rank == 1 else f"{place}\x1f{rank}"
        ids.append(hashlib.sha256(key.encode()).hexdigest()[:32])
    return ids


class Writer:
    """Adds to one ledger. Callers hold the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._names: dict[str, int] = {}
        self._undone = db.undone

    def add(self, analysis: Analysis) -> bool:
        """Write *analysis*; False, and nothing written, when its report is already there.

        Raises:
            MusnadError: numbers or parents of its attributions do not fit together, or the disk refused.
        """
        check(analysis)
        report = analysis.report
        if self._db.row("SELECT 1 FROM reports WHERE id = ?", (report.id,)):
            return False
        row = self._next_row("reports")
        self._db.write(_REPORT, [self._report_values(row, report)])
        self._db.write(
            _BLOCK,
            ((row, n, *block.span, block.kind, block.story) for n, block in enumerate(analysis.blocks)),
        )
        self._add_statements(row, analysis)
        self._add_narration(row, analysis)
        self._db.write(_MENTION, ((row, n, *self._mention_values(m)) for n, m in enumerate(analysis.mentions)))
        layers.write(self._db, row, analysis)
        concerns.index_report(self._db, row)
        return True

    def mark(self, key: str) -> None:
        """Note that the source *key* has been read."""
        self._db.write("INSERT OR IGNORE INTO sources_read(key, added) VALUES (?,?)", [(storable(key), moment())])

    def _report_values(self, row: int, report: Report) -> tuple[Any, ...]:
        return (
            row,
            report.id,
            report.sha256,
            self.name(report.outlet),
            _day(report.published),
            *map(storable, (report.url, report.title, report.author, report.name)),
            moment(),
            storable(report.text),
            _day(report.changed),
            report.language,
            self.name(report.via),
        )

    def _add_statements(self, report: int, analysis: Analysis) -> None:
        first = self._next_row("statements")
        rows = {a.id: row for row, a in enumerate(analysis.attributions, first)}
        values = (
            (rows[a.id], id_, report, *self._statement_values(a, rows))
            for id_, a in zip(statement_ids(analysis), analysis.attributions, strict=True)
        )
        self._db.write(_STATEMENT, values)
        text = indexable(analysis.report.text)
        self._db.write(_STATEMENT_INDEX, ((rows[a.id], a.content.of(text)) for a in analysis.attributions))

    def _statement_values(self, a: Attribution, rows: dict[int, int]) -> Iterator[Any]:
        yield a.id
        yield from a.cue
        yield from a.source or (None, None)
        yield from a.content
        yield None if a.parent is None else rows[a.parent]
        yield self.name(a.speaker)
        yield from (a.kind, a.force, a.quote, storable(a.lemma), name_key(a.lemma), a.story, a.entity)

    def _mention_values(self, m: Mention) -> Iterator[Any]:
        yield from m.span
        yield m.kind
        yield self.name(m.name)
        yield from (m.entity, m.office, m.story, packed(m.entity, m.candidates))

    def _add_narration(self, report: int, analysis: Analysis) -> None:
        first = self._next_row("narration")
        self._db.write(
            _NARRATION,
            (
                (row, report, number, *sentence.span, sentence.story)
                for row, (number, sentence) in zip(count(first), enumerate(analysis.narration), strict=False)
            ),
        )
        text = indexable(analysis.report.text)
        self._db.write(
            _NARRATION_INDEX,
            ((row, sentence.span.of(text)) for row, sentence in enumerate(analysis.narration, first)),
        )

    def _next_row(self, table: str) -> int:
        """The row after the last; nobody else can take it, the transaction holds the only pen."""
        last = self._db.row(f"SELECT max(row) FROM {table}")
        return ((last[0] if last else None) or 0) + 1

    def name(self, name: str | None) -> int | None:
        """The row of *name*, entered now if it is new."""
        if name is None:
            return None
        if self._undone != self._db.undone or len(self._names) > _NAMES_HELD:
            self._names.clear()
            self._undone = self._db.undone
        row = self._names.get(name)
        if row is None:
            row = self._names[name] = self._found_name(name) or self._new_name(name)
        return row

    def _found_name(self, name: str) -> int | None:
        found = self._db.row("SELECT row FROM names WHERE name = ?", (storable(name),))
        return found[0] if found else None

    def _new_name(self, name: str) -> int:
        row = self._next_row("names")
        self._db.write("INSERT INTO names(row, name, key) VALUES (?,?,?)", [(row, storable(name), name_key(name))])
        self._db.write(
            "INSERT INTO name_words(word, name) VALUES (?,?)", [(word, row) for word in _words_of_name(name)]
        )
        return row


def check(analysis: Analysis) -> None:
    """Raise :class:`MusnadError` unless numbers are distinct, each parent is there, without a ring, and so is what a
    figure is a part of."""
    parents = {a.id: a.parent for a in analysis.attributions}
    where = analysis.report.name or analysis.report.id
    if len(parents) != len(analysis.attributions):
        raise MusnadError(f"{where}: two attributions have the same number, so the analysis cannot be recorded.")
    if any(not 0 <= (f.part_of or 0) < len(analysis.figures) for f in analysis.figures):
        raise MusnadError(f"{where}: a figure is part of one that is missing, so the analysis cannot be recorded.")
    sound: set[int | None] = {None}
    for number in parents:
        path: dict[int | None, None] = {}
        at: int | None = number
        while at not in sound:
            if at in path or at not in parents:
                raise MusnadError(
                    f"{where}: attribution {number} lies in number {at}, which is"
                    f" {'inside it again' if at in path else 'missing'}, so the analysis cannot be recorded."
                )
            path[at] = None
            at = parents[at]
        sound.update(path)


def _day(day: date | None) -> str | None:
    return day.isoformat()[:10] if day else None


def _words_of_name(name: str) -> Iterable[str]:
    """Its words, each also without the article: «المرصد» is found by «مرصد», but «لبنان» not by «بنان»."""
    words = dict.fromkeys(terms(name))
    bare = [w[2:] for w in words if w.startswith("ال") and w[2:] in forms(w)]
    return words | dict.fromkeys(bare)
