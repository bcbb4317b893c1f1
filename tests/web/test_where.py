"""Where is asked for, and what spots are called."""

import pytest

from musnad.model import MusnadError
from musnad.web.asking import Asked
from musnad.web.language import Reading
from musnad.web.where import Spot, Where, around, wanted

POINT = (36.2, 38.085, 52.2)


def area(relation: str, *bases: str, direction: str | None = None) -> Spot:
    return Spot.of(bases[0], relation, bases, direction, POINT)


@pytest.mark.parametrize(
    ("spot", "arabic", "english", "key"),
    [
        (area("countryside", "place.sy.aleppo", direction="e"), "ريف حلب الشرقي", "Eastern countryside of Aleppo",
         "place.sy.aleppo~countryside.e"),
        (area("countryside", "place.sy.hama"), "ريف حماة", "Countryside of Hama", "place.sy.hama~countryside"),
        (area("direction", "place.sy", direction="ne"), "شمال شرق سوريا", "North-east of Syria",
         "place.sy~direction.ne"),
        (area("direction", "place.sy", direction="c"), "وسط سوريا", "Centre of Syria", "place.sy~direction.c"),
        (area("centre", "place.iq.nineveh.mosul"), "وسط الموصل", "Centre of Mosul", "place.iq.nineveh.mosul~centre"),
        (area("near", "place.sy.aleppo.al-bab"), "قرب الباب", "Near Al-Bab", "place.sy.aleppo.al-bab~near"),
        (area("border", "place.sy", "place.tr"), "الحدود بين سوريا وتركيا", "Border between Syria and Türkiye",
         "place.sy+place.tr~border"),
        (area("border", "place.lb"), "حدود لبنان", "Borders of Lebanon", "place.lb~border"),
        (area("between", "place.sy.homs", "place.sy.hama"), "بين حمص وحماة", "Between Homs and Hama",
         "place.sy.homs+place.sy.hama~between"),
        (Spot.of("place.sy.nowhere", "", (), None, POINT), "place.sy.nowhere", "place.sy.nowhere", "place.sy.nowhere"),
    ],
)  # fmt: skip
def test_spots_have_names_in_both_languages(spot: Spot, arabic: str, english: str, key: str) -> None:
    assert (spot.name(Reading("ar")), spot.name(Reading("en")), spot.key) == (arabic, english, key)


@pytest.mark.parametrize(
    ("place", "km", "is_area"),
    [
        ("place.sy.aleppo.manbij", 3.0, False),
        ("place.sy.aleppo", 87.0, True),
        ("place.sy", 360.0, True),
        ("place.iq.basra.shatt-al-arab", 5.0, True),
        ("place.sy.aleppo.manbij", 40.0, True),
        ("place.xx.unheard", 40.0, True),
        ("place.xx.unheard", 4.0, False),
    ],
)
def test_points_and_areas(place: str, km: float, is_area: bool) -> None:
    assert Spot.of(place, "", (), None, (36.0, 38.0, km)).is_area is is_area


def test_what_lies_in_what() -> None:
    spot = area("between", "place.sy.homs", "place.sy.hama")
    assert spot.places() == {"place.sy.homs", "place.sy.hama", "place.sy"}
    assert Spot.of("place.sy.aleppo.manbij", "", (), None, POINT).places() == {
        "place.sy", "place.sy.aleppo", "place.sy.aleppo.manbij",
    }  # fmt: skip


def test_names_of_places() -> None:
    assert wanted("place.sy.aleppo") == {"place.sy.aleppo"}
    assert "place.sy.aleppo.manbij" in wanted("منبج") & wanted("Manbij")
    with pytest.raises(MusnadError, match="no place called «لا أحد»"):
        wanted("لا أحد")


@pytest.mark.parametrize(
    ("box", "bounds"),
    [
        ("", None),
        ("35.5,35.8,38.2,37.1", (35.5, 35.8, 38.2, 37.1)),
        ("170, -10, -170, 10", (170.0, -10.0, -170.0, 10.0)),
        ("٣٥٫٥", "bad"),
        ("٣٥،٣٦،٣٧،٣٨", (35.0, 36.0, 37.0, 38.0)),
        ("1,2,3", "bad"),
        ("1,2,3,4,5", "bad"),
        ("1,4,3,2", "bad"),
        ("1,2,1,4", "bad"),
        ("-181,2,3,4", "bad"),
        ("nan,2,3,4", "bad"),
        ("1e1,2,3,4", "bad"),
        ("'; DROP TABLE spots; --", "bad"),
        ("1" * 500, "bad"),
    ],
)
def test_boxes(box: str, bounds: object) -> None:
    if bounds == "bad":
        with pytest.raises(MusnadError, match="box"):
            Where.of_query({"box": box})
    else:
        assert Where.of_query({"box": box}).bounds() == bounds


def test_the_question_stands_in_the_address() -> None:
    where, asked = Where("place.sy", "1,2,3,4"), Asked(q="سد", since="2031")
    assert where.address(asked) == "?q=%D8%B3%D8%AF&since=2031&place=place.sy&box=1%2C2%2C3%2C4"
    assert where.address(asked, since="", box="", place="place.iq", page="2") == "?q=%D8%B3%D8%AF&place=place.iq&page=2"
    with pytest.raises(MusnadError, match="of is «loud»"):
        Where.of_query({"of": "loud"})
    assert Where.of_query({"of": "claims", "exact": "yes", "other": "1"}) == Where(of="claims", exact="yes")


def test_a_box_around_a_circle() -> None:
    west, south, east, north = around(36.0, 38.0, 111.2)
    assert (south, north) == (35.0, 37.0)
    assert east - west > 2.4
    assert around(0.0, 179.9, 500.0)[2] == 180.0
