"""Words as they are compared: folded, lightly stemmed, and reduced to the letters that inflection leaves.

Three forms of a word, from close to loose. «وارتفعت» and «الارتفاع» differ as folded words and as stems, and
share the skeleton «رتفع»; «سوري» and «السورية» share the stem already. Nothing here knows a dictionary: the
forms serve to find what two texts share, never to say what a word means.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from musnad.lexicons.load import read_words
from musnad.normalise import fold_key

# Words read of a text; a report has some hundreds, the longest of the corpora 9,000.
MOST_WORDS = 20_000

# How much a match by skeleton counts against one by stem.
BY_SKELETON = 0.85

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_ARABIC = re.compile("[\u0620-\u064a]+")
# The same with vowel signs and lengthening.
_WRITTEN = re.compile("[\u0620-\u0652\u0670]+")
_ARTICLES = ("بال", "كال", "لل", "ال")
_ENDINGS = ("هما", "ها", "هم", "نا", "ات", "ان", "ين", "ون", "وا", "يه", "ه", "ا", "ي", "ت")
# Shortest remainder, in letters: below it too many roots begin or end like a clitic («وفد», «بعد»).
_AFTER_PREFIX = 3
_BEFORE_ENDING = 3
# Fewer consonants tell nothing: «قال», «قيل» and «قلل» would be one.
_LEAST_SKELETON = 3
_PERSON = "يتنا"
_LONG = str.maketrans("", "", "اويء")


class Word(NamedTuple):
    """A word of a text: its folded form, its stem, its skeleton (empty where it has too few consonants)."""

    form: str
    stem: str
    skeleton: str


@lru_cache(maxsize=1 << 15)
def word_of(form: str) -> Word:
    """The forms of a folded word. Numbers and foreign words are their own stem."""
    if not _ARABIC.fullmatch(form):
        return Word(form, form, "")
    stem = _without_endings(_without_prefixes(form))
    # The future س; in «سيطرة» too little would be left.
    if stem[0] == "س" and stem[1:2] in ("ي", "ت") and len(stem) >= 2 + _LEAST_SKELETON:
        stem = stem[1:]
    return Word(form, stem, _skeleton(stem))


def words_of(text: str) -> list[Word]:
    """The words of *text* in order, marks left out; of a longer text the first ``MOST_WORDS``."""
    return [word_of(match[0]) for match in islice(_WORD.finditer(fold_key(text)), MOST_WORDS)]


def spellings(*texts: str) -> dict[str, str]:
    """Folded word → how the first of *texts* that has it writes it. Linear."""
    out: dict[str, str] = {}
    for text in texts:
        for match in _WRITTEN.finditer(text):
            out.setdefault(fold_key(match[0]), match[0])
    return out


def as_written(folded: str, spelt: Mapping[str, str]) -> str:
    """*folded* with each folded word as :func:`spellings` found it; others stay."""
    return _WRITTEN.sub(lambda match: spelt.get(match[0], match[0]), folded)


def content_words(words: Iterable[Word]) -> list[Word]:
    """Those that are no particles, pronouns or auxiliaries."""
    return list(filter(is_content, words))


def is_content(word: Word) -> bool:
    """Whether a word says something of what a text is about."""
    return word.form not in idle_words() and (len(word.form) > 1 or word.form.isdigit())


def idle_words() -> frozenset[str]:
    """Folded words that say nothing of what a text is about."""
    return read_words("stance", "idle")


def _without_prefixes(word: str) -> str:
    if word[0] in "وف" and len(word) > _AFTER_PREFIX + 1:
        inner = _without_article(word[1:])
        # «وال», «وبال»: what has an article after the letter has a conjunction before it.
        word = inner if inner != word[1:] or len(word) > _AFTER_PREFIX + 2 else word
    word = _without_article(word)
    if word[0] in "بل" and len(word) > _AFTER_PREFIX + 1:
        return word[1:]
    return word


def _without_article(word: str) -> str:
    for prefix in _ARTICLES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _AFTER_PREFIX - (prefix != "ال"):
            return word[len(prefix) :]
    return word


def _without_endings(word: str) -> str:
    for _ in range(2):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _BEFORE_ENDING:
                word = word[: -len(ending)]
                break
        else:
            break
    return word


def _skeleton(stem: str) -> str:
    bare = stem[1:] if stem[0] in _PERSON and len(stem) > _LEAST_SKELETON else stem
    bare = bare.translate(_LONG)
    return bare if len(bare) >= _LEAST_SKELETON else ""
