"""Which shorter words a written Arabic word contains: its form without clitics and light endings.

Modelled on light stemming (Larkey, Ballesteros and Connell, *Light Stemming for Arabic Information
Retrieval*, 2007), but one-sided: a word of a document is also indexed under its shorter forms, a word of
a query is left as typed. So «كيماوي» finds «والكيماوية», while «الكيماوية» does not find «كيماوي»; a longer
query is always the narrower one. There is no dictionary behind it: «بيان» is also indexed as «يان», which
costs nothing, because nobody looks for it.

All letters here are folded ones (see :func:`musnad.normalise.fold`): ة is ه, and ى is ي.
"""

import re

_ARABIC = re.compile("[\u0620-\u064a]+")

# Shortest remainder, in letters. Below it too many roots begin or end like a clitic: «وفد», «بعد», «كبير».
_AFTER_ARTICLE = 2
_AFTER_LETTER = 3
_AFTER_KAF = 4
_BEFORE_ENDING = 3

_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بل"
_LIKE = "ك"
_FUTURE = "س"
_IMPERFECT = "يتنا"

# ة and the pronoun ه, the sound plurals, the pronouns of the third person and of the first person plural,
# the plural verb. Left out: the dual ان («لبنان» is no two of «لبن»), the pronouns ك، كم، ي (rare in news).
_ENDINGS = ("ه", "ها", "هم", "هما", "نا", "ات", "ين", "ون", "وا")
# Before these a ت stands for ة: «حكومته» holds «حكومة», «دولتين» holds «دولة».
_AFTER_OPEN_TA = ("ه", "ها", "هم", "هما", "نا", "ين", "ان")
_BEFORE_OPEN_TA = 2


def forms(word: str) -> tuple[str, ...]:
    """*word* (folded) first, then each shorter form it contains, without repetition.

    Words that are not wholly Arabic letters, numbers among them, have no other form.
    """
    if len(word) <= _AFTER_ARTICLE or not _ARABIC.fullmatch(word):
        return (word,)
    heads = _without_prefixes(word)
    found = dict.fromkeys(heads)
    for head in heads:
        found.update(dict.fromkeys(_without_ending(head)))
    return tuple(found)


def _without_prefixes(word: str) -> list[str]:
    heads = [word]
    if word[0] in _CONJUNCTIONS and len(word) > _AFTER_LETTER:
        heads.append(word[1:])
    for head in tuple(heads):
        heads.extend(_without_preposition(head))
    heads.extend(
        [head[2:] for head in heads if head.startswith("ال") and len(head) >= 2 + _AFTER_ARTICLE],
    )
    return heads


def _without_preposition(word: str) -> list[str]:
    first, rest = word[0], word[1:]
    if word.startswith("لل") and len(rest) > _AFTER_ARTICLE:
        # «للحكومة» is ل with «الحكومة»; «للجنة» is ل with «اللجنة», whose own ل stays.
        return ["ال" + word[2:], "ال" + rest, rest]
    if first in _PREPOSITIONS and len(rest) >= _AFTER_LETTER:
        return [rest]
    if first in _LIKE and len(rest) >= _AFTER_KAF:
        return [rest]
    if first in _FUTURE and len(rest) > _AFTER_LETTER and rest[0] in _IMPERFECT:
        return [rest]
    return []


def _without_ending(word: str) -> list[str]:
    shorter = [
        word[: -len(ending)]
        for ending in _ENDINGS
        if word.endswith(ending) and len(word) - len(ending) >= _BEFORE_ENDING
    ]
    for ending in _AFTER_OPEN_TA:
        stem = word[: -len(ending) - 1]
        if word.endswith("ت" + ending) and len(stem) >= _BEFORE_OPEN_TA:
            shorter.append(stem + "ه")
    if word.endswith("ات") and len(word) - 2 >= _BEFORE_OPEN_TA:
        shorter.append(word[:-2] + "ه")
    # The accusative «هجوما»; not after ي, where it belongs to names: «روسيا» is no «روسي».
    if word.endswith("ا") and word[-2] != "ي" and len(word) - 1 >= _BEFORE_ENDING:
        shorter.append(word[:-1])
    return shorter
