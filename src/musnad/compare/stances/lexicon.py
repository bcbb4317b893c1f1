"""The words of ``lexicons/stance.yaml`` in the forms in which texts are searched for them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from musnad.compare.words import Word, word_of
from musnad.lexicons.load import read_words, read_yaml
from musnad.normalise import fold_key

Poles = dict[int, set[int]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cues of denial, negation, turning and doubt, and opposite ends.

    Attributes:
        cues: folded forms by kind of cue.
        forms, stems, skeletons: pairs of opposites and end (1 or -1) of a word, from the surest form to the loosest.
    """

    cues: dict[str, frozenset[str]]
    forms: dict[str, frozenset[tuple[int, int]]]
    stems: dict[str, frozenset[tuple[int, int]]]
    skeletons: dict[str, frozenset[tuple[int, int]]]

    def count(self, kind: str, words: Iterable[Word]) -> int:
        """Cues of a kind among *words*."""
        cues = self.cues[kind]
        return sum(word.form in cues for word in words)

    def poles_of(self, word: Word) -> frozenset[tuple[int, int]]:
        """The ends at which a word stands."""
        none: frozenset[tuple[int, int]] = frozenset()
        return (
            self.forms.get(word.form)
            or self.stems.get(word.stem)
            or (self.skeletons.get(word.skeleton, none) if word.skeleton else none)
        )

    def poles(self, words: Iterable[Word]) -> Poles:
        """Pair of opposites → ends named in *words*."""
        found: Poles = defaultdict(set)
        for word in words:
            for pair, end in self.poles_of(word):
                found[pair].add(end)
        return found


def opposed(first: Poles, second: Poles) -> tuple[list[int], list[int]]:
    """Pairs of whose ends two texts name opposite ones, and those of which they name the same."""
    both = first.keys() & second.keys()
    return (
        sorted(pair for pair in both if not first[pair] & second[pair]),
        sorted(pair for pair in both if first[pair] == second[pair]),
    )


@cache
def load_lexicon() -> Lexicon:
    """The words, read once in a process."""
    forms: dict[str, set[tuple[int, int]]] = defaultdict(set)
    stems: dict[str, set[tuple[int, int]]] = defaultdict(set)
    skeletons: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for number, ends in enumerate(read_yaml("stance")["contrasts"]["pairs"]):
        for end, written in zip((1, -1), ends, strict=True):
            for word in (word_of(fold_key(w)) for w in written):
                forms[word.form].add((number, end))
                stems[word.stem].add((number, end))
                if word.skeleton:
                    skeletons[word.skeleton].add((number, end))
    cues = {kind: read_words("stance", kind) for kind in ("denial", "doubt", "negation", "turns")}
    return Lexicon(cues, _frozen(forms), _frozen(stems), _frozen(skeletons))


def _frozen(table: dict[str, set[tuple[int, int]]]) -> dict[str, frozenset[tuple[int, int]]]:
    return {key: frozenset(value) for key, value in table.items()}
