"""What the pages of places show. Knows nothing of HTML or HTTP."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from musnad.ledger import Ledger
from musnad.lexicons.gazetteer import read_places
from musnad.lexicons.knowledge import load_knowledge
from musnad.model import PLACE_CLASSES, Place
from musnad.web.asking import Asked
from musnad.web.columns import Array, Columns
from musnad.web.concerns import Spot
from musnad.web.memory import Memory
from musnad.web.store import Store
from musnad.web.suggesting import Suggester
from musnad.web.tally import distinct
from musnad.web.telling import Told, told
from musnad.web.views import PAGE, NotThere, Row, Views

CLASSES = PLACE_CLASSES
_PLACES_HELD = 64
_AREAS_SHOWN = 12
_INSIDE_SHOWN = 24
_ROWS = 8
# A place that is to be looked for within more kilometres is no point, and neither is a stretch of land or water.
_POINT_KM = 15.0
_DISPUTED = "place.disputed"
_STRETCHES = frozenset({"country", "governorate", "district", "region", "mountain", "river", "water", "strait"})


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place in a list.

    Attributes:
        itself: in how many statements' contents it is named, or an area told by it.
        inside: the same, with all that lies in it.
    """

    id: str
    name: str
    english: str | None
    kind: str
    parent: str | None
    parent_name: str
    parent_english: str | None
    itself: int
    inside: int
    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True)
class AreaCount:
    """An area told by a place: its relation and direction, the other places it is told by, in how many statements."""

    relation: str
    direction: str | None
    others: tuple[tuple[str, str], ...]
    km: float | None
    n: int


@dataclass(frozen=True, slots=True)
class PlaceView:
    """All about a place.

    Attributes:
        place: the entry of the gazetteer.
        lineage: what it lies in, outermost first: (id, name, English name).
        inside, inside_total: what lies in it, most frequent first, and how much of it is named.
        state: of a country, the id of the state; else None.
        about, at: statements that name it, or what lies in it, in their content; beside their cue.
        itself: how many of *about* name the place itself.
        datelines: how many statements stand in stories with its dateline.
        areas: areas told by it.
        claims: of a disputed place, the states that claim it: (id of the state or empty, name).
        names: its other names, with whose term each is; None: nobody's in particular.
        is_point: whether it is so small that a point tells where it is.
    """

    place: Place
    lineage: tuple[tuple[str, str, str | None], ...]
    inside: tuple[PlaceCount, ...]
    inside_total: int
    state: str | None
    about: Told
    at: tuple[Row, ...]
    at_total: int
    itself: int
    datelines: int
    areas: tuple[AreaCount, ...]
    claims: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str | None], ...]
    is_point: bool


