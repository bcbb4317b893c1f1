"""The description of the API is true, and lists are whole."""

import csv
import io
import json
import re
from html import unescape
from urllib.parse import quote

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


def test_every_list_can_be_saved(client: Client, path: str) -> None:
    with Ledger(path) as ledger:
        statement = next(ledger.statements(WATER.report.id))
        ledger.correct(statement.id, {"verdict": "right"}, author="هند")
        parts = {"cue": [0, 4], "content": [5, 9], "kind": "person", "force": "deny", "quote": "direct"}
        ledger.add_statement(WATER.report.id, parts, author="هند")
        ledger.names.link(statement.attribution.speaker or "", WATER.report.id, None, author="هند")
    speaker, outlet = quote(statement.attribution.speaker or "", safe=""), quote(WATER.report.outlet or "", safe="")
    report = f"/report/{WATER.report.id}"
    pages = {
        "/": ["counts"],
        "/search?force=assert": ["counts", "search"],
        "/reports": ["reports"],
        "/speakers": ["speakers"],
        "/outlets": ["outlets"],
        "/corrections": ["corrections"],
        "/additions": ["additions"],
        "/judgements": ["judgements"],
        f"/speaker/{speaker}": ["counts", "search"],
        f"/outlet/{outlet}": ["counts", "search", "verbs"],
        report: ["statements"],
        f"{report}/names": ["names"],
    }
    for page, names in pages.items():
        links = [unescape(link) for link in re.findall(r'href="(/api/[^"]*)" download', client.get(page).text)]
        for ending in ("csv", "jsonl"):
            some = [link for link in links if f".{ending}" in link]
            assert sorted(link.partition(f".{ending}")[0].rpartition("/")[2] for link in some) == names, page
            for link in some:
                answer = client.get(link)
                assert answer.status == 200 and "attachment" in answer.headers["content-disposition"], link
                lines = answer.text.splitlines()
                assert len(lines) >= (2 if ending == "csv" else 1), link
                if ending == "csv":
                    assert lines[0].split(",")[0] in {"id", "name", "by", "speaker"}, link
                else:
                    assert all(isinstance(json.loads(line), dict) for line in lines), link


def test_reports_to_save_are_those_that_fit(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/api/reports.csv?force=deny").text)))
    assert [(row["id"], row["outlet"], row["statements"]) for row in rows] == [
        (BREAD.report.id, BREAD.report.outlet, "1")
    ]
    lines = [json.loads(line) for line in client.get("/api/reports.jsonl").text.splitlines()]
    assert [line["id"] for line in lines] == [r["id"] for r in client.get("/api/reports").json["reports"]]


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
