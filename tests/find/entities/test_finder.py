"""Who is meant in a story: names, short names, titles on a date, counterparts. All persons and states are invented."""

from datetime import date

import pytest

from musnad.find.entities import Story, find_entities
from musnad.find.entities.gazetteer import Gazetteer
from musnad.find.names import tag_names
from musnad.lexicons.knowledge import read_knowledge
from musnad.model import Mention
from musnad.normalise import fold
from musnad.segment import tokenise

KNOWLEDGE = """
states:
  - {id: s.arzan, name: أرزان, english: Arzan, adjectives: [أرزاني, أرزانية], people: [أرزانيون], capital: نهروز,
     seats: [قصر السنديان], labels: [{form: نظام أرزان, side: its opponents}]}
  - {id: s.tulan, name: تولان, english: Tulan, adjectives: [تولاني, تولانية], capital: مرسى الغيم}
bodies:
  - {id: b.river-council, name: مجلس النهر الأعلى, english: Supreme River Council, kind: union,
     forms: [مجلس النهر]}
persons:
  - {id: p.sami-marwani, name: سامي المرواني, english: Sami Marwani, sex: m, state: s.arzan, short: [المرواني]}
  - {id: p.layla-haddad, name: ليلى الحداد, english: Layla Haddad, sex: f, state: s.arzan, short: [الحداد]}
  - {id: p.gregor-halman, name: غريغور هالمان, english: Gregor Halman, sex: m, state: s.tulan, short: [هالمان]}
offices:
  - id: o.arzan-foreign-minister
    role: foreign-minister
    of: s.arzan
    holders:
      - {person: p.sami-marwani, since: "2012-03-01", until: "2015-06-30"}
      - {person: p.layla-haddad, since: "2015-07-01"}
  - id: o.tulan-foreign-minister
    role: foreign-minister
    of: s.tulan
    holders:
      - {person: p.gregor-halman, since: "2010"}
"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    knowledge, problems = read_knowledge([("own.yaml", KNOWLEDGE)])
    assert problems == []
    return Gazetteer(knowledge)


def read(gazetteer: Gazetteer, text: str, day: date | None = date(2016, 5, 1)) -> list[Mention]:
    tokens = tokenise(fold(text))
    labels = tag_names(tokens)
    return list(find_entities(text, tokens, labels, [Story(0, 0, len(tokens))], day, gazetteer))


def entities(gazetteer: Gazetteer, text: str, kind: str, day: date | None = date(2016, 5, 1)) -> list[str | None]:
    return [m.entity for m in read(gazetteer, text, day) if m.kind == kind]


@pytest.mark.parametrize(
    ("day", "holder"),
    [
        (date(2014, 1, 1), "p.sami-marwani"),
        (date(2015, 6, 30), "p.sami-marwani"),
        (date(2016, 1, 1), "p.layla-haddad"),
        (date(2011, 1, 1), None),
        (None, None),
    ],
)
def test_a_title_means_its_holder_on_the_day(gazetteer: Gazetteer, day: date | None, holder: str | None) -> None:
    assert entities(gazetteer, "قال وزير الخارجية الأرزاني إن المحادثات مستمرة.", "title", day) == [holder]


def test_the_name_beside_a_title_wins(gazetteer: Gazetteer) -> None:
    text = "قال وزير الخارجية الأرزاني سامي المرواني إن المحادثات مستمرة."
    assert entities(gazetteer, text, "title", date(2016, 5, 1)) == ["p.sami-marwani"]


def test_a_title_takes_the_name_that_its_story_gives(gazetteer: Gazetteer) -> None:
    text = "وصلت ليلى الحداد إلى نهروز. وقالت وزيرة الخارجية الأرزانية إن الوفد باق."
    (title,) = [m for m in read(gazetteer, text) if m.kind == "title"]
    assert (title.entity, title.name) == ("p.layla-haddad", "ليلى الحداد")


@pytest.mark.parametrize("name", ["غريغور هالمان", "جريجور هالمان", "غريغور هالمن"])
def test_variants_of_a_name(gazetteer: Gazetteer, name: str) -> None:
    assert entities(gazetteer, f"وصل الوزير {name} إلى العاصمة أمس.", "person") == ["p.gregor-halman"]


def test_a_short_name_is_the_full_one_of_its_story(gazetteer: Gazetteer) -> None:
    text = "التقى سامي المرواني وفدا من تولان. وقال المرواني إن اللقاء مثمر."
    full, short = [m for m in read(gazetteer, text) if m.kind == "person"]
    assert (short.entity, short.name) == (full.entity, "سامي المرواني")


def test_a_counterpart_holds_the_same_office_elsewhere(gazetteer: Gazetteer) -> None:
    text = "بحث وزير الخارجية الأرزاني مع نظيره التولاني ملف السدود."
    assert entities(gazetteer, text, "title") == ["p.layla-haddad", "p.gregor-halman"]


def test_capitals_seats_and_labels_stand_for_their_state(gazetteer: Gazetteer) -> None:
    text = "طالبت نهروز بالتهدئة، ورد قصر السنديان على نظام أرزان وعلى مجلس النهر."
    found = read(gazetteer, text)
    assert [m.entity for m in found if m.kind == "state"] == ["s.arzan"] * 3
    assert [m.entity for m in found if m.kind == "body"] == ["b.river-council"]


def test_demonyms(gazetteer: Gazetteer) -> None:
    assert entities(gazetteer, "التقى الأرزانيون وفدا تولانيا.", "nationality") == ["s.arzan", "s.tulan"]


def test_clitics_stay_outside(gazetteer: Gazetteer) -> None:
    text = "انضمت لأرزان دول أخرى."
    (state,) = [m for m in read(gazetteer, text) if m.kind == "state"]
    assert state.span.of(text) == "أرزان"


def test_nobody_is_meant_where_several_may_be(gazetteer: Gazetteer) -> None:
    knowledge, _ = read_knowledge(
        [("own.yaml", KNOWLEDGE.replace("short: [الحداد]", "short: [المرواني]"))],
    )
    (person,) = [
        m for m in read(Gazetteer(knowledge), "قال الوزير المرواني في مؤتمر صحفي إن الوضع مستقر.") if m.kind == "person"
    ]
    assert person.entity is None
    assert {c.entity for c in person.candidates} == {"p.sami-marwani", "p.layla-haddad"}


def test_hostile_input_is_linear(gazetteer: Gazetteer) -> None:
    read(gazetteer, "وزير الخارجية " * 20_000)
