"""Orthographic folding of Arabic, aligned with the raw text.

Folding makes spellings that newsrooms use for the same word equal: hamza forms, the Egyptian ى for ي,
ة and ه, tatweel, vowel marks, Arabic-Indic and Persian digits, presentation forms, invisible marks.
It loses distinctions on purpose, so it serves for matching only: what is shown is always the raw text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import cache

from musnad.model import Span

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ئ": "ي",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه",
    "ؤ": "و", "ک": "ك", "ڪ": "ك",
    "٫": ".", "٬": ",", "٪": "%",
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u3000": " ", "\t": " ",
}  # fmt: skip
_DIGITS = {chr(base + d): str(d) for base in (0x0660, 0x06F0, 0xFF10) for d in range(10)}
_ONE_TO_ONE = str.maketrans(_LETTERS | _DIGITS)

# Vowel and Quranic marks and tatweel belong to the letter before them; a span that ends on the letter
# takes them along. Invisible marks belong to nothing and stay outside.
_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\ufe20-\ufe2f"
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_PRESENTATION = "\ufb50-\ufdff\ufe70-\ufefc"
_SPECIAL = re.compile(f"[{_MARKS}{_INVISIBLE}{_PRESENTATION}]")
_IS_MARK = re.compile(f"[{_MARKS}]")


class Folded:
    """A folded text that knows where each of its characters stood.

    Attributes:
        raw: the untouched text.
        text: the folded text, never longer than needed; one raw ligature may give several characters.
    """

    __slots__ = ("_ends", "_starts", "raw", "text")

    def __init__(self, raw: str, text: str, starts: array[int] | None, ends: array[int] | None) -> None:
        self.raw = raw
        self.text = text
        self._starts = starts
        self._ends = ends

    def span(self, start: int, end: int) -> Span:
        """The raw span of folded characters ``start`` to ``end`` (exclusive).

        Marks on the last letter are included, invisible characters at either edge are not. An empty
        folded span gives an empty raw span.
        """
        if self._starts is None or self._ends is None:
            return Span(start, end)
        if start >= end:
            at = self._starts[start] if start < len(self._starts) else len(self.raw)
            return Span(at, at)
        return Span(self._starts[start], self._ends[end - 1])


def fold(text: str) -> Folded:
    """Fold *text* for matching, keeping the alignment. Linear in the length of the text."""
    if not _SPECIAL.search(text):
        return Folded(text, text.translate(_ONE_TO_ONE), None, None)
    starts = array("L")
    ends = array("L")
    parts: list[str] = []
    at = 0
    for special in _SPECIAL.finditer(text):
        here = special.start()
        if here > at:
            parts.append(text[at:here])
            starts.extend(range(at, here))
            ends.extend(range(at + 1, here + 1))
        at = here + 1
        char = special.group()
        if _IS_MARK.match(char):
            if ends and ends[-1] == here:
                ends[-1] = at
        elif plain := _decompose(char):
            parts.append(plain)
            starts.extend([here] * len(plain))
            ends.extend([at] * len(plain))
    parts.append(text[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Folded(text, "".join(parts).translate(_ONE_TO_ONE), starts, ends)


def fold_key(text: str) -> str:
    """The folded form of *text* alone, for keys and look-up. ``fold_key(x) == fold(x).text``."""
    if not _SPECIAL.search(text):
        return text.translate(_ONE_TO_ONE)
    return _SPECIAL.sub(_plain, text).translate(_ONE_TO_ONE)


def _plain(special: re.Match[str]) -> str:
    char = special.group()
    return "" if _IS_MARK.match(char) else _decompose(char)


@cache
def _decompose(char: str) -> str:
    """Plain letters of a presentation form; nothing for an invisible character."""
    plain = unicodedata.normalize("NFKC", char)
    if plain == char:
        return "" if unicodedata.category(char) in ("Cf", "Cn") else char
    return _SPECIAL.sub("", plain)
