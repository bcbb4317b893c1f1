"""Who is who after what has been judged: merges, splits and links that stand, applied to what was read."""

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from musnad.ledger.database import Database, restored

_JUDGEMENTS = """SELECT j.row, j.id, j.kind, j.subject, j.object, j.name, r.id, j.note, j.author, j.at, j.report
    FROM judgements j LEFT JOIN reports r ON r.row = j.report ORDER BY j.row"""

# Statements of the entities in a list of ids: what the reader said, else whom a link found.
_ROWS = """SELECT row FROM statements WHERE entity IN (SELECT value FROM json_each(?))
    UNION SELECT t.row FROM found f JOIN links l ON l.found = f.row
    JOIN statements t ON t.report = l.report AND t.story = l.story AND t.speaker = l.name
    WHERE f.id IN (SELECT value FROM json_each(?)) AND t.entity IS NULL"""


# Statements whose speaker bears a name in a report, both in a list of [folded name, row of the report].
_LINKED = """s.row IN (SELECT t.row FROM json_each(?) j JOIN names n ON n.key = j.value->>0
    JOIN statements t ON t.report = j.value->>1 AND t.speaker = n.row)"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about names. It stands until it is undone.

    Attributes:
        id: of the judgement (32 hexadecimal digits).
        kind: «add», «import», «merge», «split», «link» or «undo».
        subject: what it is about: an id; of an import the file, of a link the name as written, of an undo the
            judgement that is taken back.
        object: of a merge the id that it is now, of a split the id that the rest is now, of a link whom the name means
            (None: nobody who is known).
        name, report: what a split or link is limited to: a folded name, a report's id.
        note: why, in the author's words.
        author, at: who and when (ISO 8601 in UTC).
        stands: whether it has not been undone.
    """

    id: str
    kind: str
    subject: str
    object: str | None
    name: str | None
    report: str | None
    note: str | None
    author: str
    at: str
    stands: bool


@dataclass(frozen=True, slots=True)
class _Split:
    name: str | None
    report: int | None
    to: str

    def fits(self, name: str | None, report: int) -> bool:
        return (self.name is None or self.name == name) and (self.report is None or self.report == report)


