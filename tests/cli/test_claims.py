"""``musnad claims``, ``musnad claim``, ``musnad disputes``."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from compare.claims import reports

from musnad import Report, analyse
from musnad.cli import main
from musnad.ledger import Ledger


@pytest.fixture
def war(tmp_path: Path) -> str:
    path = str(tmp_path / "war.db")
    with Ledger(path) as ledger:
        ledger.add_many(reports.ALL)
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_claims_are_listed_with_their_spread(war: str) -> None:
    result = run("claims", "--ledger", war)
    assert result.exit_code == 0
    first, words, *_ = result.stdout.splitlines()
    assert "5 statements, 5 outlets" in first
    assert reports.ATTACK in words


def test_a_claim_is_shown_with_relations_origins_and_figures(war: str) -> None:
    id_ = run("claims", "--ledger", war).stdout[:12]
    shown = run("claim", id_, "--ledger", war).stdout
    assert "denies " in shown
    assert "origin: مرصد الوادي" in shown
    assert "origin: anonymous sources, 1 statement" in shown
    assert "civilians, killed: 30  لجنة السكان" in shown


def test_disputes_name_the_denial_and_the_figure(war: str) -> None:
    shown = run("disputes", "--ledger", war).stdout
    assert "denies: denial: نفت" in shown
    assert "differs in figure: 30 مدنيا for 12 مدنيا" in shown


def test_nothing_found_is_said(war: str) -> None:
    assert "No two statements" in run("claims", "--about", "الرغيف", "--ledger", war).stderr
    assert "No claim is disputed" in run("disputes", "--since", "2033-01-01", "--ledger", war).stderr


def test_judgements(war: str) -> None:
    with Ledger(war) as ledger:
        claim = next(ledger.claims())
        last = claim.statements[-1].id
    judged = run("claim", "split", last[:12], "--note", "elsewhere", "--ledger", war).stdout
    assert judged.startswith("Judged: split. «musnad claim undo ")
    assert "4 statements" in run("claims", "--ledger", war).stdout
    assert run("claim", "merge", claim.id, last, "--ledger", war).exit_code == 0
    assert "5 statements" in run("claims", "--ledger", war).stdout
    undone = judged.split("undo ")[1].split("»")[0]
    assert run("claim", "undo", undone, "--ledger", war).exit_code == 0


@pytest.mark.parametrize(
    "words", [("merge", "abcd"), ("0000",), ("undo", "0000"), ("split", "0000"), ("a", "b", "c", "d")]
)
def test_what_cannot_be_is_said(war: str, words: tuple[str, ...]) -> None:
    result = run("claim", *words, "--ledger", war)
    assert result.exit_code == 1
    assert result.stderr.startswith("musnad: ")


def test_disputes_within_a_report(tmp_path: Path) -> None:
    text = "قالت لجنة السكان إن القصف قتل 30 مدنيا في حي الميناء. ونفت قيادة الأسطول قصف حي الميناء وقتل المدنيين.\n"
    path = str(tmp_path / "own.db")
    with Ledger(path) as ledger:
        ledger.add(analyse(Report(text=text, outlet="وكالة الوادي", name="dam.txt")))
    shown = run("disputes", "--report", "dam.txt", "--ledger", path).stdout
    assert "قيادة الأسطول  denies" in shown
    assert "against لجنة السكان" in shown
    assert "holds no report" in run("disputes", "--report", "none.txt", "--ledger", path).stderr
