"""Entities that were found in reports, and which name of which story means them."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from musnad.ledger import concerns
from musnad.ledger.database import Database, restored
from musnad.ledger.writer import Writer
from musnad.model import Candidate
from musnad.normalise import fold_key

_FOUND = """SELECT f.id, f.kind, n.name, f.skeleton, f.last,
    (SELECT group_concat(DISTINCT l.states) FROM links l WHERE l.found = f.row AND l.states <> '')
    FROM found f JOIN names n ON n.row = f.name"""


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """Somebody whom the knowledge base does not know.

    Attributes:
        id: «e.» and twelve hexadecimal digits.
        kind: «person» or «body».
        name, key: the name by which it was found, and the folded words of it.
        skeleton, last: its consonants, and its last word without article: by these it is looked up.
        states: ids of the states that reports give it.
    """

    id: str
    kind: str
    name: str
    key: tuple[str, ...]
    skeleton: str
    last: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewLink:
    """Whom a *name* of a story means: *found*, or nobody for sure; the states beside it, and who may be meant."""

    story: int
    name: str
    found: FoundEntity | None
    states: tuple[str, ...]
    candidates: tuple[Candidate, ...]


class Links:
    """The links of one ledger. Callers hold the transaction when they write."""

    def __init__(self, db: Database, writer: Writer) -> None:
        self._db, self._writer = db, writer

    def unlinked(self, limit: int) -> list[str]:
        """Ids of the oldest reports that are not linked."""
        last = self._db.row("SELECT max(report) FROM linked")
        sql = "SELECT id FROM reports WHERE row > ? ORDER BY row LIMIT ?"
        return [id_ for (id_,) in self._db.rows(sql, ((last[0] if last else None) or 0, limit))]

    def add(self, report: int, links: list[NewLink]) -> None:
        """Record the links of the report in row *report*."""
        values = [
            (report, each.story, self._writer.name(each.name), each.found.id if each.found else None,
             ",".join(each.states), json.dumps([[c.entity, c.score] for c in each.candidates]))
            for each in links
        ]  # fmt: skip
        self._db.write(
            "INSERT INTO links(report, story, name, found, states, candidates)"
            " VALUES (?,?,?,(SELECT row FROM found WHERE id = ?),?,?)",
            values,
        )
        self._db.write("INSERT INTO linked(report) VALUES (?)", [(report,)])
        concerns.index_links(self._db, report)

    def add_found(self, entity: FoundEntity) -> FoundEntity:
        """Record a new entity; *entity* itself."""
        name = self._writer.name(entity.name)
        self._db.write(
            "INSERT INTO found(id, kind, name, skeleton, last) VALUES (?,?,?,?,?)",
            [(entity.id, entity.kind, name, entity.skeleton, entity.last)],
        )
        return entity

    def by_skeleton(self, kind: str, skeleton: str, limit: int) -> list[FoundEntity]:
        """Those of *kind* whose name has these consonants."""
        sql = f"{_FOUND} WHERE f.skeleton = ? AND f.kind = ? ORDER BY f.row LIMIT ?"
        return [_found(row) for row in self._db.rows(sql, (skeleton, kind, limit))]

    def by_last(self, kind: str, last: str, outlet: str, day: date, days: int, limit: int) -> list[FoundEntity]:
        """Those of *kind* with this last name whom *outlet* named within *days* of *day*."""
        near = [(day + timedelta(days=n)).isoformat() for n in (-days, days)]
        sql = f"""{_FOUND} WHERE f.last = ? AND f.kind = ? AND EXISTS (SELECT 1 FROM links l JOIN reports r
            ON r.row = l.report JOIN names o ON o.row = r.outlet
            WHERE l.found = f.row AND o.name = ? AND r.published BETWEEN ? AND ?) ORDER BY f.row LIMIT ?"""
        return [_found(row) for row in self._db.rows(sql, (last, kind, outlet, *near, limit))]

    def candidates(self, report: int) -> list[tuple[str, int, str | None, tuple[Candidate, ...]]]:
        """(name, story, id or None, candidates) of the links of the report in row *report*."""
        sql = """SELECT n.name, l.story, f.id, l.candidates FROM links l JOIN names n ON n.row = l.name
            LEFT JOIN found f ON f.row = l.found WHERE l.report = ? ORDER BY l.story, l.name"""
        return [
            (restored(name) or "", story, id_, tuple(Candidate(c, s) for c, s in json.loads(text)))
            for name, story, id_, text in self._db.rows(sql, (report,))
        ]


def _found(row: tuple[Any, ...]) -> FoundEntity:
    id_, kind, name, skeleton, last, states = row
    words = (fold_key(restored(name) or "").replace("«", "").replace("»", "")).split()
    known = tuple(sorted({state for part in (states or "").split(",") if (state := part.strip())}))
    return FoundEntity(id_, kind, restored(name) or "", tuple(words), skeleton, last, known)
