"""Several processes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from musnad.bulk import parcels, read_into
from musnad.bulk.attempts import Failure, Outcome
from musnad.bulk.crew import Crew
from musnad.gather import Found
from musnad.ledger import Ledger
from musnad.model import Analysis, Problem, Report, Settings

from .analysers import DIES, FAILS, IS_SLOW, brief
from .conftest import Write, content, text


@pytest.fixture(autouse=True)
def small_parcels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "_ITEMS", 3)


def found(*texts: str) -> list[Found | str]:
    return [Found(Report(each), "a.jsonl", f"line {number}") for number, each in enumerate(texts, 1)]


def run(items: Iterator[Found | str] | list[Found | str], jobs: int = 2) -> list[Outcome | str]:
    with Crew[str](jobs, brief, Settings()) as crew:
        return list(crew.run(items))


def texts(outcomes: list[Outcome | str]) -> list[str]:
    return [each if isinstance(each, str) else each.found.report.text for each in outcomes]


def failures(outcomes: list[Outcome | str]) -> list[Outcome]:
    return [each for each in outcomes if isinstance(each, Outcome) and isinstance(each.result, Failure)]


def test_everything_comes_back_in_its_order() -> None:
    items: list[Found | str] = []
    for number in range(20):
        items += [*found(text(number, IS_SLOW if number in (0, 7) else "")), f"between {number}"]
    outcomes = run(items)
    assert texts(outcomes) == [each if isinstance(each, str) else each.report.text for each in items]
    assert all(
        isinstance(each.result, Analysis) and each.result == brief(each.found.report, Settings())
        for each in outcomes
        if isinstance(each, Outcome)
    )


def test_no_process_is_started_for_nothing() -> None:
    with Crew[str](2, brief, Settings()) as crew:
        assert list(crew.run(["a", "b"] * 10)) == ["a", "b"] * 10
        assert list(crew.run([])) == []
        assert not crew._workers


def test_input_is_not_drawn_far_ahead() -> None:
    drawn = 0

    def items() -> Iterator[Found | str]:
        nonlocal drawn
        for each in found(text(0, IS_SLOW), *map(text, range(1, 200))):
            drawn += 1
            yield each

    with Crew[str](2, brief, Settings()) as crew:
        next(crew.run(items()))
        assert drawn <= 3 * 2 * 4


def test_a_report_that_kills_its_process_is_named_and_the_rest_goes_on() -> None:
    every = [text(number, DIES if number in (4, 11) else "") for number in range(15)]
    outcomes = run(found(*every))
    assert texts(outcomes) == every
    assert [each.found.place for each in failures(outcomes)] == ["line 5", "line 12"]
    (result, _) = (each.result for each in failures(outcomes))
    assert isinstance(result, Failure)
    assert "ended (status 3), perhaps for lack of memory" in result.message


def test_a_process_that_is_killed_once_costs_nothing() -> None:
    every = [text(number, IS_SLOW) for number in range(6)]
    with Crew[str](2, brief, Settings()) as crew:
        outcomes = crew.run(iter([*found(*every[:3]), *found(*every[3:])]))
        # Packed in threes, so the first result comes when the second parcel is in hand.
        first = next(outcomes)
        for worker in crew._workers:
            worker.process.kill()
        assert texts([first, *outcomes]) == every


def test_stopping_early_ends_the_processes() -> None:
    with Crew[str](2, brief, Settings()) as crew:
        next(crew.run(iter(found(*(text(number, IS_SLOW) for number in range(100))))))
        processes = [worker.process.pid for worker in crew._workers]
    assert len(processes) == 2
    for pid in processes:
        assert pid is not None
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_several_processes_make_the_same_ledger(write: Write, ledger: Ledger, tmp_path: Path) -> None:
    paths = [
        write("a.jsonl", *(text(number) for number in range(40))),
        write("b.jsonl", text(1), text(50, FAILS), text(51)),
    ]
    problems: list[Problem] = []
    one = read_into(ledger, paths, analyser=brief, on_problem=problems.append)
    with Ledger(tmp_path / "other.db") as other:
        others: list[Problem] = []
        two = read_into(other, paths, analyser=brief, on_problem=others.append, jobs=3)
        assert content(other) == content(ledger)
    assert others == problems
    assert (two.added, two.known, two.finished) == (one.added, one.known, one.finished) == (41, 1, 1)


def test_a_program_without_a_guard_is_told(tmp_path: Path, write: Write) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from musnad.bulk import read_into\nfrom musnad.ledger import Ledger\n"
        f"print(read_into(Ledger(':memory:'), [{str(write('a.jsonl', text(1)))!r}], jobs=2))\n"
    )
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "MusnadError: The processes that share the work cannot start." in done.stderr
    assert done.stdout == ""
