"""Which words of a sentence may be cues."""

from collections.abc import Container
from typing import NamedTuple

from musnad.attribute.cue_index import NOUNS, CueIndex, Hit
from musnad.attribute.sentence import Sentence
from musnad.lexicons import FixedCue

NEGATIONS = frozenset({"لم", "لن", "لا", "ما", "ولم", "ولن", "ولا", "وما", "ليس", "غير", "دون", "بدون", "عدم"})
_BEFORE_VERB = frozenset({"قد", "وقد", "فقد", "سوف", "وسوف", "الذي", "التي", "الذين", "كما", "حيث", "فيما", "بينما"})
_SHORTEST_WITH_CONJUNCTION = 4
# After «عبر» and «بين» these tell that they are verbs: «عبّر الوزير عن …», «بيّن الوزير أن …».
_SAID = frozenset({"عن", "ان", "انه", "انها"})


class Candidate(NamedTuple):
    """A word that may be a cue, with its readings; the best fitting one is chosen by its complement."""

    at: int
    hits: tuple[Hit, ...]
    conjunction: bool
    negated: bool


class FixedCandidate(NamedTuple):
    """A fixed phrase that stands at tokens *at* to *end*."""

    at: int
    end: int
    cue: FixedCue


def find_candidates(s: Sentence, index: CueIndex) -> tuple[list[Candidate], list[FixedCandidate]]:
    """All possible cues of a sentence in order; a fixed phrase hides the words inside it."""
    candidates: list[Candidate] = []
    fixed: list[FixedCandidate] = []
    i = s.start
    while i < s.end:
        if s.is_word(i):
            phrase = _fixed(s, i, index)
            if phrase is not None:
                fixed.append(phrase)
                i = phrase.end
                continue
            candidate = _candidate(s, i, index)
            if candidate is not None:
                candidates.append(candidate)
        i += 1
    return candidates, fixed


def find_weak(s: Sentence, index: CueIndex, taken: Container[int]) -> list[Candidate]:
    """Words that the grammar takes for no cue and that may be one all the same, for a judge to decide.

    Verbs of an act to come or wished for («سيؤكد», «ليقول»), participles in the place of an adjective («الموقف
    الرافض»), nouns after «ل» («لرفضه»). *taken* are the tokens that are cues by the grammar.
    """
    found = []
    for i in range(s.start, s.end):
        if i in taken or not s.is_word(i) or s.forms[i] in s.words.adverbs:
            continue
        if _is_preposition(s, s.forms[i]) and not any(s.forms[k] in _SAID for k in range(i + 1, min(i + 7, s.end))):
            continue
        hits, conjunction = _weak_hits(s.forms[i], index)
        before = s.forms[i - 1] if i > s.start else ""
        # «من يرى أن …»: not the preposition.
        if _governs_noun(s, before) and before != "من":
            hits = tuple(h for h in hits if h.form.part in (*NOUNS, "participle"))
        word = s.forms[i][1:] if conjunction else s.forms[i]
        if s.words.is_title(word) or s.words.head_kind(word) is not None:
            hits = tuple(h for h in hits if h.form.part != "participle")
        if hits:
            found.append(Candidate(i, hits, conjunction, before in NEGATIONS))
    return found


def _weak_hits(form: str, index: CueIndex) -> tuple[tuple[Hit, ...], bool]:
    """The readings of a word with or without «و» and «ف», then «ل», before it; whether there is such a conjunction."""
    for word, conjunction in ((form, False), (form[1:] if form[0] in "وف" else "", True)):
        if len(word) < 2:
            continue
        if hits := index.words.get(word, ()):
            return hits, conjunction
        # «للمطالبة» is «ل» and «المطالبة».
        stem = "ال" + word[2:] if word.startswith("لل") else word[1:] if word[0] == "ل" else ""
        hits = tuple(h for h in index.words.get(stem, ()) if h.form.part in (*NOUNS, "imperfect"))
        if hits and len(stem) >= _SHORTEST_WITH_CONJUNCTION:
            return hits, conjunction
    return (), False


