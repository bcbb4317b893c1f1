"""Which files are opened, which are refused, and in what words."""

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import apsw
import pytest

from musnad.ledger import Ledger, schema
from musnad.model import MusnadError

from .samples import BREAD, WATER, many


def alter(path: Path, sql: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()


def test_a_file_is_made_and_opened_again(path: Path) -> None:
    with Ledger(str(path)) as ledger:
        ledger.add(WATER)
    with Ledger(path) as ledger:
        assert ledger.get(WATER.report.id) == WATER
        assert not ledger.add(WATER)


def test_the_file_says_what_it_is(path: Path) -> None:
    Ledger(path).close()
    connection = apsw.Connection(str(path))
    assert connection.execute("PRAGMA application_id").get == schema.APPLICATION_ID
    assert connection.execute("PRAGMA user_version").get == schema.VERSION
    assert connection.execute("PRAGMA journal_mode").get == "wal"
    connection.close()


def test_a_newer_ledger_is_left_alone(path: Path) -> None:
    Ledger(path).close()
    alter(path, "PRAGMA user_version=99")
    before = path.read_bytes()
    for readonly in (False, True):
        with pytest.raises(MusnadError) as error:
            Ledger(path, readonly=readonly)
        for part in (str(path), "99", str(schema.VERSION), "newer Musnad"):
            assert part in str(error.value)
    assert path.read_bytes() == before


def test_an_older_ledger_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path) as ledger:
        ledger.add(WATER)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE later(x); CREATE TABLE too(x);"))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(MusnadError, match="Open it once for writing"):
        Ledger(path, readonly=True)
    with Ledger(path) as ledger:
        assert list(ledger._db.rows("SELECT * FROM later, too")) == []
        assert ledger.get(WATER.report.id) == WATER
    Ledger(path, readonly=True).close()


def test_a_failed_migration_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Ledger(path).close()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE later(x); nonsense;"))
        patch.setattr(schema, "VERSION", schema.VERSION + 1)
        with pytest.raises(MusnadError):
            Ledger(path)
    with Ledger(path) as ledger:
        assert not list(ledger._db.rows("SELECT 1 FROM sqlite_schema WHERE name = 'later'"))


def test_a_text_file_is_no_ledger(path: Path) -> None:
    path.write_text("خبر " * 1000)
    for readonly in (False, True):
        with pytest.raises(MusnadError, match="is not a ledger"):
            Ledger(path, readonly=readonly)
    assert path.read_text() == "خبر " * 1000


@pytest.mark.parametrize("sql", ["CREATE TABLE mine(x)", "PRAGMA user_version=1", "PRAGMA application_id=5"])
def test_another_programs_database_is_left_alone(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size=512")
    connection.execute(sql)
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(MusnadError, match="another program"):
        Ledger(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_ledger(path: Path) -> None:
    path.touch()
    with Ledger(path) as ledger:
        assert ledger.add(WATER)


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.97])
def test_a_truncated_file_is_named(path: Path, kept: float) -> None:
    with Ledger(path) as ledger:
        ledger.add_many(many(300))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(MusnadError, match=r"is damaged|is not a ledger"):
        read_all(path)


def test_an_overwritten_middle_is_named(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add_many(many(300))
    whole = bytearray(path.read_bytes())
    whole[4096 * 3 :] = b"\xa5" * (len(whole) - 4096 * 3)
    path.write_bytes(whole)
    with pytest.raises(MusnadError, match="is damaged"):
        read_all(path)


def read_all(path: Path) -> None:
    with Ledger(path, readonly=True) as ledger:
        for id_ in ledger:
            ledger.get(id_)
        list(ledger.search("الخزان", in_="all"))


def test_paths_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(MusnadError, match=r"does not exist\. Create it first"):
        Ledger(tmp_path / "no" / "ledger.db")
    with pytest.raises(MusnadError, match="is a folder"):
        Ledger(tmp_path)
    with pytest.raises(MusnadError, match="nothing to read"):
        Ledger(tmp_path / "ledger.db", readonly=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a b?c#d%20.db", "خبر.db", "'; DROP TABLE reports.db", "caf\udce9.db"])
def test_odd_names(tmp_path: Path, name: str) -> None:
    with Ledger(tmp_path / name) as ledger:
        ledger.add(WATER)
    assert [p.name for p in tmp_path.iterdir()] == [name]
    with Ledger(tmp_path / name, readonly=True) as ledger:
        assert len(ledger) == 1


def test_reading_only(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(WATER)
    with Ledger(path, readonly=True) as ledger:
        assert ledger.get(WATER.report.id) == WATER
        assert len(list(ledger.search("الخزان"))) == 1
        for write in (lambda: ledger.add(BREAD), lambda: ledger.mark("a"), lambda: ledger.add_many([BREAD])):
            with pytest.raises(MusnadError, match="open for reading only"):
                write()


def test_a_ledger_on_a_still_medium(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path) as ledger:
        ledger.add(WATER)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Ledger(path, readonly=True) as ledger:
        assert ledger.get(WATER.report.id) == WATER
        assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_write_protected_file(path: Path) -> None:
    Ledger(path).close()
    path.chmod(0o444)
    with pytest.raises(MusnadError, match="read-only"):
        Ledger(path)


def test_a_closed_ledger_says_so(path: Path) -> None:
    ledger = Ledger(path)
    ledger.close()
    ledger.close()
    for use in (lambda: len(ledger), lambda: ledger.add(WATER), lambda: list(ledger.search("a"))):
        with pytest.raises(MusnadError, match="has been closed"):
            use()


def test_many_programs_may_make_it_at_once(path: Path) -> None:
    code = "import sys; from musnad.ledger import Ledger\nwith Ledger(sys.argv[1]) as ledger: ledger.mark(sys.argv[2])"
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), str(n)]) for n in range(6)]
    assert [process.wait(60) for process in running] == [0] * 6
    with Ledger(path) as ledger:
        assert ledger.counts().sources == 6


def test_nobody_sees_a_ledger_half_made(tmp_path: Path) -> None:
    """Found as a race: mark and tables read at two moments made a new ledger look like another's file."""
    problems: list[BaseException] = []

    def use(path: Path, number: int) -> None:
        try:
            with Ledger(path) as ledger:
                ledger.mark(str(number))
        except BaseException as error:
            problems.append(error)

    for turn in range(60):
        threads = [threading.Thread(target=use, args=(tmp_path / f"{turn}.db", n)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not problems
