"""Dispatches in a ledger: found as reports come in, kept, read again."""

import sys
from collections.abc import Iterable
from pathlib import Path

import apsw
import pytest

from musnad.compare.dispatch import Grouper, catch_up
from musnad.compare.dispatch import match as matching
from musnad.ledger import Ledger, schema
from musnad.model import Analysis, MusnadError, Report

from .texts import BREAD, EDITED, EXTENDED, FLOOD, HARBOUR, OTHER_DISPATCH, SHORTENED, report

FIRST = report(f"عين الدلب - رويترز: {FLOOD}", "صحيفة المرفأ", "2031-03-06")
COPY = report(FLOOD, "وكالة الميناء", "2031-03-05")
SHORT = report(SHORTENED, "وكالة الواحة", "2031-03-07")
LONG = report(EXTENDED, "صحيفة المرفأ", "2031-03-08")
CHANGED = report(EDITED, "صحيفة الوادي", None)
OTHERS = [report(BREAD, "أ", "2031-03-20"), report(OTHER_DISPATCH, "ب"), report(BREAD, "ج", "2031-03-21")]


def put(ledger: Ledger, *reports: Report) -> None:
    ledger.add_many(Analysis(each, (), (), ()) for each in reports)


@pytest.fixture
def ledger() -> Iterable[Ledger]:
    with Ledger(":memory:") as opened:
        yield opened


def test_dispatches_are_listed_newest_first(ledger: Ledger) -> None:
    put(ledger, FIRST, COPY, SHORT, LONG, CHANGED, *OTHERS)
    assert not list(ledger.dispatches())
    assert ledger.dispatch_of(FIRST.id) is None
    assert catch_up(ledger) == 8
    assert catch_up(ledger) == 0
    bread, flood = ledger.dispatches()
    assert [m.report.outlet for m in bread.members] == ["أ", "ج"]
    assert flood.first.report.id == COPY.id
    assert [(m.report.id, m.version) for m in flood.members] == [
        (COPY.id, "copy"),
        (FIRST.id, "first"),
        (SHORT.id, "shortened"),
        (LONG.id, "extended"),
        (CHANGED.id, "edited"),
    ]
    assert flood.agency == "b.reuters"
    assert flood.outlets == ("وكالة الميناء", "صحيفة المرفأ", "وكالة الواحة", "صحيفة الوادي")
    assert flood.members[0].nearest == FIRST.id
    assert ledger.dispatch_of(SHORT.id) == flood
    alone = ledger.dispatch_of(OTHERS[1].id)
    assert alone is not None
    assert len(alone.members) == 1


def test_filters(ledger: Ledger) -> None:
    put(ledger, FIRST, COPY, SHORT, *OTHERS)
    catch_up(ledger)

    def found(**asked: object) -> list[str | None]:
        return [d.first.report.outlet for d in ledger.dispatches(**asked)]  # type: ignore[arg-type]

    assert found(min_outlets=3) == ["وكالة الميناء"]
    assert found(min_reports=4) == []
    assert found(agency="b.reuters") == ["وكالة الميناء"]
    assert found(since="2031-03-06") == ["أ"]
    assert found(until="2031-03-05") == ["وكالة الميناء"]
    assert found(since="2031-03", until="2031") == ["أ", "وكالة الميناء"]
    with pytest.raises(MusnadError, match="is no day"):
        ledger.dispatches(since="gestern")


def test_reports_join_as_they_come(ledger: Ledger) -> None:
    """One by one or all at once, in a ledger or in memory: the same dispatches."""
    reports = [FIRST, *OTHERS, COPY, SHORT, LONG, CHANGED]
    for each in reports:
        put(ledger, each)
        assert catch_up(ledger) == 1
    grouper = Grouper()
    for each in reports:
        grouper.add(each)
    in_memory = {frozenset(m.id for m in d.members) for d in grouper.dispatches if len(d.members) > 1}
    assert {frozenset(m.report.id for m in d.members) for d in ledger.dispatches()} == in_memory