def _is_preposition(s: Sentence, form: str) -> bool:
    return form in s.words.prepositions or (form[0] in "وف" and form[1:] in s.words.prepositions)


def _governs_noun(s: Sentence, before: str) -> bool:
    return before in s.words.prepositions or before in ("اي", "كل", "بعض", "هذا", "هذه")


def _fixed(s: Sentence, i: int, index: CueIndex) -> FixedCandidate | None:
    form = s.forms[i]
    for first in (form, form[1:] if form[0] in "وف" else ""):
        for cue in index.fixed.get(first, ()):
            end = i + len(cue.words)
            if end <= s.end and all(s.forms[i + k] == word for k, word in enumerate(cue.words) if k):
                # «كما نقلت الوكالة …» at the head of a sentence is «and the agency also reported».
                if cue.words[0] == "كما" and not any(s.is_word(k) for k in range(s.start, i)):
                    continue
                return FixedCandidate(i, end, cue)
    return None


def _is_subjunctive(s: Sentence, i: int) -> bool:
    """Whether the verb at *i* follows «أن» and so tells of an act wished for, save after «قبل أن» and the like."""
    if i - 1 < s.start or s.forms[i - 1] != "ان":
        return False
    return i - 2 < s.start or s.forms[i - 2] not in ("قبل", "بعد", "دون", "الي")


def _is_circumstantial(s: Sentence, i: int, hit: Hit, conjunction: bool) -> bool:
    """Whether a participle can be an act beside the main verb («مضيفا»، «، مؤكدة») and not an adjective."""
    form = hit.form
    if form.gender == "m" and form.number == "s":
        return form.spelling.endswith("ا")
    if conjunction or i == s.start:
        return True
    return s.is_comma(i - 1) or s.closes_quote(i - 1) or s.is_mark(i - 1)


def _candidate(s: Sentence, i: int, index: CueIndex) -> Candidate | None:
    form = s.forms[i]
    hits = index.words.get(form, ())
    conjunction = False
    if not hits and form[0] in "وف" and len(form) >= _SHORTEST_WITH_CONJUNCTION:
        hits = index.words.get(form[1:], ())
        conjunction = True
    if not hits:
        return None
    before = s.forms[i - 1] if i > s.start else ""
    after = s.forms[i + 1] if i + 1 < s.end else ""
    if _is_preposition(s, form) and after not in s.words.complementisers:
        return None  # «بين» for «بيّن», «دون» for «دوّن»
    if form in s.words.adverbs:
        return None
    hits = tuple(h for h in hits if not h.form.future and not (h.form.part == "imperfect" and _is_subjunctive(s, i)))
    if _governs_noun(s, before):
        hits = tuple(h for h in hits if h.form.part in NOUNS)
    elif before in NEGATIONS and before != "غير" and before != "عدم":
        hits = tuple(h for h in hits if h.form.part in ("perfect", "imperfect"))
    elif before in _BEFORE_VERB:
        hits = tuple(h for h in hits if h.form.part != "masdar") or hits
    if before not in NEGATIONS:
        hits = tuple(h for h in hits if not h.form.jussive)
    verbs = {h.entry.lemma for h in hits if h.form.part not in NOUNS}
    hits = tuple(h for h in hits if h.form.part not in NOUNS or h.entry.lemma not in verbs)
    word = form[1:] if conjunction else form
    if s.words.is_title(word) or s.words.head_kind(word) is not None:
        hits = tuple(h for h in hits if h.form.part != "participle")
    hits = tuple(
        h for h in hits if h.form.part != "participle" or h.form.definite or _is_circumstantial(s, i, h, conjunction)
    )
    if not hits:
        return None
    return Candidate(i, hits, conjunction, before in NEGATIONS)
