"""Claims on the shared samples, where they are there: what a round-up tells twice, denials, figures that differ."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import musnad
from musnad.compare.claims import within_report
from musnad.ledger import Ledger
from musnad.model import Analysis, Attribution, Span
from quality import claims
from quality.sets import shared_folder

SHARED = shared_folder()
needs_samples = pytest.mark.skipif(SHARED is None, reason="the samples lie in ../shared, which is not here")

ROUND_UP, STRIKES, TARGETS = "001_f612f0834b487b3d", "004_a97d17372bbccc9e", "003_25bbe2c20849e4e0"
# Gold numbers of the statements that the round-up tells twice.
TWICE = [[45, 503], [48, 502], [57, 507], [58, 508], [59, 509], [60, 510]]


def gold(name: str) -> Analysis:
    """A sample as it was annotated, with the stories that are read."""
    assert SHARED is not None
    record = json.loads((SHARED / f"gold/samples/{name}.json").read_text("utf-8"))
    read = musnad.analyse(musnad.Report((SHARED / f"seeds/{name}.txt").read_bytes().decode("utf-8"), name=name))

    def story(start: int) -> int:
        return next((block.story for block in read.blocks if block.span.start <= start < block.span.end), 0)

    return replace(
        read,
        attributions=tuple(
            Attribution(
                a["id"],
                Span(*a["cue"]),
                Span(*a["source"]) if a["source"] else None,
                Span(*a["content"]),
                a["parent"],
                a["speaker"],
                a["kind"],
                a["force"],
                a["quote"],
                "",
                story(a["content"][0]),
            )
            for a in record["attributions"]
        ),
    )


@needs_samples
def test_what_the_round_up_tells_twice_repeats_and_nothing_else() -> None:
    with Ledger(":memory:") as ledger:
        for name in (ROUND_UP, STRIKES, TARGETS):
            ledger.add(gold(name))
        found = list(ledger.claims())
    repeats = [claim for claim in found if any(relation.kind == "repeats" for relation in claim.relations)]
    assert sorted(sorted(s.attribution.id for s in claim.statements) for claim in repeats) == TWICE
    assert {relation.kind for claim in repeats for relation in claim.relations} == {"repeats"}
    others = [relation.kind for claim in found if claim not in repeats for relation in claim.relations]
    assert sorted(others) == ["denies", "differs in figure"]


@needs_samples
def test_the_denials_and_the_figures_that_differ() -> None:
    strikes, targets = within_report(gold(STRIKES)), within_report(gold(TARGETS))
    assert [(b.kind, b.first, b.second) for b in strikes] == [
        ("differs in figure", 15, 14),
        ("denies", 21, None),
    ]
    assert [(b.kind, b.first, b.second) for b in targets] == [("denies", 10, 8)]


@needs_samples
def test_the_same_from_the_texts_alone() -> None:
    assert SHARED is not None
    texts = {name: (SHARED / f"seeds/{name}.txt").read_bytes().decode("utf-8") for name in (ROUND_UP, STRIKES, TARGETS)}
    read = {name: musnad.analyse(musnad.Report(text, name=name)) for name, text in texts.items()}
    with Ledger(":memory:") as ledger:
        ledger.add_many(read.values())
        round_up = [claim for claim in ledger.claims() if claim.statements[0].report.name == ROUND_UP]
    assert [[relation.kind for relation in claim.relations] for claim in round_up] == [["repeats"]] * len(TWICE)
    assert within_report(read[ROUND_UP]) == []
    figures, hospitals = within_report(read[STRIKES])
    assert (figures.kind, figures.evidence.partition(";")[0]) == ("differs in figure", "400 for 900 شخص")
    assert (hospitals.kind, hospitals.second) == ("denies", None)
    (staff,) = within_report(read[TARGETS])
    assert staff.kind == "denies"
    assert staff.denial is not None or staff.first is not None


def test_the_pairs_are_whole() -> None:
    found = claims.pairs()
    assert len(found) == 220
    assert {verdict for *_, verdict in found} == {0, 1}
    assert claims.precision_recall([1.0, 0.0, 1.0], [1, 1, 0]) == (0.5, 0.5)


def test_missing_articles_end_with_a_word(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(claims, "shared_folder", lambda: None)
    assert claims.main() == 2
