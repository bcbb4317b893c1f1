"""What the statements of one report are to each other: denials and what they deny, figures that differ."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from musnad.compare.claims.same import content_of, same_speaker
from musnad.compare.commonness import load_commonness
from musnad.compare.words import BY_SKELETON, Word
from musnad.find.numbers import find_figures
from musnad.model import Analysis, Attribution, Figure, Span
from musnad.normalise import fold_key

Bond = Literal["denies", "differs in figure"]

# A denial points to what has this share of its words by weight, with one telling word at least.
_DENIED = 0.25
_TELLING = 2.4
# Passages compared with a denial or a figure: those that share its rarest words, the nearest ones.
_NEAREST = 40
# Figures of one thing are seldom further apart; beyond it they count different things.
_TIMES = 5
# Telling words that the surroundings of two figures share.
_COMMON = 2
# Characters around a figure in which what is counted is named.
_AROUND = 90


@dataclass(frozen=True, slots=True)
class Within:
    """A bond between two passages of a report.

    Attributes:
        kind: what the first is to the second.
        first: number of the statement.
        second: number of the other statement; None where it is narration.
        span: the passage of the other.
        evidence: in words, what the bond rests on.
    """

    kind: Bond
    first: int
    second: int | None
    span: Span
    evidence: str


def within_report(analysis: Analysis) -> list[Within]:
    """The bonds within one report, in the order of the text."""
    return sorted([*_denials(analysis), *_figures(analysis)], key=lambda bond: (bond.first, bond.span.start))


def _denials(analysis: Analysis) -> Iterator[Within]:
    text = analysis.report.text
    passages = [(a.id, a.content, a) for a in analysis.attributions if a.force != "deny"]
    told: list[tuple[int | None, Span, Attribution | None]] = [*passages]
    told += [(None, n.span, None) for n in analysis.narration]
    words = [content_of(span.of(text)) for _, span, _ in told]
    places: dict[str, list[int]] = defaultdict(list)
    for i, found in enumerate(words):
        for word in found:
            for key in {word.stem, word.skeleton} - {""}:
                places[key].append(i)
    for denial in analysis.attributions:
        if denial.force != "deny":
            continue
        mine = content_of(denial.content.of(text))
        near = {
            i for word in mine for key in (word.stem, word.skeleton) if key for i in _near(places[key], told, denial)
        }
        best = max(
            ((_covered(mine, words[i]), -_apart(told[i][1], denial.content), i) for i in near if _may(told[i], denial)),
            default=None,
        )
        if best and best[0][0] >= _DENIED:
            number, span, _ = told[best[2]]
            yield Within("denies", denial.id, number, span, f"shares {', '.join(best[0][1])}")


def _near(
    found: Sequence[int], told: Sequence[tuple[int | None, Span, Attribution | None]], denial: Attribution
) -> list[int]:
    if len(found) <= _NEAREST:
        return list(found)
    return sorted(found, key=lambda i: _apart(told[i][1], denial.content))[:_NEAREST]


def _may(other: tuple[int | None, Span, Attribution | None], denial: Attribution) -> bool:
    """Whether a passage may be what is denied: told by another, and no part of the denial nor around it."""
    _, span, attribution = other
    if span.start < denial.content.end and denial.content.start < span.end:
        return False
    return attribution is None or not same_speaker(fold_key(attribution.speaker or ""), fold_key(denial.speaker or ""))


def _apart(first: Span, second: Span) -> int:
    return max(first.start - second.end, second.start - first.end, 0)


def _covered(mine: Sequence[Word], other: Sequence[Word]) -> tuple[float, tuple[str, ...]]:
    """Share of *mine* by weight that *other* has, and the telling words among it; nothing without one."""
    weight = load_commonness().weight
    stems, skeletons = {word.stem for word in other}, {word.skeleton for word in other} - {""}
    have, shared = 0.0, []
    for word in mine:
        sure = 1.0 if word.stem in stems else BY_SKELETON if word.skeleton in skeletons else 0.0
        have += sure * weight(word)
        if sure and weight(word) >= _TELLING:
            shared.append(word.form)
    if not shared:
        return 0.0, ()
    return have / (sum(map(weight, mine)) or 1.0), tuple(dict.fromkeys(shared))


def _figures(analysis: Analysis) -> Iterator[Within]:
    text = analysis.report.text
    figures = [f for f in find_figures(text) if f.low is not None or f.high is not None]
    owned = _owners(analysis, figures)
    before: dict[str, Attribution] = {}
    earlier: list[tuple[Attribution, Figure, set[str]]] = []
    for attribution, of in owned:
        for figure in of:
            around = _surroundings(text, attribution, figure, before.get(attribution.speaker or ""))
            for other, its, words in earlier[-_NEAREST:]:
                shared = around & words
                if _other_speaker(attribution, other) and differ(figure, its) and len(shared) >= _COMMON:
                    shown = f"{figure.span.of(text)} for {its.span.of(text)}; shares {', '.join(sorted(shared)[:4])}"
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


def _surroundings(text: str, attribution: Attribution, figure: Figure, last: Attribution | None) -> set[str]:
    """Telling words near a figure, with those of what the same speaker said just before («نتحدث عن 900»)."""
    start = max(attribution.content.start, figure.span.start - _AROUND)
    end = min(attribution.content.end, figure.span.end + _AROUND)
    words = content_of(text[start:end])
    if last is not None:
        words += content_of(last.content.of(text))
    weight = load_commonness().weight
    return {word.stem for word in words if not word.form[0].isdigit() and weight(word) >= _TELLING}


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