class Identities:
    """The judgements of one ledger that stand. Read again when there are new ones."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._seen: tuple[int, int] | None = None
        self._merged: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._splits: dict[str, list[_Split]] = {}
        self._links: dict[tuple[str, int], str | None] = {}
        self._all: list[Judgement] = []

    def judgements(self) -> list[Judgement]:
        """All of them, in the order of time."""
        self._load()
        return self._all

    def canonical(self, entity: str) -> str:
        """The id under which *entity* stands after merges."""
        self._load()
        return self._merged.get(entity, entity)

    def members(self, entity: str) -> list[str]:
        """*entity* and all that was merged into it."""
        self._load()
        return [entity, *self._members.get(entity, ())]

    def merges(self) -> dict[str, str]:
        """Merged ids with those that they are now."""
        self._load()
        return self._merged

    def of(self, entity: str | None, name: str | None, report: int) -> str | None:
        """Who *entity* is where it is called by the folded *name* in the report in row *report*."""
        self._load()
        if self._links and name is not None and (name, report) in self._links:
            to = self._links[name, report]
            return None if to is None else self._merged.get(to, to)
        if entity is None:
            return None
        for known in dict.fromkeys((entity, self._merged.get(entity, entity))):
            for split in self._splits.get(known, ()):
                if split.fits(name, report):
                    return self._merged.get(split.to, split.to)
        return self._merged.get(entity, entity)

    def condition(self, entities: Iterable[str]) -> tuple[str, list[Any]]:
        """SQL that holds of a statement s whose speaker is one of *entities*, with its values."""
        self._load()
        wanted = dict.fromkeys(map(self.canonical, entities))
        ids = [member for entity in wanted for member in self.members(entity)]
        sql, values = f"s.row IN ({_ROWS})", [json.dumps(ids)] * 2
        for subject, splits in self._splits.items():
            for split in splits:
                leaves = self.canonical(subject) in wanted
                joins = self.canonical(split.to) in wanted
                if leaves == joins:
                    continue
                part, given = self._part(subject, split)
                sql = f"({sql} AND NOT {part})" if leaves else f"({sql} OR {part})"
                values += given
        if self._links:
            # What a link says of a name in a report stands above all else.
            sql = f"(({sql} AND NOT {_LINKED}) OR {_LINKED})"
            values += [json.dumps(self._links_to(None)), json.dumps(self._links_to(wanted))]
        return sql, values

    def links_to(self, entity: str) -> list[tuple[str, int]]:
        """(folded name, row of the report) of the links to *entity* or what was merged into it."""
        self._load()
        return self._links_to([self.canonical(entity)])

    def _links_to(self, wanted: Collection[str] | None) -> list[tuple[str, int]]:
        """Those to one of *wanted*; all, also those to nobody, if it is None."""
        return [
            place for place, to in self._links.items() if wanted is None or (to and self._merged.get(to, to) in wanted)
        ]

    def _part(self, subject: str, split: _Split) -> tuple[str, list[Any]]:
        sql, values = f"s.row IN ({_ROWS})", [json.dumps(self.members(subject))] * 2
        if split.name is not None:
            sql += " AND s.speaker IN (SELECT row FROM names WHERE key = ?)"
            values.append(split.name)
        if split.report is not None:
            sql += " AND s.report = ?"
            values.append(split.report)  # type: ignore[arg-type]
        return f"({sql})", list(values)

    def _load(self) -> None:
        last = self._db.row("SELECT max(row) FROM judgements")
        seen = (last[0] or 0 if last else 0, self._db.undone)
        if seen == self._seen:
            return
        rows = list(self._db.rows(_JUDGEMENTS)) if seen[0] else []
        undone: set[str] = set()
        # What is undone comes before what undoes it, so that one pass from the end settles all.
        for row in reversed(rows):
            if row[2] == "undo" and row[1] not in undone:
                undone.add(row[3])
        self._all = [_judgement(row, row[1] not in undone) for row in rows]
        self._splits, self._links = {}, {}
        parents: dict[str, str] = {}
        for judgement, row in zip(self._all, rows, strict=True):
            if judgement.stands and judgement.kind == "merge":
                parents[judgement.subject] = judgement.object or ""
            elif judgement.stands and judgement.kind == "split":
                split = _Split(judgement.name, row[10], judgement.object or "")
                self._splits.setdefault(judgement.subject, []).append(split)
            elif judgement.stands and judgement.kind == "link":
                self._links[judgement.name or "", row[10]] = judgement.object
        self._merged = {entity: _end(parents, entity) for entity in parents}
        self._members = {}
        for entity, into in self._merged.items():
            self._members.setdefault(into, []).append(entity)
        self._seen = seen


def history(judgements: Iterable[Judgement], about: Callable[[Judgement], bool]) -> list[Judgement]:
    """Of *judgements*, oldest first, those that *about* holds of, and what takes them back."""
    ids: set[str] = set()
    found = []
    for judgement in judgements:
        if about(judgement) or (judgement.kind == "undo" and judgement.subject in ids):
            ids.add(judgement.id)
            found.append(judgement)
    return found


def _end(parents: dict[str, str], entity: str) -> str:
    seen = {entity}
    while (after := parents.get(entity)) is not None and after not in seen:
        entity = after
        seen.add(entity)
    return entity


def _judgement(row: tuple[Any, ...], stands: bool) -> Judgement:
    _, id_, kind, subject, object_, name, report, note, author, at, _ = row
    return Judgement(
        id_, kind, restored(subject) or "", restored(object_), name, report, restored(note), restored(author) or "", at,
        stands,
    )  # fmt: skip
