"""What reading a report yields."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, TypeVar

from musnad.model.attribution import Attribution
from musnad.model.mention import Mention
from musnad.model.place import PlaceMention
from musnad.model.quantity import Figure
from musnad.model.report import Report
from musnad.model.span import Span
from musnad.model.time import Time

_Item = TypeVar("_Item", Time, Figure, PlaceMention, Mention)
_start: Callable[[object], int] = attrgetter("span.start")

BlockKind = Literal["headline", "body", "header", "byline", "caption", "related", "updated", "repeat"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines with one function. Body and headline are read; the rest is set aside, never lost.

    *story* numbers the stories of a report from 0, in the order of the text.
    """

    span: Span
    kind: BlockKind
    story: int


@dataclass(frozen=True, slots=True)
class Narration:
    """A sentence that the outlet states in its own voice: it belongs to no attribution."""

    span: Span
    story: int


@dataclass(frozen=True, slots=True)
class Inside:
    """What one attribution itself speaks of: what begins in its content, and in no content that lies inside it.

    Each is in the order of the text.
    """

    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    mentions: tuple[Mention, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.times or self.figures or self.places or self.mentions)


@dataclass(frozen=True, slots=True)
class Analysis:
    """The reading of one report: blocks, attributions and narration cover every sentence of it.

    Each of these is in the order of the text: *mentions*, the names, titles and demonyms in it; *times*, with values
    counted from the day of publication; *figures*, what it counts, whose ``part_of`` are places in that tuple;
    *places*.
    """

    report: Report
    blocks: tuple[Block, ...]
    attributions: tuple[Attribution, ...]
    narration: tuple[Narration, ...]
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[PlaceMention, ...] = ()

    def within(self, attribution: Attribution) -> Inside:
        """What *attribution* itself speaks of. For all attributions at once, :meth:`inside` is quicker."""
        nested = [a.content for a in self.attributions if a.parent == attribution.id]
        return self._inside(_own(attribution.content, nested))

    def inside(self) -> dict[int, Inside]:
        """What each attribution itself speaks of, by its id. Linear but for sorting and searching."""
        nested: defaultdict[int, list[Span]] = defaultdict(list)
        for a in self.attributions:
            if a.parent is not None:
                nested[a.parent].append(a.content)
        return {a.id: self._inside(_own(a.content, nested[a.id])) for a in self.attributions}

    def _inside(self, own: Sequence[Span]) -> Inside:
        return Inside(
            _beginning_in(self.times, own),
            _beginning_in(self.figures, own),
            _beginning_in(self.places, own),
            _beginning_in(self.mentions, own),
        )

    def chain(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """The attribution with all that it lies in, outermost first.

        The report's outlet, itself the outermost link of every chain, is ``report.outlet``.
        """
        by_id = {a.id: a for a in self.attributions}
        links = [attribution]
        while (parent := links[-1].parent) is not None:
            links.append(by_id[parent])
        return tuple(reversed(links))


def _own(content: Span, nested: Iterable[Span]) -> list[Span]:
    """The stretches of *content* that none of *nested* covers."""
    found = []
    at = content.start
    for inner in sorted(nested):
        if inner.start > at:
            found.append(Span(at, min(inner.start, content.end)))
        at = max(at, inner.end)
        if at >= content.end:
            return found
    return [*found, Span(at, content.end)]


def _beginning_in(items: Sequence[_Item], stretches: Sequence[Span]) -> tuple[_Item, ...]:
    """Those of *items*, which are in the order of the text, that begin in one of *stretches*."""
    found: list[_Item] = []
    for start, end in stretches:
        first = bisect_left(items, start, key=_start)
        found += items[first : bisect_left(items, end, first, key=_start)]
    return tuple(found)
