"""The word sequences of a text as numbers, and the sample of them by which near-duplicates meet.

The sample is a variant of MinHash that also sees a short text inside a long one: of the hashes of all runs of ``RUN``
words those are kept that fall below a fixed share of the range (Irber et al., *Lightweight compositional analysis of
metagenomes with FracMinHash*, 2022). Which runs are kept depends on the run alone, so two samples meet whatever the
lengths of their texts. Candidates are found by samples and compared by all their runs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from zlib import crc32

import numpy as np

from musnad.normalise import fold_key

# Words in a run. On the tuned pairs, with common runs left aside, recall at a precision of 0.97 is 0.89 with two words,
# 0.88 with three and with four; three make shorter lists of candidates than two and survive more edits than four.
RUN = 3
# One run in so many leads to candidates. A pair of 60 words of which a third is shared still meets in 5 runs.
# Reckoned, not measured; so is SHORT.
RATE = 4
# Of a text with fewer runs all lead to candidates: of a short one too few are sampled to rely on.
SHORT = 120
# Words read of a text; a report has some hundreds, the longest of the corpora 9,000.
MOST_WORDS = 20_000
_LIMIT = (1 << 32) // RATE
_WORD = re.compile(r"[^\W_]+")
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_UPPER = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The word sequences of one text.

    Attributes:
        runs: hashes (32 bits) of all runs of ``RUN`` words.
        keys: those by which the text is found: a sample, or all of a short text.
    """

    runs: frozenset[int]
    keys: frozenset[int]


def sketch(text: str) -> Sketch:
    """The word sequences of *text*, whose spelling is folded first. Linear in its length.

    A text of fewer than ``RUN`` words is one run.
    """
    words = words_of_text(text)
    runs = frozenset(ordered_runs(words + [""] * (RUN - len(words)) if words else words))
    return Sketch(runs, runs if len(runs) <= SHORT else frozenset(run for run in runs if run < _LIMIT))


def words_of_text(text: str) -> list[str]:
    """The words of *text* in order, folded, without marks; of a longer text the first ``MOST_WORDS``."""
    folded = fold_key(text)
    if len(folded) <= MOST_WORDS:
        # All at once is faster; with fewer letters than words are wanted there is nothing to leave out.
        return _WORD.findall(folded)
    return [word[0] for word in islice(_WORD.finditer(folded), MOST_WORDS)]


def ordered_runs(words: Sequence[str]) -> list[int]:
    """The hashes (32 bits) of all runs of ``RUN`` folded words, in order."""
    codes = np.fromiter(map(_code, words), np.uint64, len(words))
    a, b, c = _MULTIPLIERS
    # Overflow is meant: what counts is the upper half of the lower 64 bits.
    runs: list[int] = ((codes[:-2] * a + codes[1:-1] * b + codes[2:] * c) >> _UPPER).tolist()
    return runs


@lru_cache(maxsize=1 << 16)
def _code(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) + 1 if word else 0
