"""Two tables for a spreadsheet: statements and reports."""

import csv
import json
import re
from collections.abc import Iterable
from typing import Any

from musnad.export.exporter import Exporter, Reading
from musnad.export.inside import inside_cells
from musnad.ledger import Correction, ReportEntry, Statement
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
CORRECTIONS = ("id", "statement", "field", "value", "undoes", "author", "at", "note", "stands")

# Spreadsheets take a cell that begins like this for a formula, also after blanks and invisible marks, and in
# full-width letters. A cell that begins with an apostrophe gets another one, so that taking the first away
# always restores what was there.
_UNSEEN = "[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_ACTIVE = re.compile(f"{_UNSEEN}[=+\\-@＝＋－＠]|[\t\r\n']")
_UNKNOWN = "?"


class Csv(Exporter):
    """``statements.csv`` and ``reports.csv``, for spreadsheets: UTF-8 with a byte order mark, CRLF. Where people have
    corrected something, also ``corrections.csv``."""

    summary = "statements.csv and reports.csv: two tables for a spreadsheet"

    def begin(self) -> None:
        # Without the mark in front, the most used spreadsheet shows Arabic as gibberish.
        self._statements = csv.writer(self.outbox.open("statements.csv", encoding="utf-8-sig"))
        self._reports = csv.writer(self.outbox.open("reports.csv", encoding="utf-8-sig"))
        self._statements.writerow(STATEMENTS)
        self._reports.writerow(REPORTS)
        self._corrections: Any = None

    def write(self, reading: Reading) -> None:
        self._reports.writerow(map(cell, _report(reading)))
        for s in reading.statements:
            inside = reading.inside.get(s.attribution.id, Inside())
            self._statements.writerow(map(cell, statement_row(s, reading.report, inside)))
        if reading.corrections and self._corrections is None:
            self._corrections = csv.writer(self.outbox.open("corrections.csv", encoding="utf-8-sig"))
            self._corrections.writerow(CORRECTIONS)
        for found in reading.corrections.values():
            self._corrections.writerows(map(cell, correction_row(each)) for each in found)


def cell(value: Any) -> str:
    """*value* as a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if _ACTIVE.match(text) else text


def correction_row(correction: Correction) -> Iterable[Any]:
    """The cells of a correction, in the order of :data:`CORRECTIONS`; values that are no words as JSON."""
    c = correction
    value = c.value if isinstance(c.value, str) else json.dumps(c.value)
    return c.id, c.statement, c.field, value, c.undoes, c.author, c.at, c.note, "yes" if c.stands else "no"


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
