"""Times, figures and places of a report: rows of them, and back."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from musnad.ledger.database import Database
from musnad.ledger.packing import packed, unpacked
from musnad.model import Analysis, Area, Figure, Number, PlaceMention, Span, Time
from musnad.model.time import Bounds

_OPEN = ".."
# Whole numbers that SQLite keeps as such; larger ones are kept as text.
_LARGEST = 1 << 63

_WRITE_TIME = """INSERT INTO times(report, number, span_start, span_end, kind, value, timex, low, high, precision,
    past, future, direction, approximate, zone) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"""
_WRITE_FIGURE = """INSERT INTO figures(report, number, span_start, span_end, counted, counted_start, counted_end, status,
    low, high, part_of, implied, kind, value, precision, unit, written) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"""
_WRITE_PLACE = """INSERT INTO places(report, number, span_start, span_end, name_start, name_end, place, candidates,
    stands_for, area, lat, lon, precision_km, side) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"""
_TIMES = """SELECT span_start, span_end, kind, value, timex, low, high, precision, past, future, direction,
    approximate, zone FROM times WHERE report = ? ORDER BY number"""
_FIGURES = """SELECT span_start, span_end, counted, counted_start, counted_end, status, low, high, part_of, implied, kind,
    value, precision, unit, written FROM figures WHERE report = ? ORDER BY number"""
_PLACES = """SELECT span_start, span_end, name_start, name_end, place, candidates, stands_for, area, lat, lon,
    precision_km, side FROM places WHERE report = ? ORDER BY number"""


def write(db: Database, report: int, analysis: Analysis) -> None:
    """Write the times, figures and places of *analysis*, whose report is in row *report*."""
    db.write(_WRITE_TIME, ((report, n, *_time_values(t)) for n, t in enumerate(analysis.times)))
    db.write(_WRITE_FIGURE, ((report, n, *_figure_values(f)) for n, f in enumerate(analysis.figures)))
    db.write(_WRITE_PLACE, ((report, n, *_place_values(p)) for n, p in enumerate(analysis.places)))


def times(db: Database, report: int) -> Iterator[Time]:
    """The times of the report in row *report*, in the order of the analysis."""
    for start, end, kind, value, timex, low, high, precision, past, future, way, approximate, zone in db.rows(
        _TIMES, (report,)
    ):
        main = (low, high)
        yield Time(
            Span(start, end), kind, value, timex, _moment(low), _moment(high), precision, _bounds(past, main),
            _bounds(future, main), way, bool(approximate), zone,
        )  # fmt: skip


def figures(db: Database, report: int) -> Iterator[Figure]:
    """The figures of the report in row *report*, in the order of the analysis."""
    for row in db.rows(_FIGURES, (report,)):
        start, end, counted, first, last, status, low, high, part_of, implied, *number, written = row
        yield Figure(
            Span(start, end), _number(number, written), counted, _span(first, last), status, _amount(low),
            _amount(high), part_of, bool(implied),
        )  # fmt: skip


def places(db: Database, report: int) -> Iterator[PlaceMention]:
    """The places of the report in row *report*, in the order of the analysis."""
    for start, end, first, last, place, candidates, stands_for, area, lat, lon, km, side in db.rows(_PLACES, (report,)):
        known = unpacked(place, candidates)
        yield PlaceMention(
            Span(start, end), Span(first, last), place, known, stands_for, _area(area), lat, lon, km, side
        )


def _time_values(t: Time) -> Iterator[Any]:
    main = (_iso(t.low), _iso(t.high))
    yield from (*t.span, t.kind, t.value, t.timex, *main, t.precision)
    yield from (_reading(t.past, main), _reading(t.future, main), t.direction, t.approximate, t.zone)


def _figure_values(f: Figure) -> Iterator[Any]:
    n = f.number
    yield from (*f.span, f.counted, *(f.counted_span or (None, None)), f.status, _kept(f.low), _kept(f.high))
    yield from (f.part_of, f.implied, n.kind, _kept(n.value), n.precision, n.unit)
    rest = [*n.span, n.low, n.high, n.low_inclusive, n.high_inclusive, n.cue, n.within]
    yield json.dumps(rest, separators=(",", ":"))


def _place_values(p: PlaceMention) -> Iterator[Any]:
    yield from (*p.span, *p.name, p.place, packed(p.place, p.candidates), p.stands_for)
    a = p.area
    area = [a.relation, a.bases, a.direction, a.lat, a.lon, a.radius_km] if a else None
    yield json.dumps(area, separators=(",", ":")) if area else None
    yield from (p.lat, p.lon, p.precision_km, p.side)


def _iso(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _moment(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _reading(bounds: Bounds | None, main: tuple[str | None, str | None]) -> str | None:
    """One of the two readings of a time as «low/high»; «=» where it is the *main* one."""
    if bounds is None:
        return None
    own = (_iso(bounds.low), _iso(bounds.high))
    return "=" if own == main else "/".join(end or _OPEN for end in own)


def _bounds(text: str | None, main: tuple[str | None, str | None]) -> Bounds | None:
    if text is None:
        return None
    low, high = main if text == "=" else (None if end == _OPEN else end for end in text.split("/"))
    return Bounds(_moment(low), _moment(high))


def _kept(amount: float | None) -> int | float | str | None:
    """*amount*, whole or not; what SQLite has no number for as text."""
    if isinstance(amount, int) and not -_LARGEST <= amount < _LARGEST:
        return str(amount)
    return amount


def _amount(kept: float | str | None) -> int | float | None:
    return int(kept) if isinstance(kept, str) else kept


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _number(typed: list[Any], written: str) -> Number:
    kind, value, precision, unit = typed
    start, end, low, high, low_inclusive, high_inclusive, cue, within = json.loads(written)
    return Number(
        Span(start, end), kind, _amount(value), low, high, low_inclusive, high_inclusive, precision, unit,
        Span(*cue) if cue else None, within,
    )  # fmt: skip


def _area(text: str | None) -> Area | None:
    if text is None:
        return None
    relation, bases, *rest = json.loads(text)
    return Area(relation, tuple(bases), *rest)
