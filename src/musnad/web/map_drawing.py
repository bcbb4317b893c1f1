"""The map and its timeline as inline SVG, made on the server: links lead where a script would go without loading."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from math import sqrt

from markupsafe import Markup, escape

from musnad.lexicons.gazetteer import read_places
from musnad.web.atlas import Look, SpotCount
from musnad.web.basemap import Frame, frame, ground
from musnad.web.language import Reading
from musnad.web.summary import Count
from musnad.web.where import Spot, Where, around, place_called

# Pixels; paths are in tenths of them.
_WIDTH, _SHAPE = 960, 1.75
_MINI_WIDTH, _MINI_SHAPE = 320, 1.6
_LEAST_RADIUS, _LARGEST_RADIUS = 4.0, 22.0
_WIDEST_KM = 160.0
_LEAST_STATE = 40
_LABELLED = 24
_LETTER, _LINE = 7.0, 16.0
_BAR, _TALL = 10, 100
_MINI_ROOM = 3.0

_Box = tuple[float, float, float, float]


def world(look: Look, where: Where, reading: Reading, title: str, address: Callable[[SpotCount], str]) -> Markup:
    """The map of a look. *address*: where a spot leads. What lies beyond the frame is there for the script alone."""
    paper = frame(look.view, _WIDTH, _SHAPE)
    most = max((each.n for each in look.spots), default=1)
    drawn = [each for each in look.spots if _is_on(each.spot, paper)]
    # What was chosen last, thus on top; of the rest the small on the large.
    ordered = sorted(look.spots, key=lambda each: (each.chosen, -each.n))
    links = {each.spot: _spot(each, paper, most, reading, address(each), where) for each in ordered}
    beyond = [link for spot, link in links.items() if not _is_on(spot, paper)]
    return Markup(
        '<svg class="map" viewBox="0 0 {w} {h}" role="group" aria-label="{title}" direction="ltr"'
        ' data-west="{west:.3f}" data-south="{south:.3f}" data-east="{east:.3f}" data-north="{north:.3f}">'
        '{ground}{spots}{labels}<g display="none">{beyond}</g></svg>'
    ).format(
        w=paper.width * 10, h=paper.height * 10, title=title, ground=_ground(paper),
        spots=Markup("").join(links[each.spot] for each in ordered if _is_on(each.spot, paper)),
        beyond=Markup("").join(beyond),
        labels=Markup("").join(_labels(drawn, paper, most, reading)),
        **dict(zip(("west", "south", "east", "north"), look.view, strict=True)),
    )  # fmt: skip


def minimap(lat: float, lon: float, km: float, title: str) -> Markup:
    """A small map with one place on it, as wide as the place asks for; it leads nowhere."""
    paper = frame(around(lat, lon, max(_MINI_ROOM * km, 120.0)), _MINI_WIDTH, _MINI_SHAPE)
    x, y = paper.at(lat, lon)
    return Markup(
        '<svg class="map mini" viewBox="0 0 {w} {h}" role="img" aria-label="{title}" direction="ltr">{ground}'
        '<g><circle class="reach" cx="{x:.0f}" cy="{y:.0f}" r="{reach:.0f}"/>'
        '<circle class="dot on" cx="{x:.0f}" cy="{y:.0f}" r="45"/></g></svg>'
    ).format(
        w=paper.width * 10, h=paper.height * 10, title=title, ground=_ground(paper), x=x * 10, y=y * 10,
        reach=paper.length(km, lat) * 10,
    )  # fmt: skip


def radius(n: int, most: int) -> float:
    """Of a spot, in pixels: its area goes with the number."""
    return max(_LEAST_RADIUS, _LARGEST_RADIUS * sqrt(n / max(most, 1)))


def timeline(
    times: Sequence[Count], chosen: tuple[str, str], reading: Reading, title: str, address: Callable[[str], str]
) -> Markup:
    """Bars over time, the earliest where the reader begins to read; those from the first to the last *chosen* (as
    ISO; empty: open) are marked. *address*: where a bar leads."""
    most = max((n for _, n in times), default=1) or 1
    parts = []
    for place, (when, n) in enumerate(times):
        at = (place if reading.direction == "ltr" else len(times) - 1 - place) * _BAR
        tall = max(_TALL * n / most, 2.0) if n else 0.0
        label = f"{reading.day(when)}: {reading.number(n)}"
        bar = Markup('<rect class="slot" x="{}" width="{}" height="{}"/>').format(at, _BAR, _TALL)
        if n:
            bar += Markup('<rect x="{}" y="{:.1f}" width="{}" height="{:.1f}"/>').format(
                at + 1, _TALL - tall, _BAR - 2, tall
            )
            bar = Markup('<a href="{}" aria-label="{}"><title>{}</title>{}</a>').format(
                address(when), label, label, bar
            )
        mark = Markup(' class="on"') if _is_chosen(when, chosen) else ""
        told = "" if n else Markup(' data-label="{}"').format(label)
        parts.append(Markup('<g{} data-when="{}"{}>{}</g>').format(mark, when, told, bar))
    return Markup(
        '<svg class="timeline" viewBox="0 0 {} {}" preserveAspectRatio="none" role="group" aria-label="{}"'
        ' direction="ltr">{}</svg>'
    ).format(max(len(times), 1) * _BAR, _TALL, title, Markup("").join(parts))


def _is_chosen(when: str, chosen: tuple[str, str]) -> bool:
    """Whether a day, month or year overlaps what was chosen, which may be told more or less finely."""
    since, until = chosen
    return bool(since or until) and when >= since[: len(when)] and (not until or when[: len(until)] <= until)


def _is_on(spot: Spot, paper: Frame) -> bool:
    x, y = paper.at(spot.lat, spot.lon)
    return -30 <= x <= paper.width + 30 and -30 <= y <= paper.height + 30


def _ground(paper: Frame) -> Markup:
    paths = ground(paper)
    return Markup(
        '<path class="land" d="{}"/><path class="border" d="{}"/><path class="border disputed" d="{}"/>'
    ).format(paths.land, paths.borders, paths.disputed)


def _spot(each: SpotCount, paper: Frame, most: int, reading: Reading, address: str, where: Where) -> Markup:
    spot = each.spot
    x, y = paper.at(spot.lat, spot.lon)
    reach = paper.length(spot.km, spot.lat)
    r = radius(each.n, most)
    circle = ""
    is_alone = spot.key == where.place
    # The circle of a state hides what lies in it, unless it was chosen.
    if spot.is_area and each.chosen and (spot.km <= _WIDEST_KM or where.place) and reach <= paper.width:
        circle = f'<circle class="reach" cx="{x * 10:.0f}" cy="{y * 10:.0f}" r="{reach * 10:.0f}"/>'
    label, classes = escape(spot_label(each, reading)), _classes(each, is_alone)
    # Not by Markup's format, which takes five times as long; all that is not a number is escaped here.
    return Markup(
        f'<a class="spot" href="{escape(address)}" aria-label="{label}" data-lat="{spot.lat:.3f}"'
        f' data-lon="{spot.lon:.3f}" data-km="{spot.km:.1f}" data-r="{r:.1f}" data-name="{escape(spot.name(reading))}">'
        f'<title>{label}</title>{circle}<circle class="{classes}" cx="{x * 10:.0f}" cy="{y * 10:.0f}"'
        f' r="{r * 10:.0f}"/></a>'
    )


def spot_label(each: SpotCount, reading: Reading) -> str:
    """A spot in words: name, number, how precise."""
    parts = [f"{each.spot.name(reading)}: {reading.number(each.n)}"]
    if each.spot.is_area:
        parts.append(reading.say("within_km", n=round(each.spot.km)))
    if each.by_dateline:
        parts.append(reading.say("by_dateline_n", n=each.by_dateline))
    return " · ".join(parts)


def _classes(each: SpotCount, is_alone: bool) -> str:
    named = {
        "dot": True,
        "area": each.spot.is_area,
        "vague": each.by_dateline * 2 > each.n,
        "other": not each.chosen,
        "on": is_alone,
    }
    return " ".join(name for name, holds in named.items() if holds)


def states(reading: Reading) -> str:
    """Names of states with their middles and reaches in kilometres, as JSON, for the script to write on the map."""
    named = [(place_called(id_, reading), lat, lon, round(km)) for id_, lat, lon, km in _states() if km > _LEAST_STATE]
    return json.dumps(named, ensure_ascii=False, separators=(",", ":"))


def _labels(drawn: Sequence[SpotCount], paper: Frame, most: int, reading: Reading) -> Iterator[Markup]:
    """Names of the most frequent spots, then of states, where there is room."""
    taken: list[_Box] = []
    for each in drawn[:_LABELLED]:
        name = each.spot.name(reading)
        x, y = paper.at(each.spot.lat, each.spot.lon)
        yield from _label(name, x, y - radius(each.n, most) - 4, "spot-name", paper, taken)
    named = {each.spot.key for each in drawn[:_LABELLED]}
    for id_, lat, lon, km in _states():
        x, y = paper.at(lat, lon)
        name = place_called(id_, reading)
        if id_ not in named and paper.length(km, lat) * 2 > len(name) * _LETTER:
            yield from _label(name, x, y, "state-name", paper, taken)


def _label(name: str, x: float, y: float, kind: str, paper: Frame, taken: list[_Box]) -> Iterator[Markup]:
    wide = len(name) * _LETTER
    box = (x - wide / 2, y - _LINE, x + wide / 2, y + 2)
    if box[0] < 0 or box[2] > paper.width or box[1] < 0 or box[3] > paper.height:
        return
    if any(box[0] < o[2] and box[2] > o[0] and box[1] < o[3] and box[3] > o[1] for o in taken):
        return
    taken.append(box)
    yield Markup('<text class="{}" x="{:.0f}" y="{:.0f}" aria-hidden="true">{}</text>').format(
        kind, x * 10, y * 10, name
    )


@cache
def _states() -> tuple[tuple[str, float, float, float], ...]:
    """States with their middle and reach, the largest first. Read once."""
    found = [(p.id, p.lat, p.lon, p.precision_km) for _, _, p in read_places().values() if p.kind == "country"]
    return tuple(sorted(found, key=lambda each: -each[3]))
