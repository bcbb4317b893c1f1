"""The base map of the desk: ``python -m training.basemap countries-10m.json``.

From ``world-atlas`` 2 (npm, ISC; made with Natural Earth, which is in the public domain): coasts and land borders,
fine where the news that Musnad reads mostly happens, coarser around it, an outline elsewhere. Borders that states
dispute are kept apart, so that the page can draw them alike, whoever holds the land: those named below, and a few lines
that the source leaves out because it draws the land as it is held, which are written here by hand.
"""

import argparse
import heapq
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

Point = tuple[float, float]

# Hundredths of a degree, about a kilometre.
SCALE = 100
NOTE = (
    "Made with Natural Earth (naturalearthdata.com, public domain), by way of the npm package world-atlas 2 (ISC, "
    "Copyright 2013-2019 Michael Bostock), simplified by training/basemap.py. It has neither states nor names; "
    "disputed lines are kept apart, a few of them by hand."
)
# (west, south, east, north) and the least area of a bend, in square degrees on Mercator's map; the first that fits
# counts.
_REGIONS = (
    ((32.0, 11.5, 58.0, 38.5), 0.0004),
    ((-14.0, 8.0, 64.0, 46.0), 0.002),
    ((-25.0, -2.0, 80.0, 62.0), 0.012),
    ((-180.0, -60.0, 180.0, 84.0), 0.2),
)
# A ring smaller than this many of a bend is an islet that is left out.
_ISLET = 8.0
# Leased ground, no border of states.
_LEFT_OUT = frozenset({"Baikonur", "USNB Guantanamo Bay"})
_SOUTHERNMOST = -60.0
# Between these, or round these, the line is disputed; a box keeps to the part of it inside.
_DISPUTED_BY: tuple[tuple[frozenset[str], tuple[float, float, float, float] | None], ...] = (
    (frozenset({"Israel", "Palestine"}), None),
    (frozenset({"Jordan", "Palestine"}), None),
    (frozenset({"Egypt", "Palestine"}), None),
    (frozenset({"Israel", "Syria"}), None),
    (frozenset({"Israel", "Lebanon"}), (35.6, 33.2, 35.9, 33.5)),
    (frozenset({"Morocco", "W. Sahara"}), None),
    (frozenset({"Serbia", "Kosovo"}), None),
    (frozenset({"Somalia", "Somaliland"}), None),
    (frozenset({"Russia", "Ukraine"}), (33.0, 45.0, 35.5, 46.5)),
    (frozenset({"India", "Pakistan"}), (72.5, 32.0, 80.0, 37.5)),
    (frozenset({"India", "China"}), None),
    (frozenset({"North Korea", "South Korea"}), None),
    (frozenset({"Egypt", "Sudan"}), (33.0, 21.0, 37.5, 24.0)),
    (frozenset({"S. Sudan", "Sudan"}), (27.5, 9.0, 29.2, 10.8)),
)
_DISPUTED = frozenset({"N. Cyprus", "Cyprus U.N. Buffer Zone", "Siachen Glacier"})
# Lines that the source leaves out, to about 0.03 degrees.
_BY_HAND: tuple[tuple[Point, ...], ...] = (
    # West of the Golan: the Yarmouk, the lake's eastern shore, the Jordan.
    ((35.63, 32.69), (35.64, 32.76), (35.66, 32.84), (35.62, 32.90), (35.63, 33.02), (35.63, 33.12),
     (35.65, 33.21), (35.62, 33.24)),
    # North of Western Sahara.
    ((-13.17, 27.67), (-8.68, 27.67)),
    # South-west of the Halaib triangle: the line of administration.
    ((31.4, 22.0), (31.45, 22.2), (31.5, 22.0)),
    ((33.18, 22.0), (34.1, 21.75), (34.15, 22.2), (35.2, 22.85), (35.62, 23.14)),
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the map; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.basemap", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("atlas", type=Path, help="countries-10m.json of world-atlas 2")
    options = parser.parse_args(arguments)
    made = json.dumps(basemap(json.loads(options.atlas.read_text("utf-8"))), separators=(",", ":"))
    Path(str(files("musnad.web") / "static" / "basemap.json")).write_text(made + "\n", "utf-8")
    print(f"{len(made) / 1000:.0f} kB")
    return 0


def basemap(atlas: dict[str, Any]) -> dict[str, Any]:
    """The map: rings of land (even-odd), borders and disputed borders, each as x, y and then steps from point to point.

    Args:
        atlas: a TopoJSON of countries and land.
    """
    arcs = [simplified(arc) for arc in unpacked(atlas)]
    land = [ring for ring in _rings(atlas["objects"]["land"], arcs) if _is_drawn(ring)]
    borders: list[list[Point]] = []
    disputed: list[list[Point]] = [list(line) for line in _BY_HAND]
    for number, countries in _borders(atlas["objects"]["countries"]):
        for line, in_doubt in _split(arcs[number], countries):
            (disputed if in_doubt else borders).append(line)
    return {
        "note": NOTE,
        "scale": SCALE,
        "land": [_packed(ring) for ring in land],
        "borders": [_packed(line) for line in borders],
        "disputed": [_packed(line) for line in disputed],
    }


def unpacked(atlas: dict[str, Any]) -> Iterator[list[Point]]:
    """The arcs of a quantised TopoJSON in degrees."""
    (across, up), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * across + west, y * up + south))
        yield points


