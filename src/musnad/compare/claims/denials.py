"""Denials of one report, each with what it denies."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from musnad.compare.claims.bonds import Within
from musnad.compare.claims.same import content_of, same_speaker
from musnad.compare.commonness import load_commonness
from musnad.compare.names import is_name
from musnad.compare.stances.lexicon import load_lexicon
from musnad.compare.words import BY_SKELETON, Word, words_of
from musnad.model import Analysis, Attribution, Span
from musnad.normalise import fold_key

# A denial points to what has this share of its words by weight, with one telling word at least.
_DENIED = 0.25
_TELLING = 2.4
# And this share of those of its words that are no names: two passages about one war share its names.
_DENIED_REST = 0.3
# Telling words shared, where the denial has so many.
_SHARED = 2
# Who says «it did not …» denies what tells the same, and no more than that: each has this share of the other's words.
# Without a word of denial less is a coincidence («no decision was needed» and «take a decision by the law»).
_NEGATED = 0.4
# Passages compared with a denial: those that share its rarest words, the nearest ones.
_NEAREST = 40
# Characters of a passage in which a word of denial is looked for.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class _Passage:
    number: int | None
    span: Span
    attribution: Attribution | None
    words: Sequence[Word]
    # Folded, of the statement and of those around it.
    speakers: tuple[str, ...] = ()


def denials(analysis: Analysis) -> Iterator[Within]:
    """Statements that deny, and the statement or narrated sentence that each denies."""
    text = analysis.report.text
    by_id = {a.id: a for a in analysis.attributions}
    told = [
        _Passage(a.id, a.content, a, content_of(a.content.of(text)), tuple(_speakers(by_id, a)))
        for a in analysis.attributions
    ]
    told += [_Passage(None, n.span, None, content_of(n.span.of(text))) for n in analysis.narration]
    told = [passage for passage in told if not _denies(passage, text)]
    places: dict[str, list[int]] = defaultdict(list)
    for i, passage in enumerate(told):
        for word in passage.words:
            for key in {word.stem, word.skeleton} - {""}:
                places[key].append(i)
    for denial in analysis.attributions:
        if denial.force == "deny" and (found := _denied(denial, told, places, text)):
            passage, shared = found
            yield Within("denies", denial.id, passage.number, passage.span, f"shares {', '.join(shared)}")


def _speakers(by_id: Mapping[int, Attribution], attribution: Attribution) -> Iterator[str]:
    """Who speaks in a statement, and through whom."""
    at: Attribution | None = attribution
    for _ in by_id:  # a chain that cites itself ends, too
        if at is None:
            break
        yield fold_key(at.speaker or "")
        at = by_id.get(at.parent or 0)


def _denied(
    denial: Attribution, told: Sequence[_Passage], places: dict[str, list[int]], text: str
) -> tuple[_Passage, tuple[str, ...]] | None:
    mine = content_of(denial.content.of(text))
    near = {i for word in mine for key in (word.stem, word.skeleton) if key for i in _near(places[key], told, denial)}
    named = load_lexicon().count("denial", words_of(denial.cue.of(text))) > 0
    best: tuple[tuple[float, int], int, tuple[str, ...]] | None = None
    for i in near:
        if not _may(told[i], denial):
            continue
        have, shared = covered(mine, told[i].words)
        if named:
            rest, _ = covered([word for word in mine if not is_name(word)], told[i].words)
            enough = have >= _DENIED and rest >= _DENIED_REST and len(shared) >= min(_SHARED, len(mine))
        else:
            enough = min(have, covered(told[i].words, mine)[0]) >= _NEGATED
        rank = have, -_apart(told[i].span, denial.content)
        if enough and (best is None or (rank, i) > best[:2]):
            best = rank, i, shared
    return (told[best[1]], best[2]) if best else None


def _denies(passage: _Passage, text: str) -> bool:
    """Whether a passage itself denies: by its force, or by a word («… has no truth»)."""
    if passage.attribution is not None and passage.attribution.force == "deny":
        return True
    return load_lexicon().count("denial", words_of(passage.span.of(text)[:_LONGEST])) > 0


def _near(found: Sequence[int], told: Sequence[_Passage], denial: Attribution) -> list[int]:
    if len(found) <= _NEAREST:
        return list(found)
    return sorted(found, key=lambda i: _apart(told[i].span, denial.content))[:_NEAREST]


def _may(other: _Passage, denial: Attribution) -> bool:
    """Whether a passage may be what is denied: not told by or through him who denies, apart from his words."""
    if other.span.start < denial.content.end and denial.content.start < other.span.end:
        return False
    mine = fold_key(denial.speaker or "")
    return not any(same_speaker(speaker, mine) for speaker in other.speakers)


def _apart(first: Span, second: Span) -> int:
    return max(first.start - second.end, second.start - first.end, 0)


def covered(mine: Sequence[Word], other: Sequence[Word]) -> tuple[float, tuple[str, ...]]:
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
