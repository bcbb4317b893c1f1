"""When two Arabic spellings may be the same name.

Folding (hamza, ى/ي, ة/ه) is done before. What is left: foreign sounds without an Arabic letter (g: غ ج ق ك, v: ف و,
p: ب, ch: تش ش, th: ث ت), long vowels written or not, doubled letters, particles joined or split (لو دريان / لودريان,
عبد الرحمن / عبدالرحمن). The skeleton of a name keeps its consonants by class; names with one
skeleton are candidates, and :func:`alike` decides.
"""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from musnad.lexicons import read_table

_CLASSES = str.maketrans(
    {
        "غ": "ج", "ق": "ج", "ك": "ج", "گ": "ج", "چ": "ش", "ڤ": "ف", "پ": "ب",
        "ط": "ت", "ث": "ت", "ص": "س", "ز": "س", "ذ": "د", "ض": "د", "ظ": "د",
        "ح": "ه", "خ": "ه", "ع": "", "ء": "", "ا": "", "و": "", "ي": "", "ه": "",
    }
)  # fmt: skip
# One letter in so many may differ after the classes are made equal.
_LETTERS_PER_SLIP = 5
_SHORTEST = 3
# Letters that are written for the same foreign sound, or left out; anything else is another name.
_VOWELS = frozenset("اويه")
_INITIAL = frozenset("غجق")
_SOUNDS = tuple(map(frozenset, ("غجقكگ", "فڤو", "بپ", "شچ", "طتث", "صسز", "ذدضظ", "حهخ", "زذظ")))


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def skeleton(words: Sequence[str]) -> str:
    """The consonants of a name by class, without vowels, doublings and spaces: «دي ميستورا» and «دى مستورا» meet."""
    letters = "".join(_bare(word).translate(_CLASSES) for word in words)
    return "".join(a for a, b in zip(letters, " " + letters, strict=False) if a != b)


def joined(words: Sequence[str]) -> tuple[str, ...]:
    """*words* with «عبد» written onto the name of God after it, as both spellings are in use."""
    out: list[str] = []
    for word in words:
        if out and out[-1] == "عبد" and word.startswith("ال"):
            out[-1] += word
        else:
            out.append(word)
    return tuple(out)


def alike(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two folded names may be spellings of one: they differ in vowels, doublings and foreign sounds only.

    Two words that are both known as names of persons are never spellings of one another («حسن»، «حسين»).
    """
    first, second = joined(first), joined(second)
    if len(first) == len(second):
        return all(_alike(_bare(a), _bare(b)) for a, b in zip(first, second, strict=True))
    return _alike("".join(map(_bare, first)), "".join(map(_bare, second)))


@lru_cache(maxsize=1 << 14)
def _alike(a: str, b: str) -> bool:
    a, b = (word.removeprefix("ت") if word.startswith("تش") else word for word in (a, b))
    if a == b:
        return True
    if min(len(a), len(b)) < _SHORTEST or (_is_name(a) and _is_name(b)):
        return False
    if a[0] != b[0] and not (a[0] in _INITIAL and b[0] in _INITIAL):
        return False
    slips = 0
    for edit in Levenshtein.editops(a, b):
        x = a[edit.src_pos] if edit.tag != "insert" else ""
        y = b[edit.dest_pos] if edit.tag != "delete" else ""
        if x and y:
            if not _same_sound(x, y) and not (x in _VOWELS and y in _VOWELS):
                return False
        else:
            letter, text, at = (x, a, edit.src_pos) if x else (y, b, edit.dest_pos)
            doubled = letter in text[max(0, at - 1) : at] + text[at + 1 : at + 2]
            if letter not in _VOWELS and not doubled:
                return False
        slips += 1
    return slips <= 1 + max(len(a), len(b)) // _LETTERS_PER_SLIP


def _same_sound(x: str, y: str) -> bool:
    return any(x in group and y in group for group in _SOUNDS)


def _is_name(word: str) -> bool:
    return "p" in read_table("vocabulary").get(word, "")
