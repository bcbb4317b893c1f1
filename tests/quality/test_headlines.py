"""Headlines with a colon, on articles written for the purpose."""

import hashlib
import json
import lzma
from pathlib import Path

import pytest

from quality import gate, headlines

needs_corpora = pytest.mark.skipif(headlines.folder() is None, reason="the corpora lie in ../shared, not here")

TITLES = ("وزير النقل: الجسر يفتح الأحد", "كأس المدينة: فوز فريق الميناء")
BODY = "قال وزير النقل السنداري إن الجسر يفتح يوم الأحد. وتستعد المدينة لموسم الحصاد."


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles, of whose titles the first has a speaker."""
    with lzma.open(tmp_path / "news-0.jsonl.xz", "wt", encoding="utf-8") as file:
        for n, title in enumerate(TITLES):
            file.write(json.dumps({"id": f"x{n}", "title": title, "text": BODY}) + "\n")
    digests = [hashlib.sha256(title.encode()).hexdigest()[:12] for title in TITLES]
    told = tmp_path / "headlines.tsv"
    colons = [title.index(":") for title in TITLES]
    rows = f"x0\t{digests[0]}\t{colons[0]}\t0\t{colons[0]}\n", f"x1\t{digests[1]}\t{colons[1]}\t\t\n"
    told.write_text("# note\n" + "".join(rows), "utf-8")
    monkeypatch.setattr(headlines.headlines, "__defaults__", (told,))
    monkeypatch.setattr(headlines, "folder", lambda: tmp_path)
    return tmp_path


@needs_corpora
def test_no_figure_falls_below_its_floor() -> None:
    assert gate.drops({"headlines": headlines.measure()}, gate.read_floors()) == []


@pytest.mark.usefixtures("corpora")
def test_a_speaker_before_the_colon_is_told_from_a_topic() -> None:
    assert headlines.measure() == {"precision": 1.0, "recall": 1.0, "source": 1.0}


def test_another_title_is_named(corpora: Path) -> None:
    with pytest.raises(ValueError, match=r"news-0\.jsonl\.xz: the title of article x0 is not the one"):
        list(headlines.titled(corpora, {"x0": "0" * 12}))


def test_missing_articles_end_with_a_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(headlines, "folder", lambda: None)
    assert headlines.measure() == {}
    assert headlines.main() == 2
    assert "not here" in capsys.readouterr().err


def test_the_judged_headlines_are_whole() -> None:
    asked = list(headlines.headlines())
    assert len(asked) == 792
    assert len({each.article for each in asked}) == len(asked)
    assert all(each.source is None or each.source[1] <= each.colon for each in asked)
