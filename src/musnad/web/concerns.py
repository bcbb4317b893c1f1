"""Whom and what the statements of a ledger concern, in memory: pairs of an entity, or a spot, and a statement.

As with :mod:`musnad.web.columns`, going through all of them in arrays takes a few milliseconds; they take a dozen bytes
a pair and are only added to. What has been judged of names is applied when they are refreshed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from musnad.ledger import Ledger
from musnad.ledger.database import restored
from musnad.web.tally import distinct, without

Array = Any

_AT_A_TIME = 50_000
ROLES = ("said", "about", "maybe")
PLACED = ("about", "at", "dateline")
# As one string, because a row at a time costs Python more than the reading costs SQLite.
_ENTITIES = f"""SELECT max(row), group_concat(statement || ' ' || entity || ' ' || name || ' ' || role, ' ') FROM (
    SELECT row, statement, entity, ifnull(name, 0) AS name, instr('said about maybe', role) AS role
    FROM statement_entities WHERE row > ? ORDER BY row LIMIT {_AT_A_TIME})"""
_PLACES = f"""SELECT max(row), group_concat(statement || ' ' || spot || ' ' || role, ' ') FROM (
    SELECT row, statement, spot, instr('about at dateline', role) AS role
    FROM statement_places WHERE row > ? ORDER BY row LIMIT {_AT_A_TIME})"""
# Statements of a report that concern whoever is called by a folded name: (row, row of the name).
_SPOKEN = """SELECT s.row, n.row FROM names n JOIN reports r ON r.id = ?2 JOIN statements s ON s.report = r.row
    WHERE n.key = ?1 AND s.speaker = n.row"""
_NAMED = """SELECT DISTINCT s.row, n.row FROM names n JOIN reports r ON r.id = ?2
    JOIN mentions m ON m.report = r.row AND m.name = n.row
    JOIN statements s ON s.report = r.row AND m.span_start >= s.content_start AND m.span_end <= s.content_end
    WHERE n.key = ?1"""
_LINKED = {"said": _SPOKEN, "about": _NAMED, "maybe": f"{_SPOKEN} UNION {_NAMED}"}
_ROLE_AT = {"said": 1, "about": 6, "maybe": 12}
_PLACED_AT = {"about": 1, "at": 7, "dateline": 10}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, or an *area* told by it (JSON as in the ledger's table of places; empty for the place itself).

    *lat*, *lon* in degrees, *km* the radius within which what is meant is to be looked for; None where unknown.
    """

    place: str
    area: str
    lat: float | None
    lon: float | None
    km: float | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Arrays of one length: codes of entities or spots, rows of statements, and (of entities) rows of the names by
    which they were called."""

    key: Array = field(default_factory=lambda: np.empty(0, np.int32))
    statement: Array = field(default_factory=lambda: np.empty(0, np.int32))
    name: Array = field(default_factory=lambda: np.empty(0, np.int32))

    def __len__(self) -> int:
        return len(self.key)

    def more(self, key: Array, statement: Array, name: Array) -> "Pairs":
        """These and others."""
        new = zip((self.key, self.statement, self.name), (key, statement, name), strict=True)
        return Pairs(*(np.concatenate([old, added.astype(np.int32)]) for old, added in new))

    def only(self, chosen: Array) -> "Pairs":
        """Those at *chosen*, places or a mask."""
        return Pairs(self.key[chosen], self.statement[chosen], self.name[chosen] if len(self.name) else self.name)

    def of(self, codes: Iterable[int], size: int) -> Array:
        """A mask of those with one of *codes*, of *size* codes in all."""
        wanted = np.zeros(size + 1, np.bool_)
        for code in codes:
            wanted[code] = True
        return wanted[self.key]


class Concerns:
    """All pairs of a ledger at one moment; not changed once made.

    Attributes:
        ids: ids of the entities by code, after merges; code 0 is none.
        entities: pairs of entities by role: «said», «about», «maybe».
        spots: by row of the ledger's table; row 0 is none.
        places: pairs of spots by role: «about», «at», «dateline».
    """

    def __init__(self) -> None:
        self.ids: list[str] = [""]
        self.entities: dict[str, Pairs] = {role: Pairs() for role in ROLES}
        self.spots: list[Spot] = [Spot("", "", None, None, None)]
        self.places: dict[str, Pairs] = {role: Pairs() for role in PLACED}
        self._read: dict[str, Pairs] = dict(self.entities)
        self._known: list[str] = [""]
        self._last = (0, 0)

    def refreshed(self, ledger: Ledger, report_of: Array, overruled: Mapping[int, int]) -> "Concerns":
        """The pairs of *ledger* as it is now.

        Args:
            report_of: rows of the reports by row of the statement.
            overruled: rows of statements of which people say that somebody else speaks, with the row of that name (0:
                nobody).
        """
        fresh = Concerns()
        fresh._known = self._known + [id_ for (id_,) in _after(ledger, "entities", "id", len(self._known) - 1)]
        fresh.spots = self.spots + [
            Spot(*row) for row in _after(ledger, "spots", "place, area, lat, lon, km", len(self.spots) - 1)
        ]
        read, last = _more(ledger, _ENTITIES, self._last[0], 4)
        fresh._read = {role: _split(self._read[role], read, _ROLE_AT[role]) for role in ROLES}
        read, beyond = _more(ledger, _PLACES, self._last[1], 3)
        fresh.places = {role: _split(self.places[role], read, _PLACED_AT[role]) for role in PLACED}
        fresh._last = (last, beyond)
        fresh._judge(ledger, report_of, overruled)
        return fresh

    @cached_property
    def codes(self) -> dict[str, int]:
        """Codes of the entities, by id."""
        return {id_: code for code, id_ in enumerate(self.ids)}

    def entity_codes(self, ids: Iterable[str]) -> list[int]:
        """Codes of the *ids* that have one."""
        return [code for id_ in ids if (code := self.codes.get(id_))]

    @cached_property
    def _by_place(self) -> list[tuple[str, int]]:
        return sorted((spot.place, row) for row, spot in enumerate(self.spots) if row)

    def spots_in(self, ids: Iterable[str]) -> list[int]:
        """Rows of the spots that are one of the places *ids*, or lie in it."""
        found: dict[int, None] = {}
        for id_ in ids:
            at = bisect_left(self._by_place, (id_, 0))
            while at < len(self._by_place) and self._by_place[at][0].startswith(id_):
                place, row = self._by_place[at]
                if place == id_ or place[len(id_)] == ".":
                    found[row] = None
                at += 1
        return list(found)

    @cached_property
    def counted(self) -> dict[str, Pairs]:
        """Pairs of entities by role, each once whatever the names, without what one says about oneself."""
        said, about, maybe = (distinct(_joined(self.entities[role])) for role in ROLES)
        about = without(about, said)
        return {role: _parted(keys) for role, keys in zip(ROLES, (said, about, maybe), strict=True)}

    @cached_property
    def counted_places(self) -> Pairs:
        """Pairs of a place (its number in :attr:`place_ids`) and a statement that is about it or what lies in it."""
        about = self.places["about"]
        keys = [
            (places[places >= 0].astype(np.int64) << 32) | about.statement[places >= 0]
            for level in self._lies_in.T
            if len(places := level[about.key])
        ]
        return _parted(distinct(np.concatenate(keys)) if keys else np.empty(0, np.int64))

    @cached_property
    def place_ids(self) -> list[str]:
        """Ids of the places that spots are, are told by or lie in."""
        found: dict[str, None] = {}
        for spot in self.spots[1:]:
            found.update(dict.fromkeys(_lineage(spot.place)))
        return list(found)

    @cached_property
    def place_numbers(self) -> dict[str, int]:
        """Numbers of the places in :attr:`place_ids`."""
        return {id_: number for number, id_ in enumerate(self.place_ids)}

    @cached_property
    def spot_places(self) -> Array:
        """The place, by number, that each spot is or is told by; -1 for none."""
        return self._lies_in[:, 0] if self._lies_in.shape[1] else np.full(len(self.spots), -1, np.int32)

    @cached_property
    def _lies_in(self) -> Array:
        """The place of each spot and, in further columns, what that lies in; -1: nothing more."""
        lines = [_lineage(spot.place) if spot.place else [] for spot in self.spots]
        found = np.full((len(lines), max(map(len, lines))), -1, np.int32)
        for row, line in enumerate(lines):
            found[row, : len(line)] = [self.place_numbers[id_] for id_ in line]
        return found

    def statements(self, ids: Iterable[str], role: str) -> Array:
        """Rows of the statements that entities *ids* made («said»), that others made and name them in («about»), either
        of them (""), or that may concern them («maybe»). A statement may stand more than once."""
        codes = self.entity_codes(ids)
        roles = (role,) if role else ("said", "about")
        chosen = [self.counted[r] for r in roles]
        return np.concatenate([pairs.statement[pairs.of(codes, len(self.ids))] for pairs in chosen])

    def placed(self, ids: Iterable[str], role: str) -> Array:
        """Rows of the statements that concern places *ids*, or what lies in them: «about», «at», «dateline», or the
        first two (""). A statement may stand more than once."""
        spots = self.spots_in(ids)
        return self.at_spots(spots, role)

    def at_spots(self, spots: list[int], role: str) -> Array:
        """The same, of the *spots* in these rows."""
        roles = (role,) if role else ("about", "at")
        return np.concatenate([self.places[r].statement[self.places[r].of(spots, len(self.spots))] for r in roles])

    def _judge(self, ledger: Ledger, report_of: Array, overruled: Mapping[int, int]) -> None:
        """Apply merges, splits and corrected speakers to what was read."""
        self.ids = [restored(id_) or "" for id_ in self._known]
        merged = ledger.names.merged()
        splits = [j for j in ledger.names.judgements() if j.stands and j.kind == "split"]
        self.entities = dict(self._read)
        if merged or splits:
            canonical = np.arange(len(self.ids), dtype=np.int32)
            codes = {id_: code for code, id_ in enumerate(self.ids)}
            for code, id_ in enumerate(list(self.ids)):
                if id_ in merged:
                    canonical[code] = self._code(merged[id_], codes)
            for role, pairs in self._read.items():
                key = canonical[pairs.key]
                for at, id_ in _split_off(ledger, splits, pairs, self._known, report_of):
                    key[at] = self._code(id_, codes)
                self.entities[role] = _distinct(Pairs(key, pairs.statement, pairs.name))
        for link in (j for j in ledger.names.judgements() if j.stands and j.kind == "link"):
            self._link(ledger, link.name or "", link.report or "", link.object and merged.get(link.object, link.object))
        if overruled:
            self.entities["said"] = _overrule(self.entities["said"], overruled)

    def _link(self, ledger: Ledger, name: str, report: str, to: str | None) -> None:
        """Whom the folded *name* means in a report, as somebody judged."""
        code = self._code(to, {id_: code for code, id_ in enumerate(self.ids)}) if to else 0
        for role, pairs in self.entities.items():
            found = np.array(list(ledger.database.rows(_LINKED[role], (name, report))), np.int32).reshape(-1, 2)
            gone = np.isin(pairs.statement, found[:, 0]) & np.isin(pairs.name, found[:, 1])
            kept = pairs.only(~gone) if gone.any() else pairs
            add = code and role != "maybe"
            self.entities[role] = kept.more(np.full(len(found), code), found[:, 0], found[:, 1]) if add else kept

    def _code(self, id_: str, codes: dict[str, int]) -> int:
        if id_ not in codes:
            codes[id_] = len(self.ids)
            self.ids.append(id_)
        return codes[id_]


def _after(ledger: Ledger, table: str, columns: str, last: int) -> Iterator[tuple[Any, ...]]:
    return ledger.database.rows(f"SELECT {columns} FROM {table} WHERE row > ? ORDER BY row", (last,))


def _more(ledger: Ledger, sql: str, last: int, width: int) -> tuple[Array, int]:
    """What stands behind row *last*, as an array of *width* columns, and the last row there is."""
    parts = [np.empty((0, width), np.int32)]
    while found := ledger.database.row(sql, (last,)):
        if found[0] is None:
            break
        last = found[0]
        parts.append(np.fromstring(found[1], np.int64, sep=" ").astype(np.int32).reshape(-1, width))
    return np.concatenate(parts), last


def _split(old: Pairs, read: Array, role: int) -> Pairs:
    rows = read[read[:, -1] == role]
    if not len(rows):
        return old
    name = rows[:, 2] if rows.shape[1] == 4 else np.empty(0, np.int32)
    return old.more(rows[:, 1], rows[:, 0], name)


def _split_off(
    ledger: Ledger, splits: list[Any], pairs: Pairs, ids: list[str], report_of: Array
) -> Iterator[tuple[int, str]]:
    """(place of a pair, id) of those whom a split makes somebody else."""
    members: dict[str, list[int]] = {}
    merged = ledger.names.merged()
    for code, id_ in enumerate(ids):
        members.setdefault(id_, []).append(code)
        if id_ in merged:
            members.setdefault(merged[id_], []).append(code)
    for split in splits:
        mask = pairs.of(members.get(split.subject, ()), len(ids))
        if split.name is not None:
            found = ledger.database.rows("SELECT row FROM names WHERE key = ?", (split.name,))
            mask &= np.isin(pairs.name, [row for (row,) in found])
        if split.report is not None:
            row = ledger.database.row("SELECT row FROM reports WHERE id = ?", (split.report,))
            mask &= report_of[pairs.statement] == (row[0] if row else -1)
        for at in np.flatnonzero(mask):
            key = ledger.database.row("SELECT key FROM names WHERE row = ?", (int(pairs.name[at]),))
            report = int(report_of[pairs.statement[at]])
            meant = ledger.meant_entity(ids[pairs.key[at]], key[0] if key else None, report)
            yield int(at), meant or ""


def _lineage(place: str) -> list[str]:
    """A place and what it lies in, innermost first: an id carries its parents."""
    parts = place.split(".")
    found = [".".join(parts[:n]) for n in range(len(parts), 1, -1)]
    # What states dispute lies together in no place.
    return [id_ for id_ in found if id_ != "place.disputed"]


def _joined(pairs: Pairs) -> Array:
    """Key and statement in one number."""
    return (pairs.key.astype(np.int64) << 32) | pairs.statement


def _parted(keys: Array) -> Pairs:
    return Pairs((keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32))


def _distinct(pairs: Pairs) -> Pairs:
    """Each entity, statement and name once: two that are one now may have stood side by side."""
    if not len(pairs):
        return pairs
    order = np.lexsort((pairs.name, pairs.key, pairs.statement))
    same = np.zeros(len(pairs), np.bool_)
    columns = (pairs.name[order], pairs.key[order], pairs.statement[order])
    same[1:] = np.logical_and.reduce([column[1:] == column[:-1] for column in columns])
    return pairs.only(order[~same])


def _overrule(said: Pairs, overruled: Mapping[int, int]) -> Pairs:
    """Who says what after people corrected the speakers' names: whoever alone is called so, else nobody."""
    kept = said.only(~np.isin(said.statement, list(overruled)))
    added = []
    for name in {name for name in overruled.values() if name}:
        called = np.unique(said.key[said.name == name])
        if len(called) == 1:
            added += [(int(called[0]), row, name) for row, now in overruled.items() if now == name]
    if not added:
        return kept
    return kept.more(*np.array(added, np.int32).T)
