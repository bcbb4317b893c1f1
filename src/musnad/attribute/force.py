"""What an act does: the force of its cue, turned by its content."""

from dataclasses import dataclass
from functools import cache

from musnad.attribute.acts import Act
from musnad.attribute.sentence import Sentence
from musnad.lexicons import read_words
from musnad.model import Force

# Words at the opening of a content that are looked at for a turn of force.
OPENING = 4
# A future verb further in is a detail, not the point of the content.
FUTURE_REACH = 9
_NEGATED: dict[str, Force] = {
    "deny": "assert",
    "condemn": "assert",
    "assert": "deny",
    "support": "condemn",
    "accuse": "assert",
    "warn": "assert",
    "predict": "deny",
}
_SELF = frozenset({"انه", "انها", "انهم", "اننا", "انني", "اني", "بانه", "بانها", "باننا", "بانهم"})


@dataclass(frozen=True)
class ForceWords:
    """For each force the folded words, and word sequences, that turn a content to it."""

    single: dict[str, frozenset[str]]
    phrases: dict[str, tuple[tuple[str, ...], ...]]


@cache
def load_force_words() -> ForceWords:
    """The turning words, read once in a process."""
    single: dict[str, frozenset[str]] = {}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in ("demand", "promise", "predict", "deny", "accuse", "support", "condemn", "warn"):
        words = read_words("force", name)
        single[name] = frozenset(w for w in words if " " not in w)
        phrases[name] = tuple(tuple(w.split()) for w in words if " " in w)
    return ForceWords(single, phrases)


def force_of(s: Sentence, act: Act) -> Force:
    """The force of *act*: its cue's, or what its content makes of a plain saying."""
    base: Force = "assert"
    if act.entry is not None:
        base = act.entry.frame_force.get(act.frame, act.entry.force)
    if act.negated:
        return _NEGATED.get(base, base)
    if base != "assert":
        return base
    return _from_content(s, act) or base


def _from_content(s: Sentence, act: Act) -> Force | None:
    words = load_force_words()
    start, end = act.content
    forms = [s.forms[k] for k in range(start, end) if s.is_word(k)]
    opening = forms[:OPENING]
    lemma = act.lemma
    if (end < s.end and s.forms[end] in "؟?") or (end > start and s.forms[end - 1] in "؟?"):
        return "ask" if act.lemma in ("قال", "أضاف", ":") else None
    for force in ("demand", "deny", "promise"):
        if _has(words, force, opening if force != "deny" else opening[:2]):
            return force
    if opening[:1] == ["علي"] and "ان" in forms[1:8]:
        return "demand"
    for force in ("support", "condemn"):
        if _has(words, force, opening[:1]):
            return force  # type: ignore[return-value]
    if _has(words, "accuse", forms[:40]) and lemma not in ("ذكر", "أفاد"):
        return "accuse"
    marker = s.forms[start - 1] if start > s.start else ""
    for k, form in enumerate(forms[:FUTURE_REACH]):
        if _is_future(s, form):
            own = k == 0 and (marker in _SELF or form.startswith("سن"))
            return "promise" if own or form.startswith("سن") else "predict"
        if form == "لن" and k < 2:
            return "promise" if marker in _SELF else "predict"
    if _has(words, "predict", opening) or (forms[:1] == ["قد"] and len(forms) > 1 and forms[1][0] in "يت"):
        return "predict"
    return None


def _is_future(s: Sentence, form: str) -> bool:
    return (
        len(form) > 4 and form[0] == "س" and form[1] in "يتن" and (s.words.is_verb(form) or s.words.is_verb(form[1:]))
    )


def _has(words: ForceWords, force: str, forms: list[str]) -> bool:
    single = words.single[force]
    if any(form in single or (form[0] == "و" and form[1:] in single) for form in forms):
        return True
    for phrase in words.phrases[force]:
        n = len(phrase)
        if any(tuple(forms[k : k + n]) == phrase for k in range(len(forms) - n + 1)):
            return True
    return False
