"""Words that name a place, a people or a body.

A model must not learn that one side's name means yes and the other's no. Names are known here to be kept out of what
is learned of words, and to weigh alike.
"""

from collections.abc import Iterator
from functools import cache

from musnad.compare.words import Word, word_of
from musnad.lexicons.load import read_rows
from musnad.normalise import fold_key

# Columns of lexicons/places/*.tsv: name, marks, variants, stems of the relative adjective (states only).
_NAME, _MARKS, _VARIANTS, _ADJECTIVES = 1, 8, 9, 12
_SHORTEST = 3


@cache
def place_stems() -> frozenset[str]:
    """Stems of the words in the names of all places, with the adjectives of states."""
    return frozenset(stem for _, row in read_rows("places") for stem in _stems(row))


@cache
def state_stems() -> frozenset[str]:
    """Stems of the words that name states, their peoples and their capitals."""
    return frozenset(
        stem
        for table, row in read_rows("places")
        if table == "states" or "cap" in row[_MARKS].split()
        for stem in _stems(row)
    )


def is_name(word: Word) -> bool:
    """Whether a place or a people is called so."""
    return word.stem in place_stems()


def _stems(row: list[str]) -> Iterator[str]:
    named = [row[_NAME], *row[_VARIANTS].split("; ")]
    if len(row) > _ADJECTIVES:
        named += row[_ADJECTIVES].split("; ")
    for name in named:
        for written in fold_key(name.partition("@")[0]).split():
            if len(written) >= _SHORTEST:
                yield word_of(written).stem
