"""What a claim is made of, and which of it a sentence has: whoever is known by a name counts as one, however called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musnad.compare.commonness import load_commonness
from musnad.compare.names import is_name
from musnad.compare.words import BY_SKELETON, Word, is_content
from musnad.find.entities.gazetteer import load_gazetteer
from musnad.lexicons.load import read_table

# Of anybody who is known, by however many words: the names of two sides must weigh alike.
_KNOWN = 4.0
# How much a word of the same distributional class counts («غارة» for «قصف»).
_BY_CLASS = 0.4
_TAB = "\t"

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Unit:
    """Somebody known, or a word with content.

    Attributes:
        words: one, or those of the name.
        meant: ids of whoever is called so; empty for a word.
        kind: distributional class of a word, empty where it has none.
        weight: how much it tells.
        name: whether it names somebody or a place, or is a number.
    """

    words: tuple[Word, ...]
    meant: frozenset[str]
    kind: str
    weight: float
    name: bool


def units_of(words: Sequence[Word]) -> list[Unit]:
    """The units of a claim in order, without repetition of words."""
    out: list[Unit] = []
    weight, seen = load_commonness().weight, set[str]()
    at = 0
    for start, end, meant in (*_known(words), (len(words), len(words), frozenset[str]())):
        for word in filter(is_content, words[at:start]):
            if word.stem not in seen:
                seen.add(word.stem)
                name = is_name(word) or word.form[0].isdigit()
                out.append(Unit((word,), frozenset(), _class(word), weight(word), name))
        if named := tuple(filter(is_content, words[start:end])):
            out.append(Unit(named, meant, "", _KNOWN, True))
        at = end
    return out


def table_of(units: Sequence[Unit], sentences: Sequence[Sequence[Word]]) -> Table:
    """How much each sentence (row) has of each unit (column), from 0 to 1. Linear in the words of the sentences."""
    return np.array([[has(unit) for unit in units] for has in map(_Having, sentences)])


class _Having:
    """What one sentence has."""

    def __init__(self, words: Sequence[Word]) -> None:
        content = list(filter(is_content, words))
        self._stems = {word.stem for word in content}
        self._skeletons = {word.skeleton for word in content if word.skeleton}
        self._classes = {found for word in content if (found := _class(word))}
        self._meant = frozenset[str]().union(*(meant for _, _, meant in _known(words)))

    def __call__(self, unit: Unit) -> float:
        if not unit.meant:
            return self._word(unit.words[0]) or _BY_CLASS * (unit.kind in self._classes)
        if unit.meant & self._meant:
            return 1.0
        return sum(self._word(word) > 0 for word in unit.words) / len(unit.words)

    def _word(self, word: Word) -> float:
        return 1.0 if word.stem in self._stems else BY_SKELETON * (word.skeleton in self._skeletons)


def _known(words: Sequence[Word]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Where somebody known is named, and whom that may mean."""
    gazetteer = load_gazetteer()
    forms = [word.form for word in words]
    at = 0
    while at < len(forms):
        end = at + 1
        if found := gazetteer.longest(forms, at):
            form, clitics, all_of_it = found
            # A short word behind a clitic is as often another word («بسام» is no «ب» with «سام»).
            if len(form.words) > 1 or not clitics or form.words[0].startswith("ال") or form.kind == "state":
                end = at + len(form.words)
                yield at, end, frozenset(each.entity for each in all_of_it)
        at = end


def _class(word: Word) -> str:
    return read_table("clusters").get(word.form, "").partition(_TAB)[2]
