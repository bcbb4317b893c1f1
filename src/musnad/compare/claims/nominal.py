"""Denials that are told in passing, by a noun: «…, despite the denial of the ministry».

No verb reports them, so no statement is made of them; yet they stand against what is told beside them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from musnad.compare.claims.bonds import Within
from musnad.compare.claims.denials import covered
from musnad.compare.claims.same import content_of
from musnad.compare.words import content_words, words_of
from musnad.lexicons.load import read_words
from musnad.model import Analysis, Attribution, Span
from musnad.normalise import fold_key

_WORD = re.compile(r"[^\W\d_]+")
# Where a sentence ends, and where a clause does.
_SENTENCE = re.compile(r"[.!?؟\n؛]")
_CLAUSE = re.compile(r"[.!?؟\n؛،,]")
# Marks around a passage that are no part of it.
_MARKS = ' \t،,:؛«»"“”()'
# Words between what sets against («على الرغم من») and the noun, and words of the one who denies.
_BETWEEN, _MOST_WORDS = 1, 5
# Content words without which a passage says too little to be denied, and the share of a denial's words found elsewhere.
_LEAST, _DENIED = 2, 0.4
# Nouns read of a report; one that is full of them is no report.
_MOST_NOUNS = 30
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class _Noun:
    """The noun, the denier after it (maybe none), and what is said to be denied; *against*: where «despite» stands."""

    span: Span
    denier: Span | None
    rest: Span
    against: int | None


def nominal_denials(analysis: Analysis) -> Iterator[Within]:
    """Denials by a noun, each with the passage against which it is set, or else with the one that has its words.
    Also those of which a statement was made."""
    spoken = [a for a in analysis.attributions if a.force == "deny"]
    for noun in islice(_nouns(analysis), _MOST_NOUNS):
        whole = Span(noun.span.start, max(noun.rest.end, noun.span.end))
        of = next((a for a in spoken if a.cue.touches(whole) or whole.covers(a.content)), None)
        if found := _set_against(analysis, noun, of) or (None if of else _elsewhere(analysis, noun)):
            denied, why = found
            # Where the reader took what is denied for the content of the denial, the noun stands for that.
            if of and not of.content.touches(denied):
                yield Within("denies", of.id, _number_at(analysis, denied, of), denied, why)
                continue
            end = noun.denier.end if noun.denier else noun.span.end
            yield Within(
                "denies",
                _number_at(analysis, noun.span, of),
                _number_at(analysis, denied, of),
                denied,
                why,
                Span(noun.span.start, max(end, noun.rest.end)),
                noun.denier.of(analysis.report.text) if noun.denier else None,
            )


def _nouns(analysis: Analysis) -> Iterator[_Noun]:
    text = analysis.report.text
    nouns, despite = read_words("stance", "denial nouns"), read_words("stance", "despite")
    words = [(match.span(), fold_key(match[0])) for match in _WORD.finditer(text)]
    mentions = {m.span.start: m.span for m in analysis.mentions if m.kind not in ("weapon", "event")}
    for i, ((start, end), folded) in enumerate(words):
        if folded not in nouns:
            continue
        before = words[max(0, i - 1 - _BETWEEN) : i]
        against = next((at for (at, _), word in reversed(before) if word in despite), None)
        clause = _CLAUSE.search(text, end)
        stop = clause.start() if clause else len(text)
        denier = _denier(text, [span for span, _ in words[i + 1 : i + 1 + _MOST_WORDS] if span[1] <= stop], mentions)
        # «نفى» is written like the noun where the dots are left out; a verb needs no noun to be found.
        verb = text[end - 1] == "ى" and against is None
        if (denier or against is not None) and not verb:
            yield _Noun(Span(start, end), denier, Span(denier.end if denier else end, stop), against)


def _denier(text: str, words: Sequence[tuple[int, int]], mentions: dict[int, Span]) -> Span | None:
    """Who denies: a mention that begins after the noun, or a definite noun with what belongs to it."""
    if not words:
        return None
    if words[0][0] in mentions:
        return mentions[words[0][0]]
    taken: list[tuple[int, int]] = []
    idle = read_words("stance", "idle")
    for start, end in words:
        word = fold_key(text[start:end])
        definite = word.startswith(_ARTICLE)
        # «قيادة الأركان»: one noun without article may come first; after a definite one only definite ones follow.
        if word in idle or (taken and not definite):
            break
        taken.append((start, end))
    last = fold_key(text[slice(*taken[-1])]) if taken else ""
    return Span(taken[0][0], taken[-1][1]) if last.startswith(_ARTICLE) else None


def _set_against(analysis: Analysis, noun: _Noun, of: Attribution | None) -> tuple[Span, str] | None:
    """What a «despite» is set against: the words before it in its sentence, or, if it begins that, those after."""
    if noun.against is None:
        return None
    text = analysis.report.text
    begin = max((m.end() for m in _SENTENCE.finditer(text, 0, noun.against)), default=0)
    stop = _SENTENCE.search(text, noun.rest.end)
    end = stop.start() if stop else len(text)
    inside = next((a.content for a in reversed(analysis.attributions) if a.content.covers(noun.span)), None)
    if inside:
        begin, end = max(begin, inside.start), min(end, inside.end)
    why = f"set against it: {text[noun.against : noun.span.end]}"
    before, after = Span(begin, noun.against), Span(noun.rest.end, max(end, noun.rest.end))
    # «ورغم» begins a clause of its own, and what stands against it follows.
    for passage in (after, before) if text[noun.against] == "و" else (before, after):
        stripped = _stripped(text, passage)
        if stripped and len(content_words(words_of(stripped.of(text)))) >= _LEAST:
            return _told_in(analysis, stripped, of), why
    return None


def _elsewhere(analysis: Analysis, noun: _Noun) -> tuple[Span, str] | None:
    """The statement or narrated sentence that has the words of the denial."""
    text = analysis.report.text
    mine = content_of(noun.rest.of(text))
    if len(mine) < _LEAST:
        return None
    told = [a.content for a in analysis.attributions] + [n.span for n in analysis.narration]
    found = [(covered(mine, content_of(s.of(text))), s) for s in told if not s.covers(noun.span)]
    (have, shared), span = max(found, key=lambda each: each[0][0], default=((0.0, ()), noun.rest))
    return (span, f"shares {', '.join(shared)}") if have >= _DENIED else None


def _told_in(analysis: Analysis, passage: Span, but: Attribution | None) -> Span:
    """The content of the statement that fills the passage, or the passage."""
    inside = [a.content for a in analysis.attributions if a is not but and passage.covers(a.content)]
    return max(inside, key=lambda span: span.end - span.start, default=passage)


def _number_at(analysis: Analysis, span: Span, but: Attribution | None) -> int | None:
    around = [a for a in analysis.attributions if a is not but and a.content.covers(span)]
    return min(around, key=lambda a: a.content.end - a.content.start).id if around else None


def _stripped(text: str, span: Span) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(_MARKS))
    end = span.end - len(words) + len(words.rstrip(_MARKS))
    return Span(start, end) if start < end else None
