"""Circles on the globe, good to a few kilometres over a few hundred."""

import math
from collections.abc import Sequence

Circle = tuple[float, float, float]
"""Latitude and longitude in degrees, radius in km."""

_KM_PER_DEGREE = 111.2
_BEARINGS = {"n": 0, "ne": 45, "e": 90, "se": 135, "s": 180, "sw": 225, "w": 270, "nw": 315}


def displaced(lat: float, lon: float, direction: str | None, km: float) -> tuple[float, float]:
    """The point *km* away in a direction; the same point for the centre or none."""
    if direction not in _BEARINGS:
        return lat, lon
    bearing = math.radians(_BEARINGS[direction])
    north = km * math.cos(bearing) / _KM_PER_DEGREE
    east = km * math.sin(bearing) / (_KM_PER_DEGREE * max(0.1, math.cos(math.radians(lat))))
    return round(max(-90.0, min(90.0, lat + north)), 3), round((lon + east + 180) % 360 - 180, 3)


def distance(one: Sequence[float], other: Sequence[float]) -> float:
    """Kilometres between two points (latitude, longitude)."""
    a, b = math.radians(one[0]), math.radians(other[0])
    turn = math.radians(other[1] - one[1])
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return 6371 * math.acos(max(-1.0, min(1.0, cosine)))


def around(one: Circle, other: Circle) -> Circle:
    """A circle on the way between two others, wide enough to reach into both."""
    lat, lon = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    return round(lat, 3), round(lon, 3), round(distance(one, other) / 2 + min(one[2], other[2]), 1)
