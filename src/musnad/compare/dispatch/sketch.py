"""A small sample of a text's word sequences, by which near-duplicates meet.

A variant of MinHash that also sees a short text inside a long one: of the hashes of all runs of ``RUN`` words those
are kept that fall below a fixed share of the range (Irber et al., *Lightweight compositional analysis of metagenomes
with FracMinHash*, 2022). Two samples are comparable whatever the lengths of their texts: the share of one sample that
is found in the other estimates how much of the one text the other contains.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from musnad.normalise import fold_key

# Words in a run: shorter ones meet in unrelated reports («المتحدث باسم وزارة الخارجية»), longer ones are lost by small edits.
RUN = 4
# One run in so many is kept. A report of 300 words keeps about 40.
RATE = 8
# Of a text with fewer runs all are kept besides, so that short ones can be compared with each other.
SHORT = 120
_LIMIT = (1 << 32) // RATE
_WORD = re.compile(r"[^\W_]+")
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
_MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Sketch:
    """The sample of one text.

    Attributes:
        runs: number of runs of words in the text.
        sample: the hashes (32 bits) that are kept of any text.
        whole: all hashes of a text with at most ``SHORT`` runs; empty for a longer one.
    """

    runs: int
    sample: frozenset[int]
    whole: frozenset[int]

    def contained(self, other: "Sketch") -> float:
        """The share of this text that *other* contains, 0 to 1, estimated where either is long."""
        if not self.runs or not other.runs:
            return 0.0
        if self.whole and other.whole:
            return len(self.whole & other.whole) / len(self.whole)
        return len(self.sample & other.sample) / len(self.sample) if self.sample else 0.0


def sketch(text: str) -> Sketch:
    """The sample of *text*, whose spelling is folded first. Linear in its length."""
    codes = [_code(word) for word in _WORD.findall(fold_key(text))]
    if not codes:
        return Sketch(0, frozenset(), frozenset())
    if len(codes) < RUN:
        codes += [0] * (RUN - len(codes))
    a, b, c, d = _MULTIPLIERS
    hashes = {
        ((w * a + x * b + y * c + z * d) & _MASK) >> 32
        for w, x, y, z in zip(codes, codes[1:], codes[2:], codes[3:], strict=False)
    }
    sample = frozenset(h for h in hashes if h < _LIMIT)
    return Sketch(len(hashes), sample, frozenset(hashes) if len(hashes) <= SHORT else frozenset())


@lru_cache(maxsize=1 << 17)
def _code(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass")) + 1
