"""``musnad dispatches``, and what ``show`` says of them."""

import json
from pathlib import Path

import pytest
from compare.dispatch.texts import EDITED, FLOOD, report

from musnad.ledger import Ledger
from musnad.model import Analysis

from .conftest import Run

ONE = report(f"{FLOOD} (رويترز)", "صحيفة المرفأ", "2031-03-05")
TWO = report(FLOOD, "وكالة الميناء", "2031-03-06")
THREE = report(EDITED, "وكالة الواحة", "2031-03-06")


@pytest.fixture
def flooded(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add_many(Analysis(each, (), (), ()) for each in (ONE, TWO, THREE))


@pytest.mark.usefixtures("flooded")
def test_a_dispatch_with_its_reports(run: Run) -> None:
    result = run("dispatches")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0] == "2031-03-05 · 3 reports · 3 outlets · رويترز"
    assert lines[1].split()[:3] == ["first", ONE.id[:12], "2031-03-05"]
    assert lines[2].startswith(f"  copy of {ONE.id[:12]}")
    assert lines[3].startswith("  edited of")


@pytest.mark.usefixtures("flooded")
@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--agency", "رويترز"), True),
        (("--agency", "b.afp"), False),
        (("--min-outlets", "4"), False),
        (("--since", "2031-03-05", "--until", "2031-03"), True),
        (("--since", "2032"), False),
    ],
)
def test_filters(run: Run, options: tuple[str, ...], found: bool) -> None:
    result = run("dispatches", *options)
    assert result.exit_code == 0, result.output
    assert bool(result.stdout) is found
    assert ("Nothing found." in result.stderr) is not found


@pytest.mark.usefixtures("flooded")
def test_json(run: Run) -> None:
    (line,) = run("dispatches", "--json").stdout.splitlines()
    record = json.loads(line)
    assert record["agency"] == "b.reuters"
    assert record["outlets"] == ["صحيفة المرفأ", "وكالة الميناء", "وكالة الواحة"]
    assert [r["version"] for r in record["reports"]] == ["first", "copy", "edited"]
    assert record["reports"][1]["nearest"] == record["id"] == ONE.id


@pytest.mark.usefixtures("flooded")
def test_mistakes_in_words(run: Run, tmp_path: Path) -> None:
    for options, words in {
        ("--agency", "وكالة عين الدلب"): "no agency that Musnad knows",
        ("--since", "gestern"): "is no day",
        ("--ledger", str(tmp_path / "none.db")): "does not exist",
    }.items():
        result = run("dispatches", *options)
        assert result.exit_code == 1
        assert words in result.stderr
    assert not (tmp_path / "none.db").exists()


@pytest.mark.usefixtures("flooded")
def test_show_says_of_what_a_report_is_a_copy(run: Run) -> None:
    run("dispatches")
    shown = run("show", TWO.id).stdout
    assert f"dispatch  copy of {ONE.id[:12]}  2031-03-05  صحيفة المرفأ" in shown
    assert f"first seen {ONE.id[:12]}" in shown
    assert "carried by 3 reports of 3 outlets" in shown
    origin = run("show", ONE.id).stdout
    assert "agency    رويترز" in origin
    assert "dispatch  first seen here" in origin


def test_reading_finds_them(run: Run, path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text(FLOOD, "utf-8")
    (folder / "two.txt").write_text(f"خاص\n{FLOOD}", "utf-8")
    assert run("read", str(folder)).exit_code == 0
    with Ledger(path, readonly=True) as ledger:
        assert [len(d.members) for d in ledger.dispatches()] == [2]