def simplified(arc: list[Point]) -> list[Point]:
    """*arc* without its least bends (Visvalingam), its ends kept, so that neighbours still meet."""
    count = len(arc)
    flat = [(x, math.degrees(math.asinh(math.tan(math.radians(max(-85.0, min(85.0, y))))))) for x, y in arc]
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    heap = [(_bend(flat, n - 1, n, n + 1), n) for n in range(1, count - 1)]
    heapq.heapify(heap)
    current = {n: area for area, n in heap}
    kept = [True] * count
    largest = 0.0
    while heap:
        area, n = heapq.heappop(heap)
        if not kept[n] or current[n] != area:
            continue
        # What a bend weighs here; one that is freed later weighs at least as much as those gone before it.
        largest = max(largest, area / _least(arc[n]))
        if largest >= 1.0:
            break
        kept[n] = False
        after[before[n]], before[after[n]] = after[n], before[n]
        for near in (before[n], after[n]):
            if 0 < near < count - 1:
                current[near] = _bend(flat, before[near], near, after[near])
                heapq.heappush(heap, (current[near], near))
    return [point for point, stays in zip(arc, kept, strict=True) if stays]


def _bend(points: Sequence[Point], a: int, b: int, c: int) -> float:
    (ax, ay), (bx, by), (cx, cy) = points[a], points[b], points[c]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2


def _least(point: Point) -> float:
    return next((area for box, area in _REGIONS if _within(point, box)), _REGIONS[-1][1])


def _within(point: Point, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _rings(land: dict[str, Any], arcs: Sequence[list[Point]]) -> Iterator[list[Point]]:
    for geometry in land["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                points: list[Point] = []
                for number in ring:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    points += arc[1:] if points else arc
                yield _unwound(points)


def _unwound(ring: list[Point]) -> list[Point]:
    """*ring* without its leap from one side of the map to the other, where it crosses the antimeridian."""
    points, turn = ring[:1], 0
    for (before, _), (x, y) in pairwise(ring):
        turn += 360 * ((x - before < -180) - (x - before > 180))
        points.append((x + turn, y))
    return points


def _is_drawn(ring: Sequence[Point]) -> bool:
    if max(y for _, y in ring) < _SOUTHERNMOST or len(ring) < 4:
        return False
    area = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2
    return area > _ISLET * _least(ring[0])


def _borders(countries: dict[str, Any]) -> Iterator[tuple[int, frozenset[str]]]:
    """Arcs that several countries share, with their names."""
    users: defaultdict[int, set[str]] = defaultdict(set)
    for country in countries["geometries"]:
        for number in _numbers(country.get("arcs", ())):
            users[number if number >= 0 else ~number].add(country["properties"]["name"])
    for number, names in sorted(users.items()):
        if len(names) > 1 and not names & _LEFT_OUT:
            yield number, frozenset(names)


def _numbers(arcs: Iterable[Any]) -> Iterator[int]:
    for each in arcs:
        if isinstance(each, int):
            yield each
        else:
            yield from _numbers(each)


def _split(line: list[Point], countries: frozenset[str]) -> Iterator[tuple[list[Point], bool]]:
    """The parts of a border, with whether they are disputed."""
    if countries & _DISPUTED:
        yield line, True
        return
    boxes = [box for pair, box in _DISPUTED_BY if pair <= countries]
    if not boxes or boxes[0] is None:
        yield line, bool(boxes)
        return
    inside = [_within(point, boxes[0]) for point in line]
    start = 0
    for n in range(1, len(line)):
        if n == len(line) - 1 or inside[n] != inside[start]:
            yield line[start : n + 1], inside[start]
            start = n


def _packed(line: Sequence[Point]) -> list[int]:
    packed: list[int] = []
    last = (0, 0)
    for x, y in line:
        at = (round(x * SCALE), round(y * SCALE))
        step = (at[0] - last[0], at[1] - last[1])
        if step != (0, 0) or not packed:
            packed += step
            last = at
    return packed


if __name__ == "__main__":
    sys.exit(main())
