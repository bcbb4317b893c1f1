"""Entities of FollowTheMoney, as OpenSanctions publishes them: one JSON object a line.

Taken are persons, organisations, public bodies, companies, positions and who held them. An occupancy may stand before
or after its person and position: it is kept by their ids, and counts when all three are there.
"""

from typing import Any

from musnad.model import PartialDate
from musnad.resolve.lists.entry import Made, Unfit, named, own_id, states_by_code

_BODIES = {"Organization": "other", "PublicBody": "other", "Company": "company", "LegalEntity": "other"}
_SEXES = {"male": "m", "female": "f"}
# Schemata of FollowTheMoney that are neither persons nor bodies nor offices are passed over in silence.
TAKEN = frozenset({*_BODIES, "Person", "Position", "Occupancy"})


def converted(entity: dict[str, Any]) -> Made | None:
    """The entry of ours, as (section, fields); None for what is no name.

    Raises:
        Unfit: something is missing or contradicts itself.
    """
    schema = entity.get("schema")
    if schema not in TAKEN:
        return None
    foreign, properties = entity.get("id"), entity.get("properties")
    if not isinstance(foreign, str) or not foreign.strip() or not isinstance(properties, dict):
        raise Unfit("has no id or no properties. Export the entity again")
    if schema == "Occupancy":
        return "tenures", _tenure(properties)
    caption = entity.get("caption")
    names = [*_all(properties, "name"), *_all(properties, "alias"), *([caption] if isinstance(caption, str) else [])]
    fields = named(names)
    state = next((states_by_code()[c] for c in _codes(properties) if c in states_by_code()), None)
    if schema == "Position":
        return "offices", _office(foreign, fields, state)
    if schema == "Person":
        sex = next((_SEXES[g] for g in _all(properties, "gender") if g in _SEXES), None)
        made: Made = ("persons", {"id": own_id("p", foreign), **fields, "sex": sex, "state": state})
    else:
        made = ("bodies", {"id": own_id("b", foreign), **fields, "kind": _BODIES[schema], "state": state})
    return made[0], {key: value for key, value in made[1].items() if value is not None}


def _office(foreign: str, fields: dict[str, Any], state: str | None) -> dict[str, Any]:
    if state is None:
        raise Unfit("is a position of no country that is known here. Give it its country")
    titles = [fields["name"], *fields.get("forms", ())]
    return {"id": own_id("o", foreign), "role": "special", "of": state, "english": fields["english"], "titles": titles}


def _tenure(properties: dict[str, Any]) -> dict[str, Any]:
    holder, post = (next(iter(_all(properties, key)), None) for key in ("holder", "post"))
    if holder is None or post is None:
        raise Unfit("names no holder or no post. Give both")
    return tenure(own_id("o", post), own_id("p", holder), _date(properties, "startDate"), _date(properties, "endDate"))


def tenure(office: str, person: str, since: str | None, until: str | None) -> dict[str, Any]:
    """The fields of a tenure.

    Raises:
        Unfit: it ends before it begins, or a date is none.
    """
    for text in (since, until):
        try:
            PartialDate(text or "2000")
        except ValueError:
            raise Unfit(f"has {text!r}, which is no date. Write 2004, 2004-03 or 2004-03-09") from None
    if since and until and PartialDate(until).last < PartialDate(since).first:
        raise Unfit(f"ends ({until}) before it begins ({since}). Correct one of them")
    fields = {"office": office, "person": person, "since": since, "until": until}
    return {key: value for key, value in fields.items() if value is not None}


def _date(properties: dict[str, Any], key: str) -> str | None:
    for text in _all(properties, key):
        try:
            return PartialDate(text[:10]).text
        except ValueError:
            raise Unfit(f"has the {key} {text!r}, which is no date. Write 2004, 2004-03 or 2004-03-09") from None
    return None


def _codes(properties: dict[str, Any]) -> list[str]:
    keys = ("country", "nationality", "citizenship", "jurisdiction")
    return [code.lower()[:2] for key in keys for code in _all(properties, key)]


def _all(properties: dict[str, Any], key: str) -> list[str]:
    values = properties.get(key) or []
    return [v for v in values if isinstance(v, str)] if isinstance(values, list) else []
