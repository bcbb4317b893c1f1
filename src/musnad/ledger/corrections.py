"""What people say of statements: kept beside the reader's word, never in its place."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from musnad.ledger.database import Database, restored, storable
from musnad.ledger.rows import Correction
from musnad.model import FORCES, KINDS, QUOTES, Attribution, MusnadError, Span, moment

FIELDS: tuple[str, ...] = ("verdict", "speaker", "force", "kind", "quote", "cue", "source", "content", "parent")
VERDICTS: tuple[str, ...] = ("right", "wrong")
UNDO = "undo"

_CHOICES: Mapping[str, tuple[str, ...]] = {"verdict": VERDICTS, "force": FORCES, "kind": KINDS, "quote": QUOTES}
_SPANS = ("cue", "source", "content")
_MAY_BE_NONE = ("speaker", "source", "parent")
_LONGEST_NAME = 300
_LONGEST_NOTE = 4_000

_ROWS = """SELECT c.row, c.id, s.id, c.field, c.value, u.id, c.author, c.at, c.note FROM corrections c
    JOIN statements s ON s.row = c.statement LEFT JOIN corrections u ON u.row = c.undoes"""
_INSERT = """INSERT INTO corrections(row, id, statement, field, value, undoes, author, at, note)
    VALUES (?,?,?,?,?,?,?,?,?)"""


class Conflict(MusnadError):
    """Somebody else has corrected the same statement in the meantime."""


class Corrections:
    """Corrections of one ledger. Callers of what writes hold the transaction.

    Args:
        enter: enters a speaker's name, so that it can be asked for.
    """

    def __init__(self, db: Database, enter: Callable[[str], object]) -> None:
        self._db = db
        self._enter = enter

    def of(self, statement: int | None) -> Iterator[Correction]:
        """Those of the statement in row *statement*, or all, oldest first."""
        if statement is None:
            return iter(_judged(list(self._rows(f"{_ROWS} ORDER BY c.row"))))
        return iter(_judged(list(self._rows(f"{_ROWS} WHERE c.statement = ? ORDER BY c.row", statement))))

    def add(
        self, statement: int, changes: Mapping[str, Any], author: str, note: str | None, seen: str | None
    ) -> list[Correction]:
        """Write *changes* of the statement in row *statement*; see :meth:`musnad.ledger.Ledger.correct`."""
        if not changes:
            raise MusnadError("Nothing is changed. Name a field and its new value.")
        known = list(self.of(statement))
        last = known[-1].id if known else ""
        if seen is not None and seen != last:
            raise Conflict(
                "Somebody else has corrected this statement in the meantime. Look at what they changed, then decide."
            )
        author, note = said_by(author), said_why(note)
        for field, value in changes.items():
            self._check(statement, field, value, known)
        if isinstance(changes.get("speaker"), str):
            self._enter(changes["speaker"])
        rows = [self._write(statement, field, value, None, author, note) for field, value in changes.items()]
        return [c for row in rows for c in self._rows(f"{_ROWS} WHERE c.row = ?", row)]

    def undo(self, correction_id: str, author: str, note: str | None) -> Correction:
        """Take a correction back; see :meth:`musnad.ledger.Ledger.undo`."""
        found = self._db.row("SELECT row, statement FROM corrections WHERE id = ?", (storable(correction_id),))
        if found is None:
            raise MusnadError(f"{self._db.name} holds no correction {correction_id}. It may be of another ledger.")
        row, statement = found
        if any(c.id == correction_id and not c.stands for c in self.of(statement)):
            raise Conflict("This correction has been taken back already.")
        written = self._write(statement, UNDO, None, row, said_by(author), said_why(note))
        return next(self._rows(f"{_ROWS} WHERE c.row = ?", written))

    def _write(self, statement: int, field: str, value: Any, undoes: int | None, author: str, note: str | None) -> int:
        last = self._db.row("SELECT max(row) FROM corrections")
        row = ((last[0] if last else None) or 0) + 1
        at, as_json = moment(), json.dumps(value)
        # The row makes two alike within a second two: of what is written once, an id has only to be unique.
        key = "\x1f".join(map(str, (statement, row, field, as_json, undoes, author, at)))
        id_ = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        values = (row, id_, statement, field, as_json, undoes, storable(author), at, storable(note))
        self._db.write(_INSERT, [values])
        return row

    def _rows(self, sql: str, *values: Any) -> Iterator[Correction]:
        for _, id_, statement, field, value, undoes, author, at, note in self._db.rows(sql, values):
            yield Correction(
                id_, statement, field, json.loads(value), undoes, restored(author) or "", at, restored(note)
            )

    def _check(self, statement: int, field: str, value: Any, known: Iterable[Correction]) -> None:
        """Raise :class:`MusnadError` unless *value* is one that *field* can have."""
        if field not in FIELDS:
            raise MusnadError(f"«{field}» is nothing that can be corrected. Choose one of: {', '.join(FIELDS)}.")
        if value is None and field in _MAY_BE_NONE:
            return
        if field in _CHOICES:
            check_choice(field, value)
        elif field == "speaker":
            check_name(value)
        elif field in _SPANS:
            self._check_span(statement, field, value)
        else:
            self._check_parent(statement, value)

    def _check_span(self, statement: int, field: str, value: Any) -> None:
        found = self._db.row(
            "SELECT r.text FROM statements s JOIN reports r ON r.row = s.report WHERE s.row = ?", (statement,)
        )
        check_span(field, value, len(restored(found[0]) or "") if found else 0)

    def _check_parent(self, statement: int, number: Any) -> None:
        """It must be of the same report and not lie inside the statement, as people have corrected it so far."""
        found = self._db.row("SELECT report, number FROM statements WHERE row = ?", (statement,))
        assert found is not None
        report, own = found
        sql = """SELECT s.number, p.number FROM statements s LEFT JOIN statements p ON p.row = s.parent
            WHERE s.report = ?"""
        parents = dict(self._db.rows(sql, (report,)))
        numbers = dict(self._db.rows("SELECT id, number FROM statements WHERE report = ?", (report,)))
        sql = f"{_ROWS} WHERE c.statement IN (SELECT row FROM statements WHERE report = ?) ORDER BY c.row"
        for correction in _judged(list(self._rows(sql, report))):
            if correction.stands and correction.field == "parent":
                parents[numbers[correction.statement]] = correction.value
        if type(number) is not int or number not in parents:
            raise MusnadError(f"The report has no statement number {number}.")
        at: Any = number
        for _ in parents:
            if at == own:
                raise MusnadError(f"Statement {number} lies inside this one, so this one cannot lie in it.")
            at = parents.get(at)


def effective(corrections: Iterable[Correction]) -> dict[str, Correction]:
    """Of the corrections of one statement, oldest first: the last that stands of each field."""
    return {c.field: c for c in corrections if c.stands and c.field != UNDO}


def corrected(attribution: Attribution, standing: Mapping[str, Correction]) -> Attribution:
    """*attribution* as people corrected it; *standing* as :func:`effective` gives it."""
    changes: dict[str, Any] = {
        field: Span(*c.value) if field in _SPANS and isinstance(c.value, list) else c.value
        for field, c in standing.items()
        if field != "verdict"
    }
    return replace(attribution, **changes)


def _judged(found: list[Correction]) -> list[Correction]:
    """*found*, oldest first, each with whether it stands. The last word counts: what takes back comes later."""
    taken_back: set[str] = set()
    for correction in reversed(found):
        if correction.undoes and correction.id not in taken_back:
            taken_back.add(correction.undoes)
    return [replace(c, stands=False) if c.id in taken_back else c for c in found]


def check_choice(field: str, value: Any) -> None:
    """Raise :class:`MusnadError` unless *value* is one of those that *field* can have."""
    if value not in _CHOICES[field]:
        raise MusnadError(f"{field} is «{value}», which is none of: {', '.join(_CHOICES[field])}.")


def check_name(value: Any) -> None:
    """Raise :class:`MusnadError` unless *value* can be a speaker's name."""
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_NAME:
        raise MusnadError(f"A speaker's name has 1 to {_LONGEST_NAME} characters.")


def check_span(field: str, value: Any, size: int) -> None:
    """Raise :class:`MusnadError` unless *value* is [start, end] of something in a text of *size* code points."""
    whole = isinstance(value, (list, tuple)) and len(value) == 2 and all(type(end) is int for end in value)
    if not whole or not 0 <= value[0] < value[1] <= size:
        raise MusnadError(f"The {field} lies between 0 and {size} in the text, and ends after it begins.")


def said_by(author: str) -> str:
    """The name under which somebody corrects. Raises :class:`MusnadError` if there is none."""
    if not author.strip() or len(author) > _LONGEST_NAME:
        raise MusnadError(f"Say who corrects: a name of 1 to {_LONGEST_NAME} characters.")
    return author.strip()


def said_why(note: str | None) -> str | None:
    """A note without blanks around it. Raises :class:`MusnadError` if it is too long."""
    if note and len(note) > _LONGEST_NOTE:
        raise MusnadError(f"A note has {_LONGEST_NOTE} characters at most.")
    return (note or "").strip() or None
