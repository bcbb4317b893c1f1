"""Spelling that does not matter when words of pages are compared."""

import re
from typing import Any

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict(zip("ىیةک", "ييهك", strict=True)),
        **dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)),
        **dict(zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True)),
        # Vowel marks, tatweel, marks of direction, joiners.
        **dict.fromkeys((*range(0x64B, 0x660), 0x670, 0x640, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F), ""),
        **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x61C, 0xFEFF, 0xAD), ""),
    }
)
_MARKS = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """*text* with one spelling for each word, in lower case, blanks as single spaces."""
    return " ".join(text.translate(_LETTERS).lower().split())


def words_only(text: str) -> str:
    """*text* folded and without punctuation."""
    return _MARKS.sub(" ", folded(text)).strip()


def short_text(element: Any, limit: int) -> str | None:
    """The text of an element of lxml, tidied; None if it has more than *limit* characters, without reading them all."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        # Blanks are free, within bounds.
        size += len(part.strip()) + 1
        if size > 4 * limit:
            return None
    text = tidy("".join(parts))
    return text if len(text) <= limit else None


def tidy(text: str) -> str:
    """*text* with its blanks, no-break ones too, as single spaces."""
    return " ".join(text.split())
