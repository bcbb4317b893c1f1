"""The circle that an area's words cover, as wide as they are vague."""

from musnad.find.places.areas import Phrase
from musnad.find.places.gazetteer import Gazetteer
from musnad.find.places.geometry import Circle, around, displaced
from musnad.find.places.words import Words
from musnad.model import Area, Direction, Place

# A base narrower than this (km) is a point for «شرق X»: what is meant lies outside, this far, this wide.
_POINT, _OFF, _WIDE = 15.0, 12.0, 15.0
# The side of a wide base: how far from its middle, how wide, as parts of its radius.
_SIDE_OFF, _SIDE_WIDE = 0.5, 0.6
# A distance given is taken as true to this part of it.
_DISTANCE_ERROR, _LEAST = 0.25, 3.0
_NEAR = 5.0


def shape(phrase: Phrase, bases: list[Place], words: Words, gazetteer: Gazetteer) -> Area:
    """The area of a phrase whose places are known (at least one)."""
    if phrase.relation == "countryside":
        bases = [_governorate(bases[0], gazetteer), *bases[1:]]
    lat, lon, radius = _circle(phrase, bases, words)
    direction: Direction | None = phrase.direction  # type: ignore[assignment]
    return Area(phrase.relation, tuple(b.id for b in bases), direction, lat, lon, round(radius, 1))


def _governorate(place: Place, gazetteer: Gazetteer) -> Place:
    """The governorate that bears a city's name, whose countryside it is; the place itself where none does."""
    parent = gazetteer.places.get(place.parent or "")
    if place.kind == "city" and parent is not None and parent.kind == "governorate":
        return parent if any(n.text == place.name for n in parent.names) else place
    return place


def _circle(phrase: Phrase, bases: list[Place], words: Words) -> Circle:
    base = bases[0]
    whole = (base.lat, base.lon, base.precision_km)
    if len(bases) > 1:
        other = bases[1]
        pair = "-".join(sorted((base.country or "", other.country or "")))
        if phrase.relation == "border" and pair in words.borders:
            return words.borders[pair]
        return around(whole, (other.lat, other.lon, other.precision_km))
    if phrase.relation == "near":
        return base.lat, base.lon, base.precision_km + _NEAR
    if phrase.relation == "centre":
        return base.lat, base.lon, max(base.precision_km / 2, 1.0)
    if phrase.direction is None:
        return whole
    if phrase.direction == "c":
        return base.lat, base.lon, max(base.precision_km * _SIDE_WIDE, 1.0)
    if phrase.km is not None:
        at = displaced(base.lat, base.lon, phrase.direction, phrase.km)
        return *at, max(_LEAST, phrase.km * _DISTANCE_ERROR) + min(base.precision_km, _POINT)
    if base.precision_km < _POINT:
        return *displaced(base.lat, base.lon, phrase.direction, _OFF), _WIDE
    off = base.precision_km * _SIDE_OFF
    return *displaced(base.lat, base.lon, phrase.direction, off), base.precision_km * _SIDE_WIDE
