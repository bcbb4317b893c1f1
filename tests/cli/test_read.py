"""``musnad read``."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from musnad.cli import main
from musnad.ledger import Ledger
from musnad.model import Analysis

from .conftest import Run

DAM = "قال وزير الري كنعان السروي إن السد آمن."
BREAD = "ونفت بلدية المرج أن يكون سعر الخبز قد ارتفع هذا الأسبوع."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(DAM)
    (folder / "b.txt").write_text(BREAD)
    return folder


def held(path: Path) -> list[Analysis]:
    with Ledger(path) as ledger:
        return [ledger.get(report_id) for report_id in ledger]


def test_a_folder(run: Run, folder: Path, path: Path) -> None:
    result = run("read", str(folder), "--outlet", "وكالة الوادي", "--date", "2016-10-07")
    assert result.exit_code == 0
    assert result.stdout == ""
    words = len(DAM.split()) + len(BREAD.split())
    assert re.fullmatch(
        rf"2 reports added to {path} \(\d statements, {words} words, [\d,]+ words/s\)\.\n", result.stderr
    )
    assert [analysis.report.text for analysis in held(path)] == [DAM, BREAD]
    report = held(path)[0].report
    assert (report.outlet, str(report.published), report.name) == ("وكالة الوادي", "2016-10-07", "a.txt")


def test_the_other_options(run: Run, folder: Path, path: Path) -> None:
    arguments = ("--url", "https://example.org/1", "--title", "السد", "--author", "رجاء", "--outlet", "")
    assert run("read", str(folder / "a.txt"), *arguments).exit_code == 0
    report = held(path)[0].report
    assert (report.url, report.title, report.author, report.outlet) == (
        *("https://example.org/1", "السد", "رجاء", None),
    )


@pytest.mark.parametrize("jobs", ["1", "2", "0"])
def test_again(run: Run, folder: Path, path: Path, jobs: str) -> None:
    run("read", str(folder), "--jobs", jobs)
    before = held(path)
    result = run("read", str(folder), "-j", jobs)
    assert (result.exit_code, result.stderr) == (0, f"Nothing added to {path}; 2 files read before.\n")
    (folder / "c.jsonl").write_text(f"{json.dumps({'text': DAM})}\n{json.dumps({'text': DAM + BREAD})}\n")
    result = run("read", str(folder), "-j", jobs)
    assert "1 report added" in result.stderr
    assert result.stderr.endswith("; 1 report there already; 2 files read before.\n")
    assert held(path)[:2] == before


def test_the_standard_input(path: Path) -> None:
    result = CliRunner().invoke(main, ["read", "-", "--ledger", str(path)], input=DAM.encode())
    assert result.exit_code == 0
    assert held(path)[0].report.text == DAM
    assert held(path)[0].report.name == "stdin"


def test_what_cannot_be_read_is_told_in_a_line_each(run: Run, folder: Path, path: Path) -> None:
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.jsonl").write_text(json.dumps({"text": DAM, "date": "\x1b[31m\nx"}) + "\n{\n")
    result = run("read", str(folder), "missing.txt")
    assert result.exit_code == 1
    *problems, last = result.stderr.splitlines()
    assert problems == [
        f"{folder}/c.txt: This is empty, so there is nothing to read.",
        f"{folder}/d.jsonl, line 1: note: «␛[31m x» is no day, so the report has none. Write it as 2016-10-07.",
        f"{folder}/d.jsonl, line 2, column 2: This is no JSON (Expecting property name enclosed in double quotes)."
        ' It was left unread. Write one object in a line: {"text": …, "outlet": …, "date": …}.',
        "missing.txt: This does not exist. Check the name.",
    ]
    assert "2 reports added" in last
    assert last.endswith("; 1 report there already; left unread: 3, see above.")


def test_columns_of_other_names(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"id,Body,published_at\n1,{DAM},2031-03-05\n", "utf-8")
    result = run("read", str(path), "--map", "text=Body,date=published_at")
    assert result.exit_code == 0
    assert "1 report added" in result.stderr
    result = run("read", str(path), "--map", "text=story")
    assert result.exit_code == 1
    assert "no column «story», but id, body, published_at" in result.stderr
    assert "Or correct --map." in result.stderr


def test_notes_alone_are_no_failure(run: Run, folder: Path) -> None:
    (folder / "c.docx").write_bytes(b"PK")
    result = run("read", str(folder))
    assert result.exit_code == 0
    assert f"{folder}: note: Files of other kinds were passed over (1 .docx)." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Missing argument 'PATHS...'"),
        (["x", "--date", "أمس"], "«أمس» is no day. Write it as 2016-10-07."),
        (["x", "--map", "text"], "«text» is no pair"),
        (["x", "--map", "body=text"], "«body» is nothing that a report has"),
        (["x", "--date", "7/10/2016"], "is no day"),
        (["x", "--jobs", "-1"], "Invalid value for '--jobs'"),
    ],
)
def test_mistakes_in_the_command(run: Run, path: Path, arguments: list[str], message: str) -> None:
    result = run("read", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not path.exists()


def test_a_ledger_that_is_none(run: Run, folder: Path) -> None:
    result = run("read", str(folder), "--ledger", str(folder / "a.txt"))
    assert result.exit_code == 1
    assert "is not a ledger" in result.stderr
    assert (folder / "a.txt").read_text() == DAM


def many(folder: Path, count: int) -> Path:
    path = folder / "many.jsonl"
    path.write_text(
        "".join(json.dumps({"text": f"{DAM} وأضاف أن {number} بوابة ستفتح."}) + "\n" for number in range(count))
    )
    return path


def command(path: Path, *arguments: str) -> dict[str, Any]:
    """What :class:`subprocess.Popen` needs to run the command itself on the ledger *path*."""
    return {
        "args": [sys.executable, "-W", "error", "-m", "musnad.cli", "read", *arguments, "-l", str(path)],
        "env": os.environ | {"TERM": "xterm", "COLUMNS": "100", "LINES": "25"},
    }


def on_terminal(path: Path, *arguments: str, interrupt_after: bytes = b"") -> tuple[int, str]:
    """Exit status and what a terminal shows."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(**command(path, *arguments), stderr=theirs, start_new_session=True) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 10_000)
            except OSError:
                break
            if not piece:
                break
            shown += piece
            if interrupt_after and re.search(interrupt_after, shown):
                os.killpg(process.pid, signal.SIGINT)
                interrupt_after = b""
    os.close(ours)
    return process.returncode, shown.decode()


