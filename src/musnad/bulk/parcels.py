"""Reports packed for a worker, together with what came between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from musnad.bulk.attempts import Failure, Outcome
from musnad.gather import Found
from musnad.model import Analysis, Report

T = TypeVar("T")

# A parcel takes a worker about half a second: long against the cost of sending it, short against the run.
CHARACTERS = 50_000
_ITEMS = 200


@dataclass(slots=True, eq=False)
class Parcel(Generic[T]):
    """Items in their order; the reports among them wait for results.

    Attributes:
        items: reports to analyse, and what else came.
        reports: the reports among them.
        results: one for each report, None while it is waited for.
        characters: of all reports.
    """

    items: list[Found | T] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    results: list[Analysis | Failure | None] = field(default_factory=list)
    characters: int = 0
    waiting: int = 0

    def put(self, item: Found | T) -> None:
        """Add *item*."""
        self.items.append(item)
        if isinstance(item, Found):
            self.reports.append(item.report)
            self.results.append(None)
            self.characters += len(item.report.text)
            self.waiting += 1

    def full(self) -> bool:
        """Whether it should be sent."""
        return self.characters >= CHARACTERS or len(self.items) >= _ITEMS

    def settle(self, position: int, result: Analysis | Failure) -> None:
        """Note the result of the report at *position* among the reports."""
        self.results[position] = result
        self.waiting -= 1

    def outcomes(self) -> Iterator[Outcome | T]:
        """The items in their order, reports with their results; once nothing is waited for."""
        results = iter(self.results)
        for item in self.items:
            if isinstance(item, Found):
                result = next(results)
                assert result is not None
                yield Outcome(item, result)
            else:
                yield item


@dataclass(frozen=True, slots=True, eq=False)
class Duty(Generic[T]):
    """A part of a parcel that one worker has in hand.

    Attributes:
        positions: of its reports in the parcel.
        deaths: workers that died when it was their only report.
    """

    parcel: Parcel[T]
    positions: range
    deaths: int = 0

    def reports(self) -> list[Report]:
        """What to send."""
        return self.parcel.reports[self.positions.start : self.positions.stop]

    def singly(self) -> list["Duty[T]"]:
        """A duty for each of its reports."""
        return [Duty(self.parcel, range(position, position + 1)) for position in self.positions]

    def settle(self, results: list[Analysis | Failure]) -> None:
        """Note the results, in the order of the reports."""
        for position, result in zip(self.positions, results, strict=True):
            self.parcel.settle(position, result)