def test_two_dispatches_become_one(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    words = FLOOD.split()
    parts = [report(" ".join(words[:55]), "أ"), report(" ".join(words[10:]), "ب")]
    with monkeypatch.context() as strict:
        strict.setattr(matching, "LIKELY", 1.1)
        put(ledger, *parts)
        catch_up(ledger)
    assert not list(ledger.dispatches())
    put(ledger, report(FLOOD, "ج"), report(parts[1].text, "د"))
    catch_up(ledger)
    (whole,) = ledger.dispatches()
    assert [m.report.outlet for m in whole.members] == ["أ", "ب", "ج", "د"]
    assert whole.id == parts[0].id
    assert ledger.dispatch_of(parts[1].id) == whole


@pytest.mark.parametrize("round_up_at", [0, 1, 2, 3])
def test_a_round_up_carries_two_dispatches(ledger: Ledger, round_up_at: int) -> None:
    reports = [report(FLOOD, "أ"), report(HARBOUR, "ب"), report(HARBOUR, "ج", "2031-03-06")]
    round_up = report(f"{FLOOD}\n{HARBOUR}", "د")
    reports.insert(round_up_at, round_up)
    put(ledger, *reports)
    catch_up(ledger)
    grouper = Grouper()
    for each in reports:
        grouper.add(each)
    in_memory = {frozenset(m.id for m in d.carriers) for d in grouper.dispatches if len(d.carriers) > 1}
    found = list(ledger.dispatches())
    assert {frozenset(m.report.id for m in d.members) for d in found} == in_memory
    assert {frozenset(m.report.outlet for m in d.members) for d in found} == {frozenset("أد"), frozenset("بجد")}
    entries = [m for d in found for m in d.members if m.report.id == round_up.id]
    assert sorted(m.beside for m in entries) == [False, True]
    (beside,) = (m for m in entries if m.beside)
    assert beside.version == "extended"
    assert beside.nearest in {each.id for each in reports}
    own = ledger.dispatch_of(round_up.id)
    assert own is not None
    assert own in found
    assert next(m for m in own.members if m.report.id == round_up.id).beside is False
    # Asked for by number of reports, those that carry it besides count.
    assert len(list(ledger.dispatches(min_reports=3, min_outlets=3))) == 1


def test_what_was_carried_besides_is_its_own_once_both_are_one(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    words = FLOOD.split()
    both = [report(" ".join(words[:55]), "أ"), report(" ".join(words[10:]), "ب")]
    with monkeypatch.context() as strict:
        strict.setattr(matching, "LIKELY", 1.1)
        put(ledger, *both)
        catch_up(ledger)
    with ledger.transaction():
        ledger.dispatch_tables.add_besides(2, 1, 1, "edited", 0.5)
        ledger.dispatch_tables.add_besides(2, 1, 1, "extended", 0.6)
    (found,) = ledger.dispatches()
    assert [(m.version, m.beside) for m in found.members] == [("first", False), ("edited", True)]
    with ledger.transaction():
        ledger.dispatch_tables.join(1, 2)
    (found,) = ledger.dispatches()
    assert [(m.version, m.beside) for m in found.members] == [("first", False), ("first", False)]
    assert ledger.dispatch_of(both[1].id) == found


def test_a_ledger_of_before_is_gone_through(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with Ledger(path) as ledger:
        put(ledger, FIRST, COPY)
    scripts = [script for script in schema.MIGRATIONS if "TABLE dispatch_" in script]
    connection = apsw.Connection(str(path))
    for table in ("dispatch_besides", "dispatch_runs", "dispatch_texts", "dispatch_joins", "dispatch_members"):
        connection.execute(f"DROP TABLE {table}")
    for script in scripts:
        connection.execute(script)
    connection.close()
    with Ledger(path) as ledger:
        assert catch_up(ledger) == 2
        assert len(list(ledger.dispatches())) == 1


def test_it_goes_on_where_it_was_cut_off(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["musnad.compare.dispatch.catch_up"], "_BATCH", 2)
    put(ledger, FIRST, COPY, SHORT, LONG, *OTHERS)

    def stop(done: int) -> None:
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        catch_up(ledger, stop)
    assert catch_up(ledger) == 3
    assert [len(d.members) for d in ledger.dispatches()] == [2, 4]


def test_only_additions(ledger: Ledger) -> None:
    put(ledger, FIRST, COPY)
    catch_up(ledger)
    with ledger.transaction():
        ledger.dispatch_tables.add_besides(1, 2, 2, "edited", 0.5)
    for sql in (
        "UPDATE dispatch_members SET version = 'copy'",
        "DELETE FROM dispatch_runs",
        "DELETE FROM dispatch_besides",
    ):
        with pytest.raises(apsw.ConstraintError, match="only appends"):
            ledger._db.connection.execute(sql)


def test_a_ledger_open_for_reading_says_so(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as ledger:
        put(ledger, FIRST)
    with Ledger(tmp_path / "l.db", readonly=True) as ledger, pytest.raises(MusnadError, match="reading only"):
        catch_up(ledger)


def test_lone_surrogates_and_empty_texts(ledger: Ledger) -> None:
    put(ledger, report(f"{FLOOD} \ud800", "\ud800"), report(FLOOD, "ب"), report("", "ج"), report("", "د"))
    assert catch_up(ledger) == 4
    assert [len(d.members) for d in ledger.dispatches()] == [2]
