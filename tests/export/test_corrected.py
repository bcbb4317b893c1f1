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
