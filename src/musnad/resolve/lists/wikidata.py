"""Entities of Wikidata in its JSON: labels and aliases in Arabic and English, what they are, what offices they held."""

from collections.abc import Iterator
from typing import Any

from musnad.lexicons import read_yaml
from musnad.resolve.lists.entry import Made, Unfit, named, own_id
from musnad.resolve.lists.followthemoney import tenure

_LANGUAGES = ("ar", "en")
_SEXES = {"Q6581097": "m", "Q6581072": "f", "Q1052281": "f", "Q2449503": "m"}
# Precisions of Wikidata's times: how much of «+2004-03-09» is known.
_KNOWN = {9: 4, 10: 7, 11: 10}


def converted(item: dict[str, Any]) -> Iterator[Made | Unfit]:
    """The entries of ours that an item gives, as (section, fields): itself, then the offices that it held, of which
    one that cannot be taken costs only itself.

    Raises:
        Unfit: it has no id or no name in Arabic or English.
    """
    foreign, claims = item.get("id"), item.get("claims")
    if not isinstance(foreign, str) or not isinstance(claims, dict):
        raise Unfit("has no id or no claims. Export the item again")
    known = read_yaml("wikidata")
    classes = list(_items(claims, "P31"))
    body = next((known["bodies"][c] for c in classes if c in known["bodies"]), None)
    person, office = (any(c in known[kind] for c in classes) for kind in ("persons", "offices"))
    if not (person or office or body):
        return
    fields = named(_names(item))
    countries = [*_items(claims, "P27"), *_items(claims, "P1001"), *_items(claims, "P17")]
    state = next((known["states"][c] for c in countries if c in known["states"]), None)
    if person:
        sex = next((_SEXES[c] for c in _items(claims, "P21") if c in _SEXES), None)
        yield "persons", _given({"id": own_id("p", foreign), **fields, "sex": sex, "state": state})
        yield from _tenures(own_id("p", foreign), claims)
    elif office:
        if state is None:
            raise Unfit("is a position of no country that is known here. Give it P1001 or P17")
        titles = [fields["name"], *fields.get("forms", ())]
        english = fields["english"]
        yield "offices", {
            "id": own_id("o", foreign), "role": "special", "of": state, "english": english, "titles": titles,
        }  # fmt: skip
    else:
        yield "bodies", _given({"id": own_id("b", foreign), **fields, "kind": body, "state": state})


def _tenures(person: str, claims: dict[str, Any]) -> Iterator[Made | Unfit]:
    for statement in _list(claims, "P39"):
        office = _value(statement.get("mainsnak"))
        qualifiers = statement.get("qualifiers")
        dates = qualifiers if isinstance(qualifiers, dict) else {}
        if isinstance(office, dict) and isinstance(office.get("id"), str):
            since, until = (_time(dates, key) for key in ("P580", "P582"))
            try:
                yield "tenures", tenure(own_id("o", office["id"]), person, since, until)
            except Unfit as why:
                yield Unfit(f"held the office {office['id']} in a time that {why}")


def _names(item: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for language in _LANGUAGES:
        for part in ("labels", "aliases"):
            values = item.get(part)
            value = values.get(language) if isinstance(values, dict) else None
            given = [v for v in (value if isinstance(value, list) else [value]) if isinstance(v, dict)]
            found += [v["value"] for v in given if isinstance(v.get("value"), str)]
    return found


def _items(claims: dict[str, Any], key: str) -> Iterator[str]:
    for statement in _list(claims, key):
        value = _value(statement.get("mainsnak"))
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            yield value["id"]


def _time(qualifiers: dict[str, Any], key: str) -> str | None:
    for snak in _list(qualifiers, key):
        value = _value(snak)
        if isinstance(value, dict) and (size := _KNOWN.get(value.get("precision") or 0)):
            text = str(value.get("time"))
            if text.startswith("+"):
                return text[1 : size + 1]
    return None


def _value(snak: Any) -> Any:
    data = snak.get("datavalue") if isinstance(snak, dict) else None
    return data.get("value") if isinstance(data, dict) else None


def _list(claims: dict[str, Any], key: str) -> list[dict[str, Any]]:
    values = claims.get(key)
    return [v for v in values if isinstance(v, dict)] if isinstance(values, list) else []


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value is not None}
