"""What was received: bytes, where they came from, and which report was read from them."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from musnad.ledger.database import Database, restored, storable
from musnad.ledger.rows import SnapshotEntry
from musnad.model import MusnadError, Snapshot, Visit

# Of zlib: pages shrink to a fifth; higher levels take twice the time for one part in a hundred.
_LEVEL = 6
_PACKED, _AS_IS = "zlib", "none"

_SNAPSHOT = """INSERT INTO snapshots(id, report, source, place, url, host, page, status, headers, received,
    sha256, size, kept) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)"""
_CONTENT = "INSERT INTO contents(sha256, size, packing, body) VALUES (?,?,?,?)"
_VISIT = """INSERT INTO visits(url, host, kind, at, outcome, status, etag, modified, problem, until)
    VALUES (?,?,?,?,?,?,?,?,?,?)"""
_ENTRY = """SELECT s.id, r.id, s.source, s.place, s.url, s.page, s.status, s.headers, s.received, s.sha256, s.size,
    s.kept FROM snapshots s LEFT JOIN reports r ON r.row = s.report"""
_VISITED = """SELECT url, kind, at, outcome, status, etag, modified, problem, until FROM visits
    WHERE url = ? ORDER BY row DESC LIMIT 1"""


class Evidence:
    """Snapshots and visits of one ledger. Callers of what writes hold the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, snapshot: Snapshot, report: int | None) -> bool:
        """Write *snapshot*, of which the report in row *report* was read; False if it is there already."""
        id_ = snapshot_id(snapshot.key, self._report_id(report))
        if self._db.row("SELECT 1 FROM snapshots WHERE id = ?", (id_,)):
            return False
        values = (
            id_,
            report,
            storable(snapshot.source),
            storable(snapshot.place),
            storable(snapshot.url),
            host(snapshot.url or snapshot.page),
            storable(snapshot.page),
            snapshot.status,
            storable(json.dumps(snapshot.headers, ensure_ascii=False)) if snapshot.headers else None,
            snapshot.received,
            snapshot.sha256,
            snapshot.size,
            self._keep(snapshot, report),
        )
        self._db.write(_SNAPSHOT, [values])
        return True

    def visit(self, visit: Visit) -> None:
        """Write *visit*."""
        values = (
            storable(visit.url),
            host(visit.url),
            visit.kind,
            visit.at,
            visit.outcome,
            visit.status,
            *map(storable, (visit.etag, visit.modified, visit.problem)),
            visit.until,
        )
        self._db.write(_VISIT, [values])

    def last_visit(self, url: str) -> Visit | None:
        """The last visit to *url*; None if there was none."""
        found = self._db.row(_VISITED, (storable(url),))
        if found is None:
            return None
        address, kind, at, outcome, status, etag, modified, problem, until = found
        return Visit(
            restored(address) or "",
            kind,
            at,
            outcome,
            status,
            restored(etag),
            restored(modified),
            restored(problem),
            until,
        )

    def failures(self, url: str) -> int:
        """How often *url* failed since it last did not."""
        found = self._db.row(
            """SELECT count(*) FROM visits WHERE url = ?1 AND outcome = 'failed' AND row >
                coalesce((SELECT max(row) FROM visits WHERE url = ?1 AND outcome != 'failed'), 0)""",
            (storable(url),),
        )
        return int(found[0]) if found else 0

    def last_read(self, url: str) -> int | None:
        """The row of the report that was read from *url* last; None if there was none."""
        found = self._db.row(
            """SELECT report FROM snapshots WHERE source = ? AND status IS NOT NULL AND report IS NOT NULL
                ORDER BY row DESC LIMIT 1""",
            (storable(url),),
        )
        return int(found[0]) if found else None

    def of_report(self, report: int) -> Iterator[SnapshotEntry]:
        """The snapshots of which the report in row *report* was read, in the order of adding."""
        return (_entry(row) for row in self._db.rows(f"{_ENTRY} WHERE s.report = ? ORDER BY s.row", (report,)))

    def body(self, snapshot_id: str) -> bytes:
        """The bytes of a snapshot.

        Raises:
            MusnadError: there is no such snapshot, its bytes were not kept, or they are damaged.
        """
        found = self._db.row("SELECT report, sha256, kept FROM snapshots WHERE id = ?", (storable(snapshot_id),))
        if found is None:
            raise MusnadError(
                f"{self._db.name} holds no snapshot {snapshot_id}. «musnad show» lists those of a report."
            )
        report, sha256, kept = found
        if kept == "text":
            body = self._text(report)
        elif kept == "bytes":
            body = self.content(sha256)
        else:
            raise MusnadError(
                f"Of snapshot {snapshot_id} only the hash is kept, {sha256}: its bytes are in its source."
            )
        if hashlib.sha256(body).hexdigest() != sha256:
            raise MusnadError(
                f"{self._db.name} is damaged: the bytes of snapshot {snapshot_id} are not those received."
            )
        return body

    def content(self, sha256: str) -> bytes:
        """The bytes kept under *sha256*, as they unpack. Raises MusnadError if they are missing or do not."""
        found = self._db.row("SELECT size, packing, body FROM contents WHERE sha256 = ?", (sha256,))
        if found is None:
            raise MusnadError(f"{self._db.name} is damaged: bytes {sha256} are referred to and missing.")
        return unpacked(*found)

    def _keep(self, snapshot: Snapshot, report: int | None) -> str:
        """Keep the bytes unless the ledger has them; where they are."""
        if snapshot.body is None:
            return "no"
        if report is not None and self._text(report) == snapshot.body:
            return "text"
        if not self._db.row("SELECT 1 FROM contents WHERE sha256 = ?", (snapshot.sha256,)):
            packed = zlib.compress(snapshot.body, _LEVEL)
            smaller = len(packed) < snapshot.size
            how, body = (_PACKED, packed) if smaller else (_AS_IS, snapshot.body)
            self._db.write(_CONTENT, [(snapshot.sha256, snapshot.size, how, body)])
        return "bytes"

    def _report_id(self, report: int | None) -> str:
        found = report is not None and self._db.row("SELECT id FROM reports WHERE row = ?", (report,))
        return str(found[0]) if found else ""

    def _text(self, report: int) -> bytes:
        found = self._db.row("SELECT text FROM reports WHERE row = ?", (report,))
        return (restored(found[0]) or "").encode("utf-8", "surrogatepass") if found else b""


