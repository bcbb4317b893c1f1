"""Whom a name of a report means, as a person says: above all that was read, and taken back like every judgement."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from musnad.ledger import Conflict, Ledger
from musnad.model import Mention, MusnadError, Span

from .test_entities import LAVROV, NAMESAKE, SHORT, TITLE, by, contents

MERKEL = "p.angela-merkel"


@pytest.fixture
def filled(empty: Ledger) -> Ledger:
    empty.add_many([TITLE, SHORT, NAMESAKE])
    return empty


def entity(ledger: Ledger, report: str) -> str | None:
    (statement,) = ledger.statements(report)
    return statement.entity


def test_a_name_of_which_nothing_was_known(filled: Ledger) -> None:
    link = filled.names.link("لافروف", NAMESAKE.report.id, LAVROV, author="هند", note="من الصورة")
    (statement,) = filled.statements(NAMESAKE.report.id)
    assert (statement.entity, statement.read_as, statement.chain[0].entity) == (LAVROV, None, LAVROV)
    assert len(contents(filled, LAVROV)) == 3
    assert [m.entity for m in filled.meant(NAMESAKE.report.id)] == [LAVROV]
    assert [m.entity for m in filled.mentions(NAMESAKE.report.id)] == [None]
    assert [(e.id, e.statements, e.mentions) for e in filled.entities()] == [(LAVROV, 3, 3)]
    assert dict(filled.entity(LAVROV).names) == {"وزير الخارجية الروسي": 2, "لافروف": 4}
    filled.names.undo(link.id, author="كريم")
    assert entity(filled, NAMESAKE.report.id) is None
    assert len(contents(filled, LAVROV)) == 2


def test_another_one_in_this_report_only(filled: Ledger) -> None:
    filled.names.link("لافروف", SHORT.report.id, MERKEL, author="هند")
    assert (entity(filled, SHORT.report.id), entity(filled, NAMESAKE.report.id)) == (MERKEL, None)
    assert contents(filled, MERKEL) == ["الوفد باق في المدينة"]
    assert contents(filled, LAVROV) == ["المحادثات مستمرة"]
    # It stands above what is judged of whom it was read as, and goes along with whom it means.
    filled.names.split(LAVROV, name="لافروف", author="كريم")
    assert entity(filled, SHORT.report.id) == MERKEL
    filled.names.merge(MERKEL, "p.vladimir-putin", author="كريم")
    assert entity(filled, SHORT.report.id) == "p.vladimir-putin"
    assert contents(filled, "p.vladimir-putin") == ["الوفد باق في المدينة"]


def test_nobody_of_these_and_somebody_else(filled: Ledger) -> None:
    filled.names.link("لافروف", SHORT.report.id, None, author="هند")
    assert entity(filled, SHORT.report.id) is None
    assert contents(filled, LAVROV) == ["المحادثات مستمرة"]
    link = filled.names.link("لافروف", SHORT.report.id, "new", author="هند")
    assert link.object and link.object.startswith("e.")
    assert entity(filled, SHORT.report.id) == link.object
    assert filled.called(link.object) == ("لافروف", None, "person")
    assert filled.entity(link.object).names == (("لافروف", 2),)


def test_who_is_named_in_what_others_say(empty: Ledger) -> None:
    made = by("كنعان السروي", None, "لقاء سيرغي كان مثمرا", date(2016, 5, 1))
    start = made.report.text.index("سيرغي")
    made = replace(made, mentions=(Mention(Span(start, start + 5), "person", "سيرغي"),))
    empty.add(made)
    assert not list(empty.about(LAVROV))
    empty.names.link("سيرغي", made.report.id, LAVROV, author="هند")
    assert [s.content for s in empty.about(LAVROV)] == ["لقاء سيرغي كان مثمرا"]


def test_two_people_see_each_other(filled: Ledger) -> None:
    names, report = filled.names, SHORT.report.id
    first = names.link("لافروف", report, MERKEL, author="هند", seen="")
    with pytest.raises(Conflict):
        names.link("لافروف", report, None, author="كريم", seen="")
    undo = names.undo(first.id, author="كريم")
    with pytest.raises(Conflict):
        names.link("لافروف", report, None, author="هند", seen=first.id)
    assert [j.id for j in names.about_name("لافروف", report)] == [first.id, undo.id]
    names.link("لافروف", report, None, author="هند", seen=undo.id)
    with pytest.raises(Conflict):
        names.split(MERKEL, name="لافروف", author="كريم", seen="")
    merge = names.merge(LAVROV, "p.vladimir-putin", author="هند", seen="")
    with pytest.raises(Conflict):
        names.split("p.vladimir-putin", name="لافروف", author="كريم", seen="")
    names.split("p.vladimir-putin", name="لافروف", author="كريم", seen=merge.id)


@pytest.mark.parametrize(
    ("judge", "words"),
    [
        (lambda n: n.link("سيرغي", SHORT.report.id, LAVROV, author="a"), "names nobody «سيرغي»"),
        (lambda n: n.link("", SHORT.report.id, LAVROV, author="a"), "names nobody"),
        (lambda n: n.link("لافروف", "ffff", LAVROV, author="a"), "no report ffff"),
        (lambda n: n.link("لافروف", SHORT.report.id, "p.nobody", author="a"), "Nobody has the id"),
        (lambda n: n.link("لافروف", SHORT.report.id, "x", author="a"), "is no id"),
        (lambda n: n.link("لافروف", SHORT.report.id, LAVROV, author=" "), "needs an author"),
    ],
)
def test_mistakes_are_told_and_change_nothing(filled: Ledger, judge: Callable[[object], object], words: str) -> None:
    with pytest.raises(MusnadError, match=words):
        judge(filled.names)
    assert not filled.names.judgements()
