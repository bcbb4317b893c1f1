"""Killed, out of space, read while written: what was recorded stays."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from musnad.ledger import Ledger
from musnad.ledger.writer import statement_ids
from musnad.model import MusnadError

from .samples import BREAD, WATER, Said, analysis, many

HERE = Path(__file__).parent

WRITE = """
import sys
from {samples} import many
from musnad.ledger import Ledger
with Ledger(sys.argv[1]) as ledger:
    every = list(many(5000))
    for n in range(0, len(every), 10):
        ledger.add_many(every[n:n + 10], batch=5)
        print(n + 10, flush=True)
"""

FILL = """
import resource, signal, sys
from {samples} import many
from musnad.ledger import Ledger
from musnad.model import MusnadError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
ledger = Ledger(sys.argv[1])
ledger.add_many(many(20))
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    ledger.add_many(many(5000), batch=50)
except MusnadError as error:
    print(len(ledger), error)
"""


def started(code: str, path: Path) -> "subprocess.Popen[str]":
    """A Python of its own that runs *code* on the ledger *path*."""
    package = __name__.rpartition(".")[0]
    root = HERE.parents[package.count(".")]
    return subprocess.Popen(
        [sys.executable, "-c", code.format(samples=f"{package}.samples"), str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])},
    )


@pytest.mark.parametrize("reports", [10, 130, 700])
def test_killed_in_the_midst_of_writing(path: Path, reports: int) -> None:
    with started(WRITE, path) as process:
        assert process.stdout
        told = 0
        for line in process.stdout:
            told = int(line)
            if told >= reports:
                break
        process.send_signal(signal.SIGKILL)
        told = max([told, *map(int, process.stdout.read().split())])
    expected = list(many(told))
    with Ledger(path) as ledger:
        assert len(ledger) >= told
        assert len(ledger) % 5 == 0
        assert all(ledger.get(a.report.id) == a for a in expected[-20:])
        assert len(list(ledger.search("الخزان"))) == len(list(ledger.search("الخزان", in_="narration"))) == len(ledger)
        assert list(ledger._db.rows("PRAGMA integrity_check")) == [("ok",)]
        assert list(ledger._db.rows("PRAGMA foreign_key_check")) == []
        assert ledger.add_many(many(told + 50)) >= 0
        assert len(ledger) >= told + 50


def test_a_full_disk_takes_back_the_batch_only(path: Path) -> None:
    with Ledger(path) as ledger:
        assert ledger.add_many(many(50)) == 50
        pages = ledger._db.connection.execute("PRAGMA page_count").get
        ledger._db.connection.execute(f"PRAGMA max_page_count={pages + 20}")
        with pytest.raises(MusnadError, match="no space is left") as error:
            ledger.add_many(list(many(5000))[50:], batch=25)
        assert str(path) in str(error.value)
        kept = len(ledger)
        assert kept >= 50
        assert kept % 25 == 0
        assert len(list(ledger.search("الخزان"))) == kept
        big = analysis("نص طويل " * 200_000, Said("وزارة المياه", "السد آمن"))
        with pytest.raises(MusnadError, match="no space is left"):
            ledger.add(big)
        with pytest.raises(MusnadError, match="no space is left"), ledger.transaction():
            ledger.mark("a")
            ledger.add(big)
        assert not ledger.seen("a")
        assert len(ledger) == kept
        ledger._db.connection.execute("PRAGMA max_page_count=1000000")
        assert ledger.add(big)
    with Ledger(path) as ledger:
        assert len(ledger) == kept + 1
        assert list(ledger._db.rows("PRAGMA integrity_check")) == [("ok",)]


def test_a_disk_that_refuses(path: Path) -> None:
    with started(FILL, path) as process:
        output, _ = process.communicate(timeout=60)
    kept, _, message = output.partition(" ")
    assert "run the same command again" in message
    with Ledger(path) as ledger:
        assert len(ledger) == int(kept) >= 20
        assert ledger.add_many(many(int(kept) + 10)) == 10


def test_reading_while_another_writes(path: Path) -> None:
    problems: list[BaseException] = []

    def write() -> None:
        try:
            with Ledger(path) as ledger:
                ledger.add_many(many(400), batch=5)
        except BaseException as error:
            problems.append(error)

    with Ledger(path) as ledger:
        ledger.add(WATER)
    writer = threading.Thread(target=write)
    with Ledger(path, readonly=True) as reader:
        writer.start()
        seen = 0
        while writer.is_alive():
            now = len(reader)
            assert now >= seen
            assert (now - 1) % 5 == 0
            seen = now
            assert reader.get(WATER.report.id) == WATER
            assert len(list(reader.search("الخزان", in_="narration"))) >= now - 1
        writer.join()
        assert not problems
        assert len(reader) == 401


def test_a_search_keeps_its_moment(path: Path) -> None:
    with Ledger(path) as reader, Ledger(path) as writer:
        reader.add_many(many(20))
        hits = reader.search("الخزان")
        next(hits)
        writer.add(BREAD)
        writer.add_many(many(40))
        assert len(list(hits)) == 19
        assert len(list(reader.search("الخزان"))) == 40


def test_two_writers_take_turns(path: Path) -> None:
    every = list(many(120))

    def write(mine: slice) -> None:
        with Ledger(path) as ledger:
            ledger.add_many(every[mine], batch=3)

    writers = [
        threading.Thread(target=write, args=(slice(0, 80),)),
        threading.Thread(target=write, args=(slice(40, 120),)),
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with Ledger(path) as ledger:
        assert len(ledger) == 120
        assert all(ledger.get(a.report.id) == a for a in every)


def test_a_locked_ledger_is_named(path: Path) -> None:
    with Ledger(path) as first, Ledger(path) as second:
        second._db.connection.set_busy_timeout(50)
        with first.transaction():
            first.add(WATER)
            with pytest.raises(MusnadError, match="another program"):
                second.add(BREAD)
        assert second.add(BREAD)
        assert statement_ids(WATER)[0] in {s.id for s in second.statements(WATER.report.id)}
