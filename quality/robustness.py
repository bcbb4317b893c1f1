"""How far readings hold when the text changes and its meaning does not.

Three measures on the example reports. *Spelling*: the same report in another newsroom's orthography must give
the same rows. *Sides*: the same report with the two states' names exchanged must give the same rows, with
the names exchanged in them; a reader that treats one side's words differently from the other's fails here.
*Other sides*: the same with the names of other states, real and invented, in their place (:mod:`quality.sides`).
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

from musnad import Report, analyse
from musnad.normalise import fold, fold_key
from musnad.segment import TokenKind, tokenise
from quality.score import Row
from quality.sets import ROOT, rows
from quality.sides import INVENTED, REAL, Pair, mirrored, told_of

Change = Callable[[str], str]

_LETTER = "[\u0621-\u064a]"
_HAMZAS = str.maketrans("أإآ", "ااا")
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WESTERN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_STRAIGHT = str.maketrans("«»“”", '""""')
_CURLY = str.maketrans("«»", "“”")
_ANGLED = str.maketrans("“”", "«»")
_LIGATURES = {"لا": "ﻻ", "لأ": "ﻷ", "لإ": "ﻹ", "لآ": "ﻵ"}

SPELLINGS: dict[str, Change] = {
    "final ي as ى": lambda t: re.sub(rf"ي(?!{_LETTER})", "ى", t),
    "final ى as ي": lambda t: re.sub(rf"ى(?!{_LETTER})", "ي", t),
    "no hamza on alif": lambda t: t.translate(_HAMZAS),
    "ة as ه": lambda t: t.replace("ة", "ه"),
    "tatweel": lambda t: re.sub(rf"({_LETTER})(?=[تجحخسشصضطظعغفقكلمني]{_LETTER})", "\\1ـ", t),
    "vowel marks": lambda t: re.sub(rf"(?<!{_LETTER})({_LETTER})(?={_LETTER})", "\\1\u064e", t),
    "Arabic-Indic digits": lambda t: t.translate(_ARABIC_DIGITS),
    "western digits": lambda t: t.translate(_WESTERN_DIGITS),
    "straight quotation marks": lambda t: t.translate(_STRAIGHT),
    "curly quotation marks": lambda t: t.translate(_CURLY),
    "angled quotation marks": lambda t: t.translate(_ANGLED),
    "double spaces": lambda t: t.replace(" ", "  "),
    "spaces before commas": lambda t: re.sub(r"(?<=\S)،", " ،", t),
    "spaces inside quotation marks": lambda t: t.replace("«", "« ").replace("»", " »"),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "direction marks": lambda t: re.sub(r"([«»“”\"،.:\d]+)", "\u200f\\1\u200f", t),
    "presentation forms": lambda t: re.sub("ل[اأإآ]", lambda m: _LIGATURES[m[0]], t),
    "CRLF": lambda t: t.replace("\n", "\r\n"),
}

# The two sides of the example reports' dispute, form by form; folded spelling is told apart below.
_SIDES = {
    "أرزانيين": "سنداريين",
    "أرزانيا": "سندارا",
    "أرزاني": "سنداري",
    "أرزانى": "سندارى",
    "ميرفا": "لبينة",
}


def _same(name: str) -> str:
    return name


def swap_sides(text: str) -> str:
    """The text with the two states of the examples, their people and capitals exchanged, in its own spelling."""
    hamza, teh = "ارزان" not in text, "لبينه" not in text
    exchange: dict[str, str] = {}
    for one, other in _SIDES.items():
        bare, folded = one.replace("أ", "ا"), other.replace("ة", "ه")
        exchange |= dict.fromkeys((one, bare), other if teh else folded)
        exchange |= dict.fromkeys((other, folded), one if hamza else bare)
    pattern = "|".join(sorted(map(re.escape, exchange), key=len, reverse=True))
    return re.sub(pattern, lambda m: exchange[m[0]], text)


def figures() -> dict[str, float]:
    """For each change the share (F1) of rows that stay the same on the example reports."""
    out = {name: stability(change) for name, change in SPELLINGS.items()}
    out["sides exchanged"] = stability(swap_sides, speakers=swap_sides)
    out["real sides exchanged"] = evenness(REAL)
    out["invented sides exchanged"] = evenness(INVENTED)
    return out


def evenness(pairs: Sequence[Pair]) -> float:
    """F1 of the rows that all reports have in common, read of one state and another and of the other and the one."""
    kept = total = 0
    for pair in pairs:
        for text in _texts():
            speakers = partial(mirrored, pair=pair)
            one, other = told_of(text, pair), told_of(text, pair[::-1])
            before, after = set(_numbered(one, speakers)), set(_numbered(other, _same))
            kept += len(before & after)
            total += len(before) + len(after)
    return round(2 * kept / total, 4) if total else 0.0


def stability(change: Change, speakers: Change = _same) -> float:
    """F1 of the rows that all reports, read before and after *change*, have in common.

    *speakers* is what the change does to a speaker's name.
    """
    kept = total = 0
    for text in _texts():
        changed = change(text)
        before, after = set(_numbered(text, speakers)), set(_numbered(changed, _same))
        kept += len(before & after)
        total += len(before) + len(after)
    return round(2 * kept / total, 4) if total else 0.0


@cache
def _texts() -> tuple[str, ...]:
    paths = sorted((ROOT / "examples/reports").glob("*.txt"))
    return tuple(path.read_bytes().decode("utf-8") for path in paths)


@cache
def _read(text: str) -> tuple[Row, ...]:
    return tuple(rows(analyse(Report(text=text))))


@cache
def _word_starts(text: str) -> dict[int, int]:
    """The number of the word at each character that a word covers."""
    out = {}
    words = (t for t in tokenise(fold(text)) if t.kind in (TokenKind.WORD, TokenKind.NUMBER))
    for number, token in enumerate(words):
        out.update(dict.fromkeys(range(token.start, token.end), number))
    return out


def _numbered(text: str, speakers: Change) -> dict[tuple[object, ...], Row]:
    """The rows of a text by the numbers of their words, which a change of spelling leaves alone."""
    words = _word_starts(text)

    def edges(span: list[int] | None) -> tuple[int, int] | None:
        inside = [words[i] for i in range(*span) if i in words] if span else []
        return (inside[0], inside[-1]) if inside else None

    def place(row: Row) -> tuple[object, ...]:
        # A colon that is a cue has no words; its content tells where it is.
        return edges(row["cue"]), edges(row["content"])

    found = _read(text)
    places = {row["id"]: place(row) for row in found}
    out = {}
    for row in found:
        name = row["speaker"]
        speaker = " ".join(re.findall(r"\w+", fold_key(speakers(name)))) if name else None
        labels = (speaker, row["kind"], row["force"], row["quote"])
        out[(*places[row["id"]], edges(row["source"]), places.get(row["parent"]), *labels)] = row
    return out
