"""Reports that carry the same dispatch, found without comparing all with all."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from musnad.compare.dispatch.agency import agency_of
from musnad.compare.dispatch.sketch import Sketch, sketch
from musnad.model import Report

Version = Literal["first", "copy", "shortened", "extended", "edited"]

# Of the shorter text, the share that the longer must contain. Measured on pairs of the corpora: see docs/dispatches.md.
SAME = 0.5
# Two texts are copies where each contains so much of the other.
COPY = 0.8
# A short text that a long one contains is a quotation, not a dispatch.
FEWEST_RUNS = 12
# Texts published further apart than this are no two appearances of one dispatch.
DAYS = 10
# A run of words that stands in so many dispatches is boilerplate (a site's footer, a formula of an agency).
COMMON = 40
# Candidates that share most with a text are compared with it.
CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Member:
    """A report's place in a dispatch.

    Attributes:
        id: the report's id.
        published: its day; None if unknown.
        outlet: who published it.
        version: what it is to the text that the dispatch was first seen in.
        shared: the share of the shorter of the two texts that both have.
    """

    id: str
    published: date | None
    outlet: str | None
    version: Version
    shared: float


@dataclass(slots=True)
class Dispatch:
    """One dispatch and the reports that carry it, in the order in which they were added.

    Attributes:
        number: from 0, in the order of discovery.
        members: the reports; the first was seen first, see :attr:`first` for the earliest.
        agency: the agency that most of them name as their origin; None where none does.
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
        """The agency that most reports name."""
        return self.agencies.most_common(1)[0][0] if self.agencies else None

    @property
    def outlets(self) -> int:
        """How many outlets carry it."""
        return len({m.outlet for m in self.members})


@dataclass(slots=True)
class _Known:
    """A text with which new ones are compared; copies of it are not kept."""

    sketch: Sketch
    published: date | None
    dispatch: int


class Grouper:
    """Puts reports into dispatches one by one.

    Memory grows with the number of differing texts. The work for a report does not grow with the number of reports:
    runs of words lead to few candidates, and copies of a known text add nothing to the index.
    """

    def __init__(self) -> None:
        self.dispatches: list[Dispatch] = []
        self._known: list[_Known] = []
        self._index: dict[int, list[int]] = {}

    def add(self, report: Report, sketched: Sketch | None = None) -> Dispatch:
        """The dispatch of *report*, a new one where none is known. *sketched*: its sketch, if made before."""
        mine = sketch(report.text) if sketched is None else sketched
        best, shared = self._nearest(mine, report.published)
        if best is None:
            dispatch = Dispatch(len(self.dispatches))
            self.dispatches.append(dispatch)
            version: Version = "first"
        else:
            dispatch = self.dispatches[best.dispatch]
            version = _version(mine, best.sketch)
        dispatch.members.append(Member(report.id, report.published, report.outlet, version, round(shared, 3)))
        agency = agency_of(report.text)
        if agency is not None:
            dispatch.agencies[agency] += 1
        if version != "copy":
            self._remember(mine, report.published, dispatch.number)
        return dispatch

    def _nearest(self, mine: Sketch, published: date | None) -> tuple[_Known | None, float]:
        counts: Counter[int] = Counter()
        for run in _keys(mine):
            found = self._index.get(run)
            if found and len(found) < COMMON:
                counts.update(found)
        best, most = None, 0.0
        for number, _ in counts.most_common(CANDIDATES):
            known = self._known[number]
            if published and known.published and abs((published - known.published).days) > DAYS:
                continue
            shorter, longer = sorted((mine, known.sketch), key=lambda s: s.runs)
            if shorter.runs < FEWEST_RUNS and longer.runs > 2 * shorter.runs:
                continue
            shared = shorter.contained(longer)
            if shared >= SAME and shared > most:
                best, most = known, shared
        return best, most

    def _remember(self, mine: Sketch, published: date | None, dispatch: int) -> None:
        number = len(self._known)
        self._known.append(_Known(mine, published, dispatch))
        for run in _keys(mine):
            found = self._index.setdefault(run, [])
            if len(found) < COMMON:
                found.append(number)


def _keys(mine: Sketch) -> frozenset[int]:
    """The runs by which a text is looked up: its sample; all runs where the sample is too small to rely on."""
    return mine.sample if mine.runs > 4 * FEWEST_RUNS else mine.whole | mine.sample


def _version(mine: Sketch, known: Sketch) -> Version:
    of_mine, of_known = mine.contained(known), known.contained(mine)
    if of_mine >= COPY and of_known >= COPY:
        return "copy"
    if of_mine >= COPY:
        return "shortened"
    if of_known >= COPY:
        return "extended"
    return "edited"


def group(reports: Iterable[Report]) -> Iterator[Dispatch]:
    """The dispatches that more than one of *reports* carry, in the order of discovery."""
    grouper = Grouper()
    for report in reports:
        grouper.add(report)
    yield from (dispatch for dispatch in grouper.dispatches if len(dispatch.members) > 1)
