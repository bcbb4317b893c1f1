"""Words of raw text as the full-text index sees them; one analysis for writing, asking and highlighting."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import apsw

from musnad.ledger.clitics import forms
from musnad.normalise import fold_key

NAME = "musnad"

# Longer «words» are no language (encoded pictures, rows of ligatures); of them only the beginning counts.
_LONGEST_WORD = 256
_LONGEST_TERM = 128
# Distinct words held analysed. News text of a day has some 100,000, most of them rare.
_WORDS_HELD = 1 << 16

# Marks are no letters to Python's \w, yet they belong to the word. Invisible marks belong to it only where
# it goes on after them.
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08ca-\u08e1\u08e3-\u08ff\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_LETTER = r"[^\W_]"
_INVISIBLE = "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
# No possessive quantifiers: those of Python 3.11.0 to 3.11.2 match too much.
_WORD = re.compile(f"{_LETTER}+(?:(?:{_MARK}|{_INVISIBLE}+(?={_LETTER}|{_MARK})){_LETTER}*)*")
_SURROGATE = re.compile("[\ud800-\udfff]")


# Bytes from, to, and the forms: as FTS5 wants it.
_Placed = tuple[int, int, *tuple[str, ...]]


class Token(NamedTuple):
    """One position of the index: code points of the whole raw word, and the forms it is found under.

    A raw character that stands for several words («ﷺ») gives several tokens with the same span.
    """

    start: int
    end: int
    forms: tuple[str, ...]


def tokens(text: str) -> Iterator[Token]:
    """The words of *text* in order, each under its folded form (first) and its shorter forms."""
    for word in _WORD.finditer(text):
        start, end = word.span()
        for found in _analyse(word.group()[:_LONGEST_WORD]):
            yield Token(start, end, found)


def terms(text: str) -> tuple[str, ...]:
    """The folded words of *text*, without shorter forms: what a query asks for."""
    return tuple(part for word in _WORD.findall(text) for part in _folded(word[:_LONGEST_WORD]))


def indexable(text: str) -> str:
    """*text* as SQLite can take it: lone surrogates replaced one for one, so that offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def register(connection: apsw.Connection) -> None:
    """Make the tokenizer known to *connection*; needed before any use of the full-text tables."""
    connection.register_fts5_tokenizer(NAME, _factory)


@lru_cache(maxsize=_WORDS_HELD)
def _analyse(word: str) -> tuple[tuple[str, ...], ...]:
    return tuple(map(forms, _folded(word)))


@lru_cache(maxsize=_WORDS_HELD)
def _folded(word: str) -> tuple[str, ...]:
    folded = fold_key(unicodedata.normalize("NFKC", word)).casefold()
    return tuple(part[:_LONGEST_TERM] for part in _WORD.findall(folded))


def _factory(_connection: apsw.Connection, _arguments: list[str]) -> Callable[[bytes, int, str | None], list[_Placed]]:
    return _tokenize


def _tokenize(utf8: bytes, flags: int, _locale: str | None) -> list[_Placed]:
    """What FTS5 calls. A query arrives as terms already analysed, and they pass through unchanged."""
    text = utf8.decode()
    if flags & apsw.FTS5_TOKENIZE_QUERY:
        return [(*word.span(), word.group().decode()) for word in re.finditer(b"[^ ]+", utf8)]
    result: list[_Placed] = []
    at = at_byte = 0
    for word in _WORD.finditer(text):
        # Bytes are counted from the last word on, so that the whole stays linear.
        start, end = word.span()
        raw = word.group()
        start_byte = at_byte + len(text[at:start].encode())
        at, at_byte = end, start_byte + len(raw.encode())
        for found in _analyse(raw[:_LONGEST_WORD]):
            result.append((start_byte, at_byte, *found))  # noqa: PERF401 — a comprehension per word is slower
    return result
