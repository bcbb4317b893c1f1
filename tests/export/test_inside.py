"""What a statement speaks of, in JSON lines and in cells."""

import csv
import json
from datetime import date
from pathlib import Path

from musnad import Report, analyse
from musnad.export import export
from musnad.export.inside import inside_record
from musnad.ledger import Ledger
from musnad.model import Analysis, Candidate, Mention, Span

TEXT = "قالت وزارة الصحة إن ثلاثة مدنيين قتلوا وأصيب نحو 15 آخرين بينهم طفلان في ريف حلب الشرقي يوم الجمعة."


def told() -> Analysis:
    read = analyse(Report(TEXT, "وكالة الواحة", date(2031, 3, 5), name="losses.txt"))
    at = TEXT.index("مدنيين")
    mention = Mention(Span(at, at + 6), "body", "مدنيين", "b.nobody", (Candidate("b.nobody", 1.0),))
    return Analysis(
        read.report, read.blocks, read.attributions, read.narration, (mention,), read.times, read.figures, read.places
    )


def test_json_lines(out: Path) -> None:
    with Ledger(":memory:") as ledger:
        ledger.add(told())
        export(ledger, "jsonl", out)
    (record,) = map(json.loads, (out / "statements.jsonl").read_text("utf-8").splitlines())
    for layer in ("times", "figures", "places", "mentions"):
        assert record[layer]
        for each in record[layer]:
            assert TEXT[each["start"] : each["end"]] == each["text"]
    (time,) = record["times"]
    assert (time["value"], time["low"], time["high"]) == ("2031-02-28",) * 3
    killed, wounded, children = record["figures"]
    assert (killed["counted"], killed["status"], killed["low"], killed["high"]) == ("civilians", "killed", 3, 3)
    assert children["part_of"] == [wounded["start"], wounded["end"]]
    (place,) = record["places"]
    assert (place["place"], place["area"]["direction"]) == ("place.sy.aleppo", "e")
    assert {figure["place"] for figure in record["figures"]} == {"place.sy.aleppo"}
    assert {figure["time"] for figure in record["figures"]} == {"2031-02-28"}
    assert killed["place_at"] == [place["start"], place["end"]]
    assert record["mentions"][0]["entity"] == "b.nobody"


def test_cells(out: Path) -> None:
    with Ledger(":memory:") as ledger:
        ledger.add(told())
        export(ledger, "csv", out)
    with (out / "statements.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["times"] == "2031-02-28"
    assert row["figures"] == "civilians/killed=3; people/wounded=15; children/wounded=2"
    assert (row["places"], row["mentions"]) == ("place.sy.aleppo", "b.nobody")


def test_each_figure_has_its_own_place_and_time() -> None:
    text = (
        "قالت وزارة الصحة إن ثلاثة مدنيين قتلوا في دمشق يوم 2031-03-01 وأصيب 15 آخرون في حلب يوم 2031-03-02،"
        " ونزحت 40 عائلة."
    )
    read = analyse(Report(text, "وكالة الواحة", date(2031, 3, 5), name="two.txt"))
    with Ledger(":memory:") as ledger:
        ledger.add(read)
        (inside,) = ledger.inside(read).values()
    figures = inside_record(read, inside)["figures"]
    places = [figure["place"].split(".")[2] for figure in figures]
    assert places == ["damascus", "aleppo", "aleppo"]
    assert [figure["time"] for figure in figures] == ["2031-03-01", "2031-03-02", "2031-03-02"]


def test_a_figure_of_which_no_place_and_time_are_told() -> None:
    read = analyse(Report("قالت وزارة الصحة إن ثلاثة مدنيين قتلوا.", "وكالة الواحة", date(2031, 3, 5), name="no.txt"))
    with Ledger(":memory:") as ledger:
        ledger.add(read)
        (inside,) = ledger.inside(read).values()
    (figure,) = inside_record(read, inside)["figures"]
    assert (figure["place"], figure["place_at"], figure["time"], figure["time_at"]) == (None,) * 4
