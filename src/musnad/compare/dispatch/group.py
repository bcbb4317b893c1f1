"""Reports that carry the same dispatch, found without comparing all with all."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from musnad.compare.dispatch.agency import agency_of
from musnad.compare.dispatch.match import Match, Matched, Version, matched
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
        besides: by id, round-ups that carry it besides what they are members of.
        agencies: how many of the members name which agency as their origin.
    """

    number: int
    members: list[Member] = field(default_factory=list)
    besides: dict[str, Member] = field(default_factory=dict)
    agencies: Counter[str] = field(default_factory=Counter)

    @property
    def carriers(self) -> list[Member]:
        """The members, and those that carry it besides."""
        return [*self.members, *self.besides.values()]

    @property
    def first(self) -> Member:
        """The earliest appearance: by day, among those of one day as added; undated ones last."""
        return min(self.carriers, key=lambda m: (m.published is None, m.published or date.max))

    @property
    def agency(self) -> str | None:
        """The agency that most reports name; None where none does."""
        return self.agencies.most_common(1)[0][0] if self.agencies else None

    @property
    def outlets(self) -> int:
        """How many outlets carry it."""
        return len({m.outlet for m in self.carriers})


class Grouper:
    """Puts reports into dispatches one by one, in memory; :func:`musnad.compare.dispatch.catch_up` does so in a ledger.

    Memory grows with the number of differing texts, by about 10 KB each. The work for a report does not grow with the
    number of reports: runs of words lead to few candidates, and copies of a known text add nothing to the index.
    """

    def __init__(self) -> None:
        self._all: list[Dispatch] = []
        self._shelf = MemoryShelf()
        # Of the texts on the shelf, by number.
        self._kept: list[Member] = []

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
        member = Member(report.id, report.published, report.outlet, found.version, round(shared, 3))
        dispatch.members.append(member)
        agency = agency_of(report.text)
        if agency is not None:
            dispatch.agencies[agency] += 1
        for number in found.joined:
            dispatch = self._joined(dispatch, self._all[number])
        self._note_besides(dispatch, member, found)
        if found.kept:
            text = Text(len(self._kept), dispatch.number, report.published, report.outlet, found.runs)
            self._shelf.put(text, report.text, found.keys)
            self._kept.append(member)
        return dispatch

    def _note_besides(self, dispatch: Dispatch, member: Member, found: Matched) -> None:
        for match in found.besides:
            other = self._all[self._shelf.root(match.text.dispatch)]
            other.besides.setdefault(member.id, _beside(member, match.version(len(found.runs)), match))
        for match in found.holders:
            holder = self._kept[match.text.number]
            dispatch.besides.setdefault(holder.id, _beside(holder, match.version_of_text, match))

    def _joined(self, one: Dispatch, other: Dispatch) -> Dispatch:
        """Both as the older of them."""
        if one is other:
            return one
        older, newer = sorted((one, other), key=lambda d: d.number)
        if len(older.members) < len(newer.members):
            older.members, newer.members = newer.members, older.members
        older.members += newer.members
        newer.members.clear()
        older.besides = newer.besides | older.besides
        newer.besides = {}
        if older.besides:
            for member in older.members:
                older.besides.pop(member.id, None)
        older.agencies += newer.agencies
        self._shelf.join(newer.number, older.number)
        return older


def _beside(member: Member, version: Version, match: Match) -> Member:
    return replace(member, version=version, shared=round(match.shared, 3))


def group(reports: Iterable[Report]) -> Iterator[Dispatch]:
    """The dispatches that more than one of *reports* carry, in the order of discovery."""
    grouper = Grouper()
    for report in reports:
        grouper.add(report)
    yield from (dispatch for dispatch in grouper.dispatches if len(dispatch.carriers) > 1)
