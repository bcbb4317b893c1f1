"""Recomputing every hash that a ledger holds."""

import hashlib
from collections.abc import Callable, Iterator

from musnad.ledger.database import Database, restored
from musnad.ledger.evidence import snapshot_id, unpacked
from musnad.ledger.rows import Mismatch, Verification
from musnad.ledger.views import Reader
from musnad.ledger.writer import statement_ids
from musnad.model import Analysis, MusnadError, Snapshot

# Rows fetched at a time, so that a long walk holds no state of the file against the writer.
_AT_A_TIME = 200

_REPORTS = "SELECT row, id, sha256 FROM reports WHERE row > ? ORDER BY row LIMIT ?"
_CONTENTS = "SELECT row, sha256, size, packing, body FROM contents WHERE row > ? ORDER BY row LIMIT ?"
_SNAPSHOTS = """SELECT s.row, s.id, s.source, s.place, s.status, s.received, s.sha256, s.size, s.kept, r.id, r.sha256,
    c.row FROM snapshots s LEFT JOIN reports r ON r.row = s.report LEFT JOIN contents c ON c.sha256 = s.sha256
    WHERE s.row > ? ORDER BY s.row LIMIT ?"""


class _Verifier:
    def __init__(self, db: Database, on_mismatch: Callable[[Mismatch], None] | None) -> None:
        self._db = db
        self._reader = Reader(db)
        self._on_mismatch = on_mismatch
        self._mismatches = 0

    def run(self) -> Verification:
        """Go through everything once."""
        reports, statements = self._reports()
        contents = sum(map(self._content, self._walk(_CONTENTS)))
        snapshots = sum(map(self._snapshot, self._walk(_SNAPSHOTS)))
        return Verification(reports, statements, snapshots, contents, self._mismatches)

    def _walk(self, sql: str) -> Iterator[tuple[object, ...]]:
        last: object = 0
        while found := list(self._db.rows(sql, (last, _AT_A_TIME))):
            yield from found
            last = found[-1][0]

    def _tell(self, what: str, id_: str, message: str) -> None:
        self._mismatches += 1
        if self._on_mismatch:
            self._on_mismatch(Mismatch(what, id_, message))

    def _reports(self) -> tuple[int, int]:
        reports = statements = 0
        for row, id_, sha256 in self._walk(_REPORTS):
            assert isinstance(row, int) and isinstance(id_, str)
            reports += 1
            try:
                analysis = self._reader.analysis(row)
            except (MusnadError, ValueError, TypeError) as error:
                self._tell("report", id_, f"It cannot be read again ({error}).")
                continue
            report = analysis.report
            if report.sha256 != sha256:
                self._tell("report", id_, f"Its text has the SHA-256 {report.sha256}, not {sha256}.")
            elif report.id != id_:
                self._tell("report", id_, "Its outlet, day or address is not the one it was recorded with.")
            else:
                self._statements(row, analysis)
            statements += len(analysis.attributions)
        return reports, statements

    def _statements(self, report: int, analysis: Analysis) -> None:
        kept = list(self._db.rows("SELECT id FROM statements WHERE report = ? ORDER BY row", (report,)))
        for (id_,), expected in zip(kept, statement_ids(analysis), strict=True):
            if id_ != expected:
                message = "The places of its cue and content are not those it was recorded with."
                self._tell("statement", id_, message)

    def _content(self, values: tuple[object, ...]) -> int:
        _, sha256, size, packing, body = values
        assert isinstance(sha256, str) and isinstance(size, int) and isinstance(packing, str)
        assert isinstance(body, bytes)
        try:
            found = unpacked(size, packing, body)
        except MusnadError as error:
            self._tell("content", sha256, str(error))
            return 1
        digest = hashlib.sha256(found).hexdigest()
        if digest != sha256 or len(found) != size:
            self._tell("content", sha256, f"The bytes kept under this hash have the SHA-256 {digest}.")
        return 1

    def _snapshot(self, values: tuple[object, ...]) -> int:
        _, id_, source, place, status, received, sha256, size, kept, report, text_hash, content = values
        assert isinstance(id_, str) and isinstance(sha256, str) and isinstance(size, int)
        assert isinstance(status, int | None) and isinstance(received, str)
        told = Snapshot(_text(source), sha256, size, received, _text(place), status=status)
        if snapshot_id(told.key, str(report or "")) != id_:
            self._tell("snapshot", id_, "Its source, moment, hash or report is not the one it was recorded with.")
        elif kept == "bytes" and content is None:
            self._tell("snapshot", id_, f"Its bytes, {sha256}, are missing.")
        elif kept == "text" and text_hash != sha256:
            self._tell("snapshot", id_, f"The text of its report has the SHA-256 {text_hash}, not {sha256}.")
        return 1


def verify(db: Database, on_mismatch: Callable[[Mismatch], None] | None) -> Verification:
    """See :meth:`musnad.ledger.Ledger.verify`."""
    return _Verifier(db, on_mismatch).run()


def _text(value: object) -> str:
    return (restored(value) if isinstance(value, str | bytes) else None) or ""