def snapshot_id(key: str, report_id: str) -> str:
    """The id of the snapshot of key *key* (see :class:`musnad.model.Snapshot`) as that of a report."""
    return hashlib.sha256(f"{key}\x1f{report_id}".encode()).hexdigest()[:32]


def unpacked(size: int, packing: str, body: bytes) -> bytes:
    """*body* as it was before it was packed; never more than *size* bytes and one, whatever the file says.

    Raises:
        MusnadError: it does not unpack.
    """
    if packing == _AS_IS:
        return body
    try:
        return zlib.decompressobj().decompress(body, size + 1)
    except zlib.error as error:
        raise MusnadError(f"Kept bytes are damaged ({error}). Restore a copy of the ledger.") from error


def host(url: str | None) -> str | None:
    """The host of *url*, without «www.»; None if it has none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.").encode("utf-8", "replace").decode() if name else None


def _entry(values: tuple[Any, ...]) -> SnapshotEntry:
    id_, report, source, place, url, page, status, headers, received, sha256, size, kept = values
    pairs = json.loads(restored(headers) or "[]")
    return SnapshotEntry(
        id=id_,
        report=report,
        source=restored(source) or "",
        place=restored(place) or "",
        url=restored(url),
        page=restored(page),
        status=status,
        headers=tuple((name, value) for name, value in pairs),
        received=received,
        sha256=sha256,
        size=size,
        kept=kept,
    )
