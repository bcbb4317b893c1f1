"""What the pages of persons, bodies and states show. Knows nothing of HTML or HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from musnad.ledger import Entity, Ledger, Statement
from musnad.ledger.database import restored
from musnad.ledger.writer import name_key
from musnad.lexicons.gazetteer import read_places
from musnad.lexicons.knowledge import load_knowledge
from musnad.model import MusnadError
from musnad.web.asking import Asked
from musnad.web.columns import Array, Columns
from musnad.web.memory import Memory
from musnad.web.store import Store
from musnad.web.suggesting import Suggester
from musnad.web.summary import names_of
from musnad.web.tally import tally
from musnad.web.telling import Told, told
from musnad.web.views import PAGE, NotThere, Views

WHAT = ("person", "body", "state")
_ENTITIES_HELD = 64
_NAMES_SHOWN = 40
_OPEN_SHOWN = 6
_BEGINNINGS = {"person": ("p.", "e."), "body": ("b.", "e."), "state": ("s.",)}


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name by which the reports call an entity.

    Attributes:
        said, about: in how many of the statements that it made, and that others made of it.
        side: in English, whose term it is; None if it is nobody's in particular.
        speaks: whether the name has a page of its own, as that of a speaker.
    """

    name: str
    said: int
    about: int
    side: str | None
    speaks: bool


@dataclass(frozen=True, slots=True)
class Held:
    """An office, as *title* and *english*, and when it was held: partial dates as written, None where unknown."""

    office: str
    title: str
    english: str | None
    since: str | None
    until: str | None
    acting: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office, and when."""

    person: str
    name: str
    english: str | None
    since: str | None
    until: str | None
    acting: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A *name* in a statement that may mean the entity, with the share of belief; *others* that it may mean."""

    name: str
    statement: Statement
    score: float
    others: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """All about an entity.

    Attributes:
        entity, facts: what is known of it; *facts* are (key of the desk's words, id or empty, name or
            text, English name).
        said, about: statements that it made; that others made and name it in.
        names: how the reports call it.
        offices, holders: of a person those held, of an office who held it.
        doubts, doubts_total: where it stays open whether it is meant; how many statements there are.
        place: of a state, the id of its place.
    """

    entity: Entity
    facts: tuple[tuple[str, str, str, str | None], ...]
    said: Told
    about: Told
    names: tuple[NameUse, ...]
    offices: tuple[Held, ...]
    holders: tuple[Holder, ...]
    doubts: tuple[Doubt, ...]
    doubts_total: int
    place: str | None


@dataclass(frozen=True, slots=True)
class EntityCount:
    """An entity in a list: how many statements it made, how many of others name it."""

    id: str
    name: str
    english: str | None
    kind: str
    said: int
    about: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """Whom a name means in so many statements, and *why*: a key of the desk's words with what fills it."""

    id: str
    name: str
    english: str | None
    kind: str
    said: int
    about: int
    maybe: int
    why: tuple[str, dict[str, str]]


