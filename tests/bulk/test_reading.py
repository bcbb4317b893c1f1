"""Many reports into a ledger."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import musnad
from musnad.bulk import Summary, read_into
from musnad.bulk import recorder as recording
from musnad.gather import Metadata
from musnad.ledger import Ledger
from musnad.model import MusnadError, Problem

from .analysers import CONTRADICTS, FAILS, RUNS_OUT, brief, broken
from .conftest import Write, content, text


def counts(summary: Summary) -> dict[str, int]:
    """The counts that are not zero, but for words and time."""
    names = ("analysed", "added", "statements", "known", "finished", "skipped", "problems", "unread")
    return {name: value for name in names if (value := getattr(summary, name))}


def test_reports_are_recorded(write: Write, ledger: Ledger) -> None:
    path = write("a.jsonl", *map(text, range(5)), outlet="وكالة")
    summary = read_into(ledger, [path], analyser=brief)
    assert counts(summary) == {"analysed": 5, "added": 5, "statements": 5, "finished": 1}
    assert summary.words == 5 * len(text(1).split())
    assert summary.seconds > 0
    assert summary.words_per_second == summary.words / summary.seconds
    assert [each.report.text for each in content(ledger)] == list(map(text, range(5)))
    assert {each.report.outlet for each in content(ledger)} == {"وكالة"}


def test_the_pipeline_is_the_usual_analyser(ledger: Ledger, write: Write) -> None:
    sentence = "قال وزير الري كنعان السروي إن السد آمن."
    read_into(ledger, [write("a.jsonl", sentence)], Metadata(outlet="وكالة"))
    report = musnad.Report(text=sentence, outlet="وكالة", name="a-1", language="ar")
    assert [replace(each, mentions=()) for each in content(ledger)] == [replace(musnad.analyse(report), mentions=())]


@pytest.mark.parametrize("jobs", [1, 2])
def test_reading_again_changes_nothing(write: Write, ledger: Ledger, jobs: int) -> None:
    path = write("a.jsonl", *map(text, range(5)))
    read_into(ledger, [path], analyser=brief)
    before = content(ledger)
    assert counts(read_into(ledger, [path], analyser=broken, jobs=jobs)) == {"skipped": 1}
    assert content(ledger) == before


def test_reports_of_a_changed_file_are_not_analysed_again(write: Write, ledger: Ledger) -> None:
    read_into(ledger, [write("a.jsonl", text(1), text(2))], analyser=brief)
    path = write("a.jsonl", text(1), text(2), text(3))
    again: list[str] = []

    def noting(report: Any, settings: Any) -> Any:
        again.append(report.text)
        return brief(report, settings)

    assert counts(read_into(ledger, [path], analyser=noting)) == {
        "analysed": 1,
        "added": 1,
        "statements": 1,
        "known": 2,
        "finished": 1,
    }
    assert again == [text(3)]


def test_the_same_report_twice_in_one_run(write: Write, ledger: Ledger) -> None:
    paths = [write("a.jsonl", text(1), text(1)), write("b.jsonl", text(1))]
    assert counts(read_into(ledger, paths, analyser=brief)) == {
        "analysed": 1,
        "added": 1,
        "statements": 1,
        "known": 2,
        "finished": 2,
    }


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_report_that_cannot_be_analysed(write: Write, ledger: Ledger, jobs: int) -> None:
    path = write("a.jsonl", text(1), text(2, FAILS), text(3, RUNS_OUT), text(4, CONTRADICTS), text(5))
    problems: list[Problem] = []
    summary = read_into(ledger, [path], analyser=brief, on_problem=problems.append, jobs=jobs)
    assert counts(summary) == {"analysed": 2, "added": 2, "statements": 2, "problems": 3, "unread": 3}
    assert [problem.place for problem in problems] == ["line 2", "line 3", "line 4"]
    assert "could not be analysed (ValueError: stumbled)" in problems[0].message
    assert "too large for the memory" in problems[1].message
    assert "attribution 1 lies in number 1" in problems[2].message
    # It is tried again by the next run, which may be of a better version.
    assert counts(read_into(ledger, [path], analyser=brief))["problems"] == 3


def test_problems_of_the_input_come_in_its_order(write: Write, ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text("x\n")
    paths = [write("a.jsonl", text(1), text(2, FAILS)), tmp_path / "b.jsonl", tmp_path / "c.jsonl"]
    problems: list[Problem] = []
    summary = read_into(ledger, paths, analyser=brief, on_problem=problems.append)
    assert [Path(problem.path).name for problem in problems] == ["a.jsonl", "b.jsonl", "c.jsonl"]
    assert summary.unread == 3


def test_progress(write: Write, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.bulk.reading._TICK", -1)
    told: list[Summary] = []
    summary = read_into(ledger, [write("a.jsonl", *map(text, range(5)))], analyser=brief, on_progress=told.append)
    assert [each.analysed for each in told] == [1, 2, 3, 4, 5, 5, 5]
    assert counts(told[-1]) == counts(summary)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, ZeroDivisionError])
def test_what_was_read_before_an_interrupt_is_recorded(
    write: Write, ledger: Ledger, jobs: int, interrupt: type[BaseException]
) -> None:
    texts = [text(1), text(2), text(3, FAILS), *(text(number) for number in range(4, 900))]
    path = write("a.jsonl", *texts)

    def stop(problem: Problem) -> None:
        raise interrupt

    told: list[Summary] = []
    with pytest.raises(interrupt):
        read_into(ledger, [path], analyser=brief, on_problem=stop, on_progress=told.append, jobs=jobs)
    assert [each.report.text for each in content(ledger)] == texts[:2]
    assert told[-1].added == 2
    summary = read_into(ledger, [path], analyser=brief, jobs=jobs)
    assert (summary.known, summary.added) == (2, 896)


def test_a_ledger_that_refuses(write: Write, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "_REPORTS", 10)
    path = write("a.jsonl", *(text(number, *["كلمة"] * 200) for number in range(500)))
    ledger._db.connection.execute("PRAGMA max_page_count=200")
    with pytest.raises(MusnadError, match="no space is left"):
        read_into(ledger, [path], analyser=brief)
    written = len(ledger)
    assert 0 < written < 500
    assert written % 10 == 0
    ledger._db.connection.execute("PRAGMA max_page_count=1000000")
    assert counts(read_into(ledger, [path], analyser=brief)) == {
        "analysed": 500 - written,
        "added": 500 - written,
        "statements": 500 - written,
        "known": written,
        "finished": 1,
    }


def test_a_source_is_not_marked_before_its_reports(
    write: Write, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    mark = Ledger.mark

    def watched(self: Ledger, key: str) -> None:
        seen.append(len(self))
        mark(self, key)

    monkeypatch.setattr(Ledger, "mark", watched)
    read_into(ledger, [write("a.jsonl", text(1), text(2)), write("b.jsonl", text(3))], analyser=brief)
    assert seen == [3, 3]


def test_none_or_fewer_processes(ledger: Ledger) -> None:
    with pytest.raises(MusnadError, match="At least one process"):
        read_into(ledger, [], jobs=0)


def test_memory_of_the_recorder_is_bounded(write: Write, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "_CHARACTERS", 200)
    held: list[int] = []
    flush = recording.Recorder.flush

    def watched(self: recording.Recorder) -> None:
        held.append(len(self._analyses))
        flush(self)

    monkeypatch.setattr(recording.Recorder, "flush", watched)
    read_into(ledger, [write("a.jsonl", *map(text, range(50)))], analyser=brief)
    assert max(held) <= 4
