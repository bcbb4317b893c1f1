"""Places and figures in a search: whom a name means, and the SQL that holds of a passage which tells of them."""

from collections import defaultdict
from functools import cache
from typing import Any

from musnad.lexicons import read_yaml
from musnad.lexicons.gazetteer import read_places
from musnad.model import MusnadError
from musnad.normalise import fold_key

_ID = "place."
# What else a figure counts than the classes of lexicons/counted.yaml.
_COUNTED = ("people", "percent", "money")


def place_ids(name: str) -> tuple[str, ...]:
    """Ids of the places that *name* may mean: itself if it is an id, else those that are called so, in Arabic in any
    spelling or in English; of a town and the district around it, the district alone. Empty if none is."""
    if name.startswith(_ID):
        return (name,)
    found = _named().get(_key(name), ())
    return tuple(id_ for id_ in found if not any(id_.startswith(f"{other}.") for other in found))


def place_name(id_: str) -> tuple[str, str | None]:
    """Arabic and English name of a place; the id where the gazetteer does not have it."""
    known = read_places().get(id_)
    if known is None:
        return id_, None
    place = known[2]
    return (place.name if place.names else place.english or id_), place.english or None


def at_place(name: str, start: str, end: str) -> tuple[str, list[Any]]:
    """SQL that holds of a passage s, between the columns *start* and *end*, in which *name* or something in it is named
    as a place, with its values.

    Raises:
        MusnadError: no place is called so.
    """
    ids = place_ids(name)
    if not ids:
        raise MusnadError(
            f"The gazetteer has no place called «{name}». Write it as the news does, or give an id (place.sy.aleppo)."
        )
    # «/» follows «.»: everything that begins with the id and a full stop lies in the place.
    meant = " OR ".join(["p.place = ? OR (p.place >= ? AND p.place < ?)"] * len(ids))
    values = [value for id_ in ids for value in (id_, f"{id_}.", f"{id_}/")]
    return _holding("places", f"p.stands_for = 'place' AND ({meant})", start, end, values)


def counting(what: str, start: str, end: str) -> tuple[str, list[Any]]:
    """SQL that holds of a passage s, between the columns *start* and *end*, with a figure that counts *what*, or of
    what befell so many («killed»), with its values.

    Raises:
        MusnadError: nothing of this name is counted.
    """
    if what not in countable():
        raise MusnadError(f"counted is «{what}», which is none of: {', '.join(countable())}.")
    return _holding("figures", "(p.counted = ? OR p.status = ?)", start, end, [what, what])


@cache
def countable() -> tuple[str, ...]:
    """All that a figure can count, and that can befall what it counts."""
    words = read_yaml("counted")
    known = {*words["classes"], *words["status"], *_COUNTED} - {"note"}
    return tuple(sorted(known))


def _holding(table: str, condition: str, start: str, end: str, values: list[Any]) -> tuple[str, list[Any]]:
    # The first part alone would do for finding the reports by the index; the second looks where it stands.
    sql = f"""s.report IN (SELECT p.report FROM {table} p WHERE {condition}) AND EXISTS (SELECT 1 FROM {table} p
        WHERE p.report = s.report AND p.span_start >= s.{start} AND p.span_start < s.{end} AND {condition})"""
    return f"({sql})", values * 2


@cache
def _named() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for id_, (_, _, place) in read_places().items():
        for name in (*(n.text for n in place.names), place.english):
            if name:
                found[_key(name)][id_] = None
    return {key: tuple(ids) for key, ids in found.items()}


def _key(name: str) -> str:
    return " ".join(fold_key(name).casefold().split())
