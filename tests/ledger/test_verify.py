"""Every hash recomputed; what does not fit is named."""

import zlib
from pathlib import Path

import apsw
import pytest

from musnad.ledger import Ledger, Mismatch, Verification
from musnad.model import Snapshot

from .samples import BREAD, UNDATED, WATER, many

PAGE = b"<p>page</p>" * 50


@pytest.fixture
def filled(path: Path) -> Path:
    with Ledger(path) as ledger:
        ledger.add(WATER, Snapshot.of(PAGE, "https://wadi.example/1", status=200))
        ledger.add(BREAD, Snapshot.of(BREAD.report.text.encode(), "bread.txt"))
        ledger.add(UNDATED, Snapshot.of(b"{}", "all.jsonl", place="line 1", keep=False))
    return path


def verified(path: Path) -> tuple[Verification, list[Mismatch]]:
    found: list[Mismatch] = []
    with Ledger(path, readonly=True) as ledger:
        return ledger.verify(found.append), found


def test_a_sound_ledger(filled: Path) -> None:
    statements = sum(len(each.attributions) for each in (WATER, BREAD, UNDATED))
    assert verified(filled) == (Verification(3, statements, 3, 1, 0), [])


def test_many_rows(path: Path) -> None:
    with Ledger(path) as ledger:
        for number, analysis in enumerate(many(450)):
            ledger.add(analysis, Snapshot.of(b"%d" % number, f"{number}.html"))
    assert verified(path) == (Verification(450, 450, 450, 450, 0), [])


TAMPERINGS = [
    ("reports", "UPDATE reports SET text = replace(text, 'آمن', 'خطر') WHERE row = 1", "report", "Its text has"),
    ("reports", "UPDATE reports SET published = '2016-10-08' WHERE row = 1", "report", "outlet, day or address"),
    ("reports", "UPDATE reports SET outlet = NULL WHERE row = 1", "report", "outlet, day or address"),
    ("reports", "UPDATE reports SET published = 'never' WHERE row = 1", "report", "cannot be read again"),
    ("statements", "UPDATE statements SET content_end = content_end - 1 WHERE row = 1", "statement", "cue and content"),
    ("contents", "UPDATE contents SET body = x'ffff'", "content", "damaged"),
    ("contents", "DELETE FROM contents", "snapshot", "missing"),
    ("snapshots", "UPDATE snapshots SET source = 'https://else.example/' WHERE row = 1", "snapshot", "source"),
    ("snapshots", "UPDATE snapshots SET received = '2016-10-08T00:00:00' WHERE row = 1", "snapshot", "moment"),
    ("snapshots", "UPDATE snapshots SET report = 2 WHERE row = 1", "snapshot", "report"),
]


@pytest.mark.parametrize(("table", "sql", "what", "message"), TAMPERINGS)
def test_tampering_is_named(filled: Path, table: str, sql: str, what: str, message: str) -> None:
    tamper(filled, table, sql)
    verification, (mismatch, *_) = verified(filled)
    assert verification.mismatches >= 1
    assert verification.reports == 3
    assert mismatch.what == what
    assert message in str(mismatch)


def test_other_bytes_under_the_hash(filled: Path) -> None:
    other = zlib.compress(PAGE.replace(b"page", b"pace")).hex()
    tamper(filled, "contents", f"UPDATE contents SET body = x'{other}'")
    _, (mismatch,) = verified(filled)
    assert "have the SHA-256" in mismatch.message


def test_packed_bytes_that_never_end_are_cut(filled: Path) -> None:
    bomb = zlib.compress(bytes(50_000_000), 9).hex()
    tamper(filled, "contents", f"UPDATE contents SET body = x'{bomb}'")
    _, (mismatch,) = verified(filled)
    assert mismatch.what == "content"


def test_a_text_that_was_the_evidence(filled: Path) -> None:
    tamper(filled, "reports", "UPDATE reports SET text = 'x', sha256 = 'y' WHERE row = 2")
    _, found = verified(filled)
    assert {mismatch.what for mismatch in found} == {"report", "snapshot"}


def tamper(path: Path, table: str, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(f"DROP TRIGGER {table}_no_update; DROP TRIGGER {table}_no_delete; {sql}")
    connection.close()
