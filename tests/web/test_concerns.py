"""Pairs in memory tell what the ledger tells, after judgements and corrections too."""

import pytest
from ledger.samples import BREAD, WATER

from musnad.ledger import Ledger
from musnad.web.asking import Asked
from musnad.web.columns import Columns

from .named import ALEPPO, CITY, DAMASCUS, LAVROV, RUSSIA, SARWI, UN, fill


@pytest.fixture
def filled() -> Ledger:
    ledger = Ledger(":memory:")
    fill(ledger)
    return ledger


def contents(columns: Columns, ledger: Ledger, **asked: str) -> list[str]:
    rows = columns.values["row"][columns.find(Asked(**asked), ledger)]
    return sorted(s.content for s in ledger.statements_in(map(int, rows)))


@pytest.mark.parametrize("entity", [LAVROV, UN, RUSSIA, SARWI])
def test_who_speaks_and_who_is_spoken_of(filled: Ledger, entity: str) -> None:
    columns = Columns().refreshed(filled)
    said = sorted(s.content for s in filled.by_entity(entity))
    about = sorted(s.content for s in filled.about(entity))
    assert contents(columns, filled, person=entity, person_as="said") == said
    assert contents(columns, filled, person=entity, person_as="about") == about
    assert contents(columns, filled, person=entity) == sorted(said + about)


def test_a_name_will_do(filled: Ledger) -> None:
    columns = Columns().refreshed(filled)
    by_id = contents(columns, filled, person=LAVROV)
    assert contents(columns, filled, person="سيرجي لافروف") == by_id
    assert contents(columns, filled, person="nobody at all") == []
    assert Asked.of({"person": f"سيرغي لافروف ({LAVROV})"}).person == LAVROV
    assert contents(columns, filled, place="حلب") == contents(columns, filled, place=ALEPPO)
    assert contents(columns, filled, place="nowhere at all") == []


def test_places_hold_what_lies_in_them(filled: Ledger) -> None:
    columns = Columns().refreshed(filled)
    both = ["القصف على ريف حلب الشرقي توقف", "لافروف وعد بفتح حلب وروسيا وافقت"]
    for place in (ALEPPO, "place.sy"):
        assert contents(columns, filled, place=place, place_as="about") == sorted(both)
    assert contents(columns, filled, place=CITY, place_as="about") == both[1:]
    assert contents(columns, filled, place=CITY, place_as="at") == ["الماء وصل إلى السيد النبطي"]
    assert contents(columns, filled, place=DAMASCUS) == []
    assert len(columns.concerns.placed([DAMASCUS], "dateline")) == 1
    # No place of another name that begins alike.
    assert contents(columns, filled, place="place.sy.alep") == []


def test_growing_bit_by_bit_is_growing_at_once() -> None:
    with Ledger(":memory:") as ledger:
        grown = Columns().refreshed(ledger)
        ledger.add(WATER)
        grown = grown.refreshed(ledger)
        fill(ledger)
        grown = grown.refreshed(ledger)
        ledger.add(BREAD)
        grown = grown.refreshed(ledger)
        at_once = Columns().refreshed(ledger)
        for kind in ("entities", "places"):
            for role, pairs in getattr(at_once.concerns, kind).items():
                for column in ("key", "statement", "name"):
                    assert (getattr(pairs, column) == getattr(getattr(grown.concerns, kind)[role], column)).all(), role
        assert grown.concerns.ids == at_once.concerns.ids


def test_merges_and_splits_count_at_once(filled: Ledger) -> None:
    columns = Columns().refreshed(filled)
    filled.names.add("persons", {"id": "p.own", "name": "سيرغي الكبير"}, author="sami")
    merge = filled.names.merge(LAVROV, "p.own", author="sami")
    columns = columns.refreshed(filled)
    assert len(contents(columns, filled, person="p.own", person_as="said")) == 2
    assert contents(columns, filled, person=LAVROV) == contents(columns, filled, person="p.own")
    filled.names.undo(merge.id, author="sami")
    columns = columns.refreshed(filled)
    assert contents(columns, filled, person="p.own") == []
    split = filled.names.split(LAVROV, name="وزير الخارجية الروسي", author="sami")
    columns = columns.refreshed(filled)
    assert contents(columns, filled, person=split.object or "") == ["المحادثات مستمرة"]
    assert contents(columns, filled, person=LAVROV, person_as="said") == ["القصف على ريف حلب الشرقي توقف"]


def test_a_split_by_report(filled: Ledger) -> None:
    report = next(s.report.id for s in filled.by_entity(LAVROV) if s.attribution.speaker == "سيرغي لافروف")
    filled.names.split(LAVROV, report=report, into="p.angela-merkel", author="sami")
    columns = Columns().refreshed(filled)
    assert contents(columns, filled, person="p.angela-merkel", person_as="said") == ["القصف على ريف حلب الشرقي توقف"]


def test_a_name_linked_in_one_report(filled: Ledger) -> None:
    """A judgement of the kind «link», as the table holds it: whom a folded name means in one report."""
    report = next(s.report.id for s in filled.by_entity(SARWI))
    row = filled.database.row("SELECT row FROM reports WHERE id = ?", (report,))
    with filled.transaction():
        filled.database.write(
            "INSERT INTO judgements(id, kind, subject, object, name, report, author, at) VALUES (?,?,?,?,?,?,?,?)",
            [("0" * 32, "link", "كنعان السروي", UN, "كنعان السروي", row and row[0], "sami", "2031-01-01T00:00:00Z")],
        )
    columns = Columns().refreshed(filled)
    assert "الماء وصل إلى السيد النبطي" in contents(columns, filled, person=UN, person_as="said")
    assert contents(columns, filled, person=SARWI) == []


def test_a_corrected_speaker_is_whoever_is_called_so(filled: Ledger) -> None:
    (statement,) = filled.by_entity(SARWI)
    columns = Columns().refreshed(filled)
    one, *_ = filled.correct(statement.id, {"speaker": "سيرغي لافروف"}, author="هند")
    columns = columns.refreshed(filled)
    assert contents(columns, filled, person=SARWI) == []
    assert statement.content in contents(columns, filled, person=LAVROV, person_as="said")
    filled.undo(one.id, author="هند")
    filled.correct(statement.id, {"speaker": "رجل لا يعرفه أحد"}, author="هند")
    columns = columns.refreshed(filled)
    assert contents(columns, filled, person=SARWI) == []
    assert statement.content not in contents(columns, filled, person=LAVROV, person_as="said")
