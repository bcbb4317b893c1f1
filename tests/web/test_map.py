"""Statements by place and time: what can be chosen filters the rest."""

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from musnad.ledger import Ledger
from musnad.web.app import create_app
from musnad.web.asking import Asked
from musnad.web.atlas import Atlas, Look
from musnad.web.basemap import HOME
from musnad.web.settings import DeskSettings
from musnad.web.where import Where

from .client import Client
from .places import REPORTS, told

COUNTRYSIDE = "place.sy.aleppo~countryside.e"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of invented reports about real places."""
    file = str(tmp_path / "map.db")
    with Ledger(file) as ledger:
        assert ledger.add_many(REPORTS) == len(REPORTS)
    return file


@pytest.fixture
def atlas(client: Client) -> Atlas:
    made: Atlas = client.app.state.desk.atlas
    return made


def spots(look: Look) -> dict[str, tuple[int, int, bool]]:
    return {each.spot.key: (each.n, each.by_dateline, each.chosen) for each in look.spots}


def test_places_are_those_of_the_contents(atlas: Atlas) -> None:
    look = atlas.look(Asked(), Where())
    assert spots(look) == {
        "place.sy.aleppo.manbij": (3, 0, True),
        COUNTRYSIDE: (1, 0, True),
        "place.sy+place.tr~border": (1, 0, True),
        "place.sy": (1, 0, True),
        "place.ly.tripoli.tripoli": (2, 1, True),
    }
    # The dateline counts only where the statement names no place, and not at all on request.
    assert (look.total, look.unplaced, look.spots_total) == (8, 1, 5)
    exact = atlas.look(Asked(), Where(exact="yes"))
    assert spots(exact)["place.ly.tripoli.tripoli"] == (1, 0, True)
    assert (exact.total, exact.unplaced) == (7, 2)


def test_time_filters_the_places_but_not_the_times(atlas: Atlas) -> None:
    look = atlas.look(Asked(since="2031-03", until="2031-03-10"), Where())
    assert set(spots(look)) == {"place.sy.aleppo.manbij", COUNTRYSIDE}
    assert (look.step, look.times[0], look.times[-1]) == ("day", ("2031-03-04", 3), ("2031-05-09", 1))
    assert look.total == 3


def test_places_filter_the_times_but_not_the_places(atlas: Atlas) -> None:
    everything = atlas.look(Asked(), Where())
    look = atlas.look(Asked(), Where("place.sy"))
    assert {key: chosen for key, (_, _, chosen) in spots(look).items()} == {
        key: key.startswith("place.sy") for key in spots(everything)
    }
    assert [bar for bar in look.times if bar[1]] == [("2031-03-04", 3), ("2031-03-20", 2)]
    # The scale stays, so that one can be compared with the other.
    assert len(look.times) == len(everything.times)
    assert look.total == 6


@pytest.mark.parametrize(
    ("where", "total"),
    [
        (Where("place.sy.aleppo"), 4),
        (Where("منبج"), 3),
        (Where("Manbij", exact="yes"), 3),
        (Where(COUNTRYSIDE), 1),
        (Where("place.sy+place.tr~border"), 1),
        (Where("place.tr"), 1),
        (Where("place.xx"), 0),
        (Where("place.sy~nothing"), 0),
        (Where(box="37.9,36.5,38,36.6"), 3),
        (Where(box="12,32,14,34"), 2),
        (Where("place.sy", box="12,32,14,34"), 0),
        (Where(box="170,-10,-170,10"), 0),
    ],
)
def test_places_and_boxes(atlas: Atlas, where: Where, total: int) -> None:
    look = atlas.look(Asked(), where)
    assert look.total == total
    assert len(atlas.listed(Asked(), where).rows) == total
    assert look.spots_total == sum(each.chosen for each in look.spots)


def test_other_filters_filter_all(atlas: Atlas) -> None:
    look = atlas.look(Asked(force="deny"), Where())
    assert spots(look) == {"place.sy.aleppo.manbij": (1, 0, True)}
    assert atlas.look(Asked(q="المياه"), Where()).total == 2
    assert atlas.look(Asked(q="غائب"), Where("place.sy")).total == 0


def test_an_empty_ledger_shows_home(tmp_path: Path) -> None:
    with Client(create_app(DeskSettings(str(tmp_path / "empty.db")))) as client:
        look = client.app.state.desk.atlas.look(Asked(), Where())
        assert (look.total, look.times, look.spots, look.view) == (0, (), (), HOME)
        for address in ("/map", "/map?of=claims", "/api/map", "/api/map.csv", "/map?place=place.sy&box=1,2,3,4"):
            assert client.get(address).status == 200


def test_the_view_holds_what_was_chosen(atlas: Atlas) -> None:
    west, south, east, north = atlas.look(Asked(), Where(COUNTRYSIDE)).view
    assert west < 38.085 < east and south < 36.2 < north and east - west < 3
    assert atlas.look(Asked(), Where(box="1,2,3,4")).view == (1.0, 2.0, 3.0, 4.0)


def test_what_is_added_is_seen(client: Client, path: str, atlas: Atlas) -> None:
    assert atlas.look(Asked(), Where("place.ly")).total == 2
    with Ledger(path) as ledger:
        ledger.add(told("f", "2031-06-01", "السوق في طرابلس مفتوح"))
    client.app.state.desk.store._fresh_until = 0.0
    look = atlas.look(Asked(), Where("place.ly"))
    assert (look.total, look.times[-1][0]) == (3, "2031-06-01")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page_draws_and_lists(client: Client, language: str) -> None:
    client.get(f"/settings?language={language}")
    page = client.get("/map")
    assert page.text.count('<a class="spot"') == 5
    assert 'class="reach"' in page.text
    name = "ريف حلب الشرقي" if language == "ar" else "Eastern countryside of Aleppo"
    assert page.words.count(name) >= 2
    chosen = client.get(f"/map?place={quote(COUNTRYSIDE)}&since=2031-03&until=2031-03-20")
    assert chosen.status == 200
    assert chosen.text.count("<article") == 1
    assert 'class="dot area on"' in chosen.text
    links = [unescape(link) for link in re.findall(r'<a class="spot" href="([^"]*)"', chosen.text)]
    assert all("since=2031-03" in link for link in links)
    # A click on what is chosen takes the choice back.
    assert any("place=" not in link for link in links)


def test_the_timeline_is_mirrored(client: Client) -> None:
    def first(page: str) -> int:
        found = re.search(r'data-when="2031-03-04"[^>]*>.*?<rect class="slot" x="(\d+)"', page)
        assert found
        return int(found[1])

    client.get("/settings?language=ar")
    assert first(client.get("/map").text) > 0
    client.get("/settings?language=en")
    assert first(client.get("/map").text) == 0


def test_pages_go_on(client: Client) -> None:
    whole = client.get("/api/map").json
    ids = [row["id"] for row in whole["statements"]]
    assert len(ids) == whole["total"] == 8
    part = client.get("/api/map?size=3").json
    after = client.get(f"/api/map?size=3&after={part['after']}").json
    assert [row["id"] for row in (*part["statements"], *after["statements"])] == ids[:6]
    assert after["first"] == 4
    back = client.get(f"/api/map?size=3&before={after['before']}").json
    assert [row["id"] for row in back["statements"]] == ids[:3]
    assert client.get("/api/map?after=none").status == 404


def test_the_list_has_every_place_and_time(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/api/map.csv").text)))
    found = [(r["place"], r["relation"], r["time"], r["statements"], r["by_dateline"]) for r in rows]
    assert found[:3] == [
        ("place.sy.aleppo.manbij", "", "2031-03", "2", "0"),
        ("place.sy.aleppo.manbij", "", "", "1", "0"),
        ("place.ly.tripoli.tripoli", "", "2031-05", "2", "1"),
    ]
    assert sorted(found[3:]) == [
        ("place.sy", "", "2031-03", "1", "0"),
        ("place.sy+place.tr", "border", "2031-03", "1", "0"),
        ("place.sy.aleppo", "countryside", "2031-03", "1", "0"),
    ]
    lines = client.get("/api/map.jsonl?by=day&place=place.ly").text.splitlines()
    assert [(json.loads(line)["time"], json.loads(line)["statements"]) for line in lines] == [
        ("2031-05-02", 1),
        ("2031-05-09", 1),
    ]
    assert client.get("/api/map.csv?by=week").status == 400


def test_claims_are_counted_once(client: Client, path: str) -> None:
    with Ledger(path) as ledger:
        contents = "محطة المياه الجديدة شرق النهر ستعود إلى العمل في منبج خلال أسبوع"
        for n, day in enumerate(("2031-04-01", "2031-04-02")):
            analysis = told(f"g{n}", day, contents)
            ledger.add(analysis)
        ledger.compared().update()
    found = client.get("/api/map?of=claims").json
    assert found["counted"] == "claims"
    assert [(s["key"], s["claims"]) for s in found["spots"]] == [("place.sy.aleppo.manbij", found["total"])]
    assert len(found["claims"]) == found["total"] >= 1
    assert sum(bar["count"] for bar in found["times"]) == found["total"]
    rows = list(csv.DictReader(io.StringIO(client.get("/api/map.csv?of=claims").text)))
    assert {r["place"] for r in rows} == {"place.sy.aleppo.manbij"}
    assert f"/claim/{found['claims'][0]['claim']}" in client.get("/map?of=claims").text


@pytest.mark.parametrize(
    "query",
    [
        "box=1,2",
        "box=<script>",
        "place=%D9%84%D8%A7%20%D8%A3%D8%AD%D8%AF",
        "of=x",
        "exact=1",
        "since=never",
        "place=" + "x" * 300,
    ],
)
def test_nonsense_is_told(client: Client, query: str) -> None:
    page = client.get(f"/map?{query}")
    assert page.status == 400
    assert "<script>" not in page.text.partition("<main")[2]
    assert client.get(f"/api/map?{query}").json["error"]


def test_hostile_ids_are_harmless(client: Client, path: str) -> None:
    hostile = '"><script>alert(1)</script>'
    with Ledger(path) as ledger:
        made = told("h", "2031-03-05", "المياه عادت إلى منبج")
        (mention,) = made.places
        ledger.add(replace(made, places=(replace(mention, place=hostile, candidates=()),)))
    page = client.get("/map").text
    assert "<script>alert" not in page
    assert client.get(f"/map?place={quote(hostile + '~near')}").status == 200
    assert "<script>alert" not in client.get(f"/map?place={quote(hostile + '~near')}").text


def test_the_small_map_is_on_the_place_page(client: Client) -> None:
    page = client.get("/place/place.sy.aleppo.manbij").text
    assert 'class="map mini"' in page and "/map?place=place.sy.aleppo.manbij" in page


def test_what_the_map_loads_is_served(client: Client) -> None:
    page = client.get("/map").text
    for link in re.findall(r'"(/static/[^"]*)"', page):
        assert client.get(unescape(link)).status == 200, link
    assert "leaflet" not in client.get("/").text
