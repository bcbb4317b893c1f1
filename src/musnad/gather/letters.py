"""How much a text looks like Arabic, letter by letter: to tell encodings apart."""

import math
import unicodedata
from collections import Counter

# Occurrences in 100,000 letters and marks of Arabic news, counted over 6,000 reports of 30 outlets; those
# under 10 are given 10.
_FREQUENCY = {
    "ا": 14786, "ل": 11573, "ي": 7335, "م": 6447, "و": 5341, "ن": 4866, "ت": 4574, "ر": 4504, "ب": 3396,
    "ع": 3278, "ة": 3173, "د": 2964, "ه": 2536, "ف": 2533, "س": 2399, "ق": 2164, "أ": 1939, "ك": 1824,
    "ح": 1693, "ج": 1380, "ش": 977, "ص": 936, "إ": 891, "ط": 886, "ى": 852, "خ": 831, "ض": 642, "ز": 623,
    "ذ": 608, "ث": 564, "ئ": 401, "غ": 391, "ء": 330, "ظ": 223, "ؤ": 148, "آ": 112,
    "\u064b": 297, "\u064e": 117, "\u0651": 94, "\u064f": 66, "\u0650": 51, "\u0640": 38, "\u0652": 36,
    "\u064d": 10, "\u064c": 10,
}  # fmt: skip
_TOTAL = 100_000
_LOG = {letter: math.log2(count / _TOTAL) for letter, count in _FREQUENCY.items()}
# For letters that Arabic lacks, marks of loss, and characters that no text holds.
_STRANGE = -14.0
_ASCII = 127


def likelihood(text: str) -> float:
    """Mean log2 likelihood of the characters beyond ASCII if *text* were Arabic; minus infinity if none speaks.

    Punctuation, digits and blanks do not count. Arabic news has about -4.2, its bytes in a wrong encoding
    less than -7.
    """
    total = 0.0
    weight = 0
    for character, count in Counter(text).items():
        if ord(character) <= _ASCII:
            continue
        log = _LOG.get(character)
        if log is None:
            if unicodedata.category(character)[0] in "PNZS" and character != "\ufffd":
                continue
            log = _STRANGE
        total += log * count
        weight += count
    return total / weight if weight else -math.inf
