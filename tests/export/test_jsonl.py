"""JSON lines: everything, one a line."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from ledger.samples import BREAD, UNDATED, WATER, Said, analysis

from musnad.export import export
from musnad.ledger import Ledger

TEXTS = {a.report.id: a.report.text for a in (WATER, BREAD, UNDATED)}


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(each) for each in (folder / "statements.jsonl").read_text("utf-8").splitlines()]


def test_a_line_for_each_statement_in_order(ledger: Ledger, out: Path) -> None:
    export(ledger, "jsonl", out)
    found = lines(out)
    assert [each["id"] for each in found] == [s.id for r in ledger for s in ledger.statements(r)]
    assert {each["type"] for each in found} == {"statement"}


def test_a_line_tells_everything(ledger: Ledger, out: Path) -> None:
    export(ledger, "jsonl", out)
    _, outer, inner, *_ = lines(out)
    assert inner["report"] == {
        "id": WATER.report.id,
        "name": "water.txt",
        "outlet": "وكالة الواحة",
        "published": "2016-10-07",
        "url": None,
        "title": "عنوان",
        "author": "كاتب",
        "changed": None,
        "language": None,
        "via": None,
        "sha256": WATER.report.sha256,
    }
    assert (inner["number"], inner["parent"], inner["story"]) == (3, outer["id"], 0)
    assert [inner[key] for key in ("speaker", "kind", "force", "quote", "lemma")] == [
        "لجنة السكان",
        "organisation",
        "assert",
        "indirect",
        "أكّد",
    ]
    assert [(link["id"], link["speaker"], link["kind"], link["force"]) for link in inner["chain"]] == [
        (outer["id"], "مصادر محلية", "anonymous", "assert"),
        (inner["id"], "لجنة السكان", "organisation", "assert"),
    ]


def test_spans_give_the_exact_words(ledger: Ledger, out: Path) -> None:
    export(ledger, "jsonl", out, narration=True)
    for each in lines(out):
        text = TEXTS[each["report"]["id"]]
        for stretch in (each["content"], each.get("cue"), each.get("source")):
            if stretch is not None:
                assert text[stretch["start"] : stretch["end"]] == stretch["text"]


def test_a_missing_source_is_null(ledger: Ledger, out: Path) -> None:
    export(ledger, "jsonl", out)
    (added,) = [each for each in lines(out) if each["lemma"] == "أضاف"]
    assert added["source"] is None
    assert added["speaker"] == "اتحاد الخبّازين"


def test_narration_stands_where_it_stands_in_the_text(ledger: Ledger, out: Path) -> None:
    export(ledger, "jsonl", out, narration=True)
    of_bread = [each for each in lines(out) if each["report"]["name"] == "bread.txt"]
    assert [each["type"] for each in of_bread] == ["statement", "statement", "narration"]
    assert of_bread[-1]["content"]["text"] == "تقع المطاحن على أطراف المدينة"


def test_hostile_text_stays_on_its_line_and_comes_back(out: Path) -> None:
    content = 'سطر\nثان\u2028ثالث \x1b[31m \ud800 \x00 «"»'
    told = analysis(Said("وزارة المياه", content), name="caf\udce9.txt")
    told = replace(told, report=replace(told.report, title="\ud83d"))
    with Ledger(":memory:") as ledger:
        ledger.add(told)
        export(ledger, "jsonl", out)
    raw = (out / "statements.jsonl").read_bytes()
    assert raw.count(b"\n") == 1
    (found,) = [json.loads(each) for each in raw.split(b"\n") if each]
    assert found["content"]["text"] == content
    assert found["report"]["name"] == "caf\udce9.txt"
    assert found["report"]["title"] == "\ud83d"
