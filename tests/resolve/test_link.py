"""Names across reports: one person, two persons of one name, and doubt that stays open. All is invented."""

from datetime import date

import pytest

from musnad import Ledger, Report, Settings, analyse
from musnad.ledger import Statement
from musnad.model import OwnNames, Person
from musnad.resolve import link

SARWI = "قال وزير الري الروسي كنعان السروي إن السد آمن."


def read(ledger: Ledger, text: str, outlet: str = "وكالة الوادي", day: date = date(2016, 5, 1)) -> Statement:
    analysis = analyse(Report(text, outlet, day))
    ledger.add(analysis)
    link(ledger)
    return next(iter(ledger.statements(analysis.report.id)))


@pytest.fixture
def ledger() -> Ledger:
    return Ledger(":memory:")


def test_one_name_in_two_reports_is_one_person(ledger: Ledger) -> None:
    first = read(ledger, SARWI)
    second = read(ledger, "أكد كنعان السروي أن المياه كافية.", "صحيفة الميناء", date(2018, 1, 1))
    assert first.entity is not None and first.entity.startswith("e.")
    assert second.entity == first.entity
    assert [s.content for s in ledger.by_speaker(first.entity)] == ["السد آمن", "المياه كافية"]
    (only,) = [e for e in ledger.entities() if e.kind == "person"]
    assert (only.name, only.statements) == ("كنعان السروي", 2)


def test_a_spelling_of_the_name_is_the_same_person(ledger: Ledger) -> None:
    first = read(ledger, "قال ستيفان غروندال إن السد آمن.")
    assert read(ledger, "قال ستيفان جروندال إن المياه كافية.").entity == first.entity


def test_namesakes_of_two_states_stay_apart(ledger: Ledger) -> None:
    first = read(ledger, SARWI)
    other = read(ledger, "قال وزير الري التركي كنعان السروي إن الموسم جيد.")
    assert other.entity is not None and other.entity != first.entity
    # A third report that does not say which: nobody, with both as candidates.
    third = read(ledger, "قال كنعان السروي إن الوضع هادئ.")
    assert third.entity is None
    ((_, _, entity, candidates),) = [n for n in ledger.links(third.report.id) if n[0] == "كنعان السروي"]
    assert entity is None
    assert {c.entity for c in candidates} == {first.entity, other.entity}
    # Its state says which.
    assert read(ledger, "قال الوزير الروسي كنعان السروي إن الطريق مفتوح.").entity == first.entity


def test_a_short_name_means_the_full_one_of_the_same_outlet_and_days(ledger: Ledger) -> None:
    first = read(ledger, SARWI)
    assert read(ledger, "قال السروي إن المياه كافية.", day=date(2016, 5, 3)).entity == first.entity
    assert read(ledger, "قال السروي إن الموسم جيد.", "صحيفة الميناء", date(2016, 5, 3)).entity is None
    assert read(ledger, "قال السروي إن الري توقف.", day=date(2017, 5, 3)).entity is None


def test_a_short_name_within_the_story(ledger: Ledger) -> None:
    read(ledger, "قال كنعان السروي إن السد آمن. وأضاف السروي أن المياه كافية.")
    (only,) = [e for e in ledger.entities() if e.kind == "person"]
    assert only.statements == 2


def test_linking_goes_on_where_it_stopped(ledger: Ledger) -> None:
    ledger.add(analyse(Report(SARWI, "وكالة الوادي", date(2016, 5, 1))))
    assert (link(ledger), link(ledger)) == (1, 0)
    ledger.add(analyse(Report("قال كنعان السروي إن المياه كافية.", "وكالة الوادي", date(2016, 5, 2))))
    assert link(ledger) == 1
    assert ledger.unlinked() == []


def test_a_body_that_every_state_has_is_one_in_its_outlet_only(ledger: Ledger) -> None:
    first = read(ledger, "قالت وزارة المراعي إن الموسم جيد.")
    assert first.entity is not None
    assert read(ledger, "قالت وزارة المراعي إن الري كاف.").entity == first.entity
    assert read(ledger, "قالت وزارة المراعي إن العلف متوفر.", "صحيفة الميناء").entity != first.entity


def test_doubt_among_entries_of_the_knowledge_base_makes_nobody_new(ledger: Ledger) -> None:
    own = [
        Person(f"p.{n}", "كنعان السروي", "Kanaan Sarwi", "m", state) for n, state in enumerate(("s.syria", "s.iraq"))
    ]
    analysis = analyse(Report("قال كنعان السروي إن السد آمن."), Settings(own=OwnNames(tuple(own))))
    ledger.add(analysis)
    link(ledger)
    (statement,) = ledger.statements(analysis.report.id)
    assert statement.entity is None
    (mention,) = ledger.mentions(analysis.report.id)
    assert {c.entity for c in mention.candidates} == {"p.0", "p.1"}
    assert list(ledger.entities()) == []
