"""Killed in mid-run, and read again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from musnad.ledger import Ledger

from .conftest import Write, content, text

RUN = """
import sys
from bulk.analysers import brief
from musnad.bulk import read_into, recorder
from musnad.ledger import Ledger

if __name__ == "__main__":
    recorder._REPORTS = 50
    with Ledger(sys.argv[1]) as ledger:
        summary = read_into(ledger, sys.argv[3:], analyser=brief, jobs=int(sys.argv[2]),
            on_progress=lambda summary: print(summary.added, flush=True))
        print(summary.known, summary.skipped, flush=True)
"""


def started(program: Path, ledger: Path, jobs: int, *paths: Path) -> "subprocess.Popen[str]":
    program.write_text(RUN)
    return subprocess.Popen(
        [sys.executable, str(program), str(ledger), str(jobs), *map(str, paths)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])},
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_run_goes_on_where_it_stopped(write: Write, tmp_path: Path, jobs: int) -> None:
    first = write("a.jsonl", *map(text, range(60)))
    second = write("b.jsonl", *map(text, range(50, 6000)))
    clean, torn = tmp_path / "clean.db", tmp_path / "torn.db"
    program = tmp_path / "program.py"
    with started(program, clean, 1, first, second) as process:
        process.communicate()
    assert process.returncode == 0

    with started(program, torn, jobs, first, second) as process:
        assert process.stdout
        told = next(int(line) for line in process.stdout if int(line) >= 300)
        process.send_signal(signal.SIGKILL)
    with Ledger(torn) as ledger:
        after = len(ledger)
    assert told <= after < 6000

    with started(program, torn, jobs, first, second) as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    known, skipped = map(int, out.splitlines()[-1].split())
    assert skipped == 1
    # Of the second file; the ten that both have are among them.
    assert known == after - 60 + 10
    with Ledger(clean) as one, Ledger(torn) as other:
        assert content(one) == content(other)
        assert len(one) == 6000


def test_its_processes_end_with_it(write: Write, tmp_path: Path) -> None:
    path = write("a.jsonl", *map(text, range(20_000)))
    with started(tmp_path / "program.py", tmp_path / "war.db", 2, path) as process:
        assert process.stdout
        process.stdout.readline()
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        if not children.exists():
            pytest.skip("this system does not tell the children of a process")
        workers = children.read_text().split()
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(workers) >= 2
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
