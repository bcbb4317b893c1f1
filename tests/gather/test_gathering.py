"""The way in as a whole."""

import io
import json
import lzma
import os
import pickle
import sys
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import pytest

from musnad.gather import Finished, Found, Metadata, Skipped, gather
from musnad.model import Problem

from .conftest import Write, only_report, problems, reports
from .texts import BREAD, DAM, REPORT

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


def keys(*paths: Path, defaults: Metadata | None = None) -> list[str]:
    return [event.key for event in gather(paths, defaults) if isinstance(event, Finished)]


def test_the_example_reports() -> None:
    events = list(gather([EXAMPLES]))
    assert not problems(events)
    assert all(report.outlet and report.published and report.title for report in reports(events))
    assert len(reports(events)) == sum(isinstance(event, Finished) for event in events) >= 24


def test_everything_can_be_pickled(write: Write, tmp_path: Path) -> None:
    write("a.txt", DAM)
    write("b.txt", "")
    events = list(gather([tmp_path]))
    assert pickle.loads(pickle.dumps(events)) == events
    assert {type(event) for event in events} == {Found, Finished, Problem}


def test_a_source_that_is_known_is_not_opened(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("a.txt", DAM)
    (key,) = keys(path)
    monkeypatch.setattr("builtins.open", None)
    assert list(gather([path], skip={key}.__contains__)) == [Skipped(key, str(path))]


def test_what_changes_a_key(write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = write("a.txt", DAM)
    before = keys(path)
    monkeypatch.chdir(tmp_path)
    assert keys(Path("a.txt")) == before
    assert keys(path, defaults=Metadata(outlet="x")) != before
    write("metadata.csv", "file,outlet\na.txt,x\n")
    assert keys(path) == keys(path, defaults=Metadata(outlet="x")) != before
    write("metadata.csv", "file,outlet\nb.txt,x\n")
    assert keys(path) == before
    os.utime(path, ns=(1, 1))
    assert keys(path) != before


def test_a_source_with_something_unread_is_not_finished(write: Write) -> None:
    assert not keys(write("a.jsonl", json.dumps({"text": DAM}) + "\nx\n"))
    assert keys(write("b.jsonl", json.dumps({"text": DAM, "date": "x"}) + "\n"))


def test_a_source_that_breaks_off(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    path = write("a.jsonl", "x")
    monkeypatch.setattr("builtins.open", lambda *_: Broken())
    (event,) = gather([path])
    assert str(event) == f"{path}: This cannot be opened (Input/output error). Check its rights and try again."


@pytest.mark.parametrize(
    "content",
    [
        DAM,
        json.dumps({"text": DAM}),
        f"outlet,text\nx,{DAM}\n",
        lzma.compress(json.dumps({"text": DAM}).encode()),
        json.dumps({"text": DAM}, ensure_ascii=False).encode("utf-16"),
    ],
)
def test_the_standard_input(monkeypatch: pytest.MonkeyPatch, content: str | bytes) -> None:
    data = content.encode() if isinstance(content, str) else content
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (found,) = gather(["-"])
    assert isinstance(found, Found)
    assert found.report.text == DAM
    assert found.path == "-"
    assert not found.place or str(found).startswith("-, line ")


def test_a_file_of_no_known_kind_is_read_by_its_beginning(write: Write) -> None:
    assert only_report(write("report", DAM)).text == DAM
    assert only_report(write("records", json.dumps({"text": DAM}))).name == "records-1"


def test_files_after_a_bad_one_are_read(write: Write, tmp_path: Path) -> None:
    write("a.txt", "")
    write("b.txt", b"\x89PNG\r\n\x1a\n")
    write("c.txt", REPORT)
    events = list(gather([tmp_path / "nothing.txt", tmp_path]))
    assert len(problems(events)) == 3
    assert [report.name for report in reports(events)] == ["c.txt"]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.txt.gz", "a.html.gz", "a.json.gz", "a"])
def test_bombs_stop_early(tmp_path: Path, name: str) -> None:
    packer = zlib.compressobj(9, wbits=31)
    with (tmp_path / name).open("wb") as file:
        for _ in range(600):
            file.write(packer.compress(b" " * (1 << 20)))
        file.write(packer.flush())
    (problem,) = gather([tmp_path / name])
    assert isinstance(problem, Problem)
    assert problem.fatal
    assert "larger than" in problem.message or "times its size" in problem.message


def test_memory_stays_flat(tmp_path: Path) -> None:
    def peak(records: int) -> int:
        path = tmp_path / f"{records}.jsonl.xz"
        with lzma.open(path, "wt", preset=0) as file:
            for number in range(records):
                file.write(json.dumps({"text": f"{number} {REPORT}"}) + "\n")
        tracemalloc.start()
        try:
            assert sum(isinstance(event, Found) for event in gather([path])) == records
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(8_000) < 1.5 * peak(2_000)


def test_stopping_early_closes_the_file(write: Write) -> None:
    path = write("a.jsonl", f"{json.dumps({'text': BREAD})}\n" * 10)
    events: Any = gather([path])
    next(events)
    events.close()
