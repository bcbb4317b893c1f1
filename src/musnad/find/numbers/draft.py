"""A figure in the making."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.model import Figure, Number, Span


@dataclass(slots=True)
class Draft:
    """A figure in the making.

    Attributes:
        i: index of its first token, *j* the one after its last.
        start: raw offset of its first character, *end* after its last.
        conj: whether a conjunction is written onto it.
    The others are those of ``Figure``.
    """

    number: Number
    i: int
    j: int
    counted: str
    counted_span: Span | None
    start: int
    end: int
    conj: bool
    low: int | float | None
    high: int | float | None
    status: str | None = None
    part_of: int | None = None
    implied: bool = False

    def figure(self) -> Figure:
        """The result."""
        return Figure(
            Span(self.start, self.end),
            self.number,
            self.counted,
            self.counted_span,
            self.status,
            self.low,
            self.high,
            self.part_of,
            self.implied,
        )


def unsigned(number: Number) -> Number:
    """A number whose minus is a dash that opens a line."""
    value = abs(number.value) if number.value is not None else None
    return Number(
        Span(number.span.start + 1, number.span.end), number.kind, value, value, value, precision=number.precision
    )