class PlaceViews:
    """Answers questions about the places of the ledger under *store*. May be used by several threads."""

    def __init__(self, store: Store, views: Views, suggester: Suggester) -> None:
        self._store, self._views, self._suggester = store, views, suggester
        self._memory = Memory(_PLACES_HELD)

    def place(self, id_: str) -> PlaceView:
        """All about a place. Raises :class:`NotThere` if the gazetteer does not have it."""
        known = read_places().get(id_)
        if known is None:
            raise NotThere(f"The gazetteer has no place {id_}. Find one by its name.")
        columns = self._store.columns()
        with self._store.reading() as ledger:
            view: PlaceView = self._memory.get(columns, ("place", id_), lambda: self._place(columns, known[2], ledger))
            return view

    def places(
        self, asked: Asked, kind: str = "", within: str = "", page: int = 0, size: int = PAGE
    ) -> tuple[list[PlaceCount], int]:
        """Places that are named in what *asked* fits, most frequent first, and how many there are; *asked*'s words are
        looked for in their names. *kind*: one of ``CLASSES``; *within*: only what lies in this place."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            itself, inside = self._counts(columns, asked.but(q=""), ledger)
            keep = self._kept(columns, asked.q, kind, within) & (inside > 0)
            order = np.lexsort((-inside, -itself))
            order = order[keep[order]]
            rows = [
                _count(columns.concerns.place_ids[n], int(itself[n]), int(inside[n]))
                for n in order[page * size : (page + 1) * size]
            ]
            return rows, len(order)

    def name(self, id_: str) -> str:
        """What a place is called; its id where the gazetteer does not have it."""
        return _count(id_, 0, 0).name

    def _kept(self, columns: Columns, words: str, kind: str, within: str) -> Array:
        ids = columns.concerns.place_ids
        keep = np.ones(len(ids), np.bool_)
        if words:
            fits = self._suggester.places(words)
            keep &= np.array([id_ in fits for id_ in ids], np.bool_)
        if kind:
            known = read_places()
            keep &= np.array([id_ in known and known[id_][2].kind == kind for id_ in ids], np.bool_)
        if within:
            keep &= np.array([id_.startswith(f"{within}.") for id_ in ids], np.bool_)
        return keep

    def _place(self, columns: Columns, place: Place, ledger: Ledger) -> PlaceView:
        concerns = columns.concerns
        spots = concerns.spots_in([place.id])
        about, at, dateline = (columns.at(concerns.at_spots(spots, r)) for r in ("about", "at", "dateline"))
        itself, inside = self._counts(columns, Asked(), ledger)
        number = concerns.place_numbers.get(place.id)
        below = [
            (n, id_) for n, id_ in enumerate(concerns.place_ids) if id_.rpartition(".")[0] == place.id and inside[n]
        ]
        best = sorted(below, key=lambda each: (-inside[each[0]], each[1]))[:_INSIDE_SHOWN]
        return PlaceView(
            place=place,
            lineage=tuple(_lineage(place)),
            inside=tuple(_count(id_, int(itself[n]), int(inside[n])) for n, id_ in best),
            inside_total=len(below),
            state=_states().get(place.country or "") if place.kind == "country" else None,
            about=told(columns, about, ledger, self._views.rows_at),
            at=self._views.rows_at(columns, at[:_ROWS], ledger),
            at_total=len(at),
            itself=0 if number is None else int(itself[number]),
            datelines=len(dateline),
            areas=tuple(_areas(columns, place.id, spots)),
            claims=tuple(_claims(place, ledger)),
            names=tuple((n.text, _side(n.side, ledger)) for n in place.names[1:]),
            is_point=place.precision_km <= _POINT_KM and place.kind not in _STRETCHES,
        )

    def _counts(self, columns: Columns, asked: Asked, ledger: Ledger) -> tuple[Array, Array]:
        counts: tuple[Array, Array] = self._memory.get(
            columns, ("counts", asked), lambda: self._counted(columns, asked, ledger)
        )
        return counts

    def _counted(self, columns: Columns, asked: Asked, ledger: Ledger) -> tuple[Array, Array]:
        """In how many statements that *asked* fits each place is named itself, and with what lies in it."""
        concerns = columns.concerns
        size = len(concerns.place_ids)
        pairs, about = concerns.counted_places, concerns.places["about"]
        key, rows = pairs.key, about.statement
        own = concerns.spot_places[about.key]
        if asked.filters():
            fits = np.zeros(len(columns.position), np.bool_)
            fits[columns.values["row"][self._views.positions(columns, asked, ledger)]] = True
            key = key[fits[pairs.statement]]
            own, rows = own[fits[rows]], rows[fits[rows]]
        # A place and areas told by it in one statement count once.
        named = distinct((own[own >= 0].astype(np.int64) << 32) | rows[own >= 0]) >> 32
        return np.bincount(named, minlength=size), np.bincount(key, minlength=size)


def _count(id_: str, itself: int, inside: int) -> PlaceCount:
    known = read_places().get(id_)
    if known is None or id_ == _DISPUTED:
        return PlaceCount(id_, id_, None, "", None, "", None, itself, inside, 0.0, 0.0, 0.0)
    place = known[2]
    above = read_places().get(place.parent or "")
    parent = (place.parent, _name(above[2]), above[2].english or None) if above else (None, "", None)
    return PlaceCount(
        id_, _name(place), place.english or None, place.kind, *parent, itself, inside, place.lat, place.lon,
        place.precision_km,
    )  # fmt: skip


def _name(place: Place) -> str:
    return place.name if place.names else place.english or place.id


def _lineage(place: Place) -> Iterator[tuple[str, str, str | None]]:
    parts = place.id.split(".")
    for n in range(2, len(parts)):
        known = read_places().get(".".join(parts[:n]))
        if known is not None:
            yield known[2].id, _name(known[2]), known[2].english or None


def _areas(columns: Columns, id_: str, spots_of: list[int]) -> Iterator[AreaCount]:
    """Areas told by a place, most frequent first; those that differ only in width together."""
    concerns = columns.concerns
    about = concerns.places["about"]
    own = [n for n in spots_of if concerns.spots[n].place == id_ and concerns.spots[n].area]
    numbers = np.bincount(about.key[about.of(own, len(concerns.spots))], minlength=len(concerns.spots))
    found: dict[tuple[str, str | None, tuple[str, ...]], list[tuple[Spot, int]]] = {}
    for n in own:
        spot = concerns.spots[n]
        relation, bases, direction, *_ = json.loads(spot.area)
        key = (relation, direction, tuple(b for b in bases if b != id_))
        found.setdefault(key, []).append((spot, int(numbers[n])))
    areas = [
        AreaCount(
            relation, direction, tuple((b, _count(b, 0, 0).name) for b in others),
            max((s.km or 0.0 for s, _ in spots), default=None), sum(n for _, n in spots),
        )
        for (relation, direction, others), spots in found.items()
    ]  # fmt: skip
    yield from sorted((a for a in areas if a.n), key=lambda a: -a.n)[:_AREAS_SHOWN]


def _claims(place: Place, ledger: Ledger) -> Iterator[tuple[str, str]]:
    for code in place.claims:
        state = _states().get(code.upper(), "")
        yield state, ledger.called(state)[0] if state else code


def _side(code: str | None, ledger: Ledger) -> str | None:
    state = _states().get((code or "").upper())
    return ledger.called(state)[0] if state else code


def _states() -> dict[str, str]:
    """Ids of the states by ISO code."""
    return {state.iso: id_ for id_, state in load_knowledge().states.items() if state.iso}
