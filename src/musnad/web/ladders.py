"""The figures of a claim as plots: who gave which number, in time, with its bounds. Made on the server."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from musnad.compare.claims import Rung
from musnad.web.language import Reading

_WIDTH, _HEIGHT = 480, 230
_SIDE, _HEAD, _FOOT = 52, 18, 28
# Rungs that can be told apart in a plot; the table has all.
MOST_RUNGS = 40
# Of so many rungs each has room for its number.
_NUMBERED = 16
_DAY_ROOM = 86
_TICKS = 4
_MARK = 5
# Nothing that is counted comes in greater numbers; what is said to is not drawn.
_MOST = 10**12
SHAPES = 6


@dataclass(frozen=True, slots=True)
class Plot:
    """Figures of one thing counted.

    Attributes:
        counted, status: what is counted, and what befell it.
        rungs: in time; of a source that gives the same figure again only the first.
        sources: who gives them, in the order of the rungs; None: nobody is named.
        left_out: rungs for which there is no room.
    """

    counted: str
    status: str | None
    rungs: tuple[Rung, ...]
    sources: tuple[str | None, ...]
    left_out: int


def plots(ladder: Sequence[Rung], denied: Collection[str] = ()) -> list[Plot]:
    """A plot for each thing of which there are two figures or more, that with most first.

    *denied*: ids of statements that deny; the figures in them are not theirs.
    """
    by_thing: dict[tuple[str, str | None], dict[tuple[object, ...], Rung]] = {}
    for rung in ladder:
        ends = [end for end in (rung.low, rung.high) if end is not None]
        if rung.statement not in denied and ends and all(0 <= end <= _MOST for end in ends):
            known = by_thing.setdefault((rung.counted, rung.status), {})
            known.setdefault((rung.source, rung.low, rung.high), rung)
    found = []
    for (counted, status), known in by_thing.items():
        rungs = tuple(known.values())[:MOST_RUNGS]
        if len(rungs) > 1:
            sources = tuple(dict.fromkeys(rung.source for rung in rungs))
            found.append(Plot(counted, status, rungs, sources, len(known) - len(rungs)))
    return sorted(found, key=lambda plot: -len(plot.rungs))


def draw(plot: Plot, reading: Reading, title: str, address: Callable[[str], str]) -> Markup:
    """The plot; time runs as the reader reads. *address*: where the rung of a statement leads, by its id."""
    return _Drawing(plot, reading).whole(title, address)


def value(rung: Rung, reading: Reading) -> str:
    """«12», «12–20», «≥ 12», «≤ 20» in the reader's digits."""
    low, high = (None if end is None else _number(end, reading) for end in (rung.low, rung.high))
    if low == high:
        return low or ""
    if high is None:
        return f"≥ {low}"
    return f"≤ {high}" if low is None else f"{low}–{high}"


def shape(number: int, x: float = 8, y: float = 8) -> Markup:
    """The mark of a source, by its number in the plot: told apart by form, not by colour."""
    a = _MARK
    forms = (
        f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="{a}"/>',
        f'<rect class="dot" x="{x - a:.1f}" y="{y - a:.1f}" width="{2 * a}" height="{2 * a}"/>',
        f'<path class="dot" d="M{x:.1f} {y - a - 1:.1f}l{a + 1} {2 * a}h-{2 * a + 2}z"/>',
        f'<path class="dot" d="M{x:.1f} {y - a - 1:.1f}l{a + 1} {a + 1}l-{a + 1} {a + 1}l-{a + 1} -{a + 1}z"/>',
        f'<circle class="dot open" cx="{x:.1f}" cy="{y:.1f}" r="{a}"/>',
        f'<rect class="dot open" x="{x - a:.1f}" y="{y - a:.1f}" width="{2 * a}" height="{2 * a}"/>',
    )
    return Markup(forms[number % SHAPES])


