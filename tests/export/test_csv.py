"""Tables for a spreadsheet, in which no cell is a formula."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger.samples import UNDATED, WATER, Said, analysis

from musnad.export import export
from musnad.export.csv import REPORTS, STATEMENTS, cell
from musnad.ledger import Ledger


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_statements(ledger: Ledger, out: Path) -> None:
    export(ledger, "csv", out)
    _, outer, inner, *_ = rows = table(out / "statements.csv")
    assert tuple(inner) == STATEMENTS
    assert len(rows) == 6
    assert inner["chain"] == "وكالة الواحة > مصادر محلية > لجنة السكان"
    assert (outer["parent"], inner["parent"]) == ("", outer["id"])
    assert (inner["file"], inner["published"], inner["number"]) == ("water.txt", "2016-10-07", "3")
    text = WATER.report.text
    for part in ("cue", "source", "content"):
        assert text[int(inner[f"{part}_start"]) : int(inner[f"{part}_end"])] == inner[part]


def test_what_is_unknown_is_empty(ledger: Ledger, out: Path) -> None:
    export(ledger, "csv", out)
    rows = table(out / "statements.csv")
    assert rows[-1]["chain"] == "? > المرصد الزراعي"
    assert (rows[-1]["outlet"], rows[-1]["published"], rows[-1]["file"]) == ("", "", "")
    (added,) = [row for row in rows if row["lemma"] == "أضاف"]
    assert (added["source"], added["source_start"], added["source_end"]) == ("", "", "")


def test_reports(ledger: Ledger, out: Path) -> None:
    export(ledger, "csv", out)
    water, bread, undated = table(out / "reports.csv")
    assert tuple(water) == REPORTS
    assert (water["id"], water["sha256"]) == (WATER.report.id, WATER.report.sha256)
    assert (bread["statements"], bread["narration"], bread["stories"]) == ("2", "1", "1")
    assert undated["characters"] == str(len(UNDATED.report.text))


def test_the_mark_and_line_ends_that_spreadsheets_want(ledger: Ledger, out: Path) -> None:
    export(ledger, "csv", out)
    for name in ("statements.csv", "reports.csv"):
        raw = (out / name).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert raw.endswith(b"\r\n")


@pytest.mark.parametrize(
    "formula",
    [
        "=HYPERLINK(0)",
        "+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u200f=1",
        "\ufeff=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\tx",
        "'=1",
    ],
)
def test_a_formula_is_text(formula: str) -> None:
    assert cell(formula) == f"'{formula}"


@pytest.mark.parametrize("harmless", ["", "السد آمن", "12", "2016-10-07", "أ=ب", "«-»", " نص", "\u200fنص"])
def test_what_is_harmless_stays(harmless: str) -> None:
    assert cell(harmless) == harmless


@given(st.text())
def test_taking_the_apostrophe_away_restores_the_cell(text: str) -> None:
    assert cell(text).removeprefix("'") == text


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not cell(text).lstrip().startswith(("=", "+", "-", "@"))


def test_formulas_do_not_get_into_the_table(out: Path) -> None:
    told = analysis(Said("=وزارة", '-السد، "آمن"\nحقا'), outlet="+وكالة", name="@name.txt")
    with Ledger(":memory:") as ledger:
        ledger.add(told)
        export(ledger, "csv", out)
    (row,) = table(out / "statements.csv")
    assert row["content"] == '\'-السد، "آمن"\nحقا'
    assert (row["source"], row["outlet"], row["file"]) == ("'=وزارة", "'+وكالة", "'@name.txt")
    assert row["chain"] == "'+وكالة > =وزارة"


def test_lone_surrogates_are_replaced(out: Path) -> None:
    with Ledger(":memory:") as ledger:
        ledger.add(analysis(Said("وزارة المياه", "السد \ud800 آمن")))
        export(ledger, "csv", out)
    (row,) = table(out / "statements.csv")
    assert row["content"] == "السد ? آمن"
