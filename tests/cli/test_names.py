"""``musnad names``: own entries, judgements, lists; and own names in reading."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from musnad.ledger import Ledger

from .conftest import Run

REPORT = "قال وزير الري التولاني كنعان السروي إن السد آمن. وأكد وزير الخارجية الروسي أن المحادثات مستمرة."


@pytest.fixture(autouse=True)
def user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "sami")


@pytest.fixture
def read(run: Run, tmp_path: Path) -> Result:
    (tmp_path / "dam.txt").write_text(REPORT, "utf-8")
    return run("read", str(tmp_path / "dam.txt"), "--outlet", "وكالة الوادي", "--date", "2016-10-07", "--jobs", "1")


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_the_way_of_an_entry(run: Run, read: Result) -> None:
    (found,) = lines(run("names", "list", "--query", "السروي"))
    id_ = found.split()[0]
    (added,) = lines(
        run("names", "add", "person", "كنعان السروي", "--english", "Kanaan Sarwi", "--sex", "m", "--short", "السروي",
            "--label", "رجل السد=his opponents", "--note", "from the ministry's page")
    )  # fmt: skip
    assert added.startswith("add p.kanaan-sarwi: judgement ") and added.endswith("by sami")
    (merged,) = lines(run("names", "merge", id_, "p.kanaan-sarwi", "--author", "layla"))
    shown = lines(run("names", "show", "p.kanaan-sarwi"))
    assert shown[0] == "كنعان السروي  Kanaan Sarwi  person  p.kanaan-sarwi"
    assert "label     رجل السد (term of his opponents)" in shown
    assert f"merged    {id_}" in shown
    assert lines(run("show", "--speaker", "p.kanaan-sarwi"))[-1] == "1 statement"
    judgement = merged.split("judgement ")[1].split()[0]
    lines(run("names", "undo", judgement))
    assert any(line.endswith("undone") for line in lines(run("names", "list")))
    assert run("show", "--speaker", "p.kanaan-sarwi").exit_code == 1


def test_split_names_the_new_one(run: Run, read: Result) -> None:
    told = lines(run("names", "split", "p.sergey-lavrov", "--report", "dam.txt"))
    assert told[1].startswith("What was split off is e.")
    assert run("show", "--speaker", "p.sergey-lavrov").exit_code == 1
    assert "Give the id of one" in run("names", "split", "p.sergey-lavrov", "--report", "none.txt").stderr


def test_a_name_in_a_report_is_linked(run: Run, read: Result) -> None:
    (told,) = lines(run("names", "link", "كنعان السروي", "--report", "dam.txt", "--to", "p.sergey-lavrov"))
    assert told.startswith("link كنعان السروي p.sergey-lavrov: judgement ")
    assert lines(run("show", "--speaker", "p.sergey-lavrov"))[-1] == "2 statements"
    lines(run("names", "link", "كنعان السروي", "--report", "dam.txt", "--nobody"))
    assert lines(run("show", "--speaker", "p.sergey-lavrov"))[-1] == "1 statement"
    assert "Say whom" in run("names", "link", "كنعان السروي", "--report", "dam.txt").stderr
    assert "names nobody" in run("names", "link", "سامي", "--report", "dam.txt", "--new").stderr


def test_the_identity_behind_a_title_is_shown(run: Run, read: Result) -> None:
    assert any("وزير الخارجية الروسي = p.sergey-lavrov" in line for line in lines(run("show", "dam.txt")))
    assert any("= p.sergey-lavrov" in line for line in lines(run("search", "--speaker", "سيرغي لافروف")))
    (hit,) = lines(run("search", "--speaker", "p.sergey-lavrov", "--json"))
    assert json.loads(hit)["entity"] == "p.sergey-lavrov"


def test_own_names_take_part_in_reading(run: Run, tmp_path: Path) -> None:
    lines(run("names", "add", "person", "كنعان السروي", "--english", "Kanaan Sarwi", "--state", "s.syria"))
    lines(
        run("names", "add", "office", "محافظ وادي النخيل", "--english", "governor of Palm Valley", "--of", "s.syria",
            "--holder", "p.kanaan-sarwi 2015 2017")
    )  # fmt: skip
    (tmp_path / "valley.txt").write_text("قال محافظ وادي النخيل إن الطريق مفتوح.", "utf-8")
    for jobs in ("1", "2"):
        ledger = str(tmp_path / f"{jobs}.db")
        with Ledger(tmp_path / "war.db") as own, Ledger(ledger) as other:
            other.names.take(own.names.entries(), "war.db", author="sami")
        result = run("read", str(tmp_path / "valley.txt"), "--date", "2016-10-07", "--jobs", jobs, "--ledger", ledger)
        assert result.exit_code == 0
        with Ledger(ledger, readonly=True) as opened:
            (statement,) = opened.by_speaker("كنعان السروي")
            assert (statement.entity, statement.source) == ("p.kanaan-sarwi", "محافظ وادي النخيل")


def test_an_import_tells_broken_lines(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    whole = {"id": "NK-1", "schema": "Person", "properties": {"name": ["سلافة النجار"]}}
    path.write_text(json.dumps(whole, ensure_ascii=False) + "\nnonsense\n", "utf-8")
    result = run("names", "import", str(path))
    assert result.exit_code == 1
    assert "line 2" in result.stderr
    assert result.stdout == "1 added, 0 known, 0 merged with the knowledge base, 1 passed over\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "office", "محافظ"), "needs --of"),
        (("add", "person", "سامي", "--label", "لقب"), "whose term it is"),
        (("add", "person", "سامي", "--author", ""), "needs an author"),
        (("merge", "p.nobody", "p.sergey-lavrov"), "Nobody has the id"),
        (("show", "p.nobody"), "knows nobody"),
        (("undo", "ffff"), "no judgement"),
    ],
)
def test_mistakes(run: Run, filled: None, arguments: tuple[str, ...], words: str) -> None:
    result = run("names", *arguments)
    assert result.exit_code != 0
    assert words in result.stderr
