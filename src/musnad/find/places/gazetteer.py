"""The gazetteer, read once in a process, with an index of folded first words."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from musnad.find.places.spellings import spellings
from musnad.lexicons import read_words
from musnad.lexicons.gazetteer import read_places
from musnad.model import Place
from musnad.normalise import fold_key

# What a doubtful spelling needs: a preposition or a class word beside it.
_DOUBTFUL = 3


class Sense(NamedTuple):
    """A place that a name may mean, and how much context the name needs for that."""

    place: Place
    need: int
    side: str | None


class Entry(NamedTuple):
    """Folded words of a name with all its senses; without senses it is the name of something else.

    *need* is the least that any sense needs.
    """

    words: tuple[str, ...]
    senses: tuple[Sense, ...]
    need: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places by id, their names by first word (longest first), states by the forms of their adjective."""

    places: dict[str, Place]
    index: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, str]
    states: dict[str, Place]

    def ancestors(self, place: Place) -> Iterator[Place]:
        """What a place lies in, from its parent outwards."""
        while place.parent and (parent := self.places.get(place.parent)):
            yield parent
            place = parent


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of ``lexicons/places``, about 7,000 places, in about a fifth of a second."""
    places: dict[str, Place] = {}
    adjectives: dict[str, str] = {}
    for id_, (table, row, place) in read_places().items():
        places[id_] = place
        if table == "states" and place.kind == "country":
            for stem in row[12].split("; "):
                adjectives.update(dict.fromkeys(_adjective_forms(fold_key(stem)), row[11]))
    states = {p.country: p for p in places.values() if p.kind == "country" and p.country}
    return Gazetteer(places, _index(places), adjectives, states)


def _index(places: dict[str, Place]) -> dict[str, tuple[Entry, ...]]:
    senses: dict[str, list[Sense]] = defaultdict(list)
    for place in places.values():
        for name in place.names:
            _add(senses[fold_key(name.text)], Sense(place, name.need, name.side))
    # Spellings by rule come after all that is listed, and never take a listed name's place.
    listed = set(senses)
    for place in places.values():
        for name in place.names:
            for spelling, doubtful in spellings(fold_key(name.text), place):
                if spelling not in listed:
                    _add(senses[spelling], Sense(place, _DOUBTFUL if doubtful else name.need, name.side))
    index: dict[str, list[Entry]] = defaultdict(list)
    for key, found in senses.items():
        words = tuple(key.split())
        index[words[0]].append(Entry(words, tuple(found), min(s.need for s in found)))
    for key in read_words("places", "fixed_names"):
        words = tuple(key.split())
        index[words[0]].append(Entry(words, (), 0))
    return {first: tuple(sorted(entries, key=lambda e: -len(e.words))) for first, entries in index.items()}


def _add(senses: list[Sense], sense: Sense) -> None:
    if all(sense.place is not other.place for other in senses):
        senses.append(sense)


def _adjective_forms(stem: str) -> Iterator[str]:
    """Forms of a relative adjective, with و and ل before the article."""
    if not stem or stem.endswith("?") or " " in stem:
        return
    for form in (stem, stem + "ه", stem + "ين", stem + "ون", stem + "تين"):
        yield form
        for article in ("ال", "وال", "لل", "بال"):
            yield article + form
