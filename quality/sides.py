"""The example reports told of other states: are they read alike, whichever name stands where?

The two states of the examples, their people and their capitals get other names, in memory only. Then the names are
exchanged, and the rows must be the same, mirrored. Real pairs show what a reader has learned of a side from the news;
invented ones whether it takes the letters of a name that nobody knows for something else.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from musnad.normalise import fold_key


class Side(NamedTuple):
    """A state: its name, its adjective (masculine singular) and its capital. All are feminine without article."""

    state: str
    adjective: str
    capital: str


Pair = tuple[Side, Side]

EXAMPLES: Pair = Side("أرزانيا", "أرزاني", "ميرفا"), Side("سندارا", "سنداري", "لبينة")
REAL: tuple[Pair, ...] = (
    (Side("روسيا", "روسي", "موسكو"), Side("أوكرانيا", "أوكراني", "كييف")),
    (Side("إيران", "إيراني", "طهران"), Side("تركيا", "تركي", "أنقرة")),
    (Side("سوريا", "سوري", "دمشق"), Side("قطر", "قطري", "الدوحة")),
    (Side("إسرائيل", "إسرائيلي", "تل أبيب"), Side("فلسطين", "فلسطيني", "رام الله")),
    (Side("مصر", "مصري", "القاهرة"), Side("ليبيا", "ليبي", "طرابلس")),
)
INVENTED: tuple[Pair, ...] = (
    (Side("كرونيا", "كروني", "دلماسا"), Side("توسالا", "توسالي", "هرمود")),
    (Side("فارونيا", "فاروني", "بلدوسة"), Side("يلماريا", "يلماري", "كيروس")),
    (Side("ليرمانيا", "ليرماني", "فيندا"), Side("كستان", "كستاني", "يامورة")),
)
_HAMZAS = str.maketrans("أإآ", "ااا")
_LETTER = "[ء-ي]"
# What may be written before a name.
_BEFORE = "(?:[وف]?(?:ال|لل|بال|كال|[بلك])?)"


def told_of(text: str, pair: Pair) -> str:
    """A text of the examples with the states of *pair* in place of its own, in its own spelling."""
    words = _words(EXAMPLES, pair)
    if re.search("ارزان|لبينه|السندارى", text):
        plain = {_plain(one): _plain(other) for one, other in words.items()}
        words = plain | {_dotless(one): _dotless(other) for one, other in plain.items()}
    return _exchanged(text, words)


def mirrored(name: str, pair: Pair) -> str:
    """A name that was read in a text of *pair*, folded, with the two sides exchanged."""
    words = _words(pair, pair[::-1])
    return _exchanged(fold_key(name), {fold_key(one): fold_key(other) for one, other in words.items()})


def _words(old: Pair, new: Pair) -> dict[str, str]:
    """Each form of the words of *old* and what stands for it in *new*. The accusative of an adjective may be spelled
    like its state; then it is taken for the state."""
    words: dict[str, str] = {}
    for one, other in zip(old, new, strict=True):
        for ending in ("", "ة", "ين", "ا"):
            words[one.adjective + ending] = other.adjective + ending
        words[one.state], words[one.capital] = other.state, other.capital
    return words


def _plain(word: str) -> str:
    return word.translate(_HAMZAS).replace("ة", "ه")


def _dotless(word: str) -> str:
    return re.sub("ي$", "ى", word)


def _exchanged(text: str, words: Mapping[str, str]) -> str:
    names = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    pattern = rf"(?<!{_LETTER})({_BEFORE})({names})(?!{_LETTER})"
    return re.sub(pattern, lambda match: match[1] + words[match[2]], text)
