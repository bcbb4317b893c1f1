"""Source and content of a cue, told word by word by a trained tagger that also sees what the grammar reads."""

from collections.abc import Sequence
from functools import cache

from musnad.attribute.acts import Act, Range
from musnad.attribute.cue_index import NOUNS, load_index
from musnad.attribute.features import View, span_features
from musnad.attribute.headline import teller_before, told_after
from musnad.attribute.proposals import Proposal
from musnad.attribute.sentence import LONGEST_TERM, Sentence
from musnad.attribute.tagger import Cue
from musnad.attribute.told_source import mend_source
from musnad.attribute.told_subject import find_subject
from musnad.encode.layers import Floats
from musnad.lexicons import load_cues
from musnad.segment import TokenKind

# Within one span a mark or a single word may be told wrongly; a wider gap parts two spans.
LONGEST_GAP = 2


@cache
def _followed() -> frozenset[str]:
    """Fixed phrases after which stands what is said, never before them («بيان جاء فيه …»)."""
    return frozenset(cue.lemma for cue in load_cues()[1] if cue.takes == "content")


def cue_of(s: Sentence, views: Sequence[View], accepted: Sequence[Proposal], p: Proposal, vectors: Floats) -> Cue:
    """What the tagger looks at for *p*; *vectors* are those of the sentence's tokens."""
    return Cue(p.start - s.start, p.end - s.start, span_features(s, views, accepted, p), vectors)


def respan(s: Sentence, p: Proposal, labels: Sequence[str]) -> Act | None:
    """The act of *p* with the spans that *labels* tell; the grammar's own where they tell no content."""
    content = _stretch(s, labels, "C", p)
    in_headline = p.kind == "colon" and s.headline
    if in_headline:
        content = told_after(s, p)
    if content is None:
        if p.act is None or not _says_something(s, p.act.content):
            return None
        if p.act.source is not None:
            _mend(s, p.act, p.act.source, None)
        return p.act
    source = _stretch(s, labels, "S", p)
    if in_headline:
        source = teller_before(s, p, source)
    if p.lemma in _followed() and content[0] < p.end and p.end + 1 < s.end:
        content = s.strip(p.end, content[1] if content[1] > p.end + 1 else s.end)
        if not _says_something(s, content):
            return None
    act = act_with(s, p, source, _whole_quotation(s, *_after_noun(s, p, content)))
    if source is not None:
        _mend(s, act, source, p.act.source if p.act else None)
    else:
        find_subject(s, act)
    return act


def _after_noun(s: Sentence, p: Proposal, content: Range) -> Range:
    """*content* without the clause of a noun before it, where the quotation follows that is the speech itself.

    «وأضافت النائبة بعد تصريح الهيئة بأنها تدرس الطلب «لن ننتظر أحدا»».
    """
    start, end = content
    if s.forms[start - 1] not in s.words.complementisers or start <= p.end:
        return content
    hits = (hit for k in range(p.end, start - 1) for hit in load_index().words.get(s.forms[k], ()))
    if not any(hit.form.part in NOUNS for hit in hits):
        return content
    for k in range(start + 1, end - LONGEST_TERM):
        if s.opens_quote(k) and s.partner[k] >= end - 1:
            return k + 1, min(s.partner[k], end)
    return content


def _mend(s: Sentence, act: Act, source: Range, known: Range | None) -> None:
    """Mend the source of *act*, unless that would leave it without anything that it says."""
    before = act.source, act.content
    mend_source(s, act, source, known)
    if not _says_something(s, act.content):
        act.source, act.content = before


def _stretch(s: Sentence, labels: Sequence[str], wanted: str, p: Proposal) -> Range | None:
    """The tokens of the longest stretch of *wanted*, without marks at its edges."""
    found = _longest(labels, wanted, p.start - s.start, p.end - s.start)
    if found is None:
        return None
    start, end = s.strip(found[0] + s.start, found[1] + s.start)
    return (start, end) if _says_something(s, (start, end)) else None


def _says_something(s: Sentence, span: Range) -> bool:
    """Whether there is more in *span* than marks."""
    return any(s.tokens[k].kind in (TokenKind.WORD, TokenKind.NUMBER) for k in range(*span))


def act_with(s: Sentence, p: Proposal, source: Range | None, content: Range) -> Act:
    """The act of *p* with other spans than the grammar's."""
    start, end = content
    hit = p.hits[0] if p.hits else None
    act = p.act
    return Act(
        cue=(p.start, p.end),
        entry=act.entry if act else hit.entry if hit else None,
        form=act.form if act else hit.form if hit else None,
        frame=act.frame if act else "fixed" if p.kind == "fixed" and p.lemma not in _followed() else "object",
        source=source,
        content=content,
        lemma=p.lemma,
        quoted=end if s.opens_quote(start - 1) and s.partner[start - 1] == end else -1,
        conjunction=p.conjunction,
        negated=p.negated,
        inherits=source is None,
        postposed=p.kind == "fixed" and start < p.start,
    )


def _whole_quotation(s: Sentence, start: int, end: int) -> Range:
    """A content wholly in one pair of marks without the marks; one that begins just inside them, to their end."""
    if (
        s.opens_quote(start)
        and end - start > 2
        and s.partner[start] >= end - 1
        and s.partner[start] - start > LONGEST_TERM
    ):
        start += 1
    if s.opens_quote(start - 1) and end <= s.partner[start - 1] < s.end and s.partner[start - 1] - start > LONGEST_TERM:
        end = s.partner[start - 1]
    return start, end


def _longest(labels: Sequence[str], wanted: str, cue_start: int, cue_end: int) -> Range | None:
    """The longest stretch of *wanted* on one side of the cue, over gaps of a word or two."""
    best: Range | None = None
    start = last = -1
    for i, label in enumerate([*labels, "#"]):
        crossed = start >= 0 and start < cue_start <= i and i >= cue_end
        if label == wanted and not crossed:
            if start < 0 or i - last > LONGEST_GAP:
                start = i
            last = i
        elif label == wanted:
            start = last = i
        if start >= 0 and last == i and (best is None or i + 1 - start > best[1] - best[0]):
            best = (start, i + 1)
    return best