class _Drawing:
    """Where everything of a plot comes to stand."""

    def __init__(self, plot: Plot, reading: Reading) -> None:
        self._plot, self._reading = plot, reading
        self._top = _nice(max(float(end) for r in plot.rungs for end in (r.low, r.high) if end is not None))
        self._room = (_WIDTH - _SIDE - 8) / len(plot.rungs)

    def whole(self, title: str, address: Callable[[str], str]) -> Markup:
        parts = [*self._scale(), *self._days(), *self._ways()]
        parts += [self._rung(place, rung, address) for place, rung in enumerate(self._plot.rungs)]
        return Markup(
            '<svg class="chart ladder" viewBox="0 0 {} {}" role="group" aria-label="{}" direction="ltr">{}</svg>'
        ).format(_WIDTH, _HEIGHT, title, Markup("").join(parts))

    def _x(self, place: float) -> float:
        at = _SIDE + (place + 0.5) * self._room
        return at if self._reading.direction == "ltr" else _WIDTH - at

    def _y(self, amount: float) -> float:
        return _HEIGHT - _FOOT - (_HEIGHT - _FOOT - _HEAD) * amount / self._top

    def _scale(self) -> list[Markup]:
        begin, end = (_SIDE, _WIDTH) if self._reading.direction == "ltr" else (0, _WIDTH - _SIDE)
        at, anchor = (_SIDE - 6, "end") if self._reading.direction == "ltr" else (_WIDTH - _SIDE + 6, "start")
        out = []
        for tick in range(_TICKS + 1):
            amount = self._top * tick / _TICKS
            if tick and amount != int(amount) and self._top >= _TICKS:
                continue
            y = self._y(amount)
            out.append(
                Markup('<line class="grid" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>').format(begin, end, y, y)
                + Markup('<text x="{}" y="{:.1f}" text-anchor="{}">{}</text>').format(
                    at, y + 7, anchor, _number(amount, self._reading)
                )
            )
        return out

    def _days(self) -> list[Markup]:
        """The day at the first of its rungs, where there is room."""
        out, free = [], -1.0
        for day, some in groupby(enumerate(self._plot.rungs), key=lambda each: each[1].day):
            place = next(some)[0]
            at = place * self._room
            if at >= free:
                free = at + _DAY_ROOM
                x = self._x(place - 0.4)
                out.append(
                    Markup('<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{foot}"/>'
                    '<text x="{x:.1f}" y="{h}" text-anchor="start" direction="{way}">{day}</text>').format(
                        x=x, top=_HEAD, foot=_HEIGHT - _FOOT, h=_HEIGHT - 6, way=self._reading.direction,
                        day=self._day(day),
                    )
                )  # fmt: skip
        return out

    def _ways(self) -> list[Markup]:
        """From figure to figure of one source."""
        out = []
        for source in self._plot.sources:
            mine = [(place, rung) for place, rung in enumerate(self._plot.rungs) if rung.source == source]
            if len(mine) > 1 and source is not None:
                points = " ".join(f"{self._x(place):.1f},{self._y(_middle(rung)):.1f}" for place, rung in mine)
                out.append(Markup('<polyline class="way" points="{}"/>').format(points))
        return out

    def _rung(self, place: int, rung: Rung, address: Callable[[str], str]) -> Markup:
        x, y = self._x(place), self._y(_middle(rung))
        told = value(rung, self._reading)
        who = rung.source or self._reading.say("unknown")
        label = f"{self._day(rung.day)}, {who}: {told}"
        bounds = Markup("")
        if rung.low != rung.high:
            low = self._y(0 if rung.low is None else rung.low)
            high = self._y(self._top if rung.high is None else rung.high)
            bounds = Markup('<line class="bounds{}" x1="{x:.1f}" x2="{x:.1f}" y1="{:.1f}" y2="{:.1f}"/>').format(
                " unbounded" if rung.low is None or rung.high is None else "", low, high, x=x
            )
        number = Markup("")
        if len(self._plot.rungs) <= _NUMBERED:
            # Where the line goes up without end, the number stands below.
            at = y + 24 if rung.high is None else y - 8
            number = Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(x, at, told)
        return Markup(
            '<a href="{}" aria-label="{}"><title>{}</title>{}<rect class="reach" x="{:.1f}" y="{:.1f}" width="24"'
            ' height="24"/>{}{}</a>'
        ).format(
            address(rung.statement), label, label, bounds, x - 12, y - 12,
            shape(self._plot.sources.index(rung.source), x, y), number,
        )  # fmt: skip

    def _day(self, day: date | None) -> str:
        return self._reading.day(day)


def _middle(rung: Rung) -> float:
    ends = [float(end) for end in (rung.low, rung.high) if end is not None]
    return sum(ends) / len(ends)


def _nice(most: float) -> float:
    """The end of the scale: 4, 8, 20, 40, 80, 200 … or what comes after *most*."""
    step = 1.0
    while True:
        for factor in (4, 8, 12, 20):
            if factor * step >= most * 1.05:
                return factor * step
        step *= 10


def _number(amount: float, reading: Reading) -> str:
    return reading.number(int(amount) if float(amount).is_integer() else amount)
