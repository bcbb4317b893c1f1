"""The places of ``lexicons/places``: one line of a table, one place."""

from functools import cache

from musnad.lexicons.load import read_rows
from musnad.model import Place, PlaceName

# Marks behind a name: what context it needs.
_NEEDS = {"?": 1, "??": 2, "p": 3, "i": 4}


@cache
def read_places() -> dict[str, tuple[str, list[str], Place]]:
    """Each place by its id, behind the table and the columns it comes from. Read once in a process."""
    return {row[0]: (table, row, _place(row)) for table, row in read_rows("places")}


def _place(row: list[str]) -> Place:
    id_, name, english, kind, lat, lon, km, population, marks, variants, source = row[:11]
    flags = marks.split()
    claims = next((f[7:] for f in flags if f.startswith("claims=")), "")
    names = [_name(" ".join([name, *(f for f in flags if f in _NEEDS)]))] if name else []
    names += [_name(v) for v in variants.split("; ") if v]
    parent = id_.rpartition(".")[0]
    first = id_.split(".")[1]
    return Place(
        id_, tuple(names), english, kind,  # type: ignore[arg-type]
        None if parent == "place" else parent, first.upper() if len(first) == 2 else None,
        tuple(claims.split(",")) if claims else (), float(lat), float(lon), float(km),
        int(population or 0), "cap" in flags, source,
    )  # fmt: skip


def _name(written: str) -> PlaceName:
    text, _, mark = written.rpartition(" ")
    need = _NEEDS.get(mark, 0)
    if not need:
        text = written
    text, _, side = text.partition("@")
    return PlaceName(text, need, side.upper() or None)
