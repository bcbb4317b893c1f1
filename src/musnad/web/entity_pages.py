"""Persons, bodies and states: as pages, as JSON, and as a list to save."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from starlette.responses import Response

from musnad.model import MusnadError
from musnad.web.api import answer, as_list, page_of, row_record, size_of, summary_record
from musnad.web.asking import Asked
from musnad.web.call import Call, page_number
from musnad.web.desk import Desk
from musnad.web.entities import WHAT, EntityCount, EntityView
from musnad.web.suggesting import KINDS
from musnad.web.telling import Told
from musnad.web.views import PAGE

_MOST_SAVED = 10_000
_AT_A_TIME = 500
_HEAD = ("id", "name", "english", "kind", "said", "about")


def entity(desk: Desk, call: Call) -> Response:
    """All about a person, a body, a state or an office."""
    return desk.page("entity.html", call, view=desk.entities.entity(call.parts["id"]))


def entities(desk: Desk, call: Call) -> Response:
    """Persons, bodies and states that say, or are named in, what fits a question."""
    asked, what, page = Asked.of(call.query), _what(call), page_number(call)
    rows, total = desk.entities.entities(asked, what, page)
    return desk.page("entities.html", call, asked=asked, what=what, rows=rows, total=total, page=page, size=PAGE)


def api_entities(desk: Desk, call: Call) -> Response:
    """Persons, bodies and states that say, or are named in, what fits a question."""
    rows, total = desk.entities.entities(Asked.of(call.query), _what(call), page_of(call), size_of(call))
    return answer({"total": total, "entities": [asdict(row) for row in rows]})


def api_list(desk: Desk, call: Call) -> Response:
    """The persons, bodies and states, to save: the 10,000 most frequent at most."""
    asked, what = Asked.of(call.query), _what(call)

    def rows() -> Iterator[EntityCount]:
        for page in range(_MOST_SAVED // _AT_A_TIME):
            some, _ = desk.entities.entities(asked, what, page, _AT_A_TIME)
            yield from some
            if len(some) < _AT_A_TIME:
                return

    return as_list(call, "entities", _HEAD, rows(), lambda row: asdict(row).values(), asdict)


def api_entity(desk: Desk, call: Call) -> Response:
    """All about an entity: names, offices, what it said and what is said about it, where it stays open."""
    return answer(entity_record(desk.entities.entity(call.parts["id"])))


def api_names(desk: Desk, call: Call) -> Response:
    """Names that begin so, for suggestions: of speakers, and of entities and places with their ids."""
    typed = call.query.get("q", "")[:100]
    wanted = tuple(kind for kind in call.query.get("sort", "").split(",") if kind)
    if unknown := [kind for kind in wanted if kind not in KINDS]:
        raise MusnadError(f"sort is «{unknown[0]}», which is none of: {', '.join(KINDS)}.")
    found = desk.suggester.suggest(typed, wanted or KINDS)
    names = [name for name, _ in desk.views.suggestions(typed)] if not wanted else []
    return answer({"names": names, "suggestions": [asdict(each) for each in found]})


def entity_record(view: EntityView) -> dict[str, Any]:
    """An entity as the API gives it."""
    known = asdict(view.entity)
    known["names"] = [asdict(each) for each in view.names]
    known["offices"] = [asdict(each) for each in view.offices]
    known["labels"] = [{"form": form, "side": side} for form, side in view.entity.labels]
    return known | {
        "facts": [{"what": what, "id": id_ or None, "text": text} for what, id_, text, _ in view.facts],
        "holders": [asdict(each) for each in view.holders],
        "place": view.place,
        "said": told_record(view.said),
        "about": told_record(view.about),
        "open_total": view.doubts_total,
        "open": [
            {
                "name": each.name,
                "statement": each.statement.id,
                "score": each.score,
                "others": [{"id": id_, "name": name, "score": score} for id_, name, score in each.others],
            }
            for each in view.doubts
        ],
    }


def told_record(told: Told) -> dict[str, Any]:
    """Statements of or about somebody, counted, with the newest of them."""
    return {
        "summary": summary_record(told.summary),
        "by": [
            {"id": t.id, "name": t.name, "english": t.english, "total": t.total, "forces": dict(t.forces)}
            for t in told.tellers
        ],
        "forces_over_time": {force: dict(counts) for force, counts in told.charts},
        "statements": [row_record(row) for row in told.rows],
    }


def _what(call: Call) -> str:
    what = call.query.get("what", "")
    if what and what not in WHAT:
        raise MusnadError(f"what is «{what}», which is none of: {', '.join(WHAT)}.")
    return what
