"""Search: spelling, clitics, filters, order, exact places."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.ledger import Hit, Ledger, Narrated, Statement
from musnad.ledger.query import parse
from musnad.ledger.tokenizer import tokens
from musnad.model import MusnadError, Report

from .samples import BREAD, UNDATED, WATER, Said, analysis


def marked(hit: Hit, text: str) -> list[str]:
    return [span.of(text) for span in hit.words]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("المانيا", ["ألمانيا", "لألمانيا"]),
        ("ألمانيا", ["ألمانيا", "لألمانيا"]),
        ("دقيق", ["والدقيق"]),
        ("الدقيق", ["والدقيق"]),
        ("رغيف", ["الرغيف"]),
        ("الخبز", []),
        ("ايضا", ["أيضاً"]),
        ('"وصل من المانيا"', ["وصل", "من", "ألمانيا"]),
        ("رغي*", ["الرغيف"]),
        ("قمح -دقيق", []),
        ("رغيف -دقيق", ["الرغيف"]),
    ],
)
def test_spelling_and_clitics(empty: Ledger, query: str, words: list[str]) -> None:
    empty.add(BREAD)
    assert [word for hit in empty.search(query) for word in marked(hit, BREAD.report.text)] == words


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("لألمانيا", "المانيا"),
        ("وقالت", "قالت"),
        ("١٢", "12"),
        ("۱۲", "١٢"),
        ("الكيماوي", "كيماوي"),
        ("كيماوية", "كيماوي"),
        ("كيماويّةٌ", "كيماوى"),
        ("للحكومة", "حكومه"),
        ("مـســؤول", "مسوول"),
        ("ﻻجئ", "لاجي"),
        ("ما\u200cء", "ماء"),
    ],
)
def test_written_so_and_asked_so(empty: Ledger, written: str, asked: str) -> None:
    told = analysis(Said("وزارة المياه", f"😀 هنا {written} هناك"), f"وهنا {written}")
    empty.add(told)
    for in_ in ("content", "narration"):
        (hit,) = empty.search(asked, in_=in_)
        assert marked(hit, told.report.text) == [written]


def test_a_longer_question_is_narrower(empty: Ledger) -> None:
    empty.add(analysis(Said("وزارة المياه", "الخزان كيماوي")))
    assert not list(empty.search("الكيماوي"))
    assert not list(empty.search("كيماوية"))


def test_where_to_look(ledger: Ledger) -> None:
    (hit,) = ledger.search("الشاحنات", in_="narration")
    assert isinstance(hit.passage, Narrated)
    assert hit.narration is hit.passage
    assert hit.statement is None
    assert hit.text == "وصلت الشاحنات إلى بلدة عين الزهر صباح الجمعة"
    assert hit.report.id == WATER.report.id
    assert not list(ledger.search("الشاحنات"))
    statement, narrated = sorted(ledger.search("بلدة", in_="all"), key=lambda h: h.statement is None)
    assert isinstance(statement.passage, Statement)
    assert statement.narration is None
    assert narrated.statement is None


def test_without_words_everything_is_listed_newest_first(ledger: Ledger) -> None:
    for nothing in (None, "", "  "):
        hits = list(ledger.search(nothing, in_="all"))
        assert [hit.report.published for hit in hits] == [date(2017, 1, 2)] * 3 + [date(2016, 10, 7)] * 4 + [None]
        assert not any(hit.words for hit in hits)
        within = [hit.span.start for hit in hits[:3]]
        assert within == sorted(within)


def test_only_left_out(ledger: Ledger) -> None:
    hits = list(ledger.search("-الماء", in_="all"))
    assert len(hits) == 6
    assert all("الماء" not in hit.text for hit in hits)


@pytest.mark.parametrize("query", ["!!", '""', "*", "-", "\ud800", "ـــ", "😀"])
def test_a_question_without_a_word_finds_nothing(ledger: Ledger, query: str) -> None:
    assert not list(ledger.search(query, in_="all"))


@pytest.mark.parametrize(
    ("filters", "number"),
    [
        ({"speaker": "الخبازين"}, 2),
        ({"speaker": "وزارة"}, 1),
        ({"speaker": ""}, 0),
        ({"force": "deny"}, 1),
        ({"kind": "anonymous"}, 1),
        ({"lemma": "أكد"}, 1),
        ({"lemma": "أكّد"}, 1),
        ({"outlet": "صحيفه الميناء"}, 2),
        ({"outlet": "الميناء"}, 0),
        ({"since": "2017"}, 2),
        ({"since": "2016-10-08"}, 2),
        ({"since": date(2016, 10, 7)}, 5),
        ({"until": "2016"}, 3),
        ({"until": "2016-10"}, 3),
        ({"until": "٢٠١٦-١٠-٠٦"}, 0),
        ({"until": "2017-01-02"}, 5),
        ({"since": "2016-10", "until": "2016-10"}, 3),
        ({"speaker": "اتحاد", "force": "deny", "kind": "organisation", "since": "2017"}, 1),
        ({"query": "الماء", "kind": "anonymous"}, 1),
        ({"query": "الماء", "in_": "all", "speaker": "لجنة"}, 1),
        ({"limit": 2}, 2),
        ({"limit": 0}, 0),
        ({"offset": 5}, 1),
        ({"offset": 2, "limit": 3}, 3),
        ({"offset": 99}, 0),
    ],
)
def test_filters(ledger: Ledger, filters: dict[str, Any], number: int) -> None:
    assert len(list(ledger.search(**filters))) == number


@pytest.mark.parametrize(
    "filters",
    [
        {"force": "shout"},
        {"kind": "robot"},
        {"in_": "title"},
        {"limit": -1},
        {"offset": -1},
        {"since": "gestern"},
        {"since": "2016-13"},
        {"until": "2016-02-30"},
        {"until": "2016-"},
        {"in_": "narration", "speaker": "وزارة"},
        {"query": "ا" * 5000},
    ],
)
def test_senseless_filters_are_refused_at_once(ledger: Ledger, filters: dict[str, Any]) -> None:
    with pytest.raises(MusnadError, match=r"\."):
        ledger.search(**filters)


def test_pages_join_without_gap(ledger: Ledger) -> None:
    whole = list(ledger.search(in_="all"))
    assert [hit for n in range(0, 9, 2) for hit in ledger.search(in_="all", limit=2, offset=n)] == whole


def test_nested_statements_are_found_each(ledger: Ledger) -> None:
    assert [hit.statement.attribution.id for hit in ledger.search("مقطوع") if hit.statement] == [2, 3]


def test_undated_reports_are_found(ledger: Ledger) -> None:
    (hit,) = ledger.search("الموسم")
    assert hit.report.id == UNDATED.report.id


HOSTILE = st.text(max_size=30) | st.lists(
    st.sampled_from(
        ['"', "'", "*", "-", "NOT", "AND", "NEAR(", "(", ")", "{", "}", ":", "^", "+", "content:", "«", "»",
         "الماء", "ماء*", "\0", "\ud800", "\\", ";", "--", "/*", "%", "ﷺ", "ـ", "\u200f"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(HOSTILE, HOSTILE)
def test_no_question_breaks_anything(query: str, name: str) -> None:
    with Ledger(":memory:") as ledger:
        ledger.add_many([WATER, BREAD])
        for hit in ledger.search(query, in_="all"):
            assert hit.text
        list(ledger.search(query, speaker=name, outlet=name, lemma=name))
        list(ledger.by_speaker(name))
        assert ledger.find_report(query) == []
        assert len(ledger) == 2


WORDS = (
    "ماء",
    "الماء",
    "وَالماءِ",
    "سدّ",
    "بالسد",
    "١٢",
    "12",
    "😀",
    "\ud800",
    "لألمانيا",
    "ألمانيا",
    "ما\u200cء",
    "،",
    "ﷺ",
    "e\u0301",
)
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
ASKED = st.lists(
    st.sampled_from(
        [
            "ماء",
            "الماء",
            "-سد",
            "السد",
            "12",
            "المان*",
            '"ماء سد"',
            '-"12 ماء"',
            "المانيا",
            "عليه",
            '"ماء ال*"',
            "é",
        ]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


@settings(max_examples=200)
@given(st.lists(SENTENCES, min_size=1, max_size=5), ASKED)
def test_hits_and_places_are_those_of_a_plain_look(sentences: list[str], asked: str) -> None:
    told = analysis(*(Said("وزارة المياه", s) for s in sentences), *sentences)
    query = parse(asked)
    with Ledger(":memory:") as ledger:
        ledger.add(told)
        for in_ in ("content", "narration"):
            hits = list(ledger.search(asked, in_=in_))
            assert [hit.text for hit in hits] == [s for s in sentences if _plainly(query, s)]
            for hit in hits:
                _exact(hit, told.report, asked)


def _plainly(query: Any, sentence: str) -> bool:
    found = list(tokens(sentence))
    return all(any(p.places(found)) for p in query.required) and not any(any(p.places(found)) for p in query.excluded)


def _exact(hit: Hit, report: Report, asked: str) -> None:
    """Every place is a whole raw word inside the passage that holds an asked word; none is given twice."""
    assert hit.span.of(report.text) == hit.text
    assert list(hit.words) == sorted(set(hit.words))
    words = [word.removesuffix("*") for phrase in parse(asked).required for word in phrase.words]
    for span in hit.words:
        assert hit.span.covers(span)
        whole = [t for t in tokens(report.text) if (t.start, t.end) == span]
        assert any(form.startswith(word) for t in whole for form in t.forms for word in words)
    assert bool(hit.words) == bool(words)


def test_texts_with_nul_and_lone_surrogates(empty: Ledger) -> None:
    told = analysis(Said("وزارة المياه", "قبل \0 ثم \ud83d\ude00 \udc00 الماء 😀 ماء"))
    told = replace(told, report=replace(told.report, outlet="\ud800"))
    empty.add(told)
    (hit,) = empty.search("ماء", outlet="\ud800")
    assert marked(hit, told.report.text) == ["الماء", "ماء"]
    assert hit.report.outlet == "\ud800"
