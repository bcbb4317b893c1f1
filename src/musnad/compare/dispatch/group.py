"""Reports that carry the same dispatch, found without comparing all with all."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from musnad.compare.dispatch.agency import agency_of
from musnad.compare.dispatch.match import Version, matched
from musnad.compare.dispatch.shelf import MemoryShelf, Text
from musnad.model import Report


@dataclass(frozen=True, slots=True)
class Member:
    """A report's place in a dispatch.

    Attributes:
        id: the report's id.
        published: its day; None if unknown.
        outlet: who published it.
        version: what it is to the text that it is nearest to.
        shared: the share of the shorter of the two texts that both have, formulas aside.
    """

    id: str
    published: date | None
    outlet: str | None
    version: Version
    shared: float


@dataclass(slots=True)
class Dispatch:
    """One dispatch and the reports that carry it.

    Attributes:
        number: from 0, in the order of discovery.
        members: the reports, in no particular order; see :attr:`first` for the earliest.
        agencies: how many of them name which agency as their origin.
    """

    number: int
    members: list[Member] = field(default_factory=list)
    agencies: Counter[str] = field(default_factory=Counter)

    @property
    def first(self) -> Member:
        """The earliest appearance: by day, among those of one day as added; undated ones last."""
        return min(self.members, key=lambda m: (m.published is None, m.published or date.max))

    @property
    def agency(self) -> str | None:
        """The agency that most reports name; None where none does."""
        return self.agencies.most_common(1)[0][0] if self.agencies else None

    @property
    def outlets(self) -> int:
        """How many outlets carry it."""
        return len({m.outlet for m in self.members})


class Grouper:
    """Puts reports into dispatches one by one, in memory; :func:`musnad.compare.dispatch.catch_up` does so in a ledger.

    Memory grows with the number of differing texts, by about 10 KB each. The work for a report does not grow with the
    number of reports: runs of words lead to few candidates, and copies of a known text add nothing to the index.
    """

    def __init__(self) -> None:
        self._all: list[Dispatch] = []
        self._shelf = MemoryShelf()
        self._texts = 0

    @property
    def dispatches(self) -> list[Dispatch]:
        """All dispatches, in the order of discovery; most have one member."""
        return [dispatch for dispatch in self._all if dispatch.members]

    def add(self, report: Report) -> Dispatch:
        """The dispatch of *report*, a new one where none is known."""
        found = matched(report.text, report.published, report.outlet, self._shelf)
        if found.matches:
            dispatch = self._all[found.matches[0].text.dispatch]
            shared = found.matches[0].shared
        else:
            dispatch = Dispatch(len(self._all))
            self._all.append(dispatch)
            shared = 0.0
        dispatch.members.append(Member(report.id, report.published, report.outlet, found.version, round(shared, 3)))
        agency = agency_of(report.text)
        if agency is not None:
            dispatch.agencies[agency] += 1
        for number in found.joined:
            dispatch = self._joined(dispatch, self._all[number])
        if found.kept:
            text = Text(self._texts, dispatch.number, report.published, report.outlet, found.runs)
            self._shelf.put(text, report.text, found.keys)
            self._texts += 1
        return dispatch

    def _joined(self, one: Dispatch, other: Dispatch) -> Dispatch:
        """Both as the older of them."""
        if one is other:
            return one
        older, newer = sorted((one, other), key=lambda d: d.number)
        if len(older.members) < len(newer.members):
            older.members, newer.members = newer.members, older.members
        older.members += newer.members
        newer.members.clear()
        older.agencies += newer.agencies
        self._shelf.join(newer.number, older.number)
        return older


def group(reports: Iterable[Report]) -> Iterator[Dispatch]:
    """The dispatches that more than one of *reports* carry, in the order of discovery."""
    grouper = Grouper()
    for report in reports:
        grouper.add(report)
    yield from (dispatch for dispatch in grouper.dispatches if len(dispatch.members) > 1)
