"""Where the texts stand with which new ones are compared, and the runs of words that lead to them."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

# A run that texts of so many days hold is a formula (of a court, a weather service, a stock market), no dispatch:
# dispatches last two or three days. On the tuned pairs precision is 0.84 where the table in ``weights``
# knows no formula of these outlets, 0.96 where it does; four, five and six days hardly differ.
FORMULA_DAYS = 5
# Texts of one day to which one run leads at most, so that no run, however many texts hold it, makes long lists.
PER_DAY = 4
# Texts to which one run leads in all; above that it is a formula too, whatever their days (they may have none).
PER_RUN = FORMULA_DAYS * PER_DAY

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """A text that stands on a shelf.

    Attributes:
        number: by which the shelf knows it.
        dispatch: number of its dispatch.
        published: its day; None if unknown.
        outlet: who published it.
        runs: its runs of words, without formulas.
    """

    number: int
    dispatch: int
    published: date | None
    outlet: str | None
    runs: frozenset[int]


class Shelf(Protocol):
    """Texts by number, and places (number of a text, its day as an ordinal, 0 if unknown) by run."""

    def places(self, keys: Collection[int]) -> Iterable[tuple[int, Sequence[Place]]]:
        """For each of *keys* that leads somewhere, where."""

    def text(self, number: int) -> Text:
        """The text of this number."""

    def body(self, number: int) -> str:
        """The words of the text of this number, as they were read."""

    def of_dispatch(self, dispatch: int, most: int) -> Sequence[int]:
        """The numbers of the first *most* texts that carry *dispatch*."""

    def put(self, text: Text, body: str, keys: Iterable[int]) -> None:
        """Add a text, to which *keys* shall lead; *body* are its words."""


class MemoryShelf:
    """A shelf in memory: about 2 KB for each text, and the text."""

    def __init__(self) -> None:
        self._texts: dict[int, tuple[int, date | None, str | None, array[int]]] = {}
        self._bodies: dict[int, str] = {}
        self._places: dict[int, tuple[Place, ...]] = {}
        self._carriers: dict[int, list[int]] = {}
        self._into: dict[int, int] = {}

    def places(self, keys: Collection[int]) -> Iterator[tuple[int, Sequence[Place]]]:
        """For each of *keys* that leads somewhere, where."""
        for run in keys:
            found = self._places.get(run)
            if found is not None:
                yield run, found

    def text(self, number: int) -> Text:
        """The text of this number."""
        dispatch, published, outlet, runs = self._texts[number]
        return Text(number, self.root(dispatch), published, outlet, frozenset(runs))

    def body(self, number: int) -> str:
        """The words of the text of this number, as they were read."""
        return self._bodies[number]

    def of_dispatch(self, dispatch: int, most: int) -> Sequence[int]:
        """The numbers of the first *most* texts that carry *dispatch*."""
        return self._carriers.get(self.root(dispatch), [])[:most]

    def put(self, text: Text, body: str, keys: Iterable[int]) -> None:
        """Add a text, to which *keys* shall lead; *body* are its words."""
        self._texts[text.number] = (text.dispatch, text.published, text.outlet, array("I", text.runs))
        self._bodies[text.number] = body
        self._carriers.setdefault(self.root(text.dispatch), []).append(text.number)
        place = ((text.number, ordinal(text.published)),)
        for run in keys:
            self._places[run] = self._places.get(run, ()) + place

    def root(self, dispatch: int) -> int:
        """The dispatch that *dispatch* has become part of, or itself."""
        while (into := self._into.get(dispatch)) is not None:
            # Later ways are made shorter on the way, so that no chain of joins grows long.
            self._into[dispatch] = self._into.get(into, into)
            dispatch = into
        return dispatch

    def join(self, newer: int, older: int) -> None:
        """Make *newer* a part of *older*."""
        self._into[newer] = older
        self._carriers.setdefault(older, []).extend(self._carriers.pop(newer, []))
        self._carriers[older].sort()


def ordinal(published: date | None) -> int:
    """The day as a number; 0 for none."""
    return published.toordinal() if published else 0


def is_formula(places: Sequence[Place]) -> bool:
    """Whether a run that leads to *places* is a formula."""
    if len(places) < FORMULA_DAYS:
        return False
    return len(places) >= PER_RUN or len({day for _, day in places}) >= FORMULA_DAYS


def has_room(places: Sequence[Place], day: int) -> bool:
    """Whether a run that leads to *places* may lead to one more text, of *day*."""
    if len(places) < PER_DAY:
        return True
    return len(places) < PER_RUN and (not day or sum(other == day for _, other in places) < PER_DAY)
