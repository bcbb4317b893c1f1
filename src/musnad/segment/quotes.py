"""Pair the quotation marks of a text, whatever marks the newsroom uses."""

from collections.abc import Sequence

from musnad.lexicons import read_words
from musnad.segment.tokens import Token, TokenKind

# A quotation may run on into following paragraphs, as newsrooms repeat no marks then; further than
# this an unclosed mark is taken for a slip.
MAX_PARAGRAPHS = 4
_DOUBLE = frozenset('"“”„‟')
_DOUBLED = frozenset({"''", "``"})
_SINGLE = frozenset("'‘’`‹›") | _DOUBLED


def pair_quotes(tokens: Sequence[Token]) -> list[int]:
    """Partner of each token: the index of the mark that opens or closes with it, -1 for none.

    «» are directed; the other marks are used in either direction, so they alternate: a mark opens
    unless one of its family is open. Marks of different families may nest. Linear in the tokens.
    """
    partner = [-1] * len(tokens)
    pending: dict[str, tuple[int, int]] = {}
    paragraph = 0
    for i, token in enumerate(tokens):
        if token.kind == TokenKind.BREAK:
            paragraph += 1
            continue
        if token.kind != TokenKind.QUOTE:
            continue
        family = _family(token.form)
        opened = pending.get(family)
        if opened is not None and paragraph - opened[1] > MAX_PARAGRAPHS:
            opened = None
        if _opens(tokens, i, token.form, opened, paragraph):
            pending[family] = (i, paragraph)
        elif opened is not None:
            partner[opened[0]], partner[i] = i, opened[0]
            del pending[family]
    return partner


def _family(form: str) -> str:
    if form in "«»":
        return "«"
    return '"' if form in _DOUBLE else "'"


def _opens(tokens: Sequence[Token], i: int, form: str, opened: tuple[int, int] | None, paragraph: int) -> bool:
    if form in "«»":
        return form == "«"
    if form in _SINGLE and opened is None and form not in _DOUBLED:
        # Apart from words on both sides it may be an apostrophe gone astray, save where speech is announced.
        announced = i > 0 and tokens[i - 1].form in read_words("closed_class", "announcing")
        return _space_before(tokens, i) and (announced or not _space_after(tokens, i))
    if opened is None:
        return True
    # An unclosed mark in an earlier paragraph: only a mark that looks like a closing one ends it.
    return opened[1] != paragraph and (_space_before(tokens, i) or not _space_after(tokens, i))


def _space_before(tokens: Sequence[Token], i: int) -> bool:
    return i == 0 or tokens[i - 1].end < tokens[i].start or tokens[i - 1].kind == TokenKind.BREAK


def _space_after(tokens: Sequence[Token], i: int) -> bool:
    return (
        i + 1 == len(tokens)
        or tokens[i].end < tokens[i + 1].start
        or tokens[i + 1].kind in (TokenKind.BREAK, TokenKind.MARK)
    )
