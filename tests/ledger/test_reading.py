"""Readers: reports, statements, chains, speakers, counts."""

from dataclasses import replace
from datetime import date

import pytest

from musnad.ledger import Ledger, Link
from musnad.model import MusnadError

from .samples import BREAD, UNDATED, WATER, Said, analysis, many


def test_iteration_follows_the_order_of_adding(ledger: Ledger) -> None:
    ids = [a.report.id for a in (WATER, BREAD, UNDATED)]
    assert list(ledger) == ids
    assert [entry.id for entry in ledger.reports()] == ids
    assert len(ledger) == 3


def test_one_may_add_while_iterating(empty: Ledger) -> None:
    empty.add_many(many(1200))
    seen = 0
    for n, _ in enumerate(empty):
        seen += 1
        if n == 600:
            empty.add(WATER)
    assert seen == 1201


def test_contains(ledger: Ledger) -> None:
    assert WATER.report.id in ledger
    assert "0" * 32 not in ledger
    assert 7 not in ledger
    assert "\ud800" not in ledger


def test_an_empty_ledger_is_true(empty: Ledger) -> None:
    assert empty
    assert list(empty) == []
    assert list(empty.reports()) == []
    assert list(empty.search()) == []


def test_entries_tell_what_is_known(ledger: Ledger) -> None:
    entry = ledger.entry(BREAD.report.id)
    assert entry.outlet == "صحيفة الميناء"
    assert entry.published == date(2017, 1, 2)
    assert (entry.name, entry.url, entry.title) == ("bread.txt", None, "عنوان")
    assert entry.sha256 == BREAD.report.sha256
    assert entry.added.endswith("+00:00")


def test_find_report(ledger: Ledger) -> None:
    id_ = WATER.report.id
    for name in (id_, "water.txt", "water", id_[:4], id_[:31]):
        assert ledger.find_report(name) == [id_]
    for name in ("", "wat", "water.", "water.tx", id_[:3], id_.upper(), "ffff" * 8, "%", "\ud800", "\0"):
        assert ledger.find_report(name) == []


def test_find_report_gives_all_of_a_name(ledger: Ledger) -> None:
    again = replace(WATER, report=replace(WATER.report, outlet="صحيفة الميناء"))
    ledger.add(again)
    assert ledger.find_report("water") == [WATER.report.id, again.report.id]


def test_find_report_by_a_name_in_foreign_bytes(ledger: Ledger) -> None:
    odd = replace(WATER, report=replace(WATER.report, outlet="أخرى", name="caf\udce9.txt"))
    ledger.add(odd)
    assert ledger.find_report("caf\udce9") == ledger.find_report("caf\udce9.txt") == [odd.report.id]


def test_statements_carry_words_and_chain(ledger: Ledger) -> None:
    tank, sources, committee = ledger.statements(WATER.report.id)
    assert (tank.cue, tank.source, tank.content) == ("قالت", "وزارة المياه", "الخزان الكيماوي في البلدة آمن")
    assert tank.chain == (Link(tank.id, 1, "قالت", "وزارة المياه", "وزارة المياه", "organisation", "assert"),)
    assert [link.speaker for link in committee.chain] == ["مصادر محلية", "لجنة السكان"]
    assert committee.attribution.parent == sources.attribution.id
    assert committee.report.outlet == "وكالة الواحة"


def test_statement_and_chain_by_id(ledger: Ledger) -> None:
    *_, outer, inner = ledger.statements(WATER.report.id)
    assert ledger.statement(inner.id) == inner
    assert ledger.chain(inner.id) == (outer, inner)
    assert ledger.chain(outer.id) == (outer,)
    assert ledger.find_statement(inner.id[:8]) == [inner.id]
    assert ledger.find_statement("x") == []


def test_unknown_ids_are_named(ledger: Ledger) -> None:
    for read in (ledger.get, ledger.entry, ledger.statement, ledger.chain, ledger.statements):
        for id_ in ("beef", "", "\ud800"):
            with pytest.raises(MusnadError, match="holds no"):
                read(id_)


@pytest.mark.parametrize(
    "name",
    ["اتحاد الخبازين", "اتحاد الخبّازين", "الخبازين", "خبازين", "إتحاد", "الخبازين اتحاد", "«اتحاد»"],
)
def test_by_speaker_in_any_spelling(ledger: Ledger, name: str) -> None:
    assert [s.cue for s in ledger.by_speaker(name)] == ["نفى", "وأضاف"]


@pytest.mark.parametrize("name", ["", "!", "اتحاد المياه", "اتحا", "تحاد", "خباز", "'", "\ud800", '"'])
def test_by_speaker_does_not_guess(ledger: Ledger, name: str) -> None:
    assert list(ledger.by_speaker(name)) == []


def test_by_speaker_is_in_order_of_time(ledger: Ledger) -> None:
    undated = analysis(Said("وزارة المياه", "السد ممتلئ"), published=None)
    early = analysis(Said("وزارة المياه", "السد فارغ"), published=date(2015, 1, 1))
    ledger.add_many([undated, early])
    assert [s.report.published for s in ledger.by_speaker("وزارة المياه")] == [
        date(2015, 1, 1),
        date(2016, 10, 7),
        None,
    ]


def test_counts(ledger: Ledger) -> None:
    ledger.mark("a")
    counts = ledger.counts()
    assert (counts.reports, counts.statements, counts.nested, counts.narration) == (3, 6, 1, 2)
    assert (counts.speakers, counts.sources) == (6, 1)
    assert dict(counts.outlets) == {"وكالة الواحة": 1, "صحيفة الميناء": 1, None: 1}
    assert counts.kinds == (("organisation", 5), ("anonymous", 1))
    assert counts.forces == (("assert", 4), ("deny", 1), ("predict", 1))
