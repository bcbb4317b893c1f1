"""The nouns: spans, reports, analyses, problems."""

import pickle
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.model import Analysis, Attribution, Problem, Report, Settings, Span

ROW = Attribution(1, Span(0, 3), None, Span(4, 9), None, "باسل", "person", "assert", "indirect", "قال")
SPANS = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 50), st.integers(0, 50))


def test_a_span_cuts_its_text() -> None:
    assert Span(4, 7).of("قال إنه نعم") == "إنه"


@given(SPANS, SPANS)
def test_a_span_that_covers_a_filled_one_touches_it(one: Span, other: Span) -> None:
    if one.covers(other) and other.start < other.end:
        assert one.touches(other)
    assert one.touches(other) == other.touches(one)
    assert one.covers(one)


@pytest.mark.parametrize(
    ("one", "other", "touches"),
    [((0, 3), (3, 5), False), ((0, 4), (3, 5), True), ((0, 9), (3, 5), True), ((6, 9), (3, 5), False)],
)
def test_neighbours_do_not_touch(one: tuple[int, int], other: tuple[int, int], touches: bool) -> None:
    assert Span(*one).touches(Span(*other)) is touches


def test_a_day_may_be_given_as_text() -> None:
    report = Report("نص", published="2031-03-05T10:00")  # type: ignore[arg-type]
    assert report.published == date(2031, 3, 5)


def test_the_identity_of_a_report_is_what_was_published_where_and_when() -> None:
    report = Report("نص", outlet="الميزان", published=date(2031, 3, 5), url="https://example.org/1")
    assert replace(report, title="عنوان", author="كاتب", name="a.txt").id == report.id
    others = [
        replace(report, text="نص آخر"),
        replace(report, outlet="الأفق"),
        replace(report, published=date(2031, 3, 6)),
        replace(report, url="https://example.org/2"),
    ]
    assert len({r.id for r in (report, *others)}) == 5


def test_the_hash_is_that_of_the_untouched_text() -> None:
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert Report("").sha256 == empty
    assert Report("قال").sha256 != Report("قَال").sha256


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_has_an_identity(text: str) -> None:
    assert len(Report(text).id) == 32


def test_values_are_frozen_and_travel_between_processes() -> None:
    analysis = Analysis(Report("قال نعم"), (), (ROW,), ())
    assert pickle.loads(pickle.dumps(analysis)) == analysis
    assert pickle.loads(pickle.dumps(Settings())) == Settings()
    with pytest.raises(FrozenInstanceError):
        ROW.force = "deny"  # type: ignore[misc]


def test_a_chain_runs_from_the_outermost_in() -> None:
    middle, inner = replace(ROW, id=2, parent=1), replace(ROW, id=3, parent=2)
    analysis = Analysis(Report("نص"), (), (ROW, middle, inner), ())
    assert [a.id for a in analysis.chain(inner)] == [1, 2, 3]
    assert analysis.chain(ROW) == (ROW,)


@pytest.mark.parametrize(
    ("problem", "shown"),
    [
        (Problem("a.jsonl", "line 12", "This is no JSON."), "a.jsonl, line 12: This is no JSON."),
        (Problem("a.txt", "", "The file is empty."), "a.txt: The file is empty."),
    ],
)
def test_a_problem_names_file_and_place(problem: Problem, shown: str) -> None:
    assert str(problem) == shown


def test_what_is_known_besides_is_no_part_of_the_identity() -> None:
    plain = Report(text="نص", published="2031-03-05")  # type: ignore[arg-type]
    more = Report(text="نص", published=date(2031, 3, 5), changed="2031-03-06", language="ar", via="قناة")  # type: ignore[arg-type]
    assert more.id == plain.id
    assert more.changed == date(2031, 3, 6)
