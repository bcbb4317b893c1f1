"""A number on its way to a result: with the tokens it covers and the number that holds it."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.find.numbers.phrases import Phrase
from musnad.find.numbers.words import Value
from musnad.model import Number, Span
from musnad.model.quantity import NumberKind, Precision

# From here on a number of at most two leading digits is taken to be rounded.
_ROUND_FROM = 100


@dataclass(slots=True, eq=False)
class Node:
    """A number, percentage, sum or range. *i* and *j* are the tokens it covers, the rest as in ``Number``."""

    start: int
    end: int
    i: int
    j: int
    kind: NumberKind
    value: Value | None
    low: Value | None
    high: Value | None
    low_inclusive: bool = True
    high_inclusive: bool = True
    precision: Precision = "exact"
    unit: str | None = None
    cue: tuple[int, int] | None = None
    phrase: Phrase | None = None
    parts: list[Node] = field(default_factory=list)

    def number(self, within: int | None = None) -> Number:
        """The result."""
        return Number(
            Span(self.start, self.end),
            self.kind,
            _result(self.value),
            _result(self.low),
            _result(self.high),
            self.low_inclusive,
            self.high_inclusive,
            self.precision,
            self.unit,
            Span(*self.cue) if self.cue else None,
            within,
        )

    @property
    def first_phrase(self) -> Phrase:
        """The first phrase inside."""
        node = self
        while node.phrase is None:
            node = node.parts[0]
        return node.phrase


def plain_node(phrase: Phrase) -> Node:
    """The node of a phrase alone."""
    vague = phrase.kind == "vague"
    node = Node(
        phrase.start,
        phrase.end,
        phrase.i,
        phrase.j,
        phrase.kind,
        phrase.value,
        phrase.low if vague else phrase.value,
        phrase.high if vague else phrase.value,
        unit=phrase.unit,
        phrase=phrase,
    )
    if phrase.kind == "relative":
        node.low = node.high = None
    node.precision = "vague" if vague else "rounded" if _is_round(phrase) else "exact"
    return node


def _is_round(phrase: Phrase) -> bool:
    if phrase.kind != "cardinal" or phrase.value is None or phrase.value.denominator != 1:
        return False
    whole = abs(int(phrase.value))
    if whole < _ROUND_FROM or whole % 100:
        return False
    while whole % 10 == 0:
        whole //= 10
    return whole < 100


def _result(value: Value | None) -> int | float | None:
    if value is None or isinstance(value, int):
        return value
    if value.denominator == 1:
        return int(value)
    try:
        return float(value)
    except OverflowError:
        return None
