"""The description of the API is true, and lists are whole."""

import csv
import io
import json
import re

from ledger.samples import BREAD, UNDATED, WATER

from musnad.ledger import Ledger
from musnad.web.citations import citations
from musnad.web.routes import API

from .client import Client


def test_what_is_described_is_there(client: Client, path: str) -> None:
    described = client.get("/api/openapi.json").json
    assert described["openapi"].startswith("3.1")
    assert sum(len(methods) for methods in described["paths"].values()) == len(API)
    with Ledger(path, readonly=True) as ledger:
        statement = next(ledger.statements(WATER.report.id))
    for at, methods in described["paths"].items():
        for parameter in re.findall(r"{(\w+)}", at):
            assert any(p["name"] == parameter and p["in"] == "path" for p in next(iter(methods.values()))["parameters"])
        if "get" not in methods:
            continue
        ids = {"reports": WATER.report.id, "entities": "p.sergey-lavrov", "places": "place.sy"}
        id_ = ids.get(at.split("/")[2], statement.id)
        name = WATER.report.outlet if "outlets" in at else statement.attribution.speaker
        filled = at.replace("{id}", id_).replace("{name}", name or "").replace("{ending}", "csv")
        assert client.get(filled).status == 200, filled


def test_lists_hold_everything(client: Client, path: str) -> None:
    with Ledger(path, readonly=True) as ledger:
        wanted = [hit.statement.id for hit in ledger.search() if hit.statement]
    table = list(csv.DictReader(io.StringIO(client.get("/api/search.csv").text)))
    assert [row["id"] for row in table] == wanted
    lines = client.get("/api/search.jsonl").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == wanted
    assert client.get("/api/search.xml").status == 404
    assert client.get("/api/search.csv?force=loud").status == 400
    for name in ("speakers", "outlets"):
        rows = list(csv.DictReader(io.StringIO(client.get(f"/api/{name}.csv").text)))
        assert [[r["name"], int(r["statements"])] for r in rows] == [
            [r["label"], r["count"]] for r in client.get(f"/api/{name}").json[name]
        ]


def test_a_report_is_whole(client: Client) -> None:
    for analysis in (WATER, BREAD, UNDATED):
        found = client.get(f"/api/reports/{analysis.report.id}").json
        assert found["text"] == analysis.report.text
        assert len(found["statements"]) == len(analysis.attributions)


def test_pages_of_a_size(client: Client) -> None:
    assert len(client.get("/api/search?size=1").json["statements"]) == 1
    for size in ("0", "201", "-1", "x", "٣"):
        assert client.get(f"/api/search?size={size}").status == 400
    first = client.get("/api/reports?size=1").json
    second = client.get("/api/reports?size=1&page=1").json
    assert first["total"] == second["total"] == 3
    assert first["reports"][0]["id"] != second["reports"][0]["id"]


def test_citations(path: str) -> None:
    with Ledger(path, readonly=True) as ledger:
        nested = next(s for s in ledger.statements(WATER.report.id) if s.attribution.parent)
    made = citations(nested)
    names = [nested.report.outlet, *(link.speaker for link in nested.chain)]
    for key in ("ar", "en"):
        assert [made[key].index(name or "") for name in names] == sorted(made[key].index(name or "") for name in names)
        assert nested.content in made[key]
    assert made["bibtex"].startswith(f"@misc{{musnad-{nested.id[:12]},")
    assert made["bibtex"].count("{") == made["bibtex"].count("}")
