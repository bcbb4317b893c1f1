"""Statements by place and time: the questions behind the map. Knows nothing of HTML or HTTP.

What can be chosen in the one filters the other: spots are counted for the chosen time whatever place is chosen, times
for the chosen place whatever time is chosen, and statements are listed for both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from musnad.ledger.query import parse
from musnad.web.asking import Asked
from musnad.web.basemap import HOME, Box
from musnad.web.claim_columns import ClaimColumns
from musnad.web.columns import Array, Columns
from musnad.web.memory import Memory
from musnad.web.spots import Pairs, Spots, paired
from musnad.web.store import Store
from musnad.web.summary import Count, Step, bars, bars_of
from musnad.web.views import PAGE, Row, Views
from musnad.web.views_claims import ClaimRow, ClaimViews
from musnad.web.where import Spot, Where, around

_LOOKS_HELD = 48
_FITS_HELD = 4
_PAIRS_HELD = 1
# Spots that a page draws; more would hide one another, and a box shows the rest.
SPOTS_DRAWN = 150
# So many bars can be told apart on the map's page, which gives them all its width.
_MOST_DAYS, _MOST_MONTHS = 124, 190
# Of all statements, so many may lie outside the first view, on either side.
_OUTSIDE = 0.03
_NEAREST_KM = 25.0


@dataclass(frozen=True, slots=True)
class SpotCount:
    """A spot with what is said of it.

    Attributes:
        n: statements (or claims) that name it, or have it from their report's dateline.
        by_dateline: how many of them only have it from there.
        chosen: whether the place or box that was asked for holds it.
    """

    spot: Spot
    n: int
    by_dateline: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What the map shows.

    Attributes:
        total: how many statements (or claims) fit time, place and all else.
        unplaced: how many fit, but have no place.
        spots: those that are drawn, most frequent first, and first those that were chosen.
        spots_total: how many were chosen, drawn or not.
        step, times: bars over time, as in :class:`musnad.web.summary.Summary`.
        view: the box to begin with.
    """

    total: int
    unplaced: int
    spots: tuple[SpotCount, ...]
    spots_total: int
    step: Step
    times: tuple[Count, ...]
    view: Box


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the statements of a look; *before*, *after* and *first* as in :class:`musnad.web.views.Found`."""

    rows: tuple[Row, ...]
    before: str | None
    after: str | None
    first: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many statements (or claims) a spot has in a day, month or year; *time* is empty for the undated."""

    spot: Spot
    time: str
    n: int
    by_dateline: int


@dataclass(frozen=True, slots=True)
class _Masks:
    """Statements by position: what fits but for time and place; what fits the time; what has a place; what has the
    place that was chosen."""

    base: Array
    time: Array
    placed: Array
    there: Array

    @property
    def fits(self) -> Array:
        """What fits all."""
        return self.base & self.time & self.there


