"""Who speaks and who is spoken of, whatever the report calls them; judgements that are applied and taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from musnad.ledger import Ledger, NewLink
from musnad.ledger.links import FoundEntity
from musnad.model import Analysis, Candidate, Mention, MusnadError, Span

from .samples import BREAD, WATER, Said, analysis, make_older

LAVROV, MARWANI = "p.sergey-lavrov", "e.0123456789ab"


def by(speaker: str, entity: str | None, content: str, day: date = date(2016, 5, 1), name: str = "a.txt") -> Analysis:
    """One report with one statement, in whose content the speaker of the others is named."""
    made = analysis(Said(speaker, content, kind="person"), published=day, name=name)
    (a,) = made.attributions
    source = a.source or Span(0, 0)
    mention = Mention(source, "person", speaker, entity, (Candidate(entity, 1.0),) if entity else ())
    return replace(made, attributions=(replace(a, entity=entity),), mentions=(mention,))


TITLE = by("وزير الخارجية الروسي", LAVROV, "المحادثات مستمرة")
SHORT = by("لافروف", LAVROV, "الوفد باق في المدينة", date(2016, 5, 2), "b.txt")
NAMESAKE = by("لافروف", None, "الفريق جاهز للمباراة", date(2016, 5, 3), "c.txt")


@pytest.fixture
def filled(empty: Ledger) -> Ledger:
    empty.add_many([TITLE, SHORT, NAMESAKE])
    return empty


def contents(ledger: Ledger, speaker: str) -> list[str]:
    return [s.content for s in ledger.by_speaker(speaker)]


def test_what_is_read_back_is_what_was_read(empty: Ledger) -> None:
    mentions = (
        Mention(Span(0, 4), "title", "كنعان السروي", None, (Candidate("p.a", 0.5), Candidate("p.b", 0.5)), "o.x", 0),
        Mention(Span(1, 3), "state", "تولان", "s.tulan", (Candidate("s.tulan", 1.0),), None, 1),
        Mention(Span(5, 6), "person", "caf\udce9", None),
        Mention(Span(6, 7), "person", "سامي", "p.a", (Candidate("p.a", 0.9),)),
    )
    made = replace(WATER, mentions=mentions)
    assert empty.add(made)
    assert empty.get(made.report.id) == made
    assert empty.mentions(made.report.id) == list(mentions)


def test_a_ledger_from_before_mentions_is_brought_up_to_date(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(WATER)
    make_older(path, 2)
    with pytest.raises(MusnadError, match="Open it once for writing"):
        Ledger(path, readonly=True)
    with Ledger(path) as ledger:
        assert ledger.get(WATER.report.id) == WATER
        assert ledger.mentions(WATER.report.id) == []
        assert ledger.add(TITLE)
        assert ledger.get(TITLE.report.id) == TITLE


@pytest.mark.parametrize("name", ["سيرغي لافروف", "سيرجي لافروف", LAVROV])
def test_a_speaker_is_found_behind_a_title(filled: Ledger, name: str) -> None:
    expected = ["المحادثات مستمرة", "الوفد باق في المدينة"]
    assert contents(filled, name) == expected
    assert sorted(hit.text for hit in filled.search(speaker=name)) == sorted(expected)
    assert [hit.text for hit in filled.search("محادثات", speaker=name)] == expected[:1]


def test_words_also_find_what_reports_call_so(filled: Ledger) -> None:
    assert contents(filled, "لافروف") == ["المحادثات مستمرة", "الوفد باق في المدينة", "الفريق جاهز للمباراة"]
    assert contents(filled, "وزير الخارجية") == ["المحادثات مستمرة"]
    assert contents(filled, "p.nobody-here") == []


def test_entities_with_their_counts(filled: Ledger) -> None:
    (only,) = filled.entities()
    assert (only.id, only.name, only.statements, only.mentions) == (LAVROV, "سيرغي لافروف", 2, 2)
    entity = filled.entity(LAVROV)
    assert (entity.english, entity.kind, entity.state) == ("Sergey Lavrov", "person", "s.russia")
    assert dict(entity.names) == {"وزير الخارجية الروسي": 2, "لافروف": 2}
    assert ("o.russia-foreign-minister", "2004-03-09", None) in entity.offices


def test_about(empty: Ledger) -> None:
    made = by("كنعان السروي", None, "لقاء سيرغي لافروف كان مثمرا")
    start = made.report.text.index("سيرغي")
    named = Mention(Span(start, start + 12), "person", "سيرغي لافروف", LAVROV, (Candidate(LAVROV, 1.0),))
    empty.add(replace(made, mentions=(named,)))
    empty.add(TITLE)
    assert [s.attribution.speaker for s in empty.about(LAVROV)] == ["كنعان السروي"]
    assert [s.content for s in empty.by_entity(LAVROV)] == ["المحادثات مستمرة"]


def test_a_merge_counts_at_once_and_can_be_taken_back(filled: Ledger) -> None:
    filled.names.add("persons", {"id": "p.own", "name": "سيرغي الكبير"}, author="sami")
    merge = filled.names.merge(LAVROV, "p.own", author="sami", note="the same")
    assert {s.entity for s in filled.by_speaker("سيرغي الكبير")} == {"p.own"}
    assert [e.id for e in filled.entities()] == ["p.own"]
    assert filled.entity(LAVROV).id == "p.own"
    assert filled.entity("p.own").merged == (LAVROV,)
    undone = filled.names.undo(merge.id[:8], author="layla")
    assert contents(filled, "سيرغي الكبير") == []
    filled.names.undo(undone.id, author="sami")
    assert len(contents(filled, "سيرغي الكبير")) == 2
    assert [(j.kind, j.author, j.stands) for j in filled.names.judgements()] == [
        ("add", "sami", True),
        ("merge", "sami", True),
        ("undo", "layla", False),
        ("undo", "sami", True),
    ]


def test_a_split_by_name_and_by_report(filled: Ledger) -> None:
    split = filled.names.split(LAVROV, name="لافروف", author="sami")
    assert contents(filled, LAVROV) == ["المحادثات مستمرة"]
    assert contents(filled, split.object or "") == ["الوفد باق في المدينة"]
    assert {e.id: e.statements for e in filled.entities()} == {LAVROV: 1, split.object: 1}
    filled.names.undo(split.id, author="sami")
    filled.names.split(LAVROV, report=TITLE.report.id, into="p.angela-merkel", author="sami")
    assert contents(filled, "p.angela-merkel") == ["المحادثات مستمرة"]
    assert contents(filled, LAVROV) == ["الوفد باق في المدينة"]


def test_judgements_survive_reading_again(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.add(TITLE)
        ledger.names.merge(LAVROV, "p.angela-merkel", author="sami")
    with Ledger(path) as ledger:
        assert not ledger.add(TITLE)
        ledger.add(SHORT)
        assert len(contents(ledger, "p.angela-merkel")) == 2


def test_links_are_identities_too(empty: Ledger) -> None:
    empty.add(NAMESAKE)
    found = FoundEntity(MARWANI, "person", "ألكسي لافروف", ("الكسي", "لافروف"), "لكسلفرف", "لافروف", ())
    with empty.transaction():
        empty.link_store.add_found(found)
    empty.add_links(NAMESAKE.report.id, [NewLink(0, "لافروف", found, (), (Candidate(MARWANI, 0.8),))])
    (statement,) = empty.by_speaker(MARWANI)
    assert (statement.entity, statement.chain[0].entity, statement.attribution.entity) == (MARWANI, MARWANI, None)
    assert empty.links(NAMESAKE.report.id) == [("لافروف", 0, MARWANI, (Candidate(MARWANI, 0.8),))]
    empty.names.merge(MARWANI, LAVROV, author="sami")
    assert contents(empty, "سيرغي لافروف") == ["الفريق جاهز للمباراة"]


@pytest.mark.parametrize(
    ("judge", "words"),
    [
        (lambda n: n.merge("p.angela-merkel", LAVROV, author="a"), "circle"),
        (lambda n: n.merge(LAVROV, "p.vladimir-putin", author="a"), "already"),
        (lambda n: n.merge(LAVROV, LAVROV, author="a"), "itself"),
        (lambda n: n.merge("p.vladimir-putin", "s.russia", author="a"), "not of one kind"),
        (lambda n: n.merge("p.vladimir-putin", MARWANI, author="a"), "the other way round"),
        (lambda n: n.merge("p.nobody", LAVROV, author="a"), "Nobody has the id p.nobody"),
        (lambda n: n.merge("لافروف", LAVROV, author="a"), "is no id"),
        (lambda n: n.merge("p.vladimir-putin", "p.barack-obama", author=" "), "needs an author"),
        (lambda n: n.split(LAVROV, author="a"), "what is to be split off"),
        (lambda n: n.split(LAVROV, report="ffff", author="a"), "no report ffff"),
        (lambda n: n.split(LAVROV, name="x", into=LAVROV, author="a"), "into itself"),
        (lambda n: n.undo("zz", author="a"), "no judgement"),
        (lambda n: n.add("persons", {"id": "x.a", "name": "س"}, author="a"), "begin with 'p.'"),
        (lambda n: n.add("persons", {"id": "p.a", "name": "س", "state": "s.nowhere"}, author="a"), "s.nowhere"),
        (lambda n: n.add("bodies", {"id": "b.a", "name": "س", "kind": "x"}, author="a"), "unknown kind"),
        (
            lambda n: n.add(
                "offices",
                {
                    "id": "o.a", "role": "special", "of": "s.russia", "english": "x", "titles": ["س"],
                    "holders": [{"person": LAVROV, "since": "2012", "until": "2010"}],
                },
                author="a",
            ),
            r"ends \(2010\) before it begins \(2012\)",
        ),
    ],
)  # fmt: skip
def test_mistakes_are_told_and_change_nothing(filled: Ledger, judge: Callable[[object], object], words: str) -> None:
    filled.names.merge(LAVROV, "p.angela-merkel", author="sami")
    with pytest.raises(MusnadError, match=words):
        judge(filled.names)
    assert len(filled.names.judgements()) == 1


def test_renamings_of_own_bodies_do_not_go_round(empty: Ledger) -> None:
    empty.names.add("bodies", {"id": "b.a", "name": "لواء الوادي", "kind": "armed-group"}, author="s")
    empty.names.add("bodies", {"id": "b.b", "name": "لواء السهل", "kind": "armed-group", "became": "b.a"}, author="s")
    with pytest.raises(MusnadError, match="circle"):
        empty.names.add(
            "bodies", {"id": "b.a", "name": "لواء الوادي", "kind": "armed-group", "became": "b.b"}, author="s"
        )


def test_an_entry_is_changed_by_adding_it_again(empty: Ledger) -> None:
    empty.names.add("persons", {"id": "p.own", "name": "كنعان السروي"}, author="s")
    with pytest.raises(MusnadError, match="as it is"):
        empty.names.add("persons", {"id": "p.own", "name": "كنعان السروي"}, author="s")
    second = empty.names.add("persons", {"id": "p.own", "name": "كنعان السروي", "short": ["السروي"]}, author="s")
    assert [e for _, e in empty.names.entries()] == [{"id": "p.own", "name": "كنعان السروي", "short": ["السروي"]}]
    empty.names.undo(second.id, author="s")
    assert [e for _, e in empty.names.entries()] == [{"id": "p.own", "name": "كنعان السروي"}]
    assert empty.find_entities("السروي") == ["p.own"]


def test_what_readers_are_given(empty: Ledger) -> None:
    own, _ = empty.names.own()
    assert not own
    empty.names.add("persons", {"id": "p.own", "name": "كنعان السروي"}, author="s")
    empty.names.add("persons", {"id": "p.latin", "name": "Kanaan Sarwi"}, author="s")
    empty.names.add("persons", {"id": "p.same", "name": "كنعان الصروي"}, author="s")
    empty.names.merge("p.same", "p.own", author="s")
    empty.names.merge("p.latin", LAVROV, author="s")
    own, notices = empty.names.own()
    entries = {e.id: e for e in own.entries}
    assert notices == []
    assert entries["p.own"].forms == ("كنعان الصروي",)  # type: ignore[union-attr]
    assert own.gone == {"p.same", "p.latin"}


def test_the_new_tables_only_append(filled: Ledger) -> None:
    filled.names.add("persons", {"id": "p.own", "name": "كنعان السروي"}, author="s")
    for sql in ("DELETE FROM mentions", "UPDATE judgements SET author = 'x'", "DELETE FROM entries"):
        with pytest.raises(MusnadError, match="only appends"), filled._db.transaction():
            filled._db.write(sql, [()])
    assert BREAD.report.id not in filled
