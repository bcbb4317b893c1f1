"""Statements that the reader missed and a person added: beside what was read, never among it."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from musnad.ledger.corrections import UNDO, Conflict, check_choice, check_name, check_span, said_by, said_why
from musnad.ledger.database import Database, restored, storable
from musnad.ledger.rows import Addition
from musnad.model import Attribution, MusnadError, Span, moment

PARTS: tuple[str, ...] = ("cue", "source", "content", "parent", "speaker", "kind", "force", "quote")
_REQUIRED = ("cue", "content", "kind", "force", "quote")
_SPANS = ("cue", "source", "content")

_ROWS = """SELECT a.row, a.id, r.id, a.value, u.id, a.author, a.at, a.note FROM additions a
    JOIN reports r ON r.row = a.report LEFT JOIN additions u ON u.row = a.undoes"""
_INSERT = "INSERT INTO additions(row, id, report, value, undoes, author, at, note) VALUES (?,?,?,?,?,?,?,?)"


class Additions:
    """Statements that people added to one ledger. Callers of what writes hold the transaction.

    Args:
        enter: enters a speaker's name, so that it can be asked for.
    """

    def __init__(self, db: Database, enter: Callable[[str], object]) -> None:
        self._db = db
        self._enter = enter

    def of(self, report: int | None) -> Iterator[Addition]:
        """Those of the report in row *report*, or all, oldest first, each with whether it stands."""
        where, values = ("", ()) if report is None else ("WHERE a.report = ?", (report,))
        found = list(self._rows(f"{_ROWS} {where} ORDER BY a.row", *values))
        taken_back: set[str] = set()
        for addition in reversed(found):
            if addition.undoes and addition.id not in taken_back:
                taken_back.add(addition.undoes)
        return (replace(each, stands=False) if each.id in taken_back else each for each in found)

    def add(self, report: int, values: Mapping[str, Any], author: str, note: str | None) -> Addition:
        """Add a statement to the report in row *report*; see :meth:`musnad.ledger.Ledger.add_statement`."""
        author, note = said_by(author), said_why(note)
        given: dict[str, Any] = {part: values.get(part) for part in PARTS}
        self._check(report, values, given)
        self._check_new(report, given)
        if given["speaker"] is not None:
            self._enter(given["speaker"])
        sql = "SELECT story FROM blocks WHERE report = ? AND span_start <= ? ORDER BY span_start DESC"
        block = self._db.row(sql, (report, given["content"][0]))
        return self._write(report, given | {"story": block[0] if block else 0}, None, author, note)

    def undo(self, addition_id: str, author: str, note: str | None) -> Addition:
        """Take an addition back; see :meth:`musnad.ledger.Ledger.undo_addition`."""
        found = self._db.row("SELECT row, report FROM additions WHERE id = ?", (storable(addition_id),))
        if found is None:
            raise MusnadError(f"{self._db.name} holds no added statement {addition_id}. It may be of another ledger.")
        if any(each.id == addition_id and not each.stands for each in self.of(found[1])):
            raise Conflict("This addition has been taken back already.")
        return self._write(found[1], UNDO, found[0], said_by(author), said_why(note))

    def _check(self, report: int, values: Mapping[str, Any], given: Mapping[str, Any]) -> None:
        """Raise :class:`MusnadError` unless the parts make a statement."""
        if unknown := [name for name in values if name not in PARTS]:
            raise MusnadError(f"«{unknown[0]}» is no part of a statement. Choose from: {', '.join(PARTS)}.")
        if missing := [part for part in _REQUIRED if given[part] is None]:
            raise MusnadError(f"A statement has a {missing[0]}. Say what it is.")
        found = self._db.row("SELECT text FROM reports WHERE row = ?", (report,))
        size = len(restored(found[0]) or "") if found else 0
        for part in _SPANS:
            if given[part] is not None:
                check_span(part, given[part], size)
        for part in ("kind", "force", "quote"):
            check_choice(part, given[part])
        if given["speaker"] is not None:
            check_name(given["speaker"])
        if given["parent"] is not None:
            sql = "SELECT 1 FROM statements WHERE report = ? AND number = ?"
            if type(given["parent"]) is not int or self._db.row(sql, (report, given["parent"])) is None:
                raise MusnadError(f"The report has no statement number {given['parent']}.")

    def _check_new(self, report: int, given: Mapping[str, Any]) -> None:
        places = (*given["cue"], *given["content"])
        sql = """SELECT number FROM statements WHERE report = ? AND cue_start = ? AND cue_end = ?
            AND content_start = ? AND content_end = ?"""
        if known := self._db.row(sql, (report, *places)):
            raise MusnadError(f"Statement {known[0]} of the report has this cue and content already. Correct that one.")
        for each in self.of(report):
            if each.stands and each.statement and (*each.statement.cue, *each.statement.content) == places:
                raise Conflict(f"{each.author} has added a statement of this cue and content already.")

    def _write(self, report: int, value: Any, undoes: int | None, author: str, note: str | None) -> Addition:
        last = self._db.row("SELECT max(row) FROM additions")
        row = ((last[0] if last else None) or 0) + 1
        at, as_json = moment(), json.dumps(value)
        key = "\x1f".join(map(str, (report, row, as_json, undoes, author, at)))
        id_ = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._db.write(_INSERT, [(row, id_, report, as_json, undoes, storable(author), at, storable(note))])
        return next(self._rows(f"{_ROWS} WHERE a.row = ?", row))

    def _rows(self, sql: str, *values: Any) -> Iterator[Addition]:
        for _, id_, report, value, undoes, author, at, note in self._db.rows(sql, values):
            parts = json.loads(value)
            statement = None if parts == UNDO else _attribution(parts)
            yield Addition(id_, report, statement, undoes, restored(author) or "", at, restored(note))


def _attribution(parts: Mapping[str, Any]) -> Attribution:
    """The parts as an attribution without a number (0) and without a lemma."""
    source = parts["source"]
    return Attribution(
        0, Span(*parts["cue"]), Span(*source) if source else None, Span(*parts["content"]), parts["parent"],
        parts["speaker"], parts["kind"], parts["force"], parts["quote"], "", parts["story"],
    )  # fmt: skip
