"""What the statements of one report are to each other: denials and what they deny, figures that differ."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from musnad.compare.claims.bonds import Bond, Within
from musnad.compare.claims.denials import denials
from musnad.compare.claims.nominal import nominal_denials
from musnad.compare.claims.same import content_of, same_speaker
from musnad.compare.commonness import load_commonness
from musnad.compare.words import as_written, spellings
from musnad.find.numbers import find_figures
from musnad.model import Analysis, Attribution, Figure
from musnad.normalise import fold_key

__all__ = ["Bond", "Within", "differ", "within_report"]

# Passages compared with a figure: the nearest ones.
_NEAREST = 40
# Words that tell something, and how many of them the surroundings of two figures share.
_TELLING = 2.4
_COMMON = 2
# Figures of one thing are seldom further apart; beyond it they count different things.
_TIMES = 5
# Characters around a figure in which what is counted is named.
_AROUND = 90


def within_report(analysis: Analysis) -> list[Within]:
    """The bonds within one report, in the order of the text."""
    nominal = list(nominal_denials(analysis))
    done = {bond.first for bond in nominal if bond.denial is None}
    passing = [bond.denial for bond in nominal if bond.denial]
    done |= {a.id for a in analysis.attributions if any(span.covers(a.cue) for span in passing)}
    verbal = [bond for bond in denials(analysis) if bond.first not in done]
    found = sorted([*nominal, *verbal, *_figures(analysis)], key=lambda bond: (bond.first or 0, bond.span.start))
    spelt = spellings(analysis.report.text) if found else {}
    return [replace(bond, evidence=as_written(bond.evidence, spelt)) for bond in found]


def _figures(analysis: Analysis) -> Iterator[Within]:
    text = analysis.report.text
    read = analysis.figures or find_figures(text)
    figures = [f for f in read if f.low is not None or f.high is not None]
    owned = _owners(analysis, figures)
    before: dict[str, Attribution] = {}
    earlier: list[tuple[Attribution, Figure, dict[str, str]]] = []
    for attribution, of in owned:
        for figure in of:
            around = _surroundings(text, attribution, figure, before.get(attribution.speaker or ""))
            for other, its, words in earlier[-_NEAREST:]:
                shared = [words[stem] for stem in words if stem in around]
                if _other_speaker(attribution, other) and differ(figure, its) and len(shared) >= _COMMON:
                    shown = f"{figure.span.of(text)} for {its.span.of(text)}; shares {', '.join(shared[:4])}"
                    yield Within("differs in figure", attribution.id, other.id, other.content, shown)
            earlier.append((attribution, figure, around))
        before[attribution.speaker or ""] = attribution


def _owners(analysis: Analysis, figures: Sequence[Figure]) -> list[tuple[Attribution, list[Figure]]]:
    """The innermost statement of each figure; statements without one come with none."""
    innermost = sorted(analysis.attributions, key=lambda a: (a.content.start, -a.content.end))
    out: dict[int, tuple[Attribution, list[Figure]]] = {a.id: (a, []) for a in innermost}
    stack: list[Attribution] = []
    waiting = iter(innermost)
    coming = next(waiting, None)
    for figure in sorted(figures, key=lambda f: f.span.start):
        while coming and coming.content.start <= figure.span.start:
            stack.append(coming)
            coming = next(waiting, None)
        while stack and stack[-1].content.end < figure.span.end:
            stack.pop()
        if stack:
            out[stack[-1].id][1].append(figure)
    return list(out.values())


def _surroundings(text: str, attribution: Attribution, figure: Figure, last: Attribution | None) -> dict[str, str]:
    """Stem and folded form of the telling words near a figure, with those of what the same speaker said just before
    («نتحدث عن 900»)."""
    start = max(attribution.content.start, figure.span.start - _AROUND)
    end = min(attribution.content.end, figure.span.end + _AROUND)
    words = content_of(text[start:end])
    if last is not None:
        words += content_of(last.content.of(text))
    weight = load_commonness().weight
    return {word.stem: word.form for word in words if not word.form[0].isdigit() and weight(word) >= _TELLING}


def _other_speaker(first: Attribution, second: Attribution) -> bool:
    if not first.speaker or not second.speaker or first.story != second.story:
        return False
    return not same_speaker(fold_key(first.speaker), fold_key(second.speaker))


def differ(first: Figure, second: Figure) -> bool:
    """Whether two figures of one thing contradict: their bounds do not meet, they count the same class, and they are
    of one order. «more than 250» does not contradict 270."""
    if first.counted != second.counted or first.status != second.status:
        return False
    low, high = _bounds(first), _bounds(second)
    if low[0] <= high[1] and high[0] <= low[1]:
        return False
    one, other = (_value(first), _value(second))
    return bool(one and other) and max(one, other) <= _TIMES * min(one, other)


def _bounds(figure: Figure) -> tuple[float, float]:
    low = -1.0 if figure.low is None else float(figure.low)
    return low, float("inf") if figure.high is None else float(figure.high)


def _value(figure: Figure) -> float:
    found = (
        figure.number.value
        if figure.number.value is not None
        else figure.low
        if figure.low is not None
        else figure.high
    )
    return float(found or 0)
