"""Whether a text is Arabic: by its letters, then by its words."""

import re
import unicodedata
from collections import Counter
from typing import Literal

Verdict = Literal["arabic", "no words", "other script", "other language"]

# Long texts are judged by three pieces, so that judging takes the same time for all of them.
_PIECE = 2_000
_PIECES = 3
# Share of Arabic letters among all letters. Reports with much else in them are read (a translation beside the
# Arabic, Amazigh in Tifinagh, a page's scripts pasted along: 0.15 in the one such of 18,000 reports); a foreign
# report that quotes a headline or a slogan in Arabic has a few per cent.
_LETTERS = 0.1

_LETTERS_IN_A_ROW = re.compile(r"[^\W\d_]+")
_SCRIPT = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff]+")
# These make up more than half of any Arabic text. Where they are this share of all characters, nothing else
# has to be counted.
_FREQUENT = "المينور"
_CLEARLY = 0.2
_PRESENTED = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
# Vowel marks, tatweel, joiners: of no weight here.
_MARKS = re.compile("[\u0640\u064b-\u065f\u0670\u200c\u200d]")

# Letters that Arabic lacks. Left out: ک and ی, which Persian keyboards and phones put into Arabic texts, ٱ, and the
# letters for V and G that Egypt, Tunisia and Algeria use.
_FOREIGN = re.compile("[\u0672-\u06a3\u06a6\u06a7\u06aa-\u06cb\u06cd-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff]")
_KEYBOARD = str.maketrans("کی", "كي")

# How words begin, and frequent words, that the other languages lack; and those of Persian and Dari that
# Arabic lacks or nearly lacks. Left out are words that both have: «من», «ما», «كرد», «با», «به». Urdu, Kurdish and
# Uyghur need no words: the letters ہ ے ں ە ۆ ې ۇ are in every line of them.
_ARABIC = (
    *(" ال", " وال", " بال", " لل", " في ", " على ", " إلى ", " الى ", " أن ", " ان ", " إن ", " عن ", " هذا "),
    *(" هذه ", " التي ", " الذي ", " قال ", " قد ", " لا ", " لم ", " كان ", " بعد ", " مع ", " بين ", " ذلك "),
)
_PERSIAN = (
    *(
        " است ",
        " در ",
        " شد ",
        " خود ",
        " از ",
        " كه ",
        " اين ",
        " را ",
        " براي ",
        " هاي ",
        " مي ",
        " شود ",
        " بود ",
        " نيز ",
        " تا ",
    ),
    *(" يك ", " ميشود ", " ميكند "),
    # Pashto, where its own letters are few.
    *(" د ", " په "),
)

# For naming a language that is set aside: letters that it has and those below it lack; for those in Latin letters a
# few words.
_OWN = (
    ("Urdu", "ےںٹڈڑہھ"),
    ("Sindhi", "ڪٻڀٿڻڳڄڃڇ"),
    ("Pashto", "ښځڅړډڼۍګ"),
    ("Uyghur", "ۇۈۋڭ"),
    ("Kurdish", "ەۆێڕڵ"),
    ("Pashto", "ې"),
)
_LATIN = {
    "English": ("the", "of", "and", "to", "that", "said", "was"),
    "French": ("le", "les", "des", "et", "que", "dans", "pour", "est"),
    "Turkish": ("ve", "bir", "bu", "için", "ile", "dedi", "olarak"),
    "Spanish": ("el", "los", "y", "en", "que", "por", "una"),
    "German": ("der", "die", "und", "das", "nicht", "mit", "ist"),
}


def judge(text: str) -> Verdict:
    """Whether *text* is Arabic.

    Languages in Arabic script are told apart by their letters and most frequent words; where nothing speaks
    either way (a headline), the text counts as Arabic. Constant time, but for finding the first letter.
    """
    sample = _sample(text)
    if sum(map(sample.count, _FREQUENT)) <= _CLEARLY * len(sample):
        if not _LETTERS_IN_A_ROW.search(sample):
            first = _LETTERS_IN_A_ROW.search(text)
            if first is None:
                return "no words"
            sample = _sample(text[first.start() : first.start() + _PIECE])
        if _length(_SCRIPT, sample) < _LETTERS * _length(_LETTERS_IN_A_ROW, sample):
            return "other script"
    words = f" {sample} ".translate(_KEYBOARD) if "ی" in sample or "ک" in sample else f" {sample} "
    foreign = len(_FOREIGN.findall(words)) + sum(map(words.count, _PERSIAN))
    return "other language" if foreign and foreign > sum(map(words.count, _ARABIC)) else "arabic"


def language(text: str) -> str:
    """What a text that is not Arabic is in, as a person would say it («Persian», «English», «Cyrillic letters»)."""
    sample = _sample(text)
    letters = Counter(sample)
    if _length(_SCRIPT, sample) >= _LETTERS * _length(_LETTERS_IN_A_ROW, sample):
        return next((name for name, own in _OWN if any(letters[each] for each in own)), "Persian")
    words = Counter(sample.lower().split())
    by_words = {name: sum(words[each] for each in own) for name, own in _LATIN.items()}
    name = max(by_words, key=lambda each: by_words[each])
    if by_words[name]:
        return name
    scripts = Counter(unicodedata.name(each, "UNKNOWN").split()[0] for each in sample if each.isalpha())
    return f"{scripts.most_common(1)[0][0].capitalize()} letters" if scripts else "no letters"


def _length(pattern: re.Pattern[str], text: str) -> int:
    return sum(map(len, pattern.findall(text)))


def _sample(text: str) -> str:
    if len(text) > _PIECES * _PIECE:
        middle = len(text) // 2
        text = "\n".join((text[:_PIECE], text[middle : middle + _PIECE], text[-_PIECE:]))
    text = _MARKS.sub("", text)
    return unicodedata.normalize("NFKC", text) if _PRESENTED.search(text) else text
