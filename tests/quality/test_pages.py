"""Reading pages: no figure below its floor, and enough pages to tell."""

import re
from html import unescape
from pathlib import Path

import pytest

from musnad.gather.pages import Page
from quality import gate
from quality.pages import score
from quality.pages.making import ASIDE, TUNED, articles, made, pages

FLOORS = gate.read_floors()


def test_no_figure_falls_below_its_floor() -> None:
    assert gate.drops(score.figures(), FLOORS) == []


def test_the_floors_are_as_high_as_promised() -> None:
    for name in ("pages", "pages aside", "pages corpora"):
        assert FLOORS[name]["text"] >= 0.95
        assert FLOORS[name]["date"] >= 0.95
        assert FLOORS[name]["title"] >= 0.98


def test_there_are_enough_pages_and_layouts() -> None:
    found = score.sets()
    assert len(list(TUNED.glob("*.html"))) >= 20
    assert len(list(ASIDE.glob("*.html"))) >= 10
    assert len(found["pages"]) >= 60
    assert len({page.data for page in found["pages"]}) == len(found["pages"])


@pytest.mark.parametrize("layout", sorted((*TUNED.glob("*.html"), *ASIDE.glob("*.html"))), ids=lambda path: path.stem)
def test_every_layout_shows_the_whole_report(layout: Path) -> None:
    for article in articles():
        page = made(layout, article)
        text = unescape(page.data.decode(_encoding(page.data)))
        assert "{{" not in text
        plain = re.sub(r"<[^<>]*>|&nbsp;|\s", "", text)
        for paragraph in page.text:
            assert re.sub(r"\s", "", paragraph)[:40] in plain


def _encoding(data: bytes) -> str:
    return "cp1256" if b"windows-1256" in data else "iso8859_6" if b"8859-6" in data else "utf-8"


def test_pages_are_the_same_every_time() -> None:
    one, other = (list(pages(TUNED, articles(), 1)) for _ in range(2))
    assert one == other


def test_word_f1() -> None:
    assert score.word_f1("a b", "b a") == 1
    assert score.word_f1("a b c d", "a b") == pytest.approx(2 / 3)
    assert score.word_f1("", "a") == 0


def test_misses_are_shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    page = next(pages(TUNED, articles(), 1))
    monkeypatch.setattr(score, "sets", lambda: {"pages": [page]})
    monkeypatch.setattr(score, "read_page", lambda _: Page("", "x"))
    assert score.main(["--misses"]) == 0
    shown = capsys.readouterr().out
    assert "text 0.00" in shown
    assert "instead of" in shown
