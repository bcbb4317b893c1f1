"""The pieces of a text are the text, whatever marks lie on it."""

from hypothesis import given
from hypothesis import strategies as st
from ledger.samples import WATER

from musnad.ledger import Ledger
from musnad.model import Analysis, Attribution, Block, Narration, Report, Span
from musnad.web.marking import Value, lines, values

TEXT = st.text(alphabet="اب \nc\u0651", max_size=40)


@st.composite
def marked(draw: st.DrawFn) -> tuple[Analysis, list[Value], list[Span]]:
    text = draw(TEXT)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda ends: Span(*sorted(ends)))
    attributions = tuple(
        Attribution(n, draw(spans), draw(st.none() | spans), draw(spans), None, None, "state", "ask", "direct", "")
        for n in range(1, draw(st.integers(0, 4)) + 1)
    )
    narration = tuple(Narration(span, 0) for span in draw(st.lists(spans, max_size=2)))
    blocks = (Block(Span(0, len(text)), "body", 0),)
    found = [Value(span, "7") for span in draw(st.lists(spans, max_size=2))]
    return Analysis(Report(text), blocks, attributions, narration), found, draw(st.lists(spans, max_size=2))


@given(marked())
def test_pieces_make_up_the_text(drawn: tuple[Analysis, list[Value], list[Span]]) -> None:
    analysis, found, hits = drawn
    text = analysis.report.text
    cut = list(lines(analysis, (), found, hits))
    assert "\n".join("".join(piece.text for piece in line.pieces) for line in cut) == text.removesuffix("\n")
    for line in cut:
        for piece in line.pieces:
            assert text[piece.start :].startswith(piece.text)
            inside = Span(piece.start, piece.start + len(piece.text))
            assert piece.layer == min(5, sum(a.content.covers(inside) for a in analysis.attributions))
            assert piece.hit == any(hit.covers(inside) for hit in hits)


def test_layers_follow_the_chain() -> None:
    with Ledger(":memory:") as ledger:
        ledger.add(WATER)
        statements = list(ledger.statements(WATER.report.id))
    pieces = [piece for line in lines(WATER, statements) for piece in line.pieces]
    inner = next(s for s in statements if s.attribution.parent)
    assert {p.layer for p in pieces if p.text in inner.content and p.start >= inner.attribution.content.start} == {2}
    assert {p.cue for p in pieces} - {None} == {s.id for s in statements}


def test_figures_and_times_say_what_they_mean() -> None:
    text = "قُتل ١٢ جنديا يوم ٥ آذار ٢٠٣١."
    found = {value.span.of(text): value.text for value in values(text, None)}
    assert any("12" in said and "killed" in said for said in found.values())
    assert any("2031-03-05" in said for said in found.values())
