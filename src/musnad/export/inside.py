"""What a statement speaks of, as plain values and as cells of a table."""

from collections.abc import Iterable, Mapping
from typing import Any

from musnad.model import Analysis, Figure, Inside, Mention, PlaceMention, Span, Time
from musnad.model.circumstances import circumstances

# Between several in one cell.
_APART = "; "


def inside_record(analysis: Analysis, inside: Inside) -> dict[str, list[dict[str, Any]]]:
    """*inside* as the shape that JSON shows; *analysis* is that of the report."""
    text = analysis.report.text
    return {
        "times": [_where(t.span, text) | _time(t) for t in inside.times],
        "figures": [
            _where(f.span, text) | _figure(f, analysis) | _circumstances(*told)
            for f, told in zip(inside.figures, circumstances(inside), strict=True)
        ],
        "places": [_where(p.span, text) | _place(p) for p in inside.places],
        "mentions": [_where(m.span, text) | _mention(m) for m in inside.mentions],
    }


def inside_cells(inside: Inside) -> Iterable[str]:
    """Times, figures, places and mentions, each in one cell: values, «class/status=low..high», ids, ids or names."""
    yield _APART.join(_once(t.value for t in inside.times))
    yield _APART.join(map(_amount, inside.figures))
    yield _APART.join(_once(p.place for p in inside.places if p.place is not None and p.stands_for == "place"))
    yield _APART.join(_once(m.entity or m.name for m in inside.mentions))


def _where(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _time(t: Time) -> dict[str, Any]:
    return {
        "kind": t.kind,
        "value": t.value,
        "low": t.low.isoformat() if t.low else None,
        "high": t.high.isoformat() if t.high else None,
        "precision": t.precision,
        "direction": t.direction,
        "approximate": t.approximate,
    }


def _figure(f: Figure, analysis: Analysis) -> dict[str, Any]:
    whole = f.part_of
    return {
        "counted": f.counted,
        "status": f.status,
        "low": f.low,
        "high": f.high,
        "precision": f.number.precision,
        "unit": f.number.unit,
        "implied": f.implied,
        "part_of": None if whole is None else list(analysis.figures[whole].span),
    }


def _circumstances(place: PlaceMention | None, time: Time | None) -> dict[str, Any]:
    return {
        "place": place.place if place else None,
        "place_at": list(place.span) if place else None,
        "time": time.value if time else None,
        "time_at": list(time.span) if time else None,
    }


def _place(p: PlaceMention) -> dict[str, Any]:
    area = p.area
    return {
        "place": p.place,
        "candidates": [[c.entity, c.score] for c in p.candidates],
        "stands_for": p.stands_for,
        "lat": p.lat,
        "lon": p.lon,
        "precision_km": p.precision_km,
        "area": {"relation": area.relation, "bases": list(area.bases), "direction": area.direction} if area else None,
        "side": p.side,
    }


def _mention(m: Mention) -> dict[str, Any]:
    return {"kind": m.kind, "name": m.name, "entity": m.entity, "office": m.office}


def _amount(f: Figure) -> str:
    what = f.counted if f.status in (None, f.counted) else f"{f.counted}/{f.status}"
    low, high = ("" if end is None else str(end) for end in (f.low, f.high))
    return f"{what}={low}" if low == high and low else f"{what}={low}..{high}"


def _once(values: Iterable[str]) -> Mapping[str, None]:
    return dict.fromkeys(values)
