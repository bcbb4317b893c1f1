"""Statements that the reader missed: beside what was read, and taken back like every correction."""

from typing import Any

import pytest

from musnad.ledger import Conflict, Ledger
from musnad.model import MusnadError

from .samples import BREAD, WATER

PARTS: dict[str, Any] = {
    "cue": [0, 4],
    "source": [5, 9],
    "content": [10, 20],
    "parent": 1,
    "speaker": "سائق الشاحنة",
    "kind": "person",
    "force": "assert",
    "quote": "indirect",
}


def test_what_was_read_stays(ledger: Ledger) -> None:
    before = ledger.get(WATER.report.id)
    added = ledger.add_statement(WATER.report.id, PARTS, author=" هند ", note="في السطر الأول")
    assert added.statement and (added.author, added.note, added.stands) == ("هند", "في السطر الأول", True)
    assert (list(added.statement.cue), added.statement.speaker, added.statement.parent) == ([0, 4], "سائق الشاحنة", 1)
    assert ledger.get(WATER.report.id) == before
    assert list(ledger.additions(WATER.report.id)) == [added] == list(ledger.additions())
    assert not list(ledger.additions(BREAD.report.id))


def test_undoing_and_undoing_that(ledger: Ledger) -> None:
    added = ledger.add_statement(WATER.report.id, PARTS, author="هند")
    undo = ledger.undo_addition(added.id, author="كريم")
    assert [each.stands for each in ledger.additions()] == [False, True]
    with pytest.raises(Conflict):
        ledger.undo_addition(added.id, author="هند")
    ledger.undo_addition(undo.id, author="كريم")
    assert [each.stands for each in ledger.additions()] == [True, False, True]
    with pytest.raises(MusnadError, match="no added statement"):
        ledger.undo_addition("f" * 32, author="هند")


def test_nothing_is_added_twice(ledger: Ledger) -> None:
    added = ledger.add_statement(WATER.report.id, PARTS, author="هند")
    with pytest.raises(Conflict, match="هند"):
        ledger.add_statement(WATER.report.id, PARTS | {"force": "deny"}, author="كريم")
    ledger.undo_addition(added.id, author="هند")
    ledger.add_statement(WATER.report.id, PARTS | {"force": "deny"}, author="كريم")
    a = WATER.attributions[0]
    with pytest.raises(MusnadError, match=r"Statement 1 .* already"):
        ledger.add_statement(
            WATER.report.id, PARTS | {"cue": list(a.cue), "content": list(a.content), "parent": None}, author="هند"
        )


@pytest.mark.parametrize(
    "changes",
    [
        {"cue": None},
        {"content": None},
        {"kind": None},
        {"force": "loud"},
        {"cue": [4, 4]},
        {"content": [0, 10**9]},
        {"source": "0-4"},
        {"parent": 99},
        {"parent": True},
        {"speaker": " "},
        {"colour": "red"},
    ],
)
def test_nonsense_is_refused_and_nothing_recorded(ledger: Ledger, changes: dict[str, Any]) -> None:
    with pytest.raises(MusnadError):
        ledger.add_statement(WATER.report.id, PARTS | changes, author="هند")
    with pytest.raises(MusnadError, match="Say who"):
        ledger.add_statement(WATER.report.id, PARTS, author=" ")
    assert not list(ledger.additions())


@pytest.mark.parametrize("sql", ["UPDATE additions SET value = '1'", "DELETE FROM additions"])
def test_additions_are_never_changed(ledger: Ledger, sql: str) -> None:
    ledger.add_statement(WATER.report.id, PARTS, author="هند")
    with pytest.raises(MusnadError, match="only appends"):
        list(ledger._db.rows(sql))
