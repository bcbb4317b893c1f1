"""Which words of two sentences are the same, and which are left over."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from musnad.compare.words import BY_SKELETON, Word

# How much a match counts that is by spelling only.
BY_SPELLING = 0.7
# Two spellings of one name («ترامب», «ترمب») or two derived forms, at least so long and so alike.
_LONG_ENOUGH, _TOO_LONG = 4, 24
_ALIKE = 0.75
# Left-over words compared letter by letter; beyond that the pair is no pair of sentences.
_MOST_LEFT = 40


@dataclass(frozen=True, slots=True)
class Alignment:
    """Words of a first and a second sentence.

    Attributes:
        pairs: indices of the same word in the first and in the second, and how sure (0 to 1), by first index.
        first: indices of the first sentence's words without partner.
        second: likewise of the second's.
    """

    pairs: tuple[tuple[int, int, float], ...]
    first: tuple[int, ...]
    second: tuple[int, ...]


def align(first: Sequence[Word], second: Sequence[Word]) -> Alignment:
    """Match the words of two sentences, each at most once, closest forms first."""
    free_first = dict.fromkeys(range(len(first)))
    free_second = dict.fromkeys(range(len(second)))
    pairs: list[tuple[int, int, float]] = []

    def take(i: int, j: int, sure: float) -> None:
        pairs.append((i, j, sure))
        del free_first[i], free_second[j]

    for sure, key in ((1.0, "form"), (1.0, "stem"), (BY_SKELETON, "skeleton")):
        places: dict[str, list[int]] = defaultdict(list)
        for j in reversed(free_second):
            if form := getattr(second[j], key):
                places[form].append(j)
        for i in tuple(free_first):
            if there := places.get(getattr(first[i], key)):
                take(i, there.pop(), sure)
    if len(free_first) <= _MOST_LEFT and len(free_second) <= _MOST_LEFT:
        for i in tuple(free_first):
            if (match := _spelt_alike(first[i], second, tuple(free_second))) is not None:
                take(i, match, BY_SPELLING)
    return Alignment(tuple(sorted(pairs)), tuple(free_first), tuple(free_second))


def _spelt_alike(word: Word, others: Sequence[Word], free: Sequence[int]) -> int | None:
    if not _comparable(word):
        return None
    best, found = _ALIKE, None
    for j in free:
        if not _comparable(others[j]):
            continue
        like = Levenshtein.normalized_similarity(word.stem, others[j].stem, score_cutoff=best)
        if like >= best and (found is None or like > best):
            best, found = like, j
    return found


def _comparable(word: Word) -> bool:
    """No number, and neither so short that all are alike nor longer than any word is."""
    return _LONG_ENOUGH <= len(word.stem) <= _TOO_LONG and not word.form[0].isdigit()
