"""Two tables for a spreadsheet: statements and reports."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from musnad.export.exporter import Exporter, Reading
from musnad.export.inside import inside_cells
from musnad.ledger import Addition, Correction, Judgement, ReportEntry, Statement
from musnad.model import Inside, Report

STATEMENTS = (
    "id",
    "report",
    "file",
    "outlet",
    "published",
    "number",
    "parent",
    "chain",
    "speaker",
    "kind",
    "force",
    "quote",
    "lemma",
    "cue",
    "source",
    "content",
    "cue_start",
    "cue_end",
    "source_start",
    "source_end",
    "content_start",
    "content_end",
    "story",
    "entity",
    "times",
    "figures",
    "places",
    "mentions",
)
REPORTS = (
    "id",
    "file",
    "outlet",
    "published",
    "url",
    "title",
    "author",
    "changed",
    "language",
    "via",
    "characters",
    "stories",
    "statements",
    "narration",
    "sha256",
)
JUDGEMENTS = ("id", "kind", "subject", "object", "name", "report", "note", "author", "at", "stands")
ADDITIONS = (
    "id", "report", "speaker", "kind", "force", "quote", "cue", "source", "content", "cue_start", "cue_end",
    "source_start", "source_end", "content_start", "content_end", "parent", "undoes", "author", "at", "note", "stands",
)  # fmt: skip
CORRECTIONS = ("id", "statement", "field", "value", "undoes", "author", "at", "note", "stands")

# Spreadsheets take a cell that begins like this for a formula, also after blanks and invisible marks, and in
# full-width letters. A cell that begins with an apostrophe gets another one, so that taking the first away
# always restores what was there.
_UNSEEN = "[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_ACTIVE = re.compile(f"{_UNSEEN}[=+\\-@＝＋－＠]|[\t\r\n']")
_UNKNOWN = "?"


class Csv(Exporter):
    """``statements.csv`` and ``reports.csv``, for spreadsheets: UTF-8 with a byte order mark, CRLF. Where people have
    corrected, added or judged something, also ``corrections.csv``, ``additions.csv``, ``judgements.csv``."""

    summary = "statements.csv and reports.csv: two tables for a spreadsheet"

    def begin(self) -> None:
        # Without the mark in front, the most used spreadsheet shows Arabic as gibberish.
        self._statements = self._table("statements.csv", STATEMENTS)
        self._reports = self._table("reports.csv", REPORTS)
        self._corrections: Any = None
        self._additions: Any = None

    def judged(self, judgements: Sequence[Judgement]) -> None:
        table = self._table("judgements.csv", JUDGEMENTS)
        table.writerows(map(cell, judgement_row(each)) for each in judgements)

    def write(self, reading: Reading) -> None:
        self._reports.writerow(map(cell, _report(reading)))
        for s in reading.statements:
            inside = reading.inside.get(s.attribution.id, Inside())
            self._statements.writerow(map(cell, statement_row(s, reading.report, inside)))
        if reading.corrections and self._corrections is None:
            self._corrections = self._table("corrections.csv", CORRECTIONS)
        for found in reading.corrections.values():
            self._corrections.writerows(map(cell, correction_row(each)) for each in found)
        if reading.additions and self._additions is None:
            self._additions = self._table("additions.csv", ADDITIONS)
        for addition in reading.additions:
            self._additions.writerow(map(cell, addition_row(addition, reading.report.text)))

    def _table(self, name: str, head: Iterable[str]) -> Any:
        table = csv.writer(self.outbox.open(name, encoding="utf-8-sig"))
        table.writerow(head)
        return table


def cell(value: Any) -> str:
    """*value* as a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if _ACTIVE.match(text) else text


def correction_row(correction: Correction) -> Iterable[Any]:
    """The cells of a correction, in the order of :data:`CORRECTIONS`; values that are no words as JSON."""
    c = correction
    value = c.value if isinstance(c.value, str) else json.dumps(c.value)
    return c.id, c.statement, c.field, value, c.undoes, c.author, c.at, c.note, "yes" if c.stands else "no"


def judgement_row(judgement: Judgement) -> Iterable[Any]:
    """The cells of a judgement, in the order of :data:`JUDGEMENTS`."""
    *cells, stands = (getattr(judgement, name) for name in JUDGEMENTS)
    return *cells, "yes" if stands else "no"


def addition_row(addition: Addition, text: str) -> Iterable[Any]:
    """The cells of a statement that a person added to a report of this *text*, in the order of :data:`ADDITIONS`."""
    a = addition.statement
    yield from (addition.id, addition.report)
    if a is None:
        yield from [None] * 14
    else:
        yield from (a.speaker, a.kind, a.force, a.quote)
        yield from (a.cue.of(text), a.source.of(text) if a.source else None, a.content.of(text))
        yield from (*a.cue, *(a.source or (None, None)), *a.content, a.parent)
    yield from (addition.undoes, addition.author, addition.at, addition.note, "yes" if addition.stands else "no")


def _report(reading: Reading) -> Iterable[Any]:
    report, analysis = reading.report, reading.analysis
    stories = len({block.story for block in analysis.blocks})
    yield from (report.id, report.name, report.outlet, report.published)
    yield from (report.url, report.title, report.author, report.changed, report.language, report.via)
    yield from (len(report.text), stories)
    yield from (len(analysis.attributions), len(analysis.narration), report.sha256)


def statement_row(statement: Statement, report: Report | ReportEntry, inside: Inside | None = None) -> Iterable[Any]:
    """The cells of a statement, which speaks of what is *inside*, in the order of :data:`STATEMENTS`."""
    a = statement.attribution
    parent = statement.chain[-2].id if a.parent is not None else None
    outlets = [report.outlet, *([report.via] if report.via else [])]
    chain = [*outlets, *(link.speaker or link.source for link in statement.chain)]
    yield from (statement.id, report.id, report.name, report.outlet, report.published)
    yield from (a.id, parent, " > ".join(name or _UNKNOWN for name in chain))
    yield from (a.speaker, a.kind, a.force, a.quote, a.lemma)
    yield from (statement.cue, statement.source, statement.content)
    yield from (*a.cue, *(a.source or (None, None)), *a.content, a.story, statement.entity)
    yield from inside_cells(inside or Inside())
