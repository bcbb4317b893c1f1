"""The numbers of a text."""

from collections.abc import Sequence

from musnad.find.numbers.items import items
from musnad.find.numbers.node import Node
from musnad.find.numbers.patterns import is_percent
from musnad.find.numbers.phrases import PhraseReader
from musnad.find.numbers.ranges import RangeReader
from musnad.model import Number
from musnad.normalise import fold
from musnad.segment import Token, tokenise


def find_numbers(text: str) -> tuple[Number, ...]:
    """All numbers of *text* in order, with the numbers inside percentages, sums and ranges.

    Digits that a letter is written onto («٢٩ك») are left out: they are measures, names or slips. Linear in
    the length of the text.
    """
    return numbers_in(tokenise(fold(text)), text)


def numbers_in(tokens: Sequence[Token], raw: str) -> tuple[Number, ...]:
    """The numbers of a text that is already cut into *tokens*; *raw* is the untouched text."""
    return flat(nodes_in(tokens, raw, glued=False))


def nodes_in(tokens: Sequence[Token], raw: str, glued: bool) -> list[Node]:
    """The outermost numbers. *glued*: also digits with letters written onto them («500قتيل»)."""
    found = items(tokens, raw)
    if not found:
        return []
    phrases = PhraseReader(found, tokens).read()
    if not glued:
        phrases = [phrase for phrase in phrases if not phrase.tail or is_percent(phrase.tail)]
    return RangeReader(phrases, tokens, raw).read()


def flat(nodes: Sequence[Node]) -> tuple[Number, ...]:
    """Nodes as results, each before those inside it."""
    out: list[Number] = []
    for node in nodes:
        _append(node, None, out)
    return tuple(out)


def _append(node: Node, within: int | None, out: list[Number]) -> None:
    place = len(out)
    out.append(node.number(within))
    for part in node.parts:
        _append(part, place, out)
