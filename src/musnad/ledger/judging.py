"""The part of a ledger that keeps what people say of its statements."""

from collections.abc import Iterator, Mapping
from typing import Any

from musnad.ledger.additions import Additions
from musnad.ledger.corrections import Corrections
from musnad.ledger.database import Database
from musnad.ledger.rows import Addition, Correction
from musnad.ledger.views import Reader


class Judging:
    """Corrections and additions of :class:`musnad.ledger.Ledger`."""

    _db: Database
    _reader: Reader
    _corrections: Corrections
    _additions: Additions

    def correct(
        self,
        statement_id: str,
        changes: Mapping[str, Any],
        *,
        author: str,
        note: str | None = None,
        seen: str | None = None,
    ) -> list[Correction]:
        """Record what a person says of a statement, beside what the reader said, which stays.

        Args:
            changes: new values by field, as in :class:`musnad.ledger.Correction`.
            seen: id of the statement's last correction that the person knows, "" for none; None: whichever.

        Raises:
            Conflict: somebody else has corrected the statement since *seen*.
            MusnadError: there is no such statement, or a value makes no sense; nothing is recorded.
        """
        with self._db.transaction():
            return self._corrections.add(self._reader.statement_row(statement_id), changes, author, note, seen)

    def undo(self, correction_id: str, *, author: str, note: str | None = None) -> Correction:
        """Take a correction back; taking that back brings it to life again. Raises MusnadError if there is none of
        this id, or it has been taken back already."""
        with self._db.transaction():
            return self._corrections.undo(correction_id, author, note)

    def corrections(self, statement_id: str | None = None) -> Iterator[Correction]:
        """The corrections of a statement, or all, oldest first. Raises MusnadError if it is not there."""
        row = None if statement_id is None else self._reader.statement_row(statement_id)
        return self._corrections.of(row)

    def add_statement(
        self, report_id: str, parts: Mapping[str, Any], *, author: str, note: str | None = None
    ) -> Addition:
        """Record a statement that the reader missed, beside what was read: :meth:`statements` does not tell it.

        Args:
            parts: «cue» and «content» ([start, end] in the report's text), «kind», «force», «quote»; «source»,
                «speaker» and «parent» (a number of what was read) where there is one.

        Raises:
            Conflict: somebody has added the same.
            MusnadError: there is no such report, or the parts make no statement; nothing is recorded.
        """
        with self._db.transaction():
            return self._additions.add(self._reader.report_row(report_id), parts, author, note)

    def undo_addition(self, addition_id: str, *, author: str, note: str | None = None) -> Addition:
        """Take an added statement back; taking that back brings it to life again. Raises MusnadError if there is none
        of this id, or it has been taken back already."""
        with self._db.transaction():
            return self._additions.undo(addition_id, author, note)

    def additions(self, report_id: str | None = None) -> Iterator[Addition]:
        """The statements that people added to a report, or to all, oldest first. Raises MusnadError if the report is
        not there."""
        return self._additions.of(None if report_id is None else self._reader.report_row(report_id))
