"""The vectors of a report's tokens, made when asked for, a stretch at a time."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from musnad.encode.encoder import MOST_WORDS, Encoder, load_encoder
from musnad.encode.layers import Floats
from musnad.encode.states import state_stand_ins
from musnad.encode.unknown import unknown_names
from musnad.segment import Token, TokenKind, pair_quotes

# Read as one sentence at most: enough context, and flat memory on a text without a full stop.
LONGEST = 200
# Stretches kept: readers go through a report from front to back, one a little behind the other.
_KEPT = 2
# Quotation marks of a pair are one, so that a text in «» and the same in “” read alike.
_ONE_MARK = {"“": "«", "„": "«", "”": "»", "‟": "»", "‹": "«", "›": "»"}


def units(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """The tokens in stretches that end at a full stop, a question mark or a line break, or after ``LONGEST``."""
    found = []
    start = 0
    for i, token in enumerate(tokens):
        ends = token.kind == TokenKind.BREAK or (token.kind == TokenKind.MARK and token.form[0] in ".؟!")
        if ends or i + 1 - start >= LONGEST:
            found.append((start, i + 1))
            start = i + 1
    if start < len(tokens):
        found.append((start, len(tokens)))
    return found


class Encoded:
    """The vectors of the tokens of one report. Memory stays flat however long it is.

    Attributes:
        unknown: the words that may be names which nobody knows; see :mod:`musnad.encode.unknown`.
        seen: the form of each token that the trained readers see: a stand-in for those and for known states.
    """

    def __init__(
        self, tokens: Sequence[Token], encoder: Encoder | None = None, partner: Sequence[int] | None = None
    ) -> None:
        """*partner* is what :func:`musnad.segment.pair_quotes` tells of the tokens, where it is known already."""
        self._tokens = tokens
        self._partner = pair_quotes(tokens) if partner is None else partner
        self._encoder = encoder or load_encoder()
        self.unknown = unknown_names(tokens, self._encoder.knows)
        states = state_stand_ins()
        self.seen = [
            unknown.stand_in if (unknown := self.unknown.get(form)) else states.get(form, form)
            for form in (token.form for token in tokens)
        ]
        self._stretches: list[list[tuple[int, int]]] = []
        for unit in units(tokens):
            if self._stretches and unit[1] - self._stretches[-1][0][0] <= MOST_WORDS:
                self._stretches[-1].append(unit)
            else:
                self._stretches.append([unit])
        self._starts = [stretch[0][0] for stretch in self._stretches]
        self._made: OrderedDict[int, Floats] = OrderedDict()

    @property
    def size(self) -> int:
        """Numbers in each vector."""
        return self._encoder.size

    def units(self) -> list[list[tuple[int, int]]]:
        """The stretches, each a list of token ranges that are read as sentences."""
        return self._stretches

    def vectors(self, start: int, end: int) -> Floats:
        """An array (end - start, size) for the tokens of a range."""
        parts = []
        at = bisect_right(self._starts, start) - 1
        while start < end:
            base = self._starts[at]
            made = self._stretch(at)
            stop = min(end, base + len(made))
            parts.append(made[start - base : stop - base])
            start, at = stop, at + 1
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else np.zeros((0, self.size), dtype=np.float32)

    def own(self, start: int, end: int) -> Floats:
        """What the vectors of a range say of the words by themselves: an array (end - start, ``Encoder.own``)."""
        return self.vectors(start, end)[:, -self._encoder.own :]

    def _stretch(self, at: int) -> Floats:
        made = self._made.get(at)
        if made is None:
            words = [[self._word(i) for i in range(*unit)] for unit in self._stretches[at]]
            made = self._made[at] = np.concatenate(self._encoder.encode(words))
            if len(self._made) > _KEPT:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(at)
        return made

    def _word(self, i: int) -> str:
        token = self._tokens[i]
        if token.kind == TokenKind.NUMBER:
            return "0"
        if token.kind == TokenKind.BREAK:
            return ""
        if token.kind == TokenKind.WORD:
            return self.seen[i]
        if token.kind == TokenKind.QUOTE and self._partner[i] >= 0:
            return "«" if self._partner[i] > i else "»"
        return _ONE_MARK.get(token.form[0], token.form[0])
