"""Texts in UTF-8 that some program took for another encoding and saved so: «Ø§Ù„» and «ط§ظ„» for «ال»."""

import re

# A text may have gone through this more than once.
_TIMES = 3

# The first bytes of Arabic letters in UTF-8 are D8 and D9, and a byte of the upper half follows. Here are the
# two as Windows-1252 (and Latin-1) and as Windows-1256 show them, with what may follow. Garbled once more, the
# former begin with Ã.
_LATIN = re.compile("[ØÙÃ][^\x00-\x7f]")
_LATIN_LEADS = "ØÙÃ"
_ARABIC = re.compile("[طظ][^\x00-\x7f]")
_LETTERS = re.compile("[\u0621-\u064a]+")
# Share of ط and ظ: 0.009 of all characters in Arabic, half of those beyond ASCII in a garbled text. Above the
# first share of all some lines may be garbled, above the second share of those beyond ASCII most are.
_SOME = 0.04
_MOST = 0.3
_SAMPLE = 20_000
# Fewer pairs in a line can be an accident.
_PAIRS = 2

# Characters of Windows-1252 to the bytes they stand for, as Latin-1; programs leave the five bytes that it
# does not assign as control characters, which are themselves in Latin-1.
_BYTES = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0x100)}


def repaired(text: str) -> str:
    """*text*, with the lines that are certainly garbled as they were before; the same if there are none.

    A line is certainly garbled if its characters, taken back to bytes, are wholly UTF-8. Linear.
    """
    for _ in range(_TIMES):
        if not may_be_garbled(text):
            break
        mended = "\n".join(map(_line, text.split("\n")))
        if mended == text:
            break
        text = mended
    return text


def is_garbled(text: str) -> bool:
    """Whether much of *text* is such a text, even if too much was lost to take it back."""
    sample = text[:_SAMPLE]
    if any(lead in sample for lead in _LATIN_LEADS):
        letters = sum(map(len, _LETTERS.findall(sample)))
        return len(_LATIN.findall(sample)) > letters
    found = sample.count("ط") + sample.count("ظ")
    if found < _SOME * len(sample):
        return False
    beyond = len(sample) - len(sample.encode("ascii", "ignore"))
    return found > _MOST * beyond and 2 * len(_ARABIC.findall(sample)) > found


def may_be_garbled(text: str) -> bool:
    """Whether it is worth looking at *text* line by line."""
    return any(lead in text for lead in _LATIN_LEADS) or _share(text) > _SOME


def _share(text: str) -> float:
    return (text.count("ط") + text.count("ظ")) / (len(text) or 1)


def _line(line: str) -> str:
    try:
        if len(_LATIN.findall(line)) >= _PAIRS:
            return line.translate(_BYTES).encode("latin-1").decode("utf-8")
        if len(_ARABIC.findall(line)) >= _PAIRS:
            return line.encode("cp1256").decode("utf-8")
    except UnicodeError:
        pass
    return line
