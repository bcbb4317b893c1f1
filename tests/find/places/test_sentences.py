"""Sentences with their places tagged."""

from collections import Counter

import pytest

import musnad
from find.places.table import Sentence, Tagged, read_table
from musnad.find.places import load_gazetteer
from musnad.model import PlaceMention

SENTENCES = list(read_table())


def _what(mention: PlaceMention) -> str:
    if mention.area is None:
        return mention.stands_for
    side = mention.area.direction
    return f"{mention.area.relation}:{side}" if side and side != "c" else mention.area.relation


@pytest.mark.parametrize("sentence", SENTENCES, ids=[f"{s.topic}-{n}" for n, s in enumerate(SENTENCES)])
def test_a_sentence_is_read_as_tagged(sentence: Sentence) -> None:
    found = [Tagged(m.span.start, m.span.end, m.place, _what(m)) for m in musnad.find_places(sentence.text)]
    assert found == list(sentence.places)


def test_the_table_is_long_and_its_ids_are_known() -> None:
    assert len(SENTENCES) >= 120
    assert len(Counter(s.topic for s in SENTENCES)) >= 12
    places = load_gazetteer().places
    assert [t.place for s in SENTENCES for t in s.places if t.place and t.place not in places] == []
