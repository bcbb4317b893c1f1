"""Spellings of a place's name that follow by rule from a listed one, beyond what folding makes equal."""

from collections.abc import Iterator

from musnad.lexicons import read_table
from musnad.model import Place

# Words that newsrooms write together with the name after them, or apart.
_PREFIXES = ("كفر", "تل", "دير", "خان", "ابو", "ام", "بني")
_SETTLED = frozenset(("city", "town", "village", "quarter"))
# The countries whose names are Arabic: elsewhere g is spelled غ or ج as the newsroom likes.
_ARABIC = frozenset(
    ("SY", "IQ", "LB", "PS", "IL", "YE", "LY", "JO", "EG", "SA")
    + ("KW", "QA", "BH", "AE", "OM", "TN", "DZ", "MA", "MR", "SD")
)
# Shorter names become other words too easily.
_SHORTEST = 5


def spellings(name: str, place: Place) -> Iterator[tuple[str, bool]]:
    """Further folded spellings of a folded name, each with whether it is doubtful without context."""
    first, _, rest = name.partition(" ")
    if first in _PREFIXES and rest and " " not in rest:
        yield first + rest, len(first) < 3
    if name.startswith("كفر") and " " not in name and len(name) > _SHORTEST:
        yield "كفر " + name[3:], False
    if place.kind in _SETTLED and place.country in _ARABIC and " " not in name and len(name) >= _SHORTEST:
        other = {"ا": "ه", "ه": "ا"}.get(name[-1])
        if other and name[:-1] + other not in read_table("vocabulary"):
            yield name[:-1] + other, True
    if place.country and place.country not in _ARABIC and "غ" in name:
        other = name.replace("غ", "ج")
        if other not in read_table("vocabulary") and len(other) >= _SHORTEST:
            yield other, False
