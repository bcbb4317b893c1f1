"""Spellings of a place's name that follow by rule from a listed one, beyond what folding makes equal."""

from collections.abc import Iterator

from musnad.lexicons import read_table, read_words
from musnad.model import Place

_SETTLED = frozenset(("city", "town", "village", "quarter"))
# Shorter names become other words too easily.
_SHORTEST = 5


def spellings(name: str, place: Place) -> Iterator[tuple[str, bool]]:
    """Further folded spellings of a folded name, each with whether it is doubtful without context."""
    arabic = place.country in read_words("places", "arabic_states")
    first, _, rest = name.partition(" ")
    if first in read_words("places", "written_together") and rest and " " not in rest:
        yield first + rest, len(first) < 3
    if name.startswith("كفر") and " " not in name and len(name) > _SHORTEST:
        yield "كفر " + name[3:], False
    if place.kind in _SETTLED and arabic and " " not in name and len(name) >= _SHORTEST:
        other = {"ا": "ه", "ه": "ا"}.get(name[-1])
        spelling = name[:-1] + other if other else ""
        if spelling and not _is_word(spelling):
            yield spelling, True
    if place.country and not arabic and "غ" in name:
        other = name.replace("غ", "ج")
        if other not in read_table("vocabulary") and len(other) >= _SHORTEST:
            yield other, False


def _is_word(spelling: str) -> bool:
    vocabulary = read_table("vocabulary")
    return (
        spelling in vocabulary
        or spelling.removeprefix("ال") in vocabulary
        or spelling in read_words("places", "not_spellings")
    )
