"""What of a user's own names takes part in reading."""

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from musnad.ledger.database import Database, restored
from musnad.ledger.identities import Identities
from musnad.lexicons.knowledge import SECTIONS, Knowledge, load_knowledge, read_entries
from musnad.model import Body, Office, OwnNames, PartialDate, Person, State, Tenure

Entry = State | Body | Person | Office
# Entries that take part in reading: each worker holds them, about a kilobyte apiece.
MOST_READ = 200_000
# Of more than these only those are held that may stand in the texts at hand.
MOST_HELD = 10_000
TENURES = "tenures"


def read_own(
    db: Database, identities: Identities, undone: Collection[int], only: Collection[str] | None = None
) -> tuple[OwnNames, list[str]]:
    """What takes part in reading, and what is worth knowing about it. *undone*: rows of the judgements that do not
    stand; *only*: the ids to which it is limited."""
    notices: list[str] = []
    raw: dict[str, tuple[str, dict[str, Any]]] = {}
    tenures: list[dict[str, Any]] = []
    for key, section, text, judgement in _newest_first(db, only):
        if judgement in undone:
            continue
        if len(raw) + len(tenures) >= MOST_READ:
            notices.append(
                f"{db.name} holds more than {MOST_READ:,} names of its own, so reading uses the newest of"
                " them. Undo imports that you do not need."
            )
            break
        if section == TENURES:
            tenures.append(json.loads(restored(text) or "{}"))
        else:
            raw.setdefault(key, (section, json.loads(restored(text) or "{}")))
    base = load_knowledge() if raw or tenures or identities.merges() else None
    if base is None:
        return OwnNames(), notices
    known, problems = read_entries(((id_, section, entry) for id_, (section, entry) in raw.items()), base)
    notices += problems
    entries: dict[str, Entry] = {e.id: e for s in SECTIONS for e in getattr(known, s).values()}
    held = [(t["office"], _tenure(t)) for t in reversed(tenures)]
    return _merged(db, identities, entries, held, base), notices


def _newest_first(db: Database, only: Collection[str] | None) -> Iterator[tuple[Any, ...]]:
    if only is None:
        return db.rows("SELECT id, section, entry, judgement FROM entries WHERE arabic ORDER BY row DESC")
    sql = """SELECT e.id, e.section, e.entry, e.judgement FROM json_each(?) k CROSS JOIN entries e ON e.id = k.value
        ORDER BY e.row DESC"""
    return db.rows(sql, (json.dumps(sorted(only)),))


def _merged(
    db: Database, identities: Identities, entries: dict[str, Entry], held: list[tuple[str, Tenure]], base: Knowledge
) -> OwnNames:
    gone = set()
    every: dict[str, Any] = base.states | base.bodies | base.persons | base.offices | entries
    merges = identities.merges()
    for entity, into in merges.items():
        target = every.get(into)
        names = _names_of(db, entity, every)
        if target is not None and not isinstance(target, Office):
            short = (*target.short, *getattr(every.get(entity), "short", ())) if isinstance(target, Person) else ()
            changed = replace(target, forms=_distinct(*target.forms, *(n for n in names if n != target.name)))
            if isinstance(changed, Person):
                changed = replace(changed, short=_distinct(*short))
            every[into] = entries[into] = changed
        gone.add(entity)
        entries.pop(entity, None)
    for key, office in every.items():
        if isinstance(office, Office) and any(h.person in merges for h in office.holders):
            holders = tuple(replace(h, person=merges.get(h.person, h.person)) for h in office.holders)
            entries[key] = replace(office, holders=holders)
    moved = [(merges.get(o, o), replace(t, person=merges.get(t.person, t.person))) for o, t in held]
    return OwnNames(tuple(entries.values()), tuple(moved), frozenset(g for g in gone if not g.startswith("e.")))


def _names_of(db: Database, entity: str, every: dict[str, Any]) -> tuple[str, ...]:
    entry = every.get(entity)
    if entry is not None and not isinstance(entry, Office):
        return (entry.name, *entry.forms)
    sql = """SELECT DISTINCT n.name FROM found f JOIN links l ON l.found = f.row JOIN names n ON n.row = l.name
        WHERE f.id = ?"""
    found = (restored(name) or "" for (name,) in db.rows(sql, (entity,)))
    return tuple(name for name in found if " " in name)


def _tenure(e: dict[str, Any]) -> Tenure:
    since, until = (PartialDate(e[end]) if e.get(end) else None for end in ("since", "until"))
    return Tenure(e["person"], since, until)


def _distinct(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