class EntityViews:
    """Answers questions about the entities of the ledger under *store*. May be used by several threads."""

    def __init__(self, store: Store, views: Views, suggester: Suggester) -> None:
        self._store, self._views, self._suggester = store, views, suggester
        self._memory = Memory(_ENTITIES_HELD)

    def entity(self, id_: str) -> EntityView:
        """All about an entity. Raises :class:`NotThere` if nobody has this id."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            try:
                entity = ledger.entity(id_, counted=False)
            except MusnadError as error:
                raise NotThere(f"Nobody has the id {id_} in this ledger. Find the right one by its name.") from error
            view: EntityView = self._memory.get(
                columns, ("entity", entity.id), lambda: self._entity(columns, entity, ledger)
            )
            return view

    def entities(self, asked: Asked, what: str = "", page: int = 0, size: int = PAGE) -> tuple[list[EntityCount], int]:
        """Who says, or is named in, what *asked* fits, most frequent first, and how many there are; *asked*'s words are
        looked for in their names. *what*: one of ``WHAT``; all if empty."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            said, about = self._counts(columns, asked.but(q=""), ledger)
            total = said + about
            if asked.q:
                keep = np.zeros(len(total), np.bool_)
                keep[columns.concerns.entity_codes(self._suggester.entities(asked.q, ledger))] = True
                total = total * keep
            if what:
                total = total * self._of_kind(columns, what, ledger)
            order = np.lexsort((np.arange(len(total)), -total))[: np.count_nonzero(total)]
            rows = []
            for code in order[page * size : (page + 1) * size]:
                name, english, kind = ledger.called(columns.concerns.ids[code])
                rows.append(
                    EntityCount(columns.concerns.ids[code], name, english, kind, int(said[code]), int(about[code]))
                )
            return rows, len(order)

    def meanings(self, name: str) -> tuple[Meaning, ...]:
        """Whom *name* means in the reports, the surest and most frequent first. Empty if it stays open everywhere."""
        columns = self._store.columns()
        with self._store.reading() as ledger:
            found = ledger.database.row("SELECT row FROM names WHERE name = ?", (name,))
            if found is None:
                return ()
            numbers: dict[int, dict[str, int]] = {}
            for role, pairs in columns.concerns.entities.items():
                codes, counts = tally(pairs.key[pairs.name == found[0]])
                for code, n in zip(codes, counts, strict=True):
                    numbers.setdefault(int(code), {})[role] = int(n)
            made = []
            for code, n in numbers.items():
                id_ = columns.concerns.ids[code]
                made.append(
                    Meaning(
                        id_, *ledger.called(id_), n.get("said", 0), n.get("about", 0), n.get("maybe", 0),
                        _why(name, id_, ledger),
                    )
                )  # fmt: skip
            return tuple(sorted(made, key=lambda m: (-(m.said + m.about), -m.maybe, m.id)))

    def _entity(self, columns: Columns, entity: Entity, ledger: Ledger) -> EntityView:
        concerns, ids = columns.concerns, (entity.id,)
        said, about, maybe = (columns.at(concerns.statements(ids, role)) for role in ("said", "about", "maybe"))
        rows = self._views.rows_at
        return EntityView(
            entity=entity,
            facts=tuple(_facts(entity, ledger)),
            said=told(columns, said, ledger, rows, by_whom=False),
            about=told(columns, about, ledger, rows),
            names=_names(columns, entity, ledger),
            offices=tuple(_held(entity, ledger)),
            holders=tuple(_holders(entity.id, ledger)),
            doubts=tuple(_doubts(columns, entity, maybe, ledger)),
            doubts_total=len(maybe),
            place=_place_of(entity.id),
        )

    def _of_kind(self, columns: Columns, what: str, ledger: Ledger) -> Array:
        mask: Array = self._memory.get(columns, ("kind", what), lambda: _of_kind(columns.concerns.ids, what, ledger))
        return mask

    def _counts(self, columns: Columns, asked: Asked, ledger: Ledger) -> tuple[Array, Array]:
        counts: tuple[Array, Array] = self._memory.get(
            columns, ("counts", asked), lambda: self._counted(columns, asked, ledger)
        )
        return counts

    def _counted(self, columns: Columns, asked: Asked, ledger: Ledger) -> tuple[Array, Array]:
        """How many statements that *asked* fits each entity made, and is named in, by code."""
        concerns = columns.concerns
        size = len(concerns.ids)
        fits = None
        if asked.filters():
            fits = np.zeros(len(columns.position), np.bool_)
            fits[columns.values["row"][self._views.positions(columns, asked, ledger)]] = True
        pairs = [concerns.counted[role] for role in ("said", "about")]
        keys = [p.key if fits is None else p.key[fits[p.statement]] for p in pairs]
        return np.bincount(keys[0], minlength=size), np.bincount(keys[1], minlength=size)


def _names(columns: Columns, entity: Entity, ledger: Ledger) -> tuple[NameUse, ...]:
    """How the reports call *entity*, most frequent first; one side's terms marked so."""
    concerns = columns.concerns
    counts: dict[int, list[int]] = {}
    for at, role in enumerate(("said", "about")):
        pairs = concerns.entities[role]
        found = pairs.name[pairs.of(concerns.entity_codes([entity.id]), len(concerns.ids))]
        for row, n in zip(*tally(found), strict=True):
            counts.setdefault(int(row), [0, 0])[at] = int(n)
    best = sorted((row for row in counts if row), key=lambda row: (-sum(counts[row]), row))[:_NAMES_SHOWN]
    called = names_of(best, ledger)
    speakers = columns.numbers("speaker")
    sides = {name_key(form): side for form, side in entity.labels}
    made = []
    for row in best:
        if row in called:
            speaks = row < len(speakers) and bool(speakers[row])
            made.append(NameUse(called[row], counts[row][0], counts[row][1], sides.get(name_key(called[row])), speaks))
    return tuple(made)


def _facts(entity: Entity, ledger: Ledger) -> Iterator[tuple[str, str, str, str | None]]:
    def other(what: str, id_: str) -> tuple[str, str, str, str | None]:
        name, english, _ = ledger.called(id_)
        return what, id_, name, english

    if entity.state:
        yield other("of_state", entity.state)
    knowledge = load_knowledge()
    if (body := knowledge.bodies.get(entity.id)) is not None:
        yield "body_kind", "", body.kind, None
        yield from (other(what, id_) for what, id_ in (("part_of", body.part_of), ("became", body.became)) if id_)
        for what, day in (("named_since", body.since), ("named_until", body.until)):
            if day:
                yield what, "", day.text, None
    if (office := knowledge.offices.get(entity.id)) is not None:
        yield other("office_of", office.of)


