"""The ground under the map: coasts and borders, cut to a frame, on Mercator's projection."""

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_KM_PER_DEGREE = 111.2
# As far as Mercator's map is drawn.
_FARTHEST = 84.0
# Where the news that Musnad reads mostly happens: what is shown as long as there is nothing to show.
HOME: Box = (28.0, 22.0, 56.0, 39.0)
# Widths of frames, in degrees: few, so that the ground of a frame is seldom made anew.
_WIDEST, _NARROWEST, _STEP = 360.0, 1.5, 1.4
# The middle of a frame lies on a grid of so many lines across it.
_GRID = 12
_FRAMES_HELD = 96
# Points nearer to each other on paper, in pixels, are one: a page shall be small, and the script draws them all.
_NEAR = 2.2


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of the map on paper.

    Attributes:
        west, east: degrees.
        top, bottom: Mercator's ordinates of north and south, in degrees of the equator, growing towards the north.
        width: pixels.
    """

    west: float
    east: float
    top: float
    bottom: float
    width: int

    @property
    def height(self) -> int:
        """Pixels."""
        return round((self.top - self.bottom) * self.scale)

    @property
    def scale(self) -> float:
        """Pixels for a degree of the equator."""
        return self.width / (self.east - self.west)

    @property
    def box(self) -> Box:
        """What it shows."""
        return self.west, latitude(self.bottom), self.east, latitude(self.top)

    def at(self, lat: float, lon: float) -> Point:
        """Where a point lies, in pixels from the left and from above."""
        return (lon - self.west) * self.scale, (self.top - ordinate(lat)) * self.scale

    def length(self, km: float, lat: float) -> float:
        """How long *km* are at a latitude, in pixels."""
        return km / (_KM_PER_DEGREE * math.cos(math.radians(min(abs(lat), _FARTHEST)))) * self.scale


@dataclass(frozen=True, slots=True)
class Ground:
    """Paths of a frame, as the «d» of an SVG path: land (even-odd), borders, borders that are disputed."""

    land: str
    borders: str
    disputed: str


def ordinate(lat: float) -> float:
    """Mercator's ordinate, in degrees of the equator."""
    bounded = math.radians(max(-_FARTHEST, min(_FARTHEST, lat)))
    return math.degrees(math.asinh(math.tan(bounded)))


def latitude(y: float) -> float:
    """What :func:`ordinate` was given."""
    return math.degrees(math.atan(math.sinh(math.radians(y))))


def frame(box: Box, width: int = 720, shape: float = 1.5) -> Frame:
    """A frame *width* pixels wide and *shape* times as wide as high in which *box* lies with some room around it."""
    west, south, east, north = box
    low, high = ordinate(south), ordinate(north)
    needed = max(east - west, (high - low) * shape) / (1 - 2 / _GRID)
    span = _WIDEST
    while span / _STEP >= max(needed, _NARROWEST):
        span /= _STEP
    step = span / _GRID
    x, y = (round(middle / step) * step for middle in ((west + east) / 2, (low + high) / 2))
    top = ordinate(_FARTHEST)
    half = span / shape / 2
    y = max(half - top, min(top - half, y)) if half < top else 0.0
    x = max(span / 2 - 180, min(180 - span / 2, x))
    return Frame(x - span / 2, x + span / 2, y + half, y - half, width)


@lru_cache(_FRAMES_HELD)
def ground(of: Frame) -> Ground:
    """Coasts and borders in a frame. Some milliseconds, once for each frame."""
    lines = _lines()
    # A little more than the frame, so that edges of the cut stay out of sight.
    room = (of.east - of.west) / 50
    box = (of.west - room, of.bottom - room, of.east + room, of.top + room)
    return Ground(
        land="".join(_path(ring, of, "Z") for line in lines["land"] for ring in _clipped(line, box)),
        borders="".join(_path(part, of, "") for line in lines["borders"] for part in _inside(line, box)),
        disputed="".join(_path(part, of, "") for line in lines["disputed"] for part in _inside(line, box)),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    points: tuple[Point, ...]
    box: Box


@cache
def _lines() -> dict[str, list[_Line]]:
    """The lines of static/basemap.json, with Mercator's ordinates. Read once."""
    made = json.loads((files(__package__) / "static" / "basemap.json").read_text("utf-8"))
    return {
        name: [_line(list(_unpacked(steps, made["scale"]))) for steps in made[name]]
        for name in ("land", "borders", "disputed")
    }


def _line(points: Sequence[Point]) -> _Line:
    across, up = zip(*points, strict=True)
    return _Line(tuple(points), (min(across), min(up), max(across), max(up)))


def _unpacked(steps: Sequence[int], scale: int) -> Iterator[Point]:
    x = y = 0
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / scale, ordinate(y / scale)


def _clipped(line: _Line, box: Box) -> Iterator[Sequence[Point]]:
    """The ring *line* as far as it lies in *box* (Sutherland and Hodgman); nothing if it lies outside."""
    west, south, east, north = line.box
    if west > box[2] or east < box[0] or south > box[3] or north < box[1]:
        return
    ring: Sequence[Point] = line.points
    for axis, edge, sign, beyond in (
        (0, box[0], 1, west < box[0]),
        (1, box[1], 1, south < box[1]),
        (0, box[2], -1, east > box[2]),
        (1, box[3], -1, north > box[3]),
    ):
        if beyond and ring:
            ring = _cut(ring, axis, edge, sign)
    if len(ring) > 2:
        yield ring


def _cut(ring: Sequence[Point], axis: int, edge: float, sign: int) -> list[Point]:
    """What of a ring lies on one side of an edge."""
    kept: list[Point] = []
    last = ring[-1]
    was_in = (last[axis] - edge) * sign >= 0
    for point in ring:
        is_in = (point[axis] - edge) * sign >= 0
        if is_in != was_in:
            share = (edge - last[axis]) / (point[axis] - last[axis])
            kept.append((last[0] + (point[0] - last[0]) * share, last[1] + (point[1] - last[1]) * share))
        if is_in:
            kept.append(point)
        last, was_in = point, is_in
    return kept


def _inside(line: _Line, box: Box) -> Iterator[Sequence[Point]]:
    """The runs of *line* of which some point lies in *box*, each with the points just outside it."""
    west, south, east, north = line.box
    if west > box[2] or east < box[0] or south > box[3] or north < box[1]:
        return
    run: list[Point] = []
    points = line.points
    for a, b in pairwise(points):
        if _meets(a, b, box):
            run = run or [a]
            run.append(b)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _meets(a: Point, b: Point, box: Box) -> bool:
    return not (
        max(a[0], b[0]) < box[0] or min(a[0], b[0]) > box[2] or max(a[1], b[1]) < box[1] or min(a[1], b[1]) > box[3]
    )


def _path(points: Iterable[Point], of: Frame, end: str) -> str:
    """A path in tenths of a pixel, without steps too short to see."""
    scale, west, top = of.scale, of.west, of.top
    parts: list[str] = []
    x = y = 0
    least = _NEAR * 10
    for lon, up in points:
        at_x, at_y = round((lon - west) * scale * 10), round((top - up) * scale * 10)
        if not parts:
            parts.append(f"M{at_x} {at_y}l")
        elif abs(at_x - x) < least and abs(at_y - y) < least:
            continue
        else:
            parts.append(f"{at_x - x} {at_y - y}")
        x, y = at_x, at_y
    # A ring of a point or two is too small to be seen.
    return parts[0] + " ".join(parts[1:]) + end if len(parts) > (3 if end else 1) else ""
