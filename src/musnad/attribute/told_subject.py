"""The subject of a verb for which the tagger told no source."""

from musnad.attribute.acts import Act
from musnad.attribute.build import OBJECT_STARTERS
from musnad.attribute.noun_phrase import is_nominal, phrase_end
from musnad.attribute.sentence import Sentence
from musnad.attribute.subject import agrees, human_like, names_speaker, skip_occasion
from musnad.attribute.told_source import past_markers, take_name, with_pronoun
from musnad.lexicons import read_words
from musnad.morphology import Form

# Words before a relative pronoun among which its noun stands.
PHRASE = 3


def find_subject(s: Sentence, act: Act) -> None:
    """Give a verb without a told source the speaker that its content begins with («أكد فلان وجوب …»).

    Left alone are verbs that take a person as object, and phrases that another noun does not follow. In a relative
    clause the speaker may also follow the pronoun («الهدنة التي تطالب بها النقابة»).
    """
    form, frames = act.form, act.entry.frames if act.entry else frozenset()
    if form is None or form.part not in ("perfect", "imperfect") or _find_in_relative(s, act, form):
        return
    start, high = act.content
    if form.suffix or act.quoted >= 0:
        return
    if start != skip_occasion(s, act.cue[1], s.end) or any(frame.startswith("whom") for frame in frames):
        return
    end = phrase_end(s, start, high) if is_nominal(s, start) else start
    if end <= start or not _speaks(s, start) or s.is_accusative(start) or not agrees(s, start, end, form, before=False):
        return
    rest = past_markers(s, skip_occasion(s, end, high), act)
    marked = rest > end and not s.is_comma(rest - 1)
    if rest < high and (marked or is_nominal(s, rest) or s.opens_quote(rest) or s.forms[rest] in OBJECT_STARTERS):
        act.source, act.content, act.inherits = (start, end), (rest, high), False
        take_name(s, act)


def _find_in_relative(s: Sentence, act: Act, form: Form) -> bool:
    """Take the noun phrase after the verb of a relative clause for its subject, where it can be.

    After «الوزير الذي انتقد الرئيس» it cannot: without a pronoun that points back, whoever may speak does.
    """
    k, relative = act.cue[1], act.cue[0] - 1
    if relative < s.start or s.forms[relative] not in s.words.relatives:
        return False
    if k < s.end and with_pronoun(s, s.forms[k]):
        k += 1
    elif not form.suffix and any(_may_speak(s, n) for n in range(max(s.start, relative - PHRASE), relative)):
        return False
    end = phrase_end(s, k, s.end) if k < s.end and is_nominal(s, k) else k
    if end <= k or not names_speaker(s, k, end) or not agrees(s, k, end, form, before=False):
        return False
    low, high = act.content
    if low < end and k < high:
        low = past_markers(s, end, act)
        if low >= high:
            return False
    act.source, act.content, act.inherits = (k, end), (low, high), False
    take_name(s, act)
    return True


def _may_speak(s: Sentence, k: int) -> bool:
    """Whether a word can be part of a speaker's name or title; a place that is no state cannot."""
    if s.forms[k] in read_words("places", "only_class"):
        return False
    known = s.words.names.get((s.forms[k],))
    placed = s.labels[k : k + 1] in (["B-LOC"], ["I-LOC"]) and (known is None or known[0] != "state")
    return not placed and human_like(s, k, k + 1)


def _speaks(s: Sentence, k: int) -> bool:
    """Whether a phrase that begins at *k* names somebody who speaks and is seldom an object: a person or an office."""
    w, form = s.words, s.forms[k]
    told = s.labels[k] if k < len(s.labels) else "O"
    return told == "B-PER" or form in s.known or w.is_title(form) or w.head_kind(form) == "anonymous"
