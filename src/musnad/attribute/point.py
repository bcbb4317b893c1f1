"""What a content speaks of: classes of its words and phrases, and whose future deeds it tells.

The point of a statement decides what its speaker does by a plain verb of saying: «said that the army shelled the
hospital» blames, «said that it will go on» promises. The classes are lexicon data (``lexicons/point.yaml``).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from musnad.attribute.acts import Act
from musnad.attribute.sentence import Sentence
from musnad.lexicons import read_yaml
from musnad.morphology import verb_forms
from musnad.normalise import fold_key

# Words of a content that are looked at, and those that count as its opening.
REACH, OPENING = 32, 6
# How far an actor may stand from the deed, and a negation before what it denies.
_ACTOR_BEFORE, _ACTOR_AFTER, _NEGATED = 3, 4, 3
_DEEDS = ("wrong", "fight")
_PRONOUNS = ("هما", "ها", "هم", "نا", "كم", "ه")
_ENDINGS = ("يين", "ات", "ون", "ين", "ان", "يه", "ه", "ا")
_SHORTEST = 3
_SELF = frozenset({"انه", "انها", "انهم", "اننا", "انني", "اني", "بانه", "بانها", "باننا", "بانهم", "انهما"})


@dataclass(frozen=True)
class PointWords:
    """Classes by inflected verb form, by stem of a word, and phrases of stems by their first."""

    verbs: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@cache
def load_point_words() -> PointWords:
    """The classes of ``point.yaml``, read once in a process."""
    verbs: dict[str, set[str]] = {}
    stems: dict[str, set[str]] = {}
    phrases: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    for name, entry in read_yaml("point").items():
        for line in entry.get("verbs", ()):
            past, present, form = line.split()
            for item in verb_forms(fold_key(past), fold_key(present), int(form)):
                if item.part != "participle":
                    verbs.setdefault(item.spelling, set()).add(name)
        for word in (*entry.get("words", ()), *entry.get("phrases", ())):
            parts = tuple(map(stem, fold_key(str(word)).split()))
            if len(parts) == 1:
                stems.setdefault(parts[0], set()).add(name)
            else:
                phrases.setdefault(parts[0], set()).add((parts, name))
    return PointWords(
        {form: tuple(sorted(names)) for form, names in verbs.items()},
        {form: tuple(sorted(names)) for form, names in stems.items()},
        {form: tuple(sorted(found)) for form, found in phrases.items()},
    )


@lru_cache(maxsize=1 << 16)
def stem(form: str) -> str:
    """A folded word without conjunction, preposition, article, attached pronoun and ending of gender or number."""
    rest = form
    if rest[0] in "وف" and len(rest) > _SHORTEST + 1:
        rest = rest[1:]
    if rest.startswith("لل") and len(rest) > _SHORTEST + 1:
        rest = rest[2:]
    else:
        if rest[0] in "بكل" and rest[1:3] == "ال" and len(rest) > _SHORTEST + 2:
            rest = rest[1:]
        if rest.startswith("ال") and len(rest) > _SHORTEST + 1:
            rest = rest[2:]
    for endings in (_PRONOUNS, _ENDINGS):
        for ending in endings:
            if rest.endswith(ending) and len(rest) >= len(ending) + _SHORTEST:
                rest = rest[: -len(ending)]
                if endings is _PRONOUNS and rest.endswith("ت") and len(rest) > _SHORTEST:
                    rest = rest[:-1]
                break
    return rest


@lru_cache(maxsize=1 << 16)
def classes(form: str) -> tuple[tuple[str, ...], bool]:
    """The classes of a folded word, and whether it was read as a verb."""
    words = load_point_words()
    bare = form[1:] if form[0] in "وف" and len(form) > _SHORTEST else form
    for tried in (form, bare, *_third_person(bare)):
        if tried in words.verbs:
            return words.verbs[tried], True
    found = words.stems.get(stem(form)) or words.stems.get(form)
    if not found and bare[0] in "بكل" and len(bare) > _SHORTEST:
        found = words.stems.get(stem(bare[1:]))
    return found or (), False


def _third_person(form: str) -> Iterator[str]:
    """The third person of a first or second, of a future and of a subjunctive with «ل»."""
    if len(form) > _SHORTEST:
        if form[0] == "س" and form[1] in "نا":
            yield "ي" + form[2:]
        elif form[0] in "نا":
            yield "ي" + form[1:]
        elif form[0] == "ل" and form[1] in "يتن":
            yield "ي" + form[2:]
        if form.endswith("نا"):
            yield form[:-2]


def point_features(s: Sentence, act: Act, kind: str) -> list[str]:
    """Features of what the content of *act* speaks of; *kind* is that of its source."""
    tokens = [k for k in range(*act.content) if s.is_word(k)][:REACH]
    if not tokens:
        return ["pt-none"]
    forms = [s.forms[k] for k in tokens]
    found = _found(forms)
    out: set[str] = set()
    counts: dict[str, int] = {}
    negations = [n for n, name, _ in found if name == "negation"]
    for n, name, verb in found:
        counts[name] = counts.get(name, 0) + 1
        out.add(f"pt={name}")
        out.add(f"pt={name}|{kind}")
        out.add(f"pt={name}|{'v' if verb else 'n'}")
        if n < OPENING:
            out.add(f"pt0={name}")
        if n == 0:
            out.add(f"pt00={name}")
        if any(0 < n - k <= _NEGATED for k in negations):
            out.add(f"ptneg={name}")
        if name in _DEEDS:
            out.add(f"ptdeed={name}|{verb}|{_actor(s, tokens, n)}")
    for name, count in counts.items():
        out.add(f"pt#{name}={min(count, 3)}")
    names = sorted(counts)
    out.update(f"pt&{a}&{b}" for i, a in enumerate(names) for b in names[i + 1 :])
    future = _future(s, act, forms)
    if future:
        out.add("ptfut=" + future)
        out.update(f"ptfut={future}&{name}" for name in names)
    return sorted(out)


def _found(forms: Sequence[str]) -> list[tuple[int, str, bool]]:
    """Place, class, and whether a verb, of all that is found."""
    phrases = load_point_words().phrases
    stems = [stem(form) for form in forms]
    out = []
    for n, form in enumerate(forms):
        names, verb = classes(form)
        out += [(n, name, verb) for name in names]
        for parts, name in phrases.get(stems[n], ()):
            if tuple(stems[n : n + len(parts)]) == parts:
                out.append((n, name, False))
    return out


def _actor(s: Sentence, tokens: Sequence[int], n: int) -> str:
    """Who stands by a deed: a name before or after it, a noun, or nobody."""
    before, after = tokens[max(0, n - _ACTOR_BEFORE) : n], tokens[n + 1 : n + 1 + _ACTOR_AFTER]
    for side, window in (("before", before), ("after", after)):
        for k in window:
            if s.labels and s.labels[k] != "O":
                return f"{side} {s.labels[k][2:]}"
    return "noun" if before and not s.words.is_verb(s.forms[before[-1]]) else "none"


def _future(s: Sentence, act: Act, forms: Sequence[str]) -> str:
    """Whose the first future verb of a content is: the speaker's own, a third party's; empty without one."""
    own = {stem(s.forms[k]) for k in range(*act.source) if s.is_word(k)} if act.source else set()
    marker = s.forms[act.content[0] - 1] if act.content[0] > s.start else ""
    for n, form in enumerate(forms):
        bare = form[1:] if form[0] in "وف" and len(form) > _SHORTEST + 1 else form
        future = len(bare) > _SHORTEST and bare[0] == "س" and bare[1] in "يتنا" and (
            s.words.is_verb(bare) or s.words.is_verb(bare[1:])
        )  # fmt: skip
        if not future and bare not in ("سوف", "لن"):
            continue
        verb = bare[1:] if future else forms[n + 1] if n + 1 < len(forms) else "-"
        if verb[0] in "نا":
            return "we"
        near = forms[max(0, n - 5) : n]
        if n <= 1 and (marker in _SELF or forms[0] in _SELF):
            return "self"
        if any(stem(word) in own or "we" in classes(word)[0] for word in near):
            return "own"
        if n == 0:
            return "first"
        return "third" if n < OPENING * 2 else "late"
    return ""
