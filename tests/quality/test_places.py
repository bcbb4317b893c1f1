"""The scorer of places, and the places of the marked articles where those are at hand."""

import json

import pytest

import musnad
from musnad.find.places import load_gazetteer
from quality.places import CORPORA, GOLD, Gold, Score, score_text, texts

# What the finder reaches on the marked articles, less a little.
RECALL, PRECISION, PLACE = 0.97, 0.98, 0.96


def test_a_text_is_scored_by_touching_spans() -> None:
    text = "وصل الوفد إلى حلب ثم إلى حمص."
    score = Score()
    gold: list[Gold] = [[14, 17, "place.sy.aleppo.aleppo", "place"], [0, 3, None, "place"]]
    score_text(score, gold, musnad.find_places(text))
    assert score.figures() == {"recall": 0.5, "precision": 0.5, "place": 1.0, "stands for": 1.0}


def test_the_gold_is_whole() -> None:
    places = load_gazetteer().places
    rows = json.loads(GOLD.read_text("utf-8"))
    assert len(rows) == 15
    for row in rows:
        marks = row["places"]
        assert marks == sorted(marks, key=lambda mark: mark[0])
        assert all(start < end and what in ("place", "government", "name") for start, end, _, what in marks)
        assert [place for _, _, place, _ in marks if place is not None and place not in places] == []


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the articles are not at hand")
def test_the_marked_articles_are_read_well() -> None:
    gold = {row["doc"]: row for row in json.loads(GOLD.read_text("utf-8"))}
    score = Score()
    for name, text in texts(CORPORA, {doc: row["sha256"] for doc, row in gold.items()}):
        score_text(score, gold[name]["places"], musnad.find_places(text))
    figures = score.figures()
    assert figures["recall"] >= RECALL
    assert figures["precision"] >= PRECISION
    assert figures["place"] >= PLACE
