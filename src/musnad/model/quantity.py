"""Numbers in a text, and figures: numbers that count something."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from musnad.model.span import Span

NumberKind: TypeAlias = Literal["cardinal", "fraction", "ordinal", "relative", "percent", "money", "range", "vague"]
Precision: TypeAlias = Literal["exact", "rounded", "approximate", "vague"]
NUMBER_KINDS: tuple[NumberKind, ...] = (
    "cardinal",
    "fraction",
    "ordinal",
    "relative",
    "percent",
    "money",
    "range",
    "vague",
)
PRECISIONS: tuple[Precision, ...] = ("exact", "rounded", "approximate", "vague")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the text gives it.

    A percentage, a sum of money and a range hold the numbers they are made of: those are numbers of their
    own in the same result, and their *within* is the place of the one that holds them.

    Attributes:
        span: the words or digits; with article, without a conjunction or preposition written onto them.
        kind: what sort of number. ``relative`` is a place counted from the end or from here («الأخير»).
        value: the value; a percentage has its number (30 for 30 %), a relative place its offset. None where
            the text gives none («عشرات», a range).
        low: the least that is meant, None where it is open. Equal to *value* for a plain number.
        high: the most that is meant, None where it is open.
        low_inclusive: whether *low* itself is meant; false for «أكثر من».
        high_inclusive: whether *high* itself is meant. False for «بين … و…»: the usual reading of
            recognisers of numbers, kept so that notations can be compared.
        precision: exact; rounded (two leading digits at most, from 100 on); approximate («نحو»); vague.
        unit: ``%``, the name of a currency, for a relative place ``end`` or ``current``; else None.
        cue: the words that make it approximate («نحو») or a bound («أكثر من»), where they stand before or
            after it.
        within: the index of the number that holds this one, or None.
    """

    span: Span
    kind: NumberKind
    value: int | float | None
    low: int | float | None
    high: int | float | None
    low_inclusive: bool = True
    high_inclusive: bool = True
    precision: Precision = "exact"
    unit: str | None = None
    cue: Span | None = None
    within: int | None = None

    @property
    def approximate(self) -> bool:
        """Whether the text itself says that the number is not exact."""
        return self.precision in ("approximate", "vague")

    @property
    def notation(self) -> str:
        """The value in short: «21», «30%», «(20,35]», «end-1»; empty where there is none."""
        if self.kind in ("range", "vague"):
            left = "[" if self.low_inclusive and self.low is not None else "("
            right = "]" if self.high_inclusive and self.high is not None else ")"
            return f"{left}{_short(self.low)},{_short(self.high)}{right}"
        if self.kind == "relative":
            return f"{self.unit}{self.value or 0:+d}"
        return _short(self.value) + ("%" if self.kind == "percent" else "")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of somebody or something that a report counts.

    Attributes:
        span: number and counted words together, with the words that bound the number.
        number: the number. One that is not written but lies in the noun («قتيلان») has the noun's span.
        counted: the class of what is counted, from ``lexicons/counted.yaml``; ``people`` where the text
            names none («وإصابة ١٥ آخرين»).
        counted_span: the words that name it, or None.
        status: what befell the counted persons or things: ``killed``, ``wounded``, ``detained`` …; None where
            the text does not say.
        low: the least that is claimed, None where open.
        high: the most that is claimed, None where open.
        part_of: the index of the figure that this one is a part of («بينهم»), or None.
        implied: whether the number is not written as such: a dual, or one («مقتل جندي»).
    """

    span: Span
    number: Number
    counted: str
    counted_span: Span | None
    status: str | None
    low: int | float | None
    high: int | float | None
    part_of: int | None = None
    implied: bool = False


def _short(value: int | float | None) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.15g}".replace("e", "E")
