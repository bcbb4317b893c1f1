"""Times, figures and places: kept whole, found again, with the statement that speaks of them."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad import Report, analyse
from musnad.ledger import Ledger
from musnad.ledger.places import countable, place_ids, place_name
from musnad.model import Analysis, Area, Candidate, Figure, MusnadError, Number, PlaceMention, Span, Time
from musnad.model.quantity import NUMBER_KINDS
from musnad.model.quantity import PRECISIONS as EXACTNESS
from musnad.model.time import DIRECTIONS, PRECISIONS, TIME_KINDS, Bounds

from .samples import BREAD, WATER, make_older

TEXT = (
    "قالت وزارة الصحة إن ثلاثة مدنيين قتلوا وأصيب نحو 15 آخرين بينهم طفلان في ريف حلب الشرقي يوم الجمعة.\n"
    "ووصلت قافلة تضم أربعين شاحنة إلى منبج.\n"
)
LOSSES = analyse(Report(TEXT, "وكالة الواحة", date(2031, 3, 5), name="losses.txt"))

SPANS = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 50), st.integers(0, 50))
MOMENTS = st.none() | st.dates() | st.datetimes()
BOUNDS = st.none() | st.builds(Bounds, MOMENTS, MOMENTS)
AMOUNTS = st.none() | st.integers() | st.floats(allow_nan=False)
WORDS = st.text("abcXW-/.~123", max_size=12)
TIMES = st.builds(
    Time, SPANS, st.sampled_from(TIME_KINDS), WORDS, WORDS, MOMENTS, MOMENTS, st.sampled_from(PRECISIONS), BOUNDS,
    BOUNDS, st.sampled_from(DIRECTIONS), st.booleans(), st.none() | st.sampled_from(["UTC", "local"]),
)  # fmt: skip
NUMBERS = st.builds(
    Number, SPANS, st.sampled_from(NUMBER_KINDS), AMOUNTS, AMOUNTS, AMOUNTS, st.booleans(), st.booleans(),
    st.sampled_from(EXACTNESS), st.none() | WORDS, st.none() | SPANS, st.none() | st.integers(0, 9),
)  # fmt: skip
FIGURES = st.builds(
    Figure, SPANS, NUMBERS, WORDS, st.none() | SPANS, st.none() | WORDS, AMOUNTS, AMOUNTS, st.none() | st.just(0),
    st.booleans(),
)  # fmt: skip
DEGREES = st.floats(-180, 180)
AREAS = st.builds(
    Area, st.sampled_from(["near", "between"]), st.lists(WORDS, max_size=2).map(tuple), st.sampled_from([None, "ne"]),
    DEGREES, DEGREES, DEGREES,
)  # fmt: skip
CANDIDATES = st.lists(st.builds(Candidate, WORDS, st.floats(0, 1)), max_size=3).map(tuple)
PLACES = st.builds(
    PlaceMention, SPANS, SPANS, st.none() | WORDS, CANDIDATES, st.sampled_from(["place", "government", "name"]),
    st.none() | AREAS, st.none() | DEGREES, st.none() | DEGREES, st.none() | DEGREES, st.sampled_from([None, "IL"]),
)  # fmt: skip


@given(
    st.lists(TIMES, max_size=4).map(tuple), st.lists(FIGURES, max_size=4).map(tuple),
    st.lists(PLACES, max_size=4).map(tuple),
)  # fmt: skip
def test_what_was_added_comes_back(
    times: tuple[Time, ...], figures: tuple[Figure, ...], places: tuple[PlaceMention, ...]
) -> None:
    made = replace(WATER, times=times, figures=figures, places=places)
    with Ledger(":memory:") as ledger:
        ledger.add(made)
        found = ledger.get(made.report.id)
    assert found == made
    for one, other in zip(found.figures, figures, strict=True):
        assert [type(v) for v in (one.low, one.number.value)] == [type(v) for v in (other.low, other.number.value)]


def test_a_moment_at_midnight_stays_a_moment(empty: Ledger) -> None:
    midnight = datetime(2031, 3, 5)
    time = Time(Span(0, 1), "datetime", "2031-03-05T00", "2031-03-05T00", midnight, midnight, "hour")
    made = replace(WATER, times=(time,))
    empty.add(made)
    assert type(empty.get(made.report.id).times[0].low) is datetime


def test_a_part_needs_its_whole(empty: Ledger) -> None:
    broken = replace(LOSSES, figures=(replace(LOSSES.figures[0], part_of=7),))
    with pytest.raises(MusnadError, match="part of one that is missing"):
        empty.add(broken)
    assert len(empty) == 0


@pytest.mark.parametrize("table", ["times", "figures", "places"])
def test_they_are_only_appended(path: Path, table: str) -> None:
    with Ledger(path) as ledger:
        ledger.add(LOSSES)
    connection = apsw.Connection(str(path))
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET span_end = 0"):
        with pytest.raises(apsw.ConstraintError, match="only appends"):
            connection.execute(sql)
    connection.close()


def test_a_ledger_from_before_them_is_brought_up_to_date(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(WATER)
    make_older(path, 3)
    with pytest.raises(MusnadError, match="Open it once for writing"):
        Ledger(path, readonly=True)
    with Ledger(path) as ledger:
        assert ledger.get(WATER.report.id) == WATER
        assert ledger.add(LOSSES)
        assert ledger.get(LOSSES.report.id) == LOSSES


@pytest.fixture
def losses(empty: Ledger) -> Ledger:
    empty.add_many([LOSSES, BREAD])
    return empty


SAID = LOSSES.attributions[0].content.of(TEXT)
TOLD = "ووصلت قافلة تضم أربعين شاحنة إلى منبج."


@pytest.mark.parametrize(
    ("filters", "said", "told"),
    [
        ({"place": "حلب"}, True, True),
        ({"place": "place.sy.aleppo"}, True, True),
        ({"place": "aleppo"}, True, True),
        ({"place": "سوريا"}, True, True),
        ({"place": "منبج"}, False, True),
        ({"place": "place.sy.ale"}, False, False),
        ({"place": "بغداد"}, False, False),
        ({"counted": "civilians"}, True, False),
        ({"counted": "killed"}, True, False),
        ({"counted": "vehicles"}, False, True),
        ({"counted": "vehicles", "place": "حلب"}, False, True),
        ({"counted": "houses"}, False, False),
    ],
)
def test_passages_are_found_by_them(losses: Ledger, filters: dict[str, str], said: bool, told: bool) -> None:
    expected = ([SAID] if said else []) + ([TOLD] if told else [])
    assert [hit.text for hit in losses.search(in_="all", **filters)] == expected  # type: ignore[arg-type]
    assert [hit.text for hit in losses.search(**filters)] == expected[: int(said)]  # type: ignore[arg-type]


def test_what_is_none_is_said_at_once(losses: Ledger) -> None:
    with pytest.raises(MusnadError, match="no place called «عين الزهر العليا»"):
        losses.search(place="عين الزهر العليا")
    with pytest.raises(MusnadError, match=r"counted is «camels», which is none of: .*civilians"):
        losses.search(counted="camels")


def test_names_of_places() -> None:
    assert place_ids("حلب") == ("place.sy.aleppo",)
    assert set(place_ids("طرابلس")) == {"place.lb.north-governorate.tripoli", "place.ly.tripoli"}
    assert place_ids("") == ()
    assert place_name("place.sy.aleppo") == ("حلب", "Aleppo")
    assert place_name("place.none") == ("place.none", None)
    assert {"civilians", "killed", "people", "money"} <= set(countable())
    assert "note" not in countable()


def test_what_a_statement_speaks_of(losses: Ledger) -> None:
    analysis: Analysis = losses.get(LOSSES.report.id)
    inside = losses.inside(analysis)[1]
    assert [t.value for t in inside.times] == ["2031-02-28"]
    assert [(f.counted, f.status, f.low) for f in inside.figures][:2] == [
        ("civilians", "killed", 3),
        ("people", "wounded", 15),
    ]
    assert [p.place for p in inside.places] == ["place.sy.aleppo"]
    with pytest.raises(MusnadError, match="holds no report"):
        losses.inside(WATER)
