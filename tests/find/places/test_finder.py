"""What holds for the places of any text."""

import itertools
import subprocess
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import musnad
from find.places.table import read_table
from musnad.find.places import load_gazetteer, places_in
from musnad.model import MusnadError
from musnad.normalise import fold
from musnad.segment import tokenise

_WORDS = sorted(
    {w for s in read_table() for w in s.text.split()} | {"«", "(", "،", "\n", ".", "ًا", "1", "كم", "\u200f"}
)
_TEXTS = st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join)


@settings(deadline=None)
@given(st.one_of(_TEXTS, st.text(max_size=80)))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    mentions = musnad.find_places(text)
    for mention in mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.covers(mention.name)
        assert mention.name.of(text).strip() == mention.name.of(text) != ""
    for one, other in itertools.pairwise(mentions):
        assert one.span.end <= other.span.start


@settings(deadline=None)
@given(_TEXTS)
def test_values_are_whole(text: str) -> None:
    places = load_gazetteer().places
    for mention in musnad.find_places(text):
        assert sum(c.score for c in mention.candidates) <= 1.01
        if mention.place is None:
            assert (mention.area, mention.lat, mention.lon, mention.precision_km) == (None, None, None, None)
            continue
        assert mention.place in places
        assert mention.lat is not None and mention.lon is not None and mention.precision_km is not None
        assert -90 <= mention.lat <= 90 and -180 <= mention.lon <= 180 and mention.precision_km > 0


@settings(deadline=None)
@given(_TEXTS)
def test_the_same_text_gives_the_same_places(text: str) -> None:
    assert musnad.find_places(text) == musnad.find_places(text)


@pytest.mark.parametrize(
    "unit", ["بين ", "ريف ", "الحدود السورية ", "و", "حلب و", "شمال شرق ", "مدينة ", "لل", "الباب ", "كفر ", "«", "بو"]
)
def test_hostile_repetition_takes_no_more_than_linear_work(unit: str) -> None:
    def lines(times: int) -> int:
        count = 0

        def trace(frame: FrameType, event: str, arg: Any) -> Any:
            nonlocal count
            count += event == "line"
            return trace

        text = unit * times
        before = sys.gettrace()
        sys.settrace(trace)
        try:
            musnad.find_places(text)
        finally:
            sys.settrace(before)
        return count

    lines(400), lines(1600)
    # Four times the text may take about four times as many lines of code; a square would take sixteen times.
    assert lines(1600) < 5 * lines(400) + 1000


def test_a_country_given_from_outside_decides() -> None:
    text = "وقع حادث في طرابلس."
    assert [m.place for m in musnad.find_places(text, country="LB")] == ["place.lb.north-governorate.tripoli"]
    assert [m.place for m in musnad.find_places(text, country="ly")] == ["place.ly.tripoli.tripoli"]


def test_an_unknown_country_is_told() -> None:
    with pytest.raises(MusnadError, match=r"«XX».*ISO 3166-1"):
        musnad.find_places("حلب", country="XX")


def test_labels_of_the_tagger_help_with_common_words() -> None:
    text = "وصلت شاحنات إلى الباب"
    tokens = tokenise(fold(text))
    assert places_in(text, tokens, ["O"] * 4) == ()
    labelled = places_in(text, tokens, ["O", "O", "O", "B-LOC"], country="SY")
    assert [m.place for m in labelled] == ["place.sy.aleppo.al-bab"]


def test_a_name_of_one_side_is_marked() -> None:
    text = "جال الوزير في يهودا والسامرة، ثم تحدث عن الضفة الغربية."
    assert [(m.place, m.side) for m in musnad.find_places(text)] == [
        ("place.ps.west-bank", "IL"),
        ("place.ps.west-bank", None),
    ]


def test_doubt_keeps_its_candidates() -> None:
    (mention,) = musnad.find_places("حريق في حي الخالدية.")
    assert mention.place is None
    assert len(mention.candidates) >= 2


def test_an_area_lies_on_its_side_of_the_base() -> None:
    (east,) = musnad.find_places("حريق في ريف حلب الشرقي.")
    (west,) = musnad.find_places("حريق في ريف حلب الغربي.")
    base = load_gazetteer().places["place.sy.aleppo"]
    assert east.lon is not None and west.lon is not None
    assert west.lon < base.lon < east.lon


def test_a_distance_is_kept() -> None:
    (mention,) = musnad.find_places("حريق 90 كم شمال بغداد.")
    city = load_gazetteer().places["place.iq.baghdad.baghdad"]
    assert mention.lat is not None and mention.lat == pytest.approx(city.lat + 90 / 111.2, abs=0.02)


def test_importing_musnad_loads_no_gazetteer() -> None:
    code = "import sys, musnad; sys.exit(any('find' in name for name in sys.modules if name.startswith('musnad')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
