"""Phrases of several words before and after a number, compiled from ``numbers.yaml`` and matched token by token."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from musnad.lexicons import read_yaml
from musnad.normalise import fold, fold_key
from musnad.segment import Token

_CONJUNCTIONS = ("و", "ف")


class Match(NamedTuple):
    """A phrase found: what it says, its tokens *i* to *j*, its raw stretch without a conjunction."""

    label: str
    i: int
    j: int
    start: int
    end: int
    joined: bool


class Phrasebook:
    """Labelled phrases, the longest first, by the word that lies next to the number."""

    def __init__(self, labelled: Iterable[tuple[str, str]]) -> None:
        self._by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for label, phrase in labelled:
            words = tuple(fold_key(phrase).split())
            self._by_last.setdefault(words[-1], []).append((words, label))
            self._by_first.setdefault(words[0], []).append((words, label))
        for table in (self._by_last, self._by_first):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def before(self, tokens: Sequence[Token], raw: str, j: int) -> Match | None:
        """The longest phrase that ends before token *j*. Its first word may carry a conjunction."""
        if j <= 0:
            return None
        last = tokens[j - 1].form
        for form in (last, last[1:]) if last[:1] in _CONJUNCTIONS and len(last) > 2 else (last,):
            for words, label in self._by_last.get(form, ()):
                i = j - len(words)
                if i < 0 or any(tokens[i + n].form != words[n] for n in range(1, len(words))):
                    continue
                first = tokens[i].form
                if first == words[0]:
                    return Match(label, i, j, tokens[i].start, tokens[j - 1].end, False)
                if first[:1] in _CONJUNCTIONS and first[1:] == words[0]:
                    return Match(label, i, j, _after_first(tokens[i], raw), tokens[j - 1].end, True)
        return None

    def after(self, tokens: Sequence[Token], i: int) -> Match | None:
        """The longest phrase that starts with token *i*."""
        if i >= len(tokens):
            return None
        for words, label in self._by_first.get(tokens[i].form, ()):
            j = i + len(words)
            if j <= len(tokens) and all(tokens[i + n].form == word for n, word in enumerate(words)):
                return Match(label, i, j, tokens[i].start, tokens[j - 1].end, False)
        return None


def _after_first(token: Token, raw: str) -> int:
    """Raw offset of the second letter of a token."""
    if token.end - token.start == len(token.form):
        return token.start + 1
    return token.start + fold(raw[token.start : token.end]).span(1, 2).start


@cache
def bounds() -> Phrasebook:
    """«أكثر من»: above, at_least, below, at_most, equal."""
    words = read_yaml("numbers")
    labels = ("above", "at_least", "below", "at_most", "equal")
    return Phrasebook((label, phrase) for label in labels for phrase in words["bounds"][label])


@cache
def comparatives() -> Phrasebook:
    """«أكثر» alone, before «أو يساوي»."""
    words = read_yaml("numbers")["comparatives"]
    return Phrasebook((label, word) for label in ("above", "below") for word in words[label])


@cache
def signs() -> Phrasebook:
    """«>» and its kin; a sign of two characters is two marks."""
    words = read_yaml("numbers")["signs"]
    return Phrasebook((label, " ".join(sign.replace(" ", ""))) for label in words for sign in words[label])


@cache
def bounds_after() -> Phrasebook:
    """«أو أكثر», «على الأقل»."""
    words = read_yaml("numbers")["bounds_after"]
    return Phrasebook((label, phrase) for label in words for phrase in words[label])


@cache
def or_equal() -> Phrasebook:
    """«أو يساوي»."""
    return Phrasebook(("or_equal", phrase) for phrase in read_yaml("numbers")["or_equal"])


@cache
def equal_or() -> Phrasebook:
    """«يساوي أو» before a comparative."""
    return Phrasebook(("equal_or", phrase) for phrase in read_yaml("numbers")["equal_or"])


@cache
def hedges() -> tuple[Phrasebook, Phrasebook]:
    """«نحو» before a number, «تقريبا» after it."""
    words = read_yaml("numbers")["hedges"]
    return tuple(Phrasebook(("hedge", phrase) for phrase in words[side]) for side in ("before", "after"))  # type: ignore[return-value]


@cache
def ends() -> Phrasebook:
    """«بين», «ما بين», «من»: what opens a range of two numbers."""
    words = read_yaml("numbers")
    return Phrasebook((label, phrase) for label in ("between", "from") for phrase in words[label])


@cache
def units_after() -> Phrasebook:
    """«بالمئة», «دولار»: what makes a percentage or a sum of the number before it."""
    words = read_yaml("numbers")
    percent = [("%", phrase) for phrase in words["percent"]["after"]]
    money = [(unit, word) for unit, forms in words["currencies"].items() for word in forms]
    return Phrasebook(percent + money)


def is_percent(word: str) -> bool:
    """Whether a single word makes a percentage of the number that it is written onto."""
    return word in read_yaml("numbers")["percent"]["after"]


@cache
def units_before() -> Phrasebook:
    """«بالمئة ١٠», «$5»."""
    words = read_yaml("numbers")
    percent = [("%", phrase) for phrase in words["percent"]["before"]]
    money = [(unit, word) for unit, forms in words["currencies"].items() for word in forms if not word.isalpha()]
    return Phrasebook(percent + money)