class Atlas:
    """Answers questions about where and when. May be used by several threads."""

    def __init__(self, store: Store, views: Views, claims: ClaimViews) -> None:
        self._store = store
        self._views = views
        self._claims = claims
        self._looks = Memory(_LOOKS_HELD)
        self._fits = Memory(_FITS_HELD)
        self._pairs = Memory(_PAIRS_HELD)
        self._of = Memory(_PAIRS_HELD)
        self._choices = Memory(_LOOKS_HELD)
        self._spots = Spots()

    def warm(self) -> None:
        """Work out beforehand what the first questions would wait for."""
        self.look(Asked(), Where())
        self.look(Asked(), Where("place.earth"))

    def look(self, asked: Asked, where: Where, most: int = SPOTS_DRAWN) -> Look:
        """What the map shows for a question, with *most* spots.

        Raises:
            MusnadError: the question makes no sense or takes too long.
        """
        columns, known = self._store.columns(), self._claimed(where)
        key = (asked, where, most, known and (known.version, known.waiting))
        look: Look = self._looks.get(columns, key, lambda: self._look(columns, known, asked, where, most))
        return look

    def listed(self, asked: Asked, where: Where, *, after: str = "", before: str = "", size: int = PAGE) -> Listed:
        """A page of the statements that fit all. Raises as :meth:`look`, or :class:`musnad.web.views.NotThere` if no
        statement has the id."""
        columns = self._store.columns()
        positions = self._fitting(columns, asked, where)
        with self._store.reading() as ledger:
            start, end = self._views.stretch(columns, positions, ledger, after=after, before=before, size=size)
            rows = self._views.rows_at(columns, positions[start:end], ledger, parse(asked.q) if asked.q else None)
        return Listed(
            rows,
            rows[0].statement.id if rows and start else None,
            rows[-1].statement.id if rows and end < len(positions) else None,
            start + 1,
        )

    def claims_listed(self, asked: Asked, where: Where, page: int = 0, size: int = PAGE) -> tuple[ClaimRow, ...]:
        """A page of the claims of which some statement fits all, the newest first."""
        columns, known = self._store.columns(), self._claims.columns()
        claims = self._claims_of(columns, known)
        found = _newest(self._fitting(columns, asked, where), claims)
        return self._claims.rows_at(known, found[page * size : (page + 1) * size])

    def cells(self, asked: Asked, where: Where, step: Step) -> Iterator[Cell]:
        """Statements by spot and time, of what fits all; the spots with most first, each in order of time."""
        columns, known = self._store.columns(), self._claimed(where)
        pairs = self._paired(columns, where)
        mask = np.zeros(len(columns), np.bool_)
        mask[self._fitting(columns, asked, where)] = True
        claims = None if known is None else self._claims_of(columns, known)
        chosen = self._chosen(columns, pairs, where)
        days = columns.values["day"]
        names, bar = bars_of(days, step)
        kept = mask[pairs.at] if chosen is None else mask[pairs.at] & chosen[pairs.spot]
        at, spot = pairs.at[kept], pairs.spot[kept]
        keys = spot.astype(np.int64) * len(names) + bar[at]
        by_dateline = np.flatnonzero(kept) >= pairs.named
        if claims is not None:
            keys, by_dateline = _once(keys, claims[at], by_dateline)
        found, back, numbers = np.unique(keys, return_inverse=True, return_counts=True)
        dated = np.bincount(back, weights=by_dateline, minlength=len(found)).astype(np.int64)
        sums = np.bincount(found // len(names), weights=numbers, minlength=len(pairs.spots))
        for n in np.lexsort((found, -sums[found // len(names)])):
            place = pairs.spots.every[int(found[n]) // len(names)]
            if place is not None:
                yield Cell(place, names[int(found[n]) % len(names)], int(numbers[n]), int(dated[n]))

    def _look(self, columns: Columns, known: ClaimColumns | None, asked: Asked, where: Where, most: int) -> Look:
        pairs = self._paired(columns, where)
        claims = None if known is None else self._claims_of(columns, known)
        chosen = self._chosen(columns, pairs, where)
        masks = self._masks(columns, asked, where)
        total, dated = pairs.counts(masks.base & masks.time, claims)
        spots = _most(pairs.spots.every, total, dated, chosen, most)
        fits = masks.fits
        self._fits.get(columns, (asked, where), lambda: np.flatnonzero(fits).astype(np.int32))
        step, times = _times(columns.values["day"], masks, claims)
        return Look(
            total=_number(fits, claims),
            unplaced=_number(masks.base & masks.time & ~masks.placed, claims),
            spots=spots,
            spots_total=int(np.count_nonzero(total if chosen is None else total[chosen])),
            step=step,
            times=times,
            view=_view(spots, where),
        )

    def _fitting(self, columns: Columns, asked: Asked, where: Where) -> Array:
        """Positions of the statements that fit all."""
        found: Array = self._fits.get(
            columns, (asked, where), lambda: np.flatnonzero(self._masks(columns, asked, where).fits).astype(np.int32)
        )
        return found

    def _masks(self, columns: Columns, asked: Asked, where: Where) -> _Masks:
        pairs = self._paired(columns, where)
        chosen = self._chosen(columns, pairs, where)
        base, placed = np.zeros(len(columns), np.bool_), np.zeros(len(columns), np.bool_)
        with self._store.reading() as ledger:
            base[self._views.positions(columns, asked.but(since="", until=""), ledger)] = True
        placed[pairs.at] = True
        if chosen is None:
            there = placed
        else:
            there = np.zeros(len(columns), np.bool_)
            there[pairs.at[chosen[pairs.spot]]] = True
        return _Masks(base, _within(columns.values["day"], asked), placed, there)

    def _paired(self, columns: Columns, where: Where) -> Pairs:
        pairs: Pairs = self._pairs.get(columns, "pairs", lambda: self._all_pairs(columns))
        if not where.exact:
            return pairs
        return Pairs(pairs.at[: pairs.named], pairs.spot[: pairs.named], pairs.named, pairs.spots)

    def _all_pairs(self, columns: Columns) -> Pairs:
        self._spots = spots = self._spots.grown(columns.concerns.spots)
        return paired(columns, spots)

    def _chosen(self, columns: Columns, pairs: Pairs, where: Where) -> Array | None:
        """Which spots the place and box hold; None if neither is asked for."""
        key = (where.place, where.box)
        held: Array | None = self._choices.get(columns, key, lambda: pairs.spots.chosen(where))
        return held

    def _claimed(self, where: Where) -> ClaimColumns | None:
        """What is known of claims, where they are counted."""
        return self._claims.columns() if where.of else None

    def _claims_of(self, columns: Columns, known: ClaimColumns) -> Array:
        """By position the place of the claim that is made, from 1; 0 where there is none."""
        found: Array = self._of.get(
            columns, (known.version, known.waiting), lambda: _by_position(columns.values["row"], known.of)
        )
        return found


def _within(days: Array, asked: Asked) -> Array:
    since, until = asked.days()
    if not since and not until:
        return np.ones(len(days), np.bool_)
    mask = days >= (since.toordinal() if since else 1)
    return mask & (days <= until.toordinal()) if until else mask


def _most(
    spots: Sequence[Spot | None], total: Array, dated: Array, chosen: Array | None, most: int
) -> tuple[SpotCount, ...]:
    """The spots to draw: those with most, first those that were chosen."""
    order = np.argsort(-total, kind="stable")[: int(np.count_nonzero(total))]
    if chosen is not None:
        order = order[np.argsort(~chosen[order], kind="stable")]
    found = []
    for n in order[:most]:
        spot = spots[n]
        if spot is not None:
            found.append(SpotCount(spot, int(total[n]), int(dated[n]), chosen is None or bool(chosen[n])))
    return tuple(found)


def _times(days: Array, masks: _Masks, claims: Array | None) -> tuple[Step, tuple[Count, ...]]:
    """Bars of what fits whatever the time, over the time of all with a place: the scale stays when one is chosen."""
    dated = days[masks.base & masks.placed]
    dated = dated[dated > 0]
    if not len(dated):
        return "day", ()
    counted = masks.base & masks.there
    if claims is not None:
        counted = _firsts(counted & (days > 0), claims)
    return bars(days[counted], _MOST_DAYS, _MOST_MONTHS, (int(dated.min()), int(dated.max())))


def _number(mask: Array, claims: Array | None) -> int:
    return int(np.count_nonzero(mask if claims is None else _firsts(mask, claims)))


def _firsts(mask: Array, claims: Array) -> Array:
    """Of the statements of *mask* the first in time of each claim; those in no claim yet are left out."""
    at = np.flatnonzero(mask & (claims > 0))
    first = np.full(int(claims.max(initial=0)) + 1, -1, np.int64)
    # The columns begin with the newest: what is written last is the earliest.
    first[claims[at]] = at
    found = np.zeros(len(mask), np.bool_)
    found[first[first >= 0]] = True
    return found


def _by_position(rows: Array, of: Array) -> Array:
    """The claim of the statements in *rows*, from 1, by *of*, which has the place of each, by row, -1 for none."""
    claims = np.zeros(len(rows), np.int32)
    known = rows < len(of)
    claims[known] = of[rows[known]] + 1
    return claims


def _newest(at: Array, claims: Array) -> Array:
    """Places of the claims of the statements at *at*, those of the newest statements first."""
    newest = np.full(int(claims.max(initial=0)) + 1, len(claims), np.int64)
    # The columns begin with the newest: what is written last is that.
    newest[claims[at[::-1]]] = at[::-1]
    newest[0] = len(claims)
    order = np.argsort(newest, kind="stable")
    found: Array = order[: int(np.count_nonzero(newest < len(claims)))] - 1
    return found


def _once(keys: Array, claims: Array, by_dateline: Array) -> tuple[Array, Array]:
    """*keys* with each claim once; it counts as by dateline only where all its statements do."""
    kept = claims > 0
    order = np.lexsort((by_dateline[kept], claims[kept], keys[kept]))
    keys, claims, by_dateline = keys[kept][order], claims[kept][order], by_dateline[kept][order]
    first = np.ones(len(keys), np.bool_)
    first[1:] = (keys[1:] != keys[:-1]) | (claims[1:] != claims[:-1])
    return keys[first], by_dateline[first]


def _view(spots: Sequence[SpotCount], where: Where) -> Box:
    """The box in which nearly all lies that was chosen."""
    box = where.bounds()
    if box is not None and box[0] < box[2]:
        return box
    drawn = [each for each in spots if each.chosen]
    if not drawn:
        return HOME
    if where.place:
        wide = max(drawn, key=lambda each: each.spot.km).spot
        return around(wide.lat, wide.lon, max(wide.km, _NEAREST_KM))
    weights = np.array([each.n for each in drawn], float)
    west, east = _middle(np.array([each.spot.lon for each in drawn]), weights)
    south, north = _middle(np.array([each.spot.lat for each in drawn]), weights)
    room = 1.0
    return max(-180.0, west - room), max(-60.0, south - room), min(180.0, east + room), min(75.0, north + room)


def _middle(values: Any, weights: Any) -> tuple[float, float]:
    """Between which two values nearly all of the weight lies."""
    order = np.argsort(values)
    sums = np.cumsum(weights[order]) / weights.sum()
    low = int(np.searchsorted(sums, _OUTSIDE))
    high = int(np.searchsorted(sums, 1 - _OUTSIDE))
    return float(values[order][low]), float(values[order][min(high, len(values) - 1)])
