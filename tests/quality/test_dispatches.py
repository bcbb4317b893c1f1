"""The pairs judged by hand, and their score."""

from quality.dispatches import Pair, figures, read_pairs
from quality.gate import read_floors


def test_pairs_are_whole() -> None:
    pairs = read_pairs()
    assert len(pairs) >= 300
    assert len({(p.first, p.second) for p in pairs}) == len(pairs)
    assert {p.verdict for p in pairs} == {"same", "other", "doubtful"}
    for part, least in {"tuned": 180, "drawn": 300, "kept": 90, "fresh": 300}.items():
        assert sum(p.part == part and p.verdict != "doubtful" for p in pairs) >= least


def test_figures() -> None:
    pairs = [
        Pair("a", "b", "same", "tuned"),
        Pair("a", "c", "same", "tuned"),
        Pair("b", "d", "other", "tuned"),
        Pair("b", "e", "other", "tuned"),
        Pair("b", "e", "doubtful", "kept"),
    ]
    found = figures(pairs, {"a": {1}, "b": {1, 4}, "c": {2}, "d": {4}, "e": {3}})
    assert found["dispatches, tuned"] == {"precision": 0.5, "recall": 0.5}
    assert found["dispatches, kept"] == {"precision": 0.0, "recall": 0.0}
    assert set(found) <= set(read_floors())


def test_fresh_articles_stand_in_no_other_pair() -> None:
    pairs = read_pairs()
    fresh = [name for p in pairs if p.part == "fresh" for name in (p.first, p.second)]
    assert len(set(fresh)) == len(fresh)
    assert not set(fresh) & {name for p in pairs if p.part != "fresh" for name in (p.first, p.second)}
