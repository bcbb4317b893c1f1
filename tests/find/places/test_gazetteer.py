"""The gazetteer is what its README says."""

from collections import Counter

from musnad.find.places import load_gazetteer
from musnad.find.places.gazetteer import Gazetteer
from musnad.find.places.geometry import distance
from musnad.lexicons import read_rows
from musnad.model import PLACE_CLASSES
from musnad.normalise import fold_key

# How far (km) a place may lie from the middle of its state: the half-length of the longest of them.
FARTHEST = 1500
REGION = ("SY", "IQ", "LB", "PS", "IL", "YE", "LY", "SD")


def _gazetteer() -> Gazetteer:
    return load_gazetteer()


def test_ids_are_their_own_and_have_parents() -> None:
    ids = Counter(row[0] for _, row in read_rows("places"))
    assert [i for i, times in ids.items() if times > 1] == []
    assert [i for i in ids if i.count(".") > 1 and i.rpartition(".")[0] not in ids] == []


def test_rows_are_whole() -> None:
    for table, row in read_rows("places"):
        assert len(row) == (13 if table == "states" and row[3] == "country" else 11), row
        assert row[3] in PLACE_CLASSES
        assert -90 <= float(row[4]) <= 90 and -180 <= float(row[5]) <= 180
        assert 0 < float(row[6]) < 10_000
        assert row[10] == "hand" or "gn:" in row[10]


def test_places_lie_near_what_they_lie_in() -> None:
    places = _gazetteer().places
    astray = []
    for place in places.values():
        parent = places.get(place.parent or "")
        if parent is None or parent.id in ("place.earth", "place.disputed") or place.country not in REGION:
            continue
        if distance((place.lat, place.lon), (parent.lat, parent.lon)) > max(3 * parent.precision_km, 60) + 40:
            astray.append(place.id)
    assert astray == []


def test_the_region_is_covered_down_to_villages() -> None:
    by_state = Counter(p.country for p in _gazetteer().places.values())
    small = Counter(p.country for p in _gazetteer().places.values() if p.kind in ("town", "village", "quarter", "camp"))
    assert all(by_state[code] >= 100 for code in REGION)
    assert all(small[code] >= 50 for code in REGION)
    by_hand = [p for p in _gazetteer().places.values() if p.source.startswith("hand") and p.country in REGION]
    assert len(by_hand) >= 600


def test_every_state_has_its_code_and_a_first_level_where_the_news_is() -> None:
    gazetteer = _gazetteer()
    assert len(gazetteer.states) >= 190
    governorates = Counter(p.country for p in gazetteer.places.values() if p.kind == "governorate")
    assert {code: governorates[code] for code in ("SY", "IQ", "LB", "YE", "LY", "SD", "JO", "EG")} == {
        "SY": 14, "IQ": 19, "LB": 8, "YE": 22, "LY": 22, "SD": 18, "JO": 12, "EG": 27,
    }  # fmt: skip


def test_disputed_places_name_who_claims_them() -> None:
    disputed = [p for p in _gazetteer().places.values() if p.parent == "place.disputed"]
    assert len(disputed) > 20
    assert [p.id for p in disputed if not p.claims] == []


def test_one_sided_names_are_never_canonical() -> None:
    assert [p.id for p in _gazetteer().places.values() if p.names and p.names[0].side] == []


def test_folding_needs_no_variants_of_its_own() -> None:
    doubled = []
    for place in _gazetteer().places.values():
        keys = Counter(fold_key(n.text) for n in place.names)
        doubled += [place.id for times in keys.values() if times > 1]
    assert doubled == []
