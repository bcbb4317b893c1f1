"""Whom and what statements concern: filled with a report, added to by links, the same for an older ledger."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from musnad.ledger import Ledger, NewLink
from musnad.ledger.links import FoundEntity
from musnad.model import Analysis, Area, Block, Candidate, Mention, MusnadError, PlaceMention, Span

from .samples import Said, analysis, make_older

LAVROV, TURKEY, SARWI = "p.sergey-lavrov", "s.turkey", "e.0123456789ab"
ALEPPO, CITY = "place.sy.aleppo", "place.sy.aleppo.aleppo"
BEFORE = 8


def spot(text: str, words: str, place: str | None, stands_for: Any = "place", area: Area | None = None) -> PlaceMention:
    """*words* of *text* read as a place."""
    start = text.index(words)
    span = Span(start, start + len(words))
    return PlaceMention(span, span, place, (), stands_for, area, 36.2, 37.1, 8.0, None)


def named(text: str, words: str, entity: str | None, *candidates: Candidate, kind: Any = "person") -> Mention:
    """*words* of *text* read as a name."""
    start = text.index(words)
    known = candidates or ((Candidate(entity, 1.0),) if entity else ())
    return Mention(Span(start, start + len(words)), kind, words, entity, known)


def made() -> Analysis:
    """Two statements, one in the other; places in a byline, beside a cue, in contents; names known, open and new."""
    report = analysis(
        "حلب - وكالة الواحة",
        Said("السروي", Said("سيرغي لافروف", "القصف على ريف حلب الشرقي توقف وأنقرة رحبت", "أكد"), "قال في بيروت"),
        "انتهى الخبر عند مفرق دمشق",
    )
    text = report.report.text
    outer, inner = report.attributions
    area = Area("countryside", (ALEPPO,), "e", 36.2, 38.0, 52.2)
    return replace(
        report,
        blocks=(Block(Span(0, 20), "byline", 0), Block(Span(20, len(text)), "body", 0)),
        attributions=(outer, replace(inner, entity=LAVROV)),
        mentions=(
            named(text, "السروي", None),
            named(text, "سيرغي لافروف", LAVROV),
            named(text, "أنقرة", TURKEY, kind="state"),
            named(text, "القصف", None, Candidate("p.a", 0.6), Candidate("p.b", 0.4)),
        ),
        places=(
            spot(text, "حلب", CITY),
            spot(text, "بيروت", "place.lb.beirut.beirut"),
            spot(text, "ريف حلب الشرقي", ALEPPO, area=area),
            spot(text, "أنقرة", "place.tr.ankara", "government"),
            spot(text, "الخبر", None),
            spot(text, "دمشق", "place.sy.damascus"),
        ),
    )


def link(ledger: Ledger, report: Analysis, found: FoundEntity | None, *candidates: Candidate) -> None:
    if found is not None:
        with ledger.transaction():
            ledger.link_store.add_found(found)
    ledger.add_links(report.report.id, [NewLink(0, "السروي", found, (), candidates)])


KANAAN = FoundEntity(SARWI, "person", "كنعان السروي", ("كنعان", "السروي"), "x", "سروي", ())


def entities(ledger: Ledger) -> set[tuple[int, str, str, float | None]]:
    """(number of the statement, id, role, score)."""
    sql = """SELECT s.number, e.id, c.role, c.score FROM statement_entities c JOIN entities e ON e.row = c.entity
        JOIN statements s ON s.row = c.statement"""
    found = list(ledger.database.rows(sql))
    assert len(set(found)) == len(found)
    return set(found)


def places(ledger: Ledger) -> set[tuple[int, str, bool, str]]:
    """(number of the statement, id, whether it is an area, role)."""
    sql = """SELECT s.number, t.place, t.area <> '', c.role FROM statement_places c JOIN spots t ON t.row = c.spot
        JOIN statements s ON s.row = c.statement"""
    return {(number, place, bool(area), role) for number, place, area, role in ledger.database.rows(sql)}


def test_what_was_read_is_there_with_the_report(empty: Ledger) -> None:
    assert empty.add(made())
    assert entities(empty) == {
        (2, LAVROV, "said", None),
        (1, LAVROV, "about", None),
        (1, TURKEY, "about", None),
        (2, TURKEY, "about", None),
        (1, "p.a", "maybe", 0.6),
        (2, "p.a", "maybe", 0.6),
        (1, "p.b", "maybe", 0.4),
        (2, "p.b", "maybe", 0.4),
    }
    assert places(empty) == {
        (1, ALEPPO, True, "about"),
        (2, ALEPPO, True, "about"),
        (1, "place.lb.beirut.beirut", False, "at"),
        (1, CITY, False, "dateline"),
        (2, CITY, False, "dateline"),
    }


def test_links_add_whom_they_found(empty: Ledger) -> None:
    empty.add(made())
    before = entities(empty)
    link(empty, made(), KANAAN, Candidate(SARWI, 1.0))
    assert entities(empty) - before == {(1, SARWI, "said", None)}


def test_links_that_stay_open_are_maybes(empty: Ledger) -> None:
    empty.add(made())
    before = entities(empty)
    link(empty, made(), None, Candidate(SARWI, 0.5), Candidate("e.ba9876543210", 0.5))
    assert entities(empty) - before == {(1, SARWI, "maybe", 0.5), (1, "e.ba9876543210", "maybe", 0.5)}


def test_an_older_ledger_is_filled_once(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(made())
        link(ledger, made(), KANAAN, Candidate(SARWI, 1.0))
        wanted = entities(ledger), places(ledger)
    make_older(path, BEFORE)
    with Ledger(path) as ledger:
        assert (entities(ledger), places(ledger)) == wanted
    with Ledger(path) as ledger:
        assert (entities(ledger), places(ledger)) == wanted


@pytest.mark.parametrize("table", ["entities", "statement_entities", "spots", "statement_places"])
def test_it_only_grows(empty: Ledger, table: str) -> None:
    empty.add(made())
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET row = row + 1000"):
        with pytest.raises(MusnadError, match="only appends"), empty.transaction():
            empty.database.write(sql, [()])


def test_names_that_span_stretches_are_found(empty: Ledger) -> None:
    words = "الماء وصل إلى الحي " * 300
    report = analysis(Said("اللجنة", words + "كما طلب سيرغي لافروف"))
    empty.add(replace(report, mentions=(named(report.report.text, "سيرغي لافروف", LAVROV),)))
    assert entities(empty) == {(1, LAVROV, "about", None)}
