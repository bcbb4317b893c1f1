"""Which statements name which spots, in memory; see :mod:`musnad.web.concerns`, which reads them."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from musnad.web.columns import Array, Columns
from musnad.web.concerns import Spot as Kept
from musnad.web.where import Spot, Where, wanted


class Spots:
    """All spots, by row of the ledger's table (0 is none); a ledger only adds to them."""

    def __init__(self, known: Sequence[Spot | None] = (), new: Sequence[Kept] = ()) -> None:
        self.every: tuple[Spot | None, ...] = (*known, *map(_spot, new))

    def __len__(self) -> int:
        return len(self.every)

    def grown(self, kept: Sequence[Kept]) -> "Spots":
        """With those that were added; itself if none were."""
        return self if len(kept) == len(self) else Spots(self.every, kept[len(self) :])

    def chosen(self, where: Where) -> Array | None:
        """Which of them a place and box hold; None if neither is asked for."""
        box = where.bounds()
        if not where.place and box is None:
            return None
        found = np.ones(len(self), np.bool_)
        if where.place:
            found[:] = False
            if "~" in where.place:
                found[self._by_key.get(where.place, [])] = True
            else:
                for id_ in wanted(where.place):
                    found[self._by_place.get(id_, [])] = True
        if box is not None:
            west, south, east, north = box
            lat, lon = self._points
            across = (lon >= west) & (lon <= east) if west < east else (lon >= west) | (lon <= east)
            found &= across & (lat >= south) & (lat <= north)
        return found

    @cached_property
    def _points(self) -> tuple[Array, Array]:
        nowhere = float("nan")
        points = [(nowhere, nowhere) if spot is None else (spot.lat, spot.lon) for spot in self.every]
        lat, lon = np.array(points, float).reshape(-1, 2).T
        return lat, lon

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for n, spot in enumerate(self.every):
            if spot is not None:
                found[spot.key].append(n)
        return dict(found)

    @cached_property
    def _by_place(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for n, spot in enumerate(self.every):
            for id_ in spot.places() if spot else ():
                found[id_].append(n)
        return dict(found)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Statements and their spots: positions and numbers, those named first, then from *named* on those by dateline."""

    at: Array
    spot: Array
    named: int
    spots: Spots

    def counts(self, mask: Array, claims: Array | None) -> tuple[Array, Array]:
        """Statements at the positions of *mask*, by spot: all, and those by dateline; or their *claims*."""
        size = len(self.spots)
        if claims is None:
            chosen = mask[self.at]
            dated = np.bincount(self.spot[self.named :][chosen[self.named :]], minlength=size)
            return np.bincount(self.spot[: self.named][chosen[: self.named]], minlength=size) + dated, dated
        every = _distinct(self.at, self.spot, mask, claims, size)
        own = _distinct(self.at[: self.named], self.spot[: self.named], mask, claims, size)
        return every, every - own


def paired(columns: Columns, spots: Spots) -> Pairs:
    """Statements with the spots in their contents; where there is none, with the spot of the dateline."""
    own, dated = columns.concerns.places["about"], columns.concerns.places["dateline"]
    at = columns.position[own.statement]
    has_own = np.zeros(len(columns), np.bool_)
    has_own[at] = True
    dated_at = columns.position[dated.statement]
    kept = ~has_own[dated_at]
    return Pairs(np.concatenate([at, dated_at[kept]]), np.concatenate([own.key, dated.key[kept]]), len(at), spots)


def _spot(kept: Kept) -> Spot | None:
    """What can be drawn of a spot as the ledger keeps it; None where nobody knows where it lies."""
    if kept.lat is None or kept.lon is None or kept.km is None:
        return None
    point = (kept.lat, kept.lon, kept.km)
    if not kept.area:
        return Spot.of(kept.place, "", (), None, point)
    relation, bases, direction, *_ = json.loads(kept.area)
    return Spot.of(kept.place, relation, tuple(bases), direction, point)


def _distinct(at: Array, spot: Array, mask: Array, claims: Array, size: int) -> Array:
    """Different claims by spot."""
    chosen = mask[at] & (claims[at] > 0)
    keys = np.unique(claims[at[chosen]].astype(np.int64) * size + spot[chosen])
    return np.bincount(keys % size, minlength=size)
