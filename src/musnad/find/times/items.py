"""What the grammar works on: the words of a stretch and the readings made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from musnad.find.times.lexicon import Word
from musnad.find.times.tense import tense_before
from musnad.model.time import Direction, Precision, TimeKind

Stretch = tuple[date | datetime, date | datetime]
"""First and last day or moment, both inclusive."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number and how it was written.

    ``parts`` are the words' own numbers («ثمانية وأربعين» is 8 and 40: forty-eight, or forty past eight).
    """

    value: float
    parts: tuple[int, ...] = ()
    digits: bool = False
    ordinal: bool = False
    feminine: bool = False
    definite: bool = False
    pair: tuple[int, ...] = ()
    mark: str = ""

    @property
    def whole(self) -> int:
        """The value, or -1 for a broken number."""
        return int(self.value) if self.value == int(self.value) else -1


@dataclass(frozen=True, slots=True)
class Reading:
    """A time understood, with what further composition needs of it.

    Attributes:
        kind, timex, precision, direction, approximate, zone: as in ``model.Time``.
        past, future: the two resolutions, equal where there is one; None where they depend on a report's
            date that is not known.
        value: given only where it does not follow from the resolution.
        prefer: which resolution is meant; empty leaves it to tense.
        year, month, day, weekday: what of a date is said.
        clock: hour, minute, second as far as said.
        part, edge: part of day and its edge.
        amounts: units of a duration.
        unit: of a period.
        relative: whether it is counted from the report's date.
        ago: «منذ» with an amount: «for two weeks» or «two weeks ago», a point all the same.
        definite: of a part of day, whether it has the article.
        weak: too little to be a time by itself («the night»); it takes part in composition only.
    """

    kind: TimeKind
    timex: str
    precision: Precision
    past: Stretch | None = None
    future: Stretch | None = None
    value: str = ""
    prefer: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: tuple[int, ...] = ()
    meridiem: bool = False
    part: str = ""
    edge: str = ""
    amounts: tuple[tuple[float, str], ...] = ()
    unit: str = ""
    relative: bool = False
    weak: bool = False
    definite: bool = False
    ago: bool = False
    direction: Direction = "at"
    approximate: bool = False
    zone: str | None = None

    def but(self, **changes: Any) -> Reading:
        """A copy with changes."""
        return replace(self, **changes)


@dataclass(slots=True)
class Item:
    """A word, number, mark or composed reading; ``start`` and ``end`` are offsets in the folded text.

    ``lead`` is where «يوم» before it begins: a day is named without it, a time of a day with it.
    """

    tag: str
    start: int
    end: int
    text: str = ""
    word: Word | None = None
    number: Number | None = None
    reading: Reading | None = None
    lead: int | None = None

    @property
    def lex(self) -> Word:
        assert self.word is not None, self.tag
        return self.word

    @property
    def num(self) -> Number:
        assert self.number is not None, self.tag
        return self.number

    @property
    def read(self) -> Reading:
        assert self.reading is not None, self.tag
        return self.reading


@dataclass
class Context:
    """What a stretch is read in.

    Attributes:
        base: the report's date and time; any fixed one where it is not known.
        known: whether it is known.
        text: the folded text.
        raw: gives the raw letters of folded offsets.
        loose: whether a bare number here is a day or an hour.
        start: where the stretch begins, for the tense of its clause.
        whole: whether the stretch is all the text; without a clause it looks ahead, as a calendar does.
    """

    base: datetime
    known: bool
    text: str
    raw: Any
    loose: bool
    start: int
    whole: bool = False

    @property
    def today(self) -> date:
        return self.base.date()

    @cached_property
    def tense(self) -> str:
        """«future» or «past», after the verbs before the stretch; empty where they do not tell."""
        return "future" if self.whole else tense_before(self.text, self.start)


def made(tag: str, reading: Reading, first: Item, last: Item) -> Item:
    """The item of a reading that reaches from *first* to *last*."""
    return Item(tag, first.start, last.end, reading=reading)


def made_with_lead(tag: str, reading: Reading, first: Item, last: Item) -> Item:
    """The same, from the «يوم» before *first* on."""
    return Item(tag, first.start if first.lead is None else first.lead, last.end, reading=reading)
