"""Names suggested while somebody types: of persons, bodies, states, places, and of speakers who are nobody known."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from musnad.ledger import Ledger
from musnad.ledger.writer import name_key
from musnad.lexicons.gazetteer import read_places
from musnad.lexicons.knowledge import load_knowledge
from musnad.web.columns import Array, Columns
from musnad.web.memory import Memory
from musnad.web.store import Store
from musnad.web.views import Views

KINDS = ("entity", "place", "name")
_MOST = {"entity": 6, "place": 4, "name": 4}
# A field that wants one sort alone shows more of it.
_MOST_ALONE = 10
_SHORTEST = 2
_LONGEST = 100
_WORDS = 8
# Names looked through for one word; a beginning that fits more is too short to suggest anything.
_LOOKED_THROUGH = 2_000
_ARTICLE = "ال"
_ENTITY_SECTIONS = ("states", "bodies", "persons")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that may be meant: *kind* «person», «body», «state», «place» or «name» (a speaker's, *id* empty), and in
    how many statements it stands."""

    kind: str
    id: str
    name: str
    english: str | None
    count: int


class Suggester:
    """Suggests names that stand in the ledger under *store*. May be used by several threads."""

    def __init__(self, store: Store, views: Views) -> None:
        self._store, self._views = store, views
        self._memory = Memory(4)

    def suggest(self, typed: str, kinds: tuple[str, ...] = KINDS) -> list[Suggestion]:
        """Names of which the words begin as those that are *typed*, by kind and then most frequent first; empty for
        less than two letters."""
        typed = typed[:_LONGEST]
        if len(name_key(typed)) < _SHORTEST:
            return []
        most = _MOST if len(kinds) > 1 else dict.fromkeys(KINDS, _MOST_ALONE)
        columns = self._store.columns()
        found: list[Suggestion] = []
        with self._store.reading() as ledger:
            if "entity" in kinds:
                found += self._entities(columns, typed, ledger)[: most["entity"]]
            if "place" in kinds:
                found += self._places(columns, typed, ledger)[: most["place"]]
        if "name" in kinds:
            known = {name_key(each.name) for each in found}
            numbers = self._views.suggestions(typed)
            found += [Suggestion("name", "", name, None, n) for name, n in numbers if name_key(name) not in known][
                : most["name"]
            ]
        return found

    def entities(self, typed: str, ledger: Ledger) -> list[str]:
        """Ids of the entities of which a name has words that begin so."""
        found = _common(self._beginning(word, ledger) for word in _typed(typed))
        merged = ledger.names.merged()
        return list(dict.fromkeys(merged.get(id_, id_) for id_ in found))

    def places(self, typed: str) -> set[str]:
        """Ids of the places of which a name has words that begin so."""
        return _common(_places().beginning(word) for word in _typed(typed))

    def _entities(self, columns: Columns, typed: str, ledger: Ledger) -> list[Suggestion]:
        concerns = columns.concerns
        numbers: Array = self._memory.get(
            columns,
            "entities",
            lambda: sum(np.bincount(concerns.counted[r].key, minlength=len(concerns.ids)) for r in ("said", "about")),
        )
        codes = [code for code in concerns.entity_codes(self.entities(typed, ledger)) if numbers[code]]
        best = sorted(codes, key=lambda code: (-numbers[code], code))[:_MOST_ALONE]
        found = []
        for code in best:
            name, english, kind = ledger.called(concerns.ids[code])
            found.append(Suggestion(kind, concerns.ids[code], name, english, int(numbers[code])))
        return found

    def _places(self, columns: Columns, typed: str, ledger: Ledger) -> list[Suggestion]:
        concerns = columns.concerns
        numbers: Array = self._memory.get(
            columns, "places", lambda: np.bincount(concerns.counted_places.key, minlength=len(concerns.place_ids))
        )
        known = [(concerns.place_numbers.get(id_, -1), id_) for id_ in self.places(typed)]
        known = [(n, id_) for n, id_ in known if n >= 0 and numbers[n]]
        best = sorted(known, key=lambda each: (-numbers[each[0]], each[1]))[:_MOST_ALONE]
        return [Suggestion("place", id_, *ledger.place(id_), int(numbers[n])) for n, id_ in best]

    def _beginning(self, word: str, ledger: Ledger) -> set[str] | None:
        """Ids of the entities that have a word beginning so in a name: known to everybody, the user's, the ledger's.
        None: so many that it tells nothing."""
        found = _known().beginning(word)
        if found is None:
            return None
        beyond = word + "\U0010ffff"
        sql = f"""SELECT f.id FROM (SELECT DISTINCT name FROM name_words WHERE word >= ? AND word < ?
            LIMIT {_LOOKED_THROUGH}) w JOIN found f ON f.name = w.name"""
        found.update(id_ for (id_,) in ledger.database.rows(sql, (word, beyond)))
        sql = f"""SELECT e.id FROM (SELECT DISTINCT entry FROM entry_words WHERE word >= ? AND word < ?
            LIMIT {_LOOKED_THROUGH}) w JOIN entries e ON e.row = w.entry WHERE e.section <> 'tenures'"""
        found.update(id_ for (id_,) in ledger.database.rows(sql, (word, beyond)))
        return found


class _Words:
    """Words of names with the ids of what is called so, in order."""

    def __init__(self, named: Iterator[tuple[str, str]]) -> None:
        pairs = sorted({(word, id_) for name, id_ in named for word in _words(name)})
        self._words = [word for word, _ in pairs]
        self._ids = [id_ for _, id_ in pairs]

    def beginning(self, word: str) -> set[str] | None:
        """Ids of what has a word that begins so in one of its names; None: so many that it tells nothing."""
        first = bisect_left(self._words, word)
        last = bisect_left(self._words, word + "\U0010ffff", first)
        return set(self._ids[first:last]) if last - first <= _LOOKED_THROUGH else None


@cache
def _known() -> _Words:
    """Of the packaged knowledge base."""

    def named() -> Iterator[tuple[str, str]]:
        knowledge = load_knowledge()
        for section in _ENTITY_SECTIONS:
            for id_, entry in getattr(knowledge, section).items():
                names = [entry.name, entry.english, *entry.forms, *(label.form for label in entry.labels)]
                for name in (*names, *getattr(entry, "short", ())):
                    yield name, id_

    return _Words(named())


@cache
def _places() -> _Words:
    """Of the gazetteer."""
    return _Words(
        (name, id_)
        for id_, (_, _, place) in read_places().items()
        for name in (*(n.text for n in place.names), place.english)
    )


def warm() -> None:
    """Load what is known to everybody, so that nobody waits for it."""
    _known()
    _places()


def _common(found: Iterable[set[str] | None]) -> set[str]:
    """What is in all that tells anything; nothing if none does."""
    telling = [ids for ids in found if ids is not None]
    return set.intersection(*telling) if telling else set()


def _typed(text: str) -> list[str]:
    return name_key(text).casefold().split()[:_WORDS]


def _words(name: str) -> Iterator[str]:
    for word in name_key(name).casefold().split():
        yield word
        if word.startswith(_ARTICLE) and len(word) > len(_ARTICLE) + 1:
            yield word[len(_ARTICLE) :]
