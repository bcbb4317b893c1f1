"""What people have corrected, in every format that tells it."""

import csv
import json
from pathlib import Path

from ledger.samples import WATER

from musnad.export import export
from musnad.ledger import Ledger


def test_the_gold_format(ledger: Ledger, out: Path) -> None:
    statements = list(ledger.statements(WATER.report.id))
    nested = next(s for s in statements if s.attribution.parent)
    outer = nested.chain[-2]
    ledger.correct(outer.id, {"verdict": "wrong"}, author="هند")
    ledger.correct(nested.id, {"force": "warn", "content": [0, 5]}, author="هند")
    export(ledger, "corrected", out)
    (file,) = out.iterdir()
    gold = json.loads(file.read_text("utf-8"))
    assert gold["sha256"] == WATER.report.sha256
    assert gold["wrong"] == [outer.number]
    assert gold["judged"] == sorted([outer.number, nested.attribution.id])
    numbers = {a["id"]: a for a in gold["attributions"]}
    assert len(numbers) == len(statements) - 1
    assert numbers[nested.attribution.id]["force"] == "warn"
    assert numbers[nested.attribution.id]["content"] == [0, 5]
    assert numbers[nested.attribution.id]["parent"] != outer.number


def test_both_readings_travel_together(ledger: Ledger, out: Path) -> None:
    statement = next(ledger.statements(WATER.report.id))
    (one,) = ledger.correct(statement.id, {"force": "warn"}, author="=هند", note="لأن")
    ledger.undo(one.id, author="كريم")
    export(ledger, "jsonl", out)
    lines = [json.loads(line) for line in (out / "statements.jsonl").read_text("utf-8").splitlines()]
    (record,) = [line for line in lines if "corrections" in line]
    assert record["force"] == statement.attribution.force
    assert [(c["field"], c["value"], c["stands"]) for c in record["corrections"]] == [
        ("force", "warn", False),
        ("undo", None, True),
    ]
    export(ledger, "csv", out)
    with (out / "corrections.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["field"], row["author"], row["stands"]) for row in rows] == [
        ("force", "'=هند", "no"),
        ("undo", "كريم", "yes"),
    ]


def test_what_people_added_is_gold_too(ledger: Ledger, out: Path) -> None:
    statements = list(ledger.statements(WATER.report.id))
    outer = next(s for s in statements if s.attribution.parent).chain[-2]
    ledger.correct(outer.id, {"verdict": "wrong"}, author="هند")
    parts = {"cue": [0, 4], "content": [10, 20], "kind": "person", "force": "deny", "quote": "indirect"}
    one = ledger.add_statement(WATER.report.id, parts | {"parent": outer.number, "speaker": "=سائق"}, author="هند")
    gone = ledger.add_statement(WATER.report.id, parts | {"content": [10, 21]}, author="هند")
    ledger.undo_addition(gone.id, author="هند")
    export(ledger, "corrected", out)
    gold = json.loads((out / "water.json").read_text("utf-8"))
    number = len(statements) + 1
    assert gold["added"] == [number] and number in gold["judged"]
    last = gold["attributions"][-1]
    assert (last["id"], last["cue"], last["parent"], last["speaker"]) == (number, [0, 4], None, "=سائق")
    export(ledger, "jsonl", out)
    lines = [json.loads(line) for line in (out / "statements.jsonl").read_text("utf-8").splitlines()]
    added = [line for line in lines if line["type"] == "addition"]
    assert [(a["id"], a["stands"]) for a in added][:2] == [(one.id, True), (gone.id, False)]
    assert added[0]["cue"]["text"] == WATER.report.text[:4] and added[2]["undoes"] == gone.id
    export(ledger, "csv", out)
    with (out / "additions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["speaker"], row["content"], row["undoes"]) for row in rows] == [
        ("'=سائق", WATER.report.text[10:20], ""),
        ("", WATER.report.text[10:21], ""),
        ("", "", gone.id),
    ]


def test_judgements_of_names_travel_too(ledger: Ledger, out: Path) -> None:
    speaker = WATER.attributions[0].speaker or ""
    judgement = ledger.names.link(speaker, WATER.report.id, "s.russia", author="هند", note="=1")
    export(ledger, "jsonl", out)
    lines = [json.loads(line) for line in (out / "statements.jsonl").read_text("utf-8").splitlines()]
    assert [(line["entity"], line["read_as"]) for line in lines if "read_as" in line] == [("s.russia", None)]
    (record,) = [json.loads(line) for line in (out / "judgements.jsonl").read_text("utf-8").splitlines()]
    assert (record["id"], record["kind"], record["subject"], record["object"]) == (
        judgement.id,
        "link",
        speaker,
        "s.russia",
    )
    export(ledger, "csv", out)
    with (out / "judgements.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [(row["object"], row["note"], row["stands"]) for row in csv.DictReader(file)] == [
            ("s.russia", "'=1", "yes")
        ]
