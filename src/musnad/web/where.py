"""Where on the map is asked for, as it stands in the address, and what a spot is called."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Literal

from musnad.ledger.places import place_ids
from musnad.lexicons.gazetteer import read_places
from musnad.model import MusnadError, Place
from musnad.normalise import fold_key
from musnad.web.asking import Asked
from musnad.web.basemap import Box
from musnad.web.language import Reading

Counted = Literal["statements", "claims"]

_LONGEST = 200
_NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,6})?", re.ASCII)
_CHOICES = {"of": ("", "claims"), "exact": ("", "yes")}
# Places of these classes are stretches of land or water, however small.
_STRETCHES = frozenset({"country", "governorate", "district", "region", "mountain", "river", "water", "strait"})
# A place that is to be looked for within more kilometres is no point.
_POINT_KM = 15.0


@dataclass(frozen=True, slots=True)
class Where:
    """What the map asks for besides words and filters; empty where anything will do.

    Attributes:
        place: a place with all that lies in it, as an id or a name; or the key of an area told by places.
        box: «west,south,east,north» in degrees; west may be greater than east, across the antimeridian.
        exact: «yes» only what a statement itself names, without the place in its report's dateline.
        of: «claims» counts claims, nothing counts statements.
    """

    place: str = ""
    box: str = ""
    exact: str = ""
    of: str = ""

    @classmethod
    def of_query(cls, given: Mapping[str, str]) -> "Where":
        """What *given*, the parameters of an address, asks for.

        Raises:
            MusnadError: a box is none, or a parameter is none of its values.
        """
        values = {field.name: given.get(field.name, "").strip() for field in fields(cls)}
        for name, value in values.items():
            if len(value) > _LONGEST:
                raise MusnadError(f"{name} is longer than {_LONGEST} characters. Give an id or a name.")
        for name, choices in _CHOICES.items():
            if values[name] not in choices:
                raise MusnadError(f"{name} is «{values[name]}», which is none of: {', '.join(filter(None, choices))}.")
        asked = cls(**values)
        asked.bounds()
        return asked

    def bounds(self) -> Box | None:
        """The box; None if there is none. Raises :class:`MusnadError` if it is no box."""
        if not self.box:
            return None
        parts = [fold_key(part).strip() for part in re.split("[,،]", self.box)]
        if len(parts) == 4 and all(map(_NUMBER.fullmatch, parts)):
            west, south, east, north = map(float, parts)
            if -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90 and west != east:
                return west, south, east, north
        raise MusnadError(f"box is «{self.box}». Write west,south,east,north in degrees, such as 35.5,35.8,38.2,37.1.")

    def filters(self) -> dict[str, str]:
        """What is asked for, by name."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}

    def address(self, asked: Asked, **changes: str) -> str:
        """This question with *asked* as the end of an address, with *changes* of either; an empty value takes away."""
        own = {name: value for name, value in changes.items() if name in _NAMES}
        other = {name: value for name, value in changes.items() if name not in _NAMES and hasattr(asked, name)}
        more = {name: value for name, value in changes.items() if name not in own and name not in other}
        return asked.but(**other).address(**(self.filters() | own | more))


# Which words tell the direction: «ريف حلب الشرقي», «شرق حلب».
_SIDES = {"countryside": "side", "direction": "towards"}
_NAMES = tuple(field.name for field in fields(Where))


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that can be drawn: a place, or an area told by places.

    Attributes:
        key: the place's id; of an area, its bases, relation and direction, as an address can bear it.
        bases: ids of the places; of a place, itself.
        relation, direction: as in :class:`musnad.model.Area`; empty for a place.
        lat, lon, km: middle and radius within which what is meant is to be looked for.
        is_area: whether it is a stretch rather than a point.
    """

    key: str
    bases: tuple[str, ...]
    relation: str
    direction: str
    lat: float
    lon: float
    km: float
    is_area: bool

    @classmethod
    def of(
        cls, place: str, relation: str, bases: tuple[str, ...], direction: str | None, point: tuple[float, float, float]
    ) -> "Spot":
        """The spot of a *place*, or of an area with a *relation*; *point* is latitude, longitude and kilometres."""
        if relation:
            told = bases or (place,)
            key = f"{'+'.join(told)}~{relation}" + (f".{direction}" if direction else "")
            return cls(key, told, relation, direction or "", *point, is_area=True)
        known = known_place(place)
        wide = point[2] > _POINT_KM if known is None else known.kind in _STRETCHES or point[2] > _POINT_KM
        return cls(place, (place,), "", "", *point, is_area=wide)

    def places(self) -> frozenset[str]:
        """Ids of the places that it is told by, and of all that they lie in."""
        return frozenset().union(*map(_ancestry, self.bases))

    def name(self, reading: Reading) -> str:
        """What it is called, in the reader's language."""
        names = [place_called(base, reading) for base in self.bases]
        if not self.relation:
            return names[0]
        if self.relation in ("between", "border") and len(names) > 1:
            return reading.say(f"area_{self.relation}_two", name=names[0], other=names[1])
        sides = _SIDES.get(self.relation)
        if sides and self.direction not in ("", "c"):
            side = reading.say(f"{sides}_{self.direction}")
            return reading.say(f"area_{self.relation}_side", name=names[0], side=side)
        in_middle = self.direction == "c" or self.relation == "direction"
        return reading.say("area_centre" if in_middle else f"area_{self.relation}", name=names[0])


def known_place(id_: str) -> Place | None:
    """The gazetteer's entry of a place; None where it has none."""
    found = read_places().get(id_)
    return found[2] if found else None


def place_called(id_: str, reading: Reading) -> str:
    """A place's name in the reader's language; the other where it has none in that, the id without any."""
    known = known_place(id_)
    if known is None:
        return id_
    arabic = known.name if known.names else ""
    return (arabic or known.english or id_) if reading.language == "ar" else (known.english or arabic or id_)


def wanted(place: str) -> frozenset[str]:
    """Ids that *place*, an id or a name, may mean. Raises :class:`MusnadError` if no place is called so."""
    found = frozenset(place_ids(place))
    if not found:
        raise MusnadError(
            f"The gazetteer has no place called «{place}». Write it as the news does, or give an id (place.sy.aleppo)."
        )
    return found


def around(lat: float, lon: float, km: float) -> Box:
    """The box around a circle."""
    up = km / 111.2
    across = up / max(0.1, math.cos(math.radians(lat)))
    return max(-180.0, lon - across), max(-84.0, lat - up), min(180.0, lon + across), min(84.0, lat + up)


@lru_cache(16_384)
def _ancestry(id_: str) -> frozenset[str]:
    """A place and what it lies in, as ids tell."""
    parts = id_.split(".")
    return frozenset(".".join(parts[:n]) for n in range(2, len(parts) + 1))
