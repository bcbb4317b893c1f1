"""What an attribution itself speaks of, and what it leaves to those nested in it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from musnad.model import Analysis, Attribution, Inside, Mention, Report, Span, Time

SPANS = st.builds(lambda a, n: Span(a, a + n), st.integers(0, 60), st.integers(0, 20))


def said(number: int, content: Span, parent: int | None = None) -> Attribution:
    return Attribution(number, Span(0, 1), None, content, parent, None, "person", "assert", "indirect", "قال")


def at(start: int, end: int) -> Time:
    return Time(Span(start, end), "date", "2031", "2031", None, None, "year")


def test_what_is_nested_belongs_to_the_nested() -> None:
    times = (at(0, 2), at(10, 12), at(20, 25), at(30, 33), at(48, 55), at(50, 52))
    outer, inner, later = said(1, Span(10, 50)), said(2, Span(20, 31), 1), said(3, Span(40, 45), 1)
    analysis = Analysis(Report("-" * 60), (), (outer, inner, later), (), times=times)
    assert analysis.within(outer).times == (times[1], times[4])
    assert analysis.within(inner).times == times[2:4]
    assert not analysis.within(later)
    assert analysis.within(later) == Inside()


@given(st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=8), st.data())
def test_all_at_once_is_one_by_one(items: list[Span], contents: list[Span], data: st.DataObject) -> None:
    rows = tuple(
        said(n, content, data.draw(st.sampled_from([None, *range(1, n)]))) for n, content in enumerate(contents, 1)
    )
    mentions = tuple(Mention(span, "person", "باسل") for span in sorted(items))
    analysis = Analysis(Report("-" * 100), (), rows, (), mentions)
    found = analysis.inside()
    assert found == {a.id: analysis.within(a) for a in rows}
    for a in rows:
        nested = [b.content for b in rows if b.parent == a.id]
        meant = [
            m
            for m in mentions
            if a.content.start <= m.span.start < a.content.end
            and not any(c.start <= m.span.start < c.end for c in nested)
        ]
        assert list(found[a.id].mentions) == meant


def test_a_reading_without_layers_is_what_it_was() -> None:
    analysis = Analysis(Report("نص"), (), (), ())
    assert (analysis.times, analysis.figures, analysis.places, analysis.inside()) == ((), (), (), {})
    assert replace(analysis, times=(at(0, 1),)) != analysis
