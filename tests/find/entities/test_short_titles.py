"""Offices told in short, offices that several fill, women and men. All persons and states are invented."""

from datetime import date

import pytest

from musnad.find.entities.gazetteer import Gazetteer
from musnad.lexicons.knowledge import read_knowledge

from .test_finder import KNOWLEDGE, entities, gazetteer, read

__all__ = ["gazetteer"]

SPOKESMEN = """
  - id: o.arzan-foreign-ministry-spokesperson
    role: spokesperson
    of: b.arzan-foreign-ministry
    holders:
      - {person: p.sami-marwani, since: "2013", until: "2014"}
      - {person: p.layla-haddad, since: "2015"}
"""


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        # In short, the one minister of that state whom the story introduces.
        (
            "استقبل وزير الزراعة التولاني كنعان السروي وفدا من الأرياف. وقال الوزير التولاني إن الموسم جيد.",
            [("الوزير التولاني", None, "كنعان السروي")],
        ),
        (
            "قال غريغور هالمان وزير الري التولاني إن السد آمن. وأضاف الوزير أن المياه كافية.",
            [("الوزير", "p.gregor-halman", "غريغور هالمان")],
        ),
        # Of another state there is none.
        ("قال وزير الزراعة التولاني كنعان السروي إن الموسم جيد، ولم يعلق الوزير الأرزاني.", []),
        # A longer title that is not known is not the short one.
        ("قال وزير الزراعة التولاني كنعان السروي إن الوزير الأول غائب.", []),
        # «الرئيس» without more is the outlet's own.
        ("قال رئيس البلدية التولاني كنعان السروي إن الرئيس غائب.", []),
    ],
)
def test_titles_in_short(gazetteer: Gazetteer, text: str, titles: list[tuple[str, str | None, str]]) -> None:
    found = [m for m in read(gazetteer, text) if m.kind == "title"]
    assert [(m.span.of(text), m.entity, m.name) for m in found] == titles


def test_nobody_is_meant_where_two_ministers_fit(gazetteer: Gazetteer) -> None:
    text = (
        "التقى وزير الدفاع التولاني غريغور هالمان وزير الزراعة التولاني كنعان السروي."
        " وقال الوزير التولاني إن الوضع هادئ."
    )
    title = [m for m in read(gazetteer, text) if m.kind == "title"][-1]
    assert title.entity is None
    assert [c.entity for c in title.candidates] == ["p.gregor-halman"]


def test_a_title_in_the_feminine_is_no_mans(gazetteer: Gazetteer) -> None:
    text = "قالت وزيرة الخارجية الأرزانية إن المحادثات مستمرة."
    assert entities(gazetteer, text, "title", date(2016, 5, 1)) == ["p.layla-haddad"]
    assert entities(gazetteer, text, "title", date(2014, 5, 1)) == [None]


def test_of_several_spokesmen_the_one_whom_the_story_names() -> None:
    ministry = (
        "  - {id: b.arzan-foreign-ministry, name: وزارة الخارجية الأرزانية, english: Ministry, kind: ministry,"
        " state: s.arzan, forms: [الخارجية الأرزانية]}\npersons:"
    )
    knowledge, problems = read_knowledge([("own.yaml", KNOWLEDGE.replace("persons:", ministry) + SPOKESMEN)])
    assert not problems
    own = Gazetteer(knowledge)
    text = "قال المتحدث باسم الخارجية الأرزانية إن المحادثات مستمرة."
    assert entities(own, text, "title") == ["p.layla-haddad"]
    text = "قال المتحدث باسم الخارجية الأرزانية إن المحادثات مستمرة. وأضاف سامي المرواني أن الوفد باق."
    assert entities(own, text, "title") == ["p.sami-marwani"]


def test_titles_with_other_names_of_their_state(gazetteer: Gazetteer) -> None:
    knowledge, _ = read_knowledge(
        [("own.yaml", KNOWLEDGE.replace("english: Tulan,", "english: Tulan, forms: [مملكة تولان],"))]
    )
    text = "وصل للقاء الوفد وزير خارجية مملكة تولان."
    assert entities(Gazetteer(knowledge), text, "title") == ["p.gregor-halman"]


def test_the_article_after_lam(gazetteer: Gazetteer) -> None:
    knowledge, _ = read_knowledge(
        [("own.yaml", KNOWLEDGE.replace("role: foreign-minister\n    of: s.tulan", "role: president\n    of: s.tulan"))]
    )
    text = "نقل الوفد رسالة للرئيس التولاني."
    (title,) = [m for m in read(Gazetteer(knowledge), text) if m.kind == "title"]
    assert (title.entity, title.span.of(text)) == ("p.gregor-halman", "لرئيس التولاني")