def test_progress_on_a_terminal(folder: Path, path: Path) -> None:
    source = many(folder, 300)
    (folder / "c.txt").write_bytes(b"")
    code, shown = on_terminal(path, str(source), str(folder / "c.txt"))
    assert code == 1
    assert re.search(r"\r\x1b\[K[\d,]+ reports? · [\d,]+ words · [\d,]+ words/s", shown)
    *_, problem, last, end = shown.split("\n")
    assert "c.txt\u2069: This is empty" in problem
    assert last.split("\x1b[K")[-1].startswith(f"300 reports added to \u2068{path}\u2069 (")
    assert end == ""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_records_what_was_read(folder: Path, path: Path, jobs: str) -> None:
    source = many(folder, 20_000)
    code, shown = on_terminal(path, str(source), "--jobs", jobs, interrupt_after=rb"[1-9][\d,]* reports ")
    assert code == 130
    assert "Traceback" not in shown
    found = re.search(r"Stopped\. ([\d,]+) reports added to .* The same command goes on from here\.\r\n$", shown)
    assert found
    with Ledger(path) as ledger:
        assert len(ledger) == int(found[1].replace(",", "")) < 20_000


def test_a_pipe_sees_no_progress(folder: Path, path: Path) -> None:
    source = many(folder, 300)
    done = subprocess.run(**command(path, str(source)), capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr
