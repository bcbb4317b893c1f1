"""The knowledge base: what is packaged is sound, and what is broken is named with its remedy."""

import gzip
from datetime import date
from importlib.resources import files

import pytest

from musnad.lexicons.knowledge import COMPILED, compiled_form, packaged, read_knowledge
from musnad.model.entity import PartialDate, Tenure

STATE = "states: [{id: s.arzan, name: أرزان, english: Arzan, adjectives: [أرزاني, أرزانية]}]"


def problems(text: str) -> list[str]:
    return read_knowledge([("own.yaml", text)])[1]


def test_the_packaged_entries_are_sound() -> None:
    assert read_knowledge(packaged())[1] == []


def test_the_compiled_form_is_fresh() -> None:
    """«python -m musnad.lexicons» makes it anew after a change of the files."""
    compiled = (files("musnad.lexicons") / COMPILED).read_bytes()
    assert gzip.decompress(compiled) == gzip.decompress(compiled_form())


def test_titles_are_made_from_roles() -> None:
    knowledge, found = read_knowledge(
        [("own.yaml", STATE + "\noffices: [{id: o.arzan-foreign-minister, role: foreign-minister, of: s.arzan}]")]
    )
    assert found == []
    office = knowledge.offices["o.arzan-foreign-minister"]
    assert office.titles[:2] == ("وزير الخارجية الأرزاني", "وزير خارجية أرزان")
    assert office.titles_f[0] == "وزيرة الخارجية الأرزانية"
    assert office.english == "foreign minister of Arzan"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("states: [", "no YAML"),
        ("[]", "holds no sections"),
        ("towns: []", "unknown section 'towns'"),
        ("states: [{name: أرزان}]", "entry 1 of states has no id"),
        ("states: [{id: s.arzan, english: Arzan}]", "the field 'name' is missing"),
        ("states: [{id: arzan, name: أرزان, english: Arzan}]", "begin with 's.'"),
        ("states: [{id: s.arzan, name: أرزان, english: Arzan, colour: red}]", "unknown field colour"),
        ("states: [{id: s.a, name: أ, english: A}, {id: s.a, name: أ, english: A}]", "stands in own.yaml too"),
        ("bodies: [{id: b.a, name: أ, english: A, kind: club}]", "unknown kind 'club'"),
        ("bodies: [{id: b.a, name: أ, english: A, kind: party, state: s.none}]", "'s.none', which is not among"),
        ("bodies: [{id: b.a, name: أ, english: A, kind: party, forms: ب}]", "forms is a list"),
        ("bodies: [{id: b.a, name: أ, english: A, kind: party, since: soon}]", "is no date"),
        ("bodies: [{id: b.a, name: أ, english: A, kind: party, since: '2014', until: '2013'}]", "before it begins"),
        ("persons: [{id: p.a, name: أ, english: A, sex: x}]", "sex is m or f"),
        (
            "bodies: [{id: b.a, name: أ, english: A, kind: party, became: b.b},"
            " {id: b.b, name: ب, english: B, kind: party, became: b.a}]",
            "round in a circle",
        ),
        (STATE + "\noffices: [{id: o.a, role: cook, of: s.arzan}]", "unknown role 'cook'"),
        (STATE + "\noffices: [{id: o.a, role: king, of: s.arzan, holders: [{person: p.none}]}]", "'p.none'"),
    ],
)
def test_what_is_broken_is_named(text: str, words: str) -> None:
    found = problems(text)
    assert found and any(words in problem for problem in found)
    assert all(problem.startswith("own.yaml") for problem in found)


def test_a_broken_entry_leaves_the_rest() -> None:
    knowledge, found = read_knowledge([("own.yaml", STATE.replace("[{", "[{id: s.b, name: ب}, {"))])
    assert list(knowledge.states) == ["s.arzan"] and len(found) == 1


@pytest.mark.parametrize(
    ("since", "until", "day", "covered"),
    [
        ("2012-03-05", "2014-01-31", date(2012, 3, 5), True),
        ("2012-03-05", "2014-01-31", date(2014, 1, 31), True),
        ("2012-03-05", "2014-01-31", date(2014, 2, 1), False),
        ("2012", "2014", date(2012, 6, 1), None),
        ("2012", "2014", date(2013, 6, 1), True),
        ("2012", "2014", date(2015, 1, 1), False),
        ("2012-03", None, date(2020, 1, 1), True),
        (None, "2014", date(2013, 1, 1), None),
    ],
)
def test_tenures(since: str | None, until: str | None, day: date, covered: bool | None) -> None:
    tenure = Tenure("p.a", PartialDate(since) if since else None, PartialDate(until) if until else None)
    assert tenure.covers(day) is covered
