"""Places: as pages, as JSON, and as a list to save."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from starlette.responses import Response

from musnad.model import MusnadError
from musnad.web.api import answer, as_list, page_of, row_record, size_of
from musnad.web.asking import Asked
from musnad.web.call import Call, page_number
from musnad.web.desk import Desk
from musnad.web.entity_pages import told_record
from musnad.web.places import CLASSES, PlaceCount, PlaceView
from musnad.web.views import PAGE

_MOST_SAVED = 10_000
_HEAD = (
    "id", "name", "english", "kind", "parent", "parent_name", "parent_english", "itself", "inside", "lat", "lon", "km",
)  # fmt: skip


def place(desk: Desk, call: Call) -> Response:
    """All about a place."""
    return desk.page("place.html", call, view=desk.places.place(call.parts["id"]))


def places(desk: Desk, call: Call) -> Response:
    """Places that are named in what fits a question."""
    asked, kind, within, page = Asked.of(call.query), _kind(call), _within(call), page_number(call)
    rows, total = desk.places.places(asked, kind, within, page)
    return desk.page(
        "places.html", call, asked=asked, kind=kind, within=within, rows=rows, total=total, page=page, size=PAGE,
        within_name=desk.places.name(within) if within else "",
    )  # fmt: skip


def api_places(desk: Desk, call: Call) -> Response:
    """Places that are named in what fits a question, with how often, and where they lie."""
    asked = Asked.of(call.query)
    rows, total = desk.places.places(asked, _kind(call), _within(call), page_of(call), size_of(call))
    return answer({"total": total, "places": [asdict(row) for row in rows]})


def api_list(desk: Desk, call: Call) -> Response:
    """The places, to save: the 10,000 most frequent at most."""

    def rows() -> Iterator[PlaceCount]:
        yield from desk.places.places(Asked.of(call.query), _kind(call), _within(call), 0, _MOST_SAVED)[0]

    return as_list(call, "places", _HEAD, rows(), lambda row: asdict(row).values(), asdict)


def api_place(desk: Desk, call: Call) -> Response:
    """All about a place: where it lies, what lies in it, what is said about it and there."""
    return answer(place_record(desk.places.place(call.parts["id"])))


def place_record(view: PlaceView) -> dict[str, Any]:
    """A place as the API gives it."""
    place_ = view.place
    return {
        "id": place_.id,
        "name": place_.name if place_.names else place_.english,
        "english": place_.english or None,
        "kind": place_.kind,
        "names": [{"name": name, "side": side} for name, side in view.names],
        "lat": place_.lat,
        "lon": place_.lon,
        "km": place_.precision_km,
        "is_point": view.is_point,
        "source": place_.source,
        "lineage": [{"id": id_, "name": name, "english": english} for id_, name, english in view.lineage],
        "claimed_by": [{"id": id_ or None, "name": name} for id_, name in view.claims],
        "state": view.state,
        "inside": [asdict(each) for each in view.inside],
        "inside_total": view.inside_total,
        "areas": [
            asdict(each) | {"others": [{"id": id_, "name": name} for id_, name in each.others]} for each in view.areas
        ],
        "itself": view.itself,
        "about": told_record(view.about),
        "at_total": view.at_total,
        "at": [row_record(row) for row in view.at],
        "datelines": view.datelines,
    }


def _kind(call: Call) -> str:
    kind = call.query.get("class", "")
    if kind and kind not in CLASSES:
        raise MusnadError(f"class is «{kind}», which is none of: {', '.join(CLASSES)}.")
    return kind


def _within(call: Call) -> str:
    within = call.query.get("within", "")[:200]
    if within and not within.startswith("place."):
        raise MusnadError(f"within is «{within}», which is no id of a place (place.sy.aleppo).")
    return within
