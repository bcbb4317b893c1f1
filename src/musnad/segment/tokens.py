"""Words and marks of a text, each with its folded form and its place in the raw text."""

import re
from enum import IntEnum
from typing import NamedTuple

from musnad.normalise import Folded


class TokenKind(IntEnum):
    """What a token is made of."""

    WORD = 0
    NUMBER = 1
    QUOTE = 2
    MARK = 3
    BREAK = 4


class Token(NamedTuple):
    """A word, number, mark or line break. *start* and *end* are code points of the raw text."""

    form: str
    start: int
    end: int
    kind: TokenKind


QUOTE_MARKS = "«»\"“”„‟‘’'`‹›"
_TOKEN = re.compile(
    rf"""
    (?P<number>\d+(?:[.,/:]\d+)*(?![^\W\d_]))
  | (?P<word>[^\W_]+(?:['’][a-zA-Z]+)?)
  | (?P<quote>''|``|[{QUOTE_MARKS}])
  | (?P<break>\n)
  | (?P<mark>\.{{2,}}|--+|[^\w\s]|_+)
    """,
    re.VERBOSE,
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_KINDS = {
    "number": TokenKind.NUMBER,
    "word": TokenKind.WORD,
    "quote": TokenKind.QUOTE,
    "break": TokenKind.BREAK,
    "mark": TokenKind.MARK,
}


def tokenise(folded: Folded) -> list[Token]:
    """The tokens of a folded text in order; white space other than line breaks is dropped."""
    span = folded.span
    # A lone surrogate is no character; it stands as a mark, so that every form can be written as UTF-8.
    text = _SURROGATE.sub("\ufffd", folded.text)
    kinds = _KINDS
    out = []
    for match in _TOKEN.finditer(text):
        start, end = span(match.start(), match.end())
        out.append(Token(match.group(), start, end, kinds[match.lastgroup or "mark"]))
    return out
