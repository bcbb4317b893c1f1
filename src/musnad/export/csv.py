"""Two tables for a spreadsheet: statements and reports."""

import csv
import re
from collections.abc import Iterable
from typing import Any

from musnad.export.exporter import Exporter, Reading
from musnad.export.inside import inside_cells
from musnad.ledger import Statement
from musnad.model import Inside

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

# Spreadsheets take a cell that begins like this for a formula, also after blanks and invisible marks, and in
# full-width letters. A cell that begins with an apostrophe gets another one, so that taking the first away
# always restores what was there.
_UNSEEN = "[\\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_ACTIVE = re.compile(f"{_UNSEEN}[=+\\-@＝＋－＠]|[\t\r\n']")
_UNKNOWN = "?"


class Csv(Exporter):
    """``statements.csv`` and ``reports.csv``, for spreadsheets: UTF-8 with a byte order mark, CRLF."""

    summary = "statements.csv and reports.csv: two tables for a spreadsheet"

    def begin(self) -> None:
        # Without the mark in front, the most used spreadsheet shows Arabic as gibberish.
        self._statements = csv.writer(self.outbox.open("statements.csv", encoding="utf-8-sig"))
        self._reports = csv.writer(self.outbox.open("reports.csv", encoding="utf-8-sig"))
        self._statements.writerow(STATEMENTS)
        self._reports.writerow(REPORTS)

    def write(self, reading: Reading) -> None:
        self._reports.writerow(map(cell, _report(reading)))
        self._statements.writerows(map(cell, _statement(s, reading)) for s in reading.statements)


def cell(value: Any) -> str:
    """*value* as a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if _ACTIVE.match(text) else text


def _report(reading: Reading) -> Iterable[Any]:
    report, analysis = reading.report, reading.analysis
    stories = len({block.story for block in analysis.blocks})
    yield from (report.id, report.name, report.outlet, report.published)
    yield from (report.url, report.title, report.author, report.changed, report.language, report.via)
    yield from (len(report.text), stories)
    yield from (len(analysis.attributions), len(analysis.narration), report.sha256)


def _statement(statement: Statement, reading: Reading) -> Iterable[Any]:
    report = reading.report
    a = statement.attribution
    parent = statement.chain[-2].id if a.parent is not None else None
    outlets = [report.outlet, *([report.via] if report.via else [])]
    chain = [*outlets, *(link.speaker or link.source for link in statement.chain)]
    yield from (statement.id, report.id, report.name, report.outlet, report.published)
    yield from (a.id, parent, " > ".join(name or _UNKNOWN for name in chain))
    yield from (a.speaker, a.kind, a.force, a.quote, a.lemma)
    yield from (statement.cue, statement.source, statement.content)
    yield from (*a.cue, *(a.source or (None, None)), *a.content, a.story, statement.entity)
    yield from inside_cells(reading.inside.get(a.id, Inside()))
