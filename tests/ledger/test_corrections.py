"""What people say of statements stays beside what the reader said, and can be taken back."""

from typing import Any

import pytest

from musnad.ledger import Conflict, Ledger, corrected, effective
from musnad.model import MusnadError, Span

from .samples import WATER


def first(ledger: Ledger) -> str:
    return next(ledger.statements(WATER.report.id)).id


def standing(ledger: Ledger, id_: str) -> dict[str, Any]:
    return {field: c.value for field, c in effective(ledger.corrections(id_)).items()}


def test_the_readers_word_stays(ledger: Ledger) -> None:
    id_ = first(ledger)
    before = ledger.statement(id_)
    made = ledger.correct(id_, {"force": "deny", "speaker": "أمين المخزن"}, author=" هند ", note="من النص")
    assert [(c.field, c.value, c.author, c.note) for c in made] == [
        ("force", "deny", "هند", "من النص"),
        ("speaker", "أمين المخزن", "هند", "من النص"),
    ]
    assert ledger.statement(id_) == before
    after = corrected(before.attribution, effective(ledger.corrections(id_)))
    assert (after.force, after.speaker, after.cue) == ("deny", "أمين المخزن", before.attribution.cue)


def test_undoing_and_undoing_that(ledger: Ledger) -> None:
    id_ = first(ledger)
    (one,) = ledger.correct(id_, {"force": "deny"}, author="هند")
    (two,) = ledger.correct(id_, {"force": "warn"}, author="كريم")
    assert standing(ledger, id_) == {"force": "warn"}
    undo = ledger.undo(two.id, author="كريم")
    assert standing(ledger, id_) == {"force": "deny"}
    with pytest.raises(Conflict):
        ledger.undo(two.id, author="هند")
    ledger.undo(undo.id, author="كريم")
    assert standing(ledger, id_) == {"force": "warn"}
    assert [c.id for c in ledger.corrections()][:2] == [one.id, two.id]


def test_two_people_see_each_other(ledger: Ledger) -> None:
    id_ = first(ledger)
    (one,) = ledger.correct(id_, {"verdict": "wrong"}, author="هند", seen="")
    with pytest.raises(Conflict):
        ledger.correct(id_, {"verdict": "right"}, author="كريم", seen="")
    ledger.correct(id_, {"verdict": "right"}, author="كريم", seen=one.id)
    assert standing(ledger, id_) == {"verdict": "right"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"colour": "red"},
        {"verdict": "perhaps"},
        {"force": "Deny"},
        {"force": None},
        {"speaker": " "},
        {"speaker": "س" * 301},
        {"content": None},
        {"content": [5, 5]},
        {"content": [0, 10**9]},
        {"cue": [-1, 4]},
        {"cue": "0-4"},
        {"source": [True, 4]},
        {"parent": 99},
        {"parent": 1},
        {"parent": "1"},
    ],
)
def test_nonsense_is_refused_and_nothing_recorded(ledger: Ledger, changes: dict[str, Any]) -> None:
    with pytest.raises(MusnadError):
        ledger.correct(first(ledger), changes, author="هند")
    assert not list(ledger.corrections())


def test_none_is_a_value_where_it_may_be(ledger: Ledger) -> None:
    id_ = first(ledger)
    ledger.correct(id_, {"speaker": None, "source": None, "cue": [0, 3]}, author="هند")
    after = corrected(ledger.statement(id_).attribution, effective(ledger.corrections(id_)))
    assert (after.speaker, after.source, after.cue) == (None, None, Span(0, 3))


def test_corrected_chains_make_no_ring(ledger: Ledger) -> None:
    nested = next(s for s in ledger.statements(WATER.report.id) if s.attribution.parent)
    outer, inner = nested.chain[-2], nested.chain[-1]
    with pytest.raises(MusnadError, match="inside"):
        ledger.correct(outer.id, {"parent": inner.number}, author="هند")
    ledger.correct(inner.id, {"parent": None}, author="هند")
    ledger.correct(outer.id, {"parent": inner.number}, author="هند")
    with pytest.raises(MusnadError, match="inside"):
        ledger.correct(inner.id, {"parent": outer.number}, author="هند")


def test_a_corrected_speaker_is_a_name_of_the_ledger(ledger: Ledger) -> None:
    ledger.correct(first(ledger), {"speaker": "نزيهة الطحان"}, author="هند")
    assert not list(ledger.by_speaker("الطحان"))  # what the reader said is what this tells


@pytest.mark.parametrize("sql", ["UPDATE corrections SET field = 'force'", "DELETE FROM corrections"])
def test_corrections_are_never_changed(ledger: Ledger, sql: str) -> None:
    ledger.correct(first(ledger), {"verdict": "right"}, author="هند")
    with pytest.raises(MusnadError, match="only appends"):
        list(ledger._db.rows(sql))


def test_somebody_says_so(ledger: Ledger) -> None:
    with pytest.raises(MusnadError, match="Say who"):
        ledger.correct(first(ledger), {"verdict": "right"}, author=" ")
