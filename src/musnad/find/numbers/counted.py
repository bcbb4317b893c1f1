"""The nouns that figures count, and the words that say what befell them: the compiled form of ``counted.yaml``."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from musnad.lexicons import read_yaml
from musnad.normalise import fold_key
from musnad.segment import Token

ONE, TWO, MANY = 1, 2, 3
_CONJUNCTIONS = ("", "و", "ف")
_PREPOSITIONS = ("", "ب", "ل")
_SUFFIXES = ("ه", "ها", "هم", "هما")


class Noun(NamedTuple):
    """A form of a counted noun: its class, the other words of its name, how many it is, whether it has the article."""

    counted: str
    rest: tuple[str, ...]
    many: int
    definite: bool


class Befalling(NamedTuple):
    """A word of what befalls somebody: the status, whether it is a noun, the words before it, its conjunction."""

    status: str
    noun: bool
    earlier: tuple[str, ...]
    conj: bool


@cache
def nouns() -> dict[str, tuple[Noun, ...]]:
    """First word of a counted noun, without conjunction, to its readings, the longest first."""
    out: dict[str, list[Noun]] = {}
    for counted, words in _entries():
        for many, phrase in _forms(words):
            first, *rest = phrase.split()
            # «جنودها»: a plural that a pronoun makes definite.
            if many == MANY and not rest:
                for suffix in _SUFFIXES if first[-1] not in "ون" else ():
                    owned = first[:-1] + "ت" if first[-1] == "ه" else first
                    out.setdefault(owned + suffix, []).append(Noun(counted, (), many, True))
            for definite in (False, True):
                out.setdefault(("ال" if definite else "") + first, []).append(
                    Noun(counted, tuple(rest), many, definite)
                )
    return {form: tuple(sorted(found, key=lambda noun: -len(noun.rest))) for form, found in out.items()}


@cache
def duals() -> dict[str, tuple[str, int]]:
    """Indefinite duals with what may be written onto them, to their class and the letters before the noun."""
    barred = {fold_key(word) for word in read_yaml("counted")["no_dual"]["words"]}
    out: dict[str, tuple[str, int]] = {}
    for counted, words in _entries():
        single = words[0]
        if " " in single or single in barred:
            continue
        for form in _dual(single, words[1:]):
            for conj, prep in product(_CONJUNCTIONS, _PREPOSITIONS):
                out.setdefault(conj + prep + form, (counted, len(conj + prep)))
    return out


@cache
def dual_constructs() -> dict[str, str]:
    """Duals before a noun that limits them («عنصري مارينز»), to their class. Many look like other words."""
    out: dict[str, str] = {}
    for counted, words in _entries():
        if " " not in words[0] and (words[0][-1] == "ه" or words[0] + "ين" not in words):
            out.setdefault(_stem(words[0]) + "ي", counted)
    return out


@cache
def befallings() -> dict[str, tuple[Befalling, ...]]:
    """Last word of a word of status, with conjunction and preposition, to its readings, the longest first."""
    out: dict[str, list[Befalling]] = {}
    for status, sides in read_yaml("counted")["status"].items():
        if status == "note":
            continue
        for side, phrases in sides.items():
            for phrase in phrases:
                *earlier, last = fold_key(phrase).split()
                prefixes = product(_CONJUNCTIONS, _PREPOSITIONS if side == "nouns" and not earlier else ("",))
                for conj, prep in prefixes if not earlier else (("", ""),):
                    reading = Befalling(status, side == "nouns", tuple(earlier), bool(conj))
                    out.setdefault(conj + prep + last, []).append(reading)
    return {form: tuple(sorted(found, key=lambda b: (-len(b.earlier), not b.noun))) for form, found in out.items()}


@cache
def word_set(section: str, key: str = "words") -> frozenset[str]:
    """The folded words of a section of ``counted.yaml``."""
    entry = read_yaml("counted")[section]
    return frozenset(fold_key(word) for word in (entry[key] if isinstance(entry, dict) else entry))


@cache
def statuses_of_classes() -> dict[str, str]:
    """Class to the status that its name says («قتيل»)."""
    classes = read_yaml("counted")["classes"]
    return {name: entry["status"] for name, entry in classes.items() if "status" in entry}


@cache
def classes() -> frozenset[str]:
    """All classes of counted things."""
    return frozenset(read_yaml("counted")["classes"])


def noun_at(tokens: Sequence[Token], at: int, form: str | None = None) -> tuple[Noun, int] | None:
    """The counted noun that starts with token *at* and the index after it. *form* replaces the first word."""
    if at >= len(tokens):
        return None
    for noun in nouns().get(tokens[at].form if form is None else form, ()):
        end = at + 1 + len(noun.rest)
        if end <= len(tokens) and all(tokens[at + 1 + n].form == word for n, word in enumerate(noun.rest)):
            return noun, end
    return None


def befalling_at(tokens: Sequence[Token], at: int, floor: int, verb: bool = False) -> tuple[Befalling, int] | None:
    """The word of status that ends with token *at* and its first token, not before *floor*.

    *verb*: only verbs; without it a form that may be either («قتل») is a noun.
    """
    for reading in befallings().get(tokens[at].form, ()):
        if verb and reading.noun:
            continue
        first = at - len(reading.earlier)
        if first >= floor and all(_is(tokens[first + n].form, word, n) for n, word in enumerate(reading.earlier)):
            return reading, first
    return None


def _is(form: str, word: str, place: int) -> bool:
    """Whether a token is a word of a phrase; the first may have a conjunction or preposition."""
    return form == word or (place == 0 and form[1:] == word and form[0] in "وفبل")


def _entries() -> Iterator[tuple[str, list[str]]]:
    for counted, entry in read_yaml("counted")["classes"].items():
        for words in entry["words"]:
            yield counted, [fold_key(word) for word in words]


def _forms(words: list[str]) -> Iterator[tuple[int, str]]:
    """All forms of an entry, singular first, with how many they are."""
    single, *others = words
    yield ONE, single
    if " " not in single:
        if single[-1] == "ه":
            yield MANY, single[:-1] + "ات"
        elif single[-1] != "ا":
            yield ONE, single + "ا"
        for dual in _dual(single, others):
            yield TWO, dual
    for other in others:
        yield MANY, other
        if other.endswith(("ون", "ين")) and " " not in other:
            yield MANY, other[:-1]


def _stem(single: str) -> str:
    return single[:-1] + "ت" if single[-1] == "ه" else single


def _dual(single: str, others: list[str]) -> Iterator[str]:
    stem = _stem(single)
    yield stem + "ان"
    if stem + "ين" not in others:
        yield stem + "ين"
