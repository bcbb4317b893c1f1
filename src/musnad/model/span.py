"""Stretches of a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of an untouched text: Unicode code points from its start, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of *text* that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether *other* lies wholly inside this span (equal spans cover each other)."""
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: "Span") -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end
