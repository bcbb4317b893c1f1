"""Everything in a sentence that may be an act of reporting, with what the grammar makes of it."""

from dataclasses import dataclass, replace

from musnad.attribute.acts import Act
from musnad.attribute.build import verb_act
from musnad.attribute.candidates import Candidate, find_candidates, find_weak
from musnad.attribute.cue_index import CueIndex, Hit
from musnad.attribute.extents import settle
from musnad.attribute.nominal import noun_act
from musnad.attribute.phrases import colon_act, fixed_act, weak_colons
from musnad.attribute.sentence import Sentence


@dataclass(slots=True)
class Proposal:
    """A possible cue.

    Attributes:
        start, end: token range of the cue.
        kind: what sort of word it is: «verb», «noun», «fixed» or «colon».
        hits: its readings; empty for a fixed phrase and a colon.
        lemma: of the reading that the grammar prefers.
        act: the act with settled spans that the grammar reads, None where it reads none.
        weak: whether the grammar takes it for no cue, so that all depends on the judge.
        conjunction, negated: as in :class:`musnad.attribute.candidates.Candidate`.
    """

    start: int
    end: int
    kind: str
    hits: tuple[Hit, ...]
    lemma: str
    act: Act | None
    conjunction: bool = False
    negated: bool = False
    weak: bool = False


def propose(s: Sentence, index: CueIndex, has_speaker: bool) -> tuple[Sentence, list[Proposal]]:
    """All possible cues of a sentence in order, and the sentence that knows its finite verbs."""
    candidates, fixed = find_candidates(s, index)
    s = replace(s, verbs=frozenset(c.at for c in candidates if _is_finite(s, c)))
    acts: list[Act] = []
    cues = frozenset(c.at for c in candidates if _stops(s, c))
    colon = colon_act(s, cues)
    if colon:
        acts.append(colon)
    for c in candidates:
        if colon is not None and c.at < colon.cue[1]:
            continue
        act = verb_act(s, c, cues, has_speaker or bool(acts)) or noun_act(s, c, cues)
        if act is not None:
            acts.append(act)
    acts = [a for a in acts if not _in_source(a, acts)]
    acts += [act for f in fixed if (act := fixed_act(s, f)) is not None]
    by_cue = {act.cue[0]: act for act in settle(s, acts)} if acts else {}
    found = [_of_candidate(c, by_cue.get(c.at)) for c in candidates]
    taken = {c.at for c in candidates}.union(*(range(f.at, f.end) for f in fixed))
    found += [replace(_of_candidate(c, None), weak=True) for c in find_weak(s, index, taken)]
    found += [
        Proposal(f.at, f.end, "fixed", (), f.cue.lemma, by_cue.get(f.at), s.forms[f.at] != f.cue.words[0])
        for f in fixed
    ]
    if colon and colon.cue[0] in by_cue:
        found.append(Proposal(*colon.cue, "colon", (), colon.lemma, colon))
        taken.add(colon.cue[0])
    found += [Proposal(k, k + 1, "colon", (), ":", None, weak=True) for k in weak_colons(s, taken)]
    return s, sorted(found, key=lambda p: p.start)


def _of_candidate(c: Candidate, act: Act | None) -> Proposal:
    hit = c.hits[0]
    if act is not None:
        hit = next((h for h in c.hits if h.entry is act.entry and h.form.part == (act.form or h.form).part), hit)
    kind = "noun" if hit.form.part in ("masdar", "noun") else "verb"
    return Proposal(c.at, c.at + 1, kind, c.hits, hit.entry.lemma, act, c.conjunction, c.negated)


def _in_source(act: Act, acts: list[Act]) -> bool:
    return any(o.source and o is not act and o.source[0] <= act.cue[0] < o.source[1] for o in acts)


def _stops(s: Sentence, c: Candidate) -> bool:
    """Whether a cue after another takes the marks that follow it for its own."""
    finite = [h for h in c.hits if h.form.part in ("perfect", "imperfect")]
    participle = [h for h in c.hits if h.form.part == "participle"]
    if finite or participle:
        if not participle and all(h.form.suffix for h in finite):
            return False  # «بيان نشرته»: a relative clause
        common = "n" in s.words.vocabulary.get(s.forms[c.at], "")
        return not common or any(not h.form.definite for h in participle)
    after = c.at + 1
    if not any(h.form.suffix for h in c.hits) or after >= s.end:
        return False
    return s.forms[after] in s.words.complementisers or s.forms[after] == ":" or s.opens_quote(after)


def _is_finite(s: Sentence, c: Candidate) -> bool:
    """Whether a candidate can only be a finite verb, so that no noun phrase holds it."""
    if not all(h.form.part in ("perfect", "imperfect") for h in c.hits):
        return False
    word = s.forms[c.at]
    common = "n" in s.words.vocabulary.get(word, "")
    return not s.words.is_listed_name(word) and not common and s.words.head_kind(word) is None
