"""Pages of persons, bodies, states and places; names that lead to each other; suggestions."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from musnad.ledger import Ledger
from musnad.lexicons import read_yaml
from musnad.lexicons.knowledge import load_knowledge
from musnad.web.app import create_app
from musnad.web.settings import DeskSettings

from .client import Client
from .named import ALEPPO, CITY, DAMASCUS, LAVROV, RUSSIA, SARWI, UN, fill


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger in which known persons and places are named."""
    file = str(tmp_path / "names.db")
    with Ledger(file) as ledger:
        fill(ledger)
    return file


@pytest.fixture
def client(path: str) -> Iterator[Client]:
    with Client(create_app(DeskSettings(path))) as opened:
        yield opened


PAGES = (
    f"/entity/{LAVROV}", f"/entity/{UN}", f"/entity/{RUSSIA}", f"/entity/{SARWI}", "/entity/o.russia-foreign-minister",
    f"/place/{ALEPPO}", f"/place/{CITY}", f"/place/{DAMASCUS}", "/place/place.sy", "/place/place.disputed",
    "/entities", "/entities?what=person&q=%D9%84%D8%A7%D9%81", "/places", "/places?class=city&within=place.sy",
    f"/search?person={LAVROV}&person_as=about&place={ALEPPO}",
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_pages_are_whole(client: Client, page: str, language: str) -> None:
    client.get(f"/settings?language={language}")
    answer = client.get(page)
    assert answer.status == 200
    assert answer.text.rstrip().endswith("</html>")
    assert answer.text.count("<h1") == 1


def test_what_one_said_and_what_is_said_of_one(client: Client, path: str) -> None:
    found = client.get(f"/api/entities/{LAVROV}").json
    with Ledger(path, readonly=True) as ledger:
        said, about = list(ledger.by_entity(LAVROV)), list(ledger.about(LAVROV))
    assert {s["id"] for s in found["said"]["statements"]} == {s.id for s in said}
    assert {s["id"] for s in found["about"]["statements"]} == {s.id for s in about}
    assert found["said"]["summary"]["total"] == len(said) == 2
    (by,) = found["about"]["by"]
    assert (by["id"], by["name"], by["total"], by["forces"]) == (UN, "الأمم المتحدة", 1, {"warn": 1})
    assert found["said"]["forces_over_time"]["deny"] == {"2016-10-03": 0} | {
        day["label"]: int(day["label"] == "2016-11-09") for day in found["said"]["summary"]["times"]
    }
    names = {n["name"]: (n["said"], n["about"], n["speaks"]) for n in found["names"]}
    assert names == {
        "سيرغي لافروف": (1, 0, True), "وزير الخارجية الروسي": (1, 0, True), "لافروف": (0, 1, False),
    }  # fmt: skip


def test_offices_with_dates_as_precise_as_they_are_known(client: Client) -> None:
    offices = client.get(f"/api/entities/{LAVROV}").json["offices"]
    (minister,) = [o for o in offices if o["office"] == "o.russia-foreign-minister"]
    assert minister["since"] == "2004-03-09" and minister["until"] is None
    words = client.get(f"/entity/{LAVROV}").words
    assert "9 مارس 2004" in words and "لم تُذكر نهاية" in words
    partial = next(
        (h.person, h.since.text)
        for office in load_knowledge().offices.values()
        for h in office.holders
        if h.since and len(h.since.text) == 4
    )
    assert f"{partial[1]} (الشهر غير معروف)" in client.get(f"/entity/{partial[0]}").words


def test_doubts_are_shown_with_scores_and_count_for_nobody(client: Client) -> None:
    found = client.get(f"/api/entities/{LAVROV}").json
    assert found["open_total"] == 1
    (doubt,) = found["open"]
    assert (doubt["name"], doubt["score"]) == ("النبطي", 0.6)
    assert [(o["id"], o["score"]) for o in doubt["others"]] == [(UN, 0.4)]
    assert "الترجيح 60%" in client.get(f"/entity/{LAVROV}").words
    assert all(n["name"] != "النبطي" for n in found["names"])


def test_a_name_leads_to_whom_it_means_and_back(client: Client) -> None:
    for name, id_, reason in (
        ("سيرغي لافروف", LAVROV, "known"),
        ("وزير الخارجية الروسي", LAVROV, "office"),
        ("كنعان السروي", SARWI, "found"),
    ):
        address = f"/speaker/{quote(name, safe='')}"
        assert f'href="/entity/{id_}"' in client.get(address).text
        assert f'href="{address}"' in client.get(f"/entity/{id_}").text
        (meaning,) = client.get(f"/api/speakers/{quote(name, safe='')}").json["meanings"]
        assert (meaning["id"], meaning["why"]["reason"]) == (id_, reason)


def test_why_tells_of_judgements(client: Client, path: str) -> None:
    with Ledger(path) as ledger:
        ledger.names.merge(SARWI, LAVROV, author="هند")
    client.app.state.desk.store._fresh_until = 0.0
    (meaning,) = client.get(f"/api/speakers/{quote('كنعان السروي')}").json["meanings"]
    assert meaning["id"] == LAVROV
    assert meaning["why"]["reason"] == "judged" and meaning["why"]["author"] == "هند"
    assert client.get(f"/entity/{SARWI}").words.startswith(client.get(f"/entity/{LAVROV}").words[:40])
    assert "هند" in client.get(f"/entity/{LAVROV}").words


def test_a_place_with_what_lies_in_it(client: Client) -> None:
    found = client.get(f"/api/places/{ALEPPO}").json
    assert (found["about"]["summary"]["total"], found["itself"], found["at_total"]) == (2, 1, 1)
    assert [(p["id"], p["inside"]) for p in found["inside"]] == [(CITY, 1)]
    assert [(a["relation"], a["direction"], a["n"]) for a in found["areas"]] == [("countryside", "e", 1)]
    assert [each["id"] for each in found["lineage"]] == ["place.sy"]
    assert not found["is_point"]
    page = client.get(f"/place/{ALEPPO}")
    assert "ريف حلب الشرقي" in page.words and "منطقة لا نقطة" in page.words
    assert f'href="/map?place={ALEPPO}"' in page.text
    assert client.get(f"/api/places/{DAMASCUS}").json["datelines"] == 1
    assert client.get(f"/api/places/{CITY}").json["is_point"]


def test_a_state_and_its_place_lead_to_each_other(client: Client) -> None:
    assert 'href="/place/place.ru"' in client.get(f"/entity/{RUSSIA}").text
    assert f'href="/entity/{RUSSIA}"' in client.get("/place/place.ru").text


@pytest.mark.parametrize("name", ["entities", "places"])
def test_lists_hold_everything(client: Client, name: str) -> None:
    rows = client.get(f"/api/{name}").json[name]
    assert rows
    table = list(csv.DictReader(io.StringIO(client.get(f"/api/{name}.csv").text)))
    lines = [json.loads(line) for line in client.get(f"/api/{name}.jsonl").text.splitlines()]
    assert [row["id"] for row in table] == [row["id"] for row in lines] == [row["id"] for row in rows]
    assert lines == rows
    assert client.get(f"/api/{name}.xml").status == 404


def test_lists_count_what_pages_count(client: Client) -> None:
    for row in client.get("/api/entities").json["entities"]:
        found = client.get(f"/api/entities/{row['id']}").json
        assert (found["said"]["summary"]["total"], found["about"]["summary"]["total"]) == (row["said"], row["about"])
    for row in client.get("/api/places").json["places"]:
        found = client.get(f"/api/places/{row['id']}").json
        assert (found["itself"], found["about"]["summary"]["total"]) == (row["itself"], row["inside"])


def test_lists_are_narrowed(client: Client) -> None:
    def ids(path: str) -> set[str]:
        rows = client.get(f"/api/{path}").json
        return {row["id"] for row in rows.get("entities", rows.get("places"))}

    assert ids("entities?force=warn") == {UN, LAVROV, RUSSIA}
    assert ids("entities?what=body") == {UN}
    assert ids("entities?what=person") == {LAVROV, SARWI}
    assert ids("entities?q=%D8%B3%D8%B1%D9%88") == {SARWI}
    assert ids("entities?q=serg") == {LAVROV}
    assert ids("places") == {"place.sy", ALEPPO, CITY}
    assert ids(f"places?within={ALEPPO}") == {CITY}
    assert ids("places?class=governorate") == {ALEPPO}
    assert ids("places?force=warn") == {"place.sy", ALEPPO, CITY}
    assert ids("places?since=2020") == set()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/entity/nobody", 404),
        ("/entity/p.nobody-here", 404),
        ("/entity/e.ffffffffffff", 404),
        ("/place/place.nowhere", 404),
        ("/place/sy", 404),
        ("/entities?what=stone", 400),
        ("/places?class=stone", 400),
        ("/places?within=sy", 400),
        ("/search?person_as=both", 400),
        ("/api/names?q=aa&sort=stone", 400),
        ("/search?person=%27%3B%20DROP%20TABLE%20x", 200),
        ("/search?place=place.*", 200),
        ("/entities?q=%22%2A-", 200),
        (f"/search?place={'(' * 1500}", 200),
    ],
)
def test_nonsense_is_told(client: Client, path: str, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status == status
    assert path not in answer.text


def test_names_are_suggested_by_sort(client: Client) -> None:
    def suggested(query: str) -> list[tuple[str, str]]:
        return [(s["kind"], s["id"] or s["name"]) for s in client.get(f"/api/names?{query}").json["suggestions"]]

    assert ("person", LAVROV) in suggested(f"q={quote('لافر')}")
    assert ("person", LAVROV) in suggested(f"q={quote('سيرغي لا')}")
    assert ("person", LAVROV) in suggested("q=lavr")
    assert ("person", SARWI) in suggested(f"q={quote('كنعان')}")
    assert ("place", CITY) in suggested(f"q={quote('حلب')}")
    assert suggested(f"q={quote('حلب')}&sort=entity") == []
    assert {kind for kind, _ in suggested(f"q={quote('ال')}&sort=name")} <= {"name"}
    assert suggested(f"q={quote('ل')}") == []
    # Nobody of whom the ledger says nothing.
    assert ("person", "p.angela-merkel") not in suggested("q=merkel")


def test_fields_of_the_search_show_whom_they_mean(client: Client) -> None:
    answer = client.get(f"/search?person={LAVROV}&place={CITY}")
    assert f'value="سيرغي لافروف ({LAVROV})"' in answer.text
    assert f'value="حلب ({CITY})"' in answer.text
    by_form = client.get(f"/search?person={quote(f'سيرغي لافروف ({LAVROV})')}&place={quote(f'حلب ({CITY})')}")
    shown = [re.findall(r'href="/statement/(\w+)"', page.text) for page in (answer, by_form)]
    assert shown[0] == shown[1] and shown[0]


def test_a_side_that_a_term_is_of_is_said_in_arabic_too() -> None:
    knowledge = load_knowledge()
    sides = {
        label.side
        for section in ("states", "bodies", "persons")
        for entry in getattr(knowledge, section).values()
        for label in entry.labels
    }
    assert sides == set(read_yaml("sides"))
