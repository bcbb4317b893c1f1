"""From fixed phrases and colons to acts: «بحسب …», «على حد قوله», «فلان: …»."""

from collections.abc import Container

from musnad.attribute.acts import Act, Range
from musnad.attribute.candidates import FixedCandidate
from musnad.attribute.noun_phrase import is_nominal, phrase_end
from musnad.attribute.sentence import Sentence
from musnad.attribute.subject import human_like, may_speak, subject_after

# A headline's source is short: a name, a title with its country.
LONGEST_HEADLINE_SOURCE = 8


def fixed_act(s: Sentence, f: FixedCandidate) -> Act | None:
    """The act of a preposition or particle phrase; its content is settled by ``extents``."""
    if f.cue.takes == "content":
        return None
    end = f.end
    source: Range | None = None
    if f.cue.takes != "pronoun":
        start = end
        if f.cue.takes == "clause" and start < s.end and s.forms[start] in ("عن", "به", "عنه", "له", "في", "فيه"):
            start += 1
        while start < s.end and (s.forms[start] in s.words.adverbs or s.forms[start] in ("عن", "عنه", "به")):
            start += 1
        source = subject_after(s, start, s.end, closed=False)
        if source is None:
            return None
        end = source[1]
    act = Act((f.at, f.end), None, None, "fixed", source, (end, s.end), f.cue.lemma,
              conjunction=s.forms[f.at] != f.cue.words[0], inherits=source is None)  # fmt: skip
    if source is not None and not (human_like(s, *source) or may_speak(s, source, act.lemma)):
        return None
    return act


def colon_act(s: Sentence, cues: frozenset[int]) -> Act | None:
    """The act of «X: …» at the head of a line, where X names a speaker."""
    w = s.words
    start = s.start
    while start < s.end and s.is_mark(start):
        start += 1
    for k in range(start, min(s.end - 1, start + LONGEST_HEADLINE_SOURCE + 1)):
        if k in cues:
            return None
        if s.forms[k] != ":":
            continue
        first = start
        if k == first or s.forms[first] in w.labels or not is_nominal(s, first):
            return None
        if phrase_end(s, first, k, closed=True) != k or not human_like(s, first, k):
            return None
        content, quoted = k + 1, -1
        if s.opens_quote(content) and s.partner[content] >= s.end - 2:
            quoted = s.partner[content]
            content += 1
        if content >= s.end:
            return None
        return Act((k, k + 1), None, None, "colon", (first, k), (content, s.end), ":", quoted=quoted)
    return None


def weak_colons(s: Sentence, cues: Container[int]) -> list[int]:
    """The colons that may follow a speaker, though the grammar reads none there: no cue stands before them."""
    return [
        k
        for k in range(s.start + 1, s.end - 1)
        if s.forms[k] == ":"
        and (s.is_word(k - 1) or s.closes_quote(k - 1))
        and k not in cues
        and k - 1 not in cues
        and s.forms[k - 1] not in s.words.complementisers
    ]
