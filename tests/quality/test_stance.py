"""Stances on other people's benchmarks, where they are there."""

import pytest

from quality import gate, stance

needs_benchmarks = pytest.mark.skipif(stance.folder() is None, reason="the benchmarks lie in ../shared, not here")


@needs_benchmarks
def test_no_figure_falls_below_its_floor() -> None:
    assert gate.drops({"stance": stance.measure()}, gate.read_floors()) == []


def test_f1_of_nothing_and_of_everything() -> None:
    assert stance.f1([]) == 0
    assert stance.f1([(True, True), (False, False)]) == 1
    assert stance.macro_f1([("agree", "agree"), ("disagree", "agree")], ("agree", "disagree")) == pytest.approx(1 / 3)


def test_the_judged_articles_are_whole() -> None:
    assert len(stance.judged()) == 100
    assert sum(stance.judged().values()) == 31


def test_missing_benchmarks_end_with_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stance, "folder", lambda: None)
    assert stance.measure() == {}
    assert stance.main() == 2
    assert "not here" in capsys.readouterr().err