def _held(entity: Entity, ledger: Ledger) -> Iterator[Held]:
    """Offices held by *entity*, latest first; those without dates at the end."""
    members = {entity.id, *entity.merged}
    offices = load_knowledge().offices
    for id_, since, until in sorted(entity.offices, key=lambda o: (o[1] or "", o[2] or "9"), reverse=True):
        known = offices.get(id_)
        acting = known is not None and any(
            h.acting and h.person in members and since == (h.since.text if h.since else None) for h in known.holders
        )
        title, english, _ = ledger.called(id_)
        yield Held(id_, title, known.english if known else english, since, until, acting)


def _holders(id_: str, ledger: Ledger) -> Iterator[Holder]:
    """Who held the office *id_*, latest first."""
    known = load_knowledge().offices.get(id_)
    for h in reversed(known.holders if known else ()):
        name, english, _ = ledger.called(h.person)
        since, until = (day.text if day else None for day in (h.since, h.until))
        yield Holder(h.person, name, english, since, until, h.acting)


def _doubts(columns: Columns, entity: Entity, maybe: Array, ledger: Ledger) -> Iterator[Doubt]:
    """The newest statements in which it stays open whether *entity* is meant."""
    rows = [int(row) for row in columns.values["row"][maybe[:_OPEN_SHOWN]]]
    pairs = columns.concerns.entities["maybe"]
    codes = columns.concerns.entity_codes([entity.id])
    for row, statement in zip(rows, ledger.statements_in(rows), strict=True):
        here = pairs.only(np.flatnonzero(pairs.statement == row))
        for name in dict.fromkeys(here.name[np.isin(here.key, codes)].tolist()):
            scores = _scores(row, here.only(here.name == name), columns, ledger)
            called = ledger.database.row("SELECT name FROM names WHERE row = ?", (name,))
            others = tuple((id_, ledger.called(id_)[0], score) for id_, score in scores if id_ != entity.id)
            yield Doubt(restored(called[0]) or "" if called else "", statement, dict(scores)[entity.id], others)


def _scores(statement: int, here: "Array", columns: Columns, ledger: Ledger) -> list[tuple[str, float]]:
    """Shares of belief in those whom one name of one statement may mean, the likeliest first."""
    sql = """SELECT max(c.score) FROM entities e JOIN statement_entities c ON c.entity = e.row
        WHERE e.id = ? AND c.role = 'maybe' AND c.statement = ?"""
    found = []
    for code in here.key:
        id_ = columns.concerns.ids[code]
        best = 0.0
        for member in (id_, *(m for m, into in ledger.names.merged().items() if into == id_)):
            row = ledger.database.row(sql, (member, statement))
            best = max(best, (row[0] if row else 0) or 0.0)
        found.append((id_, best))
    return sorted(found, key=lambda each: (-each[1], each[0]))


def _why(name: str, id_: str, ledger: Ledger) -> tuple[str, dict[str, str]]:
    """Why *name* is taken for *id_*."""
    key = name_key(name)
    entity = ledger.entity(id_, counted=False)
    for judgement in reversed(entity.judgements):
        if judgement.stands and judgement.kind in ("merge", "split", "link") and judgement.object == id_:
            return "why_judged", {"author": judgement.author, "day": judgement.at[:10]}
    if id_.startswith("e."):
        return ("why_found", {}) if key == name_key(entity.name) else ("why_short", {"name": entity.name})
    if key in {name_key(form) for form in (entity.name, *entity.forms)}:
        return "why_known", {}
    for form, side in entity.labels:
        if key == name_key(form):
            return "why_label", {"side": side}
    for office, since, until in entity.offices:
        if key in _titles().get(office, ()):
            return "why_office", {"since": since or "?", "until": until or "…"}
    return "why_story", {}


@cache
def _titles() -> dict[str, frozenset[str]]:
    """Folded titles of each office of the knowledge base."""
    return {
        id_: frozenset(name_key(title) for title in (*office.titles, *office.titles_f))
        for id_, office in load_knowledge().offices.items()
    }


def _place_of(id_: str) -> str | None:
    """The place of a state."""
    state = load_knowledge().states.get(id_)
    place = f"place.{state.iso.lower()}" if state and state.iso else ""
    return place if place in read_places() else None


def _of_kind(ids: list[str], what: str, ledger: Ledger) -> Array:
    """Which of *ids* are of a kind."""
    found = np.array([id_.startswith(_BEGINNINGS[what]) for id_ in ids], np.bool_)
    if what != "state":
        # What was found in reports carries its kind with it.
        rows = ledger.database.rows("SELECT id FROM found WHERE kind <> ?", (what,))
        other = {id_ for (id_,) in rows}
        found &= np.array([id_ not in other for id_ in ids], np.bool_)
    return found
