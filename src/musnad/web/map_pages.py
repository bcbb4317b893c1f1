"""The map and timeline, as a page and as JSON; places by time as a list to save."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args
from urllib.parse import quote

from starlette.responses import Response

from musnad.export.records import statement_record
from musnad.model import MusnadError
from musnad.web import map_drawing
from musnad.web.api import answer, as_list, page_of, row_record, size_of
from musnad.web.asking import Asked
from musnad.web.atlas import Cell, SpotCount
from musnad.web.call import Call
from musnad.web.desk import Desk
from musnad.web.summary import Step
from musnad.web.views_claims import ClaimRow
from musnad.web.where import Spot, Where, known_place

# Rows of the table of places that are shown at once, and behind «more».
FIRST_PLACES, MORE_PLACES = 15, 60
_MOST_SPOTS = 2_000
_HEAD = (
    "place", "relation", "direction", "name", "english", "kind", "lat", "lon", "precision_km", "is_area", "time",
)  # fmt: skip


def page(desk: Desk, call: Call) -> Response:
    """Statements by place and time."""
    asked, where = _question(call.query)
    look = desk.atlas.look(asked, where)
    listed = desk.atlas.listed(asked, where, after=call.query.get("after", ""), before=call.query.get("before", ""))

    def address(**changes: str) -> str:
        return "/map" + where.address(asked, **changes)

    elsewhere = address(place="")
    begin = f"{elsewhere}{'&' if '?' in elsewhere else '?'}place="

    def spot_address(each: SpotCount) -> str:
        # A second click takes the choice back.
        return elsewhere if where.place == each.spot.key else begin + quote(each.spot.key, safe="", errors="replace")

    drawing = map_drawing.world(look, where, call.reading, call.reading.say("map_of"), spot_address)
    times = map_drawing.timeline(
        look.times, (asked.since, asked.until), call.reading, call.reading.say("along_time"),
        lambda when: address(since=when, until=when),
    )  # fmt: skip
    # Other pages know places, but not areas told by them.
    with_place = asked.but(place=where.place.partition("~")[0].partition("+")[0])
    return desk.page(
        "map.html", call, asked=asked, where=where, look=look, listed=listed, drawing=drawing, times=times,
        with_place=with_place, chosen=desk.chosen(with_place),
        place_page=where.place if known_place(where.place) else "",
        others=asked.but(since="", until="").filters(), address=address,
        spot_address=spot_address, chosen_name=_chosen_name(where, look.spots, call), first=FIRST_PLACES,
        most=MORE_PLACES, states=map_drawing.states(call.reading), page=page_of(call),
        claims=desk.atlas.claims_listed(asked, where, page_of(call)) if where.of else (),
        waiting=desk.claims.columns().waiting if where.of else 0,
    )  # fmt: skip


def api_map(desk: Desk, call: Call) -> Response:
    """Statements by place and time: spots, bars over time, and a page of the statements."""
    asked, where = _question(call.query)
    size = size_of(call)
    look = desk.atlas.look(asked, where, _MOST_SPOTS)
    listed = desk.atlas.listed(
        asked, where, after=call.query.get("after", ""), before=call.query.get("before", ""), size=size
    )
    return answer(
        {
            "asked": {k: v for k, v in asdict(asked).items() if v} | where.filters(),
            "counted": where.of or "statements",
            "total": look.total,
            "unplaced": look.unplaced,
            "spots_total": look.spots_total,
            "spots": [_spot_count(each, where) for each in look.spots],
            "step": look.step,
            "times": [{"label": label, "count": n} for label, n in look.times],
            "first": listed.first,
            "before": listed.before,
            "after": listed.after,
            "statements": [row_record(row) for row in listed.rows],
            "claims": [_claim_record(row) for row in desk.atlas.claims_listed(asked, where, page_of(call), size)]
            if where.of
            else [],
        }
    )


def api_list(desk: Desk, call: Call) -> Response:
    """Numbers of statements by place and time, to save: a row for each place and day, month or year."""
    asked, where = _question(call.query)
    step = call.query.get("by", "month")
    if step not in get_args(Step):
        raise MusnadError(f"by is «{step}», which is none of: {', '.join(get_args(Step))}.")
    head = (*_HEAD, where.of or "statements", "by_dateline")

    def cells(cell: Cell) -> tuple[Any, ...]:
        return (*_spot_cells(cell.spot), cell.time, cell.n, cell.by_dateline)

    rows = desk.atlas.cells(asked, where, step)  # type: ignore[arg-type]
    return as_list(call, "map", head, rows, cells, lambda cell: dict(zip(head, cells(cell), strict=True)))


def _question(query: Mapping[str, str]) -> tuple[Asked, Where]:
    """What is asked for; places are the map's own matter."""
    asked = Asked.of(query)
    return asked.but(place="", place_as=""), Where.of_query({**query, "place": asked.place})


def _chosen_name(where: Where, spots: tuple[SpotCount, ...], call: Call) -> str:
    """What the chosen place is called: as a spot that is drawn, or as it was asked for."""
    drawn = next((each.spot for each in spots if each.spot.key == where.place), None)
    if drawn is not None:
        return drawn.name(call.reading)
    known = known_place(where.place)
    return Spot.of(where.place, "", (), None, (0.0, 0.0, 0.0)).name(call.reading) if known else where.place


def _claim_record(row: ClaimRow) -> dict[str, Any]:
    first, last = row.summary.first, row.summary.last
    days = {"first": first and str(first), "last": last and str(last)}
    return asdict(row.summary) | days | {"lead": statement_record(row.lead)}


def _kind(spot: Spot) -> str:
    known = None if spot.relation else known_place(spot.key)
    return known.kind if known else ""


def _spot_cells(spot: Spot) -> tuple[Any, ...]:
    known = known_place(spot.bases[0])
    arabic = "" if known is None or not known.names else known.name
    english = "" if known is None else known.english
    return (
        "+".join(spot.bases), spot.relation, spot.direction, arabic, english, _kind(spot), spot.lat, spot.lon, spot.km,
        spot.is_area,
    )  # fmt: skip


def _spot_count(each: SpotCount, where: Where) -> dict[str, Any]:
    cells = dict(zip(_HEAD[:-1], _spot_cells(each.spot), strict=True))
    return {"key": each.spot.key} | cells | {
        where.of or "statements": each.n,
        "by_dateline": each.by_dateline,
        "chosen": each.chosen,
    }  # fmt: skip
