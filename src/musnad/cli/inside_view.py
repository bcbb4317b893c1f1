"""What a statement speaks of, in plain words: when, how many, where, who."""

import re
from collections.abc import Iterator

from musnad.cli.terminal import Terminal
from musnad.ledger import Ledger, Statement
from musnad.model import Analysis, Figure, Inside, Mention, PlaceMention, Time

_WHO = ("person", "title", "body")
_WHAT = {"weapon": "arms", "event": "event"}
_SINCE = {"since": "since ", "until": "until ", "more": "more than ", "less": "less than ", "at": ""}
_DURATION = re.compile(r"P(T?)(\d+(?:\.\d+)?)([A-Z]+)")
_UNITS = {
    "Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second", "DEC": "decade",
}  # fmt: skip
_SIDES = {
    "n": "north", "ne": "north-east", "e": "east", "se": "south-east", "s": "south", "sw": "south-west", "w": "west",
    "nw": "north-west", "c": "centre",
}  # fmt: skip
# Of a place in doubt so many candidates are named.
_CANDIDATES = 3


class Spoken:
    """Tells of the statements of one report what they speak of themselves, and what is nested in them does not."""

    def __init__(self, terminal: Terminal, ledger: Ledger, analysis: Analysis) -> None:
        self._terminal, self._ledger, self._analysis = terminal, ledger, analysis
        self._inside = ledger.inside(analysis)

    def lines(self, statement: Statement, indent: str) -> Iterator[str]:
        """A line for each time, figure, place, person, weapon and event; none where there is nothing."""
        inside = self._inside.get(statement.attribution.id, Inside())
        for time in inside.times:
            yield self._line(indent, "when", time, time_words(time))
        for figure in inside.figures:
            yield self._line(indent, "count", figure, self._count(figure))
        for place in inside.places:
            if place.stands_for != "name":
                yield self._line(indent, "where", place, self._where(place))
        yield from self._who(inside, indent)

    def _line(self, indent: str, label: str, found: Time | Figure | PlaceMention | Mention, words: str) -> str:
        shown = self._terminal.value(found.span.of(self._analysis.report.text))
        return f"{indent}{self._terminal.dim(f'{label:5}')} {shown}: {words}"

    def _count(self, figure: Figure) -> str:
        words = figure_words(figure)
        if figure.part_of is None:
            return words
        whole = self._analysis.figures[figure.part_of]
        return f"{words}, part of {self._terminal.value(whole.span.of(self._analysis.report.text))}"

    def _where(self, place: PlaceMention) -> str:
        if place.place is None:
            some = [self._place(c.entity) for c in place.candidates[:_CANDIDATES]]
            return f"in doubt: {' or '.join(some)}" if some else "in doubt"
        if place.stands_for == "government":
            return f"who governs {self._place(place.place)}"
        if place.area is None:
            return self._place(place.place)
        area = place.area
        bases = " and ".join(map(self._place, area.bases))
        side = f", {_SIDES[area.direction]}" if area.direction else ""
        return f"{area.relation} of {bases}{side}, within {area.radius_km:.0f} km of {area.lat:.2f}, {area.lon:.2f}"

    def _place(self, id_: str) -> str:
        arabic, english = self._ledger.place(id_)
        return f"{english or self._terminal.value(arabic)} ({id_})"

    def _who(self, inside: Inside, indent: str) -> Iterator[str]:
        told = set()
        for mention in inside.mentions:
            meant = mention.entity or mention.name
            if mention.kind in _WHO and meant not in told:
                told.add(meant)
                yield self._line(indent, "who", mention, self._meant(mention))
            elif mention.kind in _WHAT and meant not in told:
                told.add(meant)
                yield self._line(indent, _WHAT[mention.kind], mention, self._terminal.value(mention.name))

    def _meant(self, mention: Mention) -> str:
        if mention.entity is None:
            return f"{self._terminal.value(mention.name)}, unknown {mention.kind}"
        name, english, _ = self._ledger.called(mention.entity)
        shown = self._terminal.value(name)
        return f"{shown} = {english} ({mention.entity})" if english else f"{shown} ({mention.entity})"


def time_words(time: Time) -> str:
    """«since 2011», «about 1990», «2 weeks», «2016-10-02 to 2016-10-22», else the value as it is."""
    value = time.value
    if time.direction == "since":
        value = value.removesuffix("/..")
    elif time.direction == "until":
        value = value.removeprefix("../")
    about = "about " if time.approximate else ""
    value = value.replace("~", "")
    if time.kind == "duration" and (found := _DURATION.fullmatch(value)):
        unit = _UNITS.get(found[1] + found[3])
        value = f"{found[2]} {unit}{'' if found[2] == '1' else 's'}" if unit else value
    elif time.kind == "set":
        value = f"every {value}"
    return f"{_SINCE[time.direction]}{about}{value.replace('/', ' to ')}"


def figure_words(figure: Figure) -> str:
    """«3 civilians killed», «about 15 people wounded», «more than 20 houses», «30 %», «5 USD»."""
    number = figure.number
    low, high = figure.low, figure.high
    if low is not None and low == high:
        amount = _amount(low)
    elif low is not None and high is not None:
        amount = f"{_amount(low)} to {_amount(high)}"
    elif low is not None:
        amount = f"{'at least' if number.low_inclusive else 'more than'} {_amount(low)}"
    elif high is not None:
        amount = f"{'at most' if number.high_inclusive else 'fewer than'} {_amount(high)}"
    else:
        amount = "some"
    about = "about " if number.precision == "approximate" and low == high else ""
    what = figure.counted if number.unit is None else number.unit
    status = f" {figure.status}" if figure.status not in (None, figure.counted) else ""
    return f"{about}{amount} {what}{status}"


def _amount(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.15g}"
