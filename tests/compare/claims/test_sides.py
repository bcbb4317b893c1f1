"""Exchanging the two sides of the example reports gives the same claims, relations and scores, mirrored."""

from pathlib import Path

import musnad
from musnad.compare.claims import within_report
from musnad.ledger import Ledger
from quality.robustness import swap_sides

REPORTS = sorted((Path(__file__).parents[3] / "examples/reports").glob("*.txt"))

Row = tuple[list[str], list[str], list[tuple[str, str, str]]]


def read(exchange: bool) -> tuple[list[Row], list[tuple[str, str, int | None, int | None]]]:
    ledger = Ledger(":memory:")
    within: list[tuple[str, str, int | None, int | None]] = []
    for path in REPORTS:
        text = path.read_text("utf-8")
        analysis = musnad.analyse(musnad.Report(swap_sides(text) if exchange else text, path.stem, name=path.name))
        ledger.add(analysis)
        within += [(path.name, bond.kind, bond.first, bond.second) for bond in within_report(analysis)]
    rows = []
    for claim in ledger.claims():
        place = {s.id: f"{s.report.name} {s.attribution.id}" for s in claim.statements}
        forces = [s.attribution.force for s in claim.statements]
        relations = [(relation.kind, place[relation.statement], relation.evidence[-1]) for relation in claim.relations]
        rows.append((sorted(place.values()), sorted(forces), sorted(relations)))
    return sorted(rows), within


def test_exchanging_the_sides_mirrors_all() -> None:
    plain, mirrored = read(False), read(True)
    assert plain[0]
    assert mirrored == plain
