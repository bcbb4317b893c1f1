"""A report's text cut where marks begin and end: layers of the chain, cues, sources, values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from musnad.ledger import Statement
from musnad.model import Analysis, Block, Mention, PlaceMention, Span

# Of a longer text (a book, not news) values are not looked for each time its page is opened.
_LONGEST = 100_000
# Layers deeper than this look alike; chains of news hardly ever have four.
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text on which the same marks lie.

    Attributes:
        text: its raw characters.
        start: where it begins in the report's text.
        layer: in how many contents it lies.
        cue, source: id of the statement whose cue or source it is part of; None if it is of none.
        told: whether it is the outlet's own voice.
        hit: whether it is to be pointed out.
        value: what the figure or time in it says; empty if it is none.
        name: id of whom or what it names; None if that is not known.
    """

    text: str
    start: int
    layer: int = 0
    cue: str | None = None
    source: str | None = None
    told: bool = False
    hit: bool = False
    value: str = ""
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text, with the function of the block it belongs to."""

    kind: str
    story: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """What a figure or a time expression in the text says, in signs that need no language."""

    span: Span
    text: str


def values(text: str, published: date | None) -> list[Value]:
    """Figures and times of *text*, in order, without overlap: the first to begin wins. None of a very long text."""
    if len(text) > _LONGEST:
        return []
    from musnad.find.numbers import find_figures
    from musnad.find.times import find_times

    found = [Value(t.span, t.value) for t in find_times(text, published) if t.value]
    for figure in find_figures(text):
        amount = figure.number.notation or f"{_end(figure.low)}–{_end(figure.high)}"
        about = "≈ " if figure.number.approximate and figure.number.value is not None else ""
        what = " · ".join(part for part in (figure.counted, figure.status) if part)
        found.append(Value(figure.span, f"{about}{amount} · {what}"))
    found.sort(key=lambda each: (each.span.start, -each.span.end))
    kept: list[Value] = []
    for value in found:
        if value.span.start < value.span.end and (not kept or kept[-1].span.end <= value.span.start):
            kept.append(value)
    return kept


def lines(
    analysis: Analysis,
    statements: Sequence[Statement] = (),
    found: Iterable[Value] = (),
    hits: Iterable[Span] = (),
    names: Iterable[tuple[Span, str]] = (),
) -> Iterator[Line]:
    """The text line by line; *hits* are stretches to be pointed out, *names* such with an id of what they name. Time
    grows with text and marks only.

    Statements without an id in a ledger are known by their numbers.
    """
    ids = {s.attribution.id: s.id for s in statements}
    marks = _marks(analysis, ids, found, hits, names)
    text = analysis.report.text
    pieces = list(_pieces(text, marks))
    blocks = sorted(analysis.blocks, key=lambda block: block.span)
    at = 0
    here: list[Piece] = []
    for piece in pieces:
        if piece.text != "\n":
            here.append(piece)
            continue
        at, line = _line(blocks, at, here)
        yield line
        here = []
    if here:
        yield _line(blocks, at, here)[1]


def _line(blocks: Sequence[Block], at: int, pieces: list[Piece]) -> tuple[int, Line]:
    start = pieces[0].start if pieces else 0
    end = pieces[-1].start + len(pieces[-1].text) if pieces else 0
    while pieces and at < len(blocks) and blocks[at].span.end <= start:
        at += 1
    block = blocks[at] if pieces and at < len(blocks) else None
    if block is None or block.span.start >= end:
        return at, Line("", 0, tuple(pieces))
    return at, Line(block.kind, block.story, tuple(pieces))


# A mark: where it begins and ends, what sort it is, and what it carries.
_Mark = tuple[Span, str, str]
_SORTS = ("layer", "cue", "source", "told", "hit", "value", "name")


def named(mentions: Iterable[Mention], places: Iterable[PlaceMention]) -> list[tuple[Span, str]]:
    """Where a text names whom or what is known, with the id. A place that stands for its government is a state."""
    found = [(m.span, m.entity) for m in mentions if m.entity is not None]
    found += [(p.span, p.place) for p in places if p.place is not None and p.stands_for == "place"]
    return found


def _marks(
    analysis: Analysis,
    ids: dict[int, str],
    found: Iterable[Value],
    hits: Iterable[Span],
    names: Iterable[tuple[Span, str]],
) -> list[_Mark]:
    marks: list[_Mark] = [(value.span, "value", value.text) for value in found]
    marks += [(span, "name", id_) for span, id_ in names]
    marks += [(span, "hit", "") for span in hits]
    marks += [(n.span, "told", "") for n in analysis.narration]
    for a in analysis.attributions:
        id_ = ids.get(a.id, str(a.id))
        marks += [(a.content, "layer", ""), (a.cue, "cue", id_)]
        if a.source:
            marks.append((a.source, "source", id_))
    return marks


def _pieces(text: str, marks: Iterable[_Mark]) -> Iterator[Piece]:
    events: dict[int, list[tuple[bool, str, str]]] = {0: [], len(text): []}
    for span, sort, what in marks:
        start, end = max(0, span.start), min(len(text), span.end)
        if start < end:
            events.setdefault(start, []).append((True, sort, what))
            events.setdefault(end, []).append((False, sort, what))
    at = -1
    while (at := text.find("\n", at + 1)) >= 0:
        events.setdefault(at, [])
        events.setdefault(at + 1, [])
    # Of marks of one sort that lie on each other the last to begin is shown.
    open_: dict[str, list[str]] = {sort: [] for sort in _SORTS}
    places = sorted(events)
    for start, end in zip(places, [*places[1:], len(text)], strict=True):
        for opens, sort, what in events[start]:
            if opens:
                open_[sort].append(what)
            else:
                open_[sort].remove(what)
        if start < end:
            yield Piece(
                text[start:end],
                start,
                min(len(open_["layer"]), DEEPEST),
                open_["cue"][-1] if open_["cue"] else None,
                open_["source"][-1] if open_["source"] else None,
                bool(open_["told"]),
                bool(open_["hit"]),
                open_["value"][-1] if open_["value"] else "",
                open_["name"][-1] if open_["name"] else None,
            )


def _end(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
