"""A user's own names in a ledger: entries, merges, splits, and what takes them back."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from musnad.ledger.corrections import Conflict
from musnad.ledger.database import Database, restored, storable
from musnad.ledger.identities import Identities, Judgement, history
from musnad.ledger.own_choosing import choose, many
from musnad.ledger.own_reading import MOST_HELD, TENURES, read_own
from musnad.ledger.query import name_terms
from musnad.ledger.tokenizer import terms
from musnad.ledger.writer import name_key
from musnad.lexicons.knowledge import SECTIONS, Knowledge, load_knowledge, read_entries
from musnad.model import MusnadError, OwnNames, moment

# Whom a link means that says: somebody, but none of those who are known.
NEW = "new"
# The words of a batch go into their index in order: the larger the batch, the fewer pages of a large index change.
_BATCH = 10_000
_SHORTEST_PREFIX = 4
_ID = re.compile(r"[sbpoe]\.[^\s\x00-\x1f]{1,120}")
_ARABIC = re.compile("[\u0620-\u064a]")
_NAMED = ("name", "forms", "short", "titles", "titles_f", "forms_f")
_REFERENCES = ("of", "state", "part_of", "became")


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: entries that were new or changed, those that were there, and the judgement (None where
    nothing was new)."""

    added: int
    known: int
    judgement: Judgement | None


class Names:
    """The user's own names. Every change is a judgement with author and time, and can be undone.

    Entries have the fields of the knowledge base (docs/knowledge.md); one with the id of a packaged entry takes its
    place. They take part in what is read from then on.
    """

    def __init__(self, db: Database, identities: Identities) -> None:
        self._db = db
        self._identities = identities

    # Judging

    def add(self, section: str, entry: dict[str, Any], *, author: str, note: str | None = None) -> Judgement:
        """Record one entry of *section* (states, bodies, persons, offices).

        Raises:
            MusnadError: the entry is broken or refers to what is not there; nothing is recorded.
        """
        _, problems = read_entries([(str(entry.get("id")), section, entry)], self._base([entry]))
        if problems:
            raise MusnadError("\n".join(problems))
        imported = self.take([(section, entry)], entry["id"], author=author, kind="add", note=note)
        if imported.judgement is None:
            raise MusnadError(f"{entry['id']} stands in {self._db.name} as it is. Nothing was changed.")
        return imported.judgement

    def take(
        self,
        entries: Iterable[tuple[str, dict[str, Any]]],
        source: str,
        *,
        author: str,
        kind: str = "import",
        note: str | None = None,
        on_progress: Callable[[int], None] | None = None,
    ) -> Imported:
        """Record *entries*, given as (section, fields), as one judgement about *source*; flat in memory.

        Sections are those of the knowledge base, and «tenures» (office, person, since, until). Entries that are
        there already are passed over; what was recorded before an error stays. *on_progress* is told how many entries
        are settled, after each batch.
        """
        added = known = 0
        judgement: Judgement | None = None
        stream = iter(entries)
        while batch := list(islice(stream, _BATCH)):
            with self._db.transaction():
                fresh = list(self._fresh(batch))
                known += len(batch) - len(fresh)
                if fresh:
                    judgement = judgement or self._judge(kind, source, None, author, note)
                    self._write(fresh, judgement.id)
                    added += len(fresh)
            if on_progress:
                on_progress(added + known)
        return Imported(added, known, judgement)

    def merge(
        self, entity: str, into: str, *, author: str, note: str | None = None, seen: str | None = None
    ) -> Judgement:
        """From now on *entity* is *into*: its names, statements and mentions count as that one's.

        Args:
            seen: id of the last judgement about *entity* that the person knows, "" for none.

        Raises:
            Conflict: somebody else has judged it since *seen*.
            MusnadError: one of them is no id, is merged already, the merge would go round in a circle, or they are
                not of one kind.
        """
        for id_ in (entity, into):
            self._check(id_)
        if entity == into:
            raise MusnadError(f"{entity} is itself already. Name two different ids.")
        if self._identities.canonical(into) == entity:
            raise MusnadError(
                f"{into} is merged into {entity}, so this would go round in a circle. Undo that merge first."
            )
        if entity in self._identities.merges():
            raise MusnadError(
                f"{entity} is merged into {self._identities.canonical(entity)} already. Undo that merge first, or merge"
                " that one."
            )
        if into.startswith("e.") and not entity.startswith("e."):
            raise MusnadError(f"{into} was found in reports, {entity} written down. Merge them the other way round.")
        if not {entity[0], into[0]} & {"e"} and entity[0] != into[0]:
            raise MusnadError(f"{entity} and {into} are not of one kind, so they cannot be the same.")
        with self._db.transaction():
            self._unseen(self.about_entity(entity), seen)
            return self._judge("merge", entity, into, author, note)

    def split(
        self,
        entity: str,
        *,
        author: str,
        name: str | None = None,
        report: str | None = None,
        into: str | None = None,
        note: str | None = None,
        seen: str | None = None,
    ) -> Judgement:
        """What is called *name*, or stands in *report*, is not *entity* but *into*, or somebody of his own.

        Args:
            seen: id of the last judgement about *entity* that the person knows, "" for none.

        Raises:
            Conflict: somebody else has judged it since *seen*.
            MusnadError: neither is given, or one of them is not there.
        """
        self._check(entity)
        if name is None and report is None:
            raise MusnadError("Say what is to be split off: a name, a report, or a name in a report.")
        row = None if report is None else self._report(report)
        key = None if name is None else name_key(name)
        if into is None:
            into = _own_id(entity, key, report)
        self._check(into)
        if into == entity:
            raise MusnadError(f"{entity} cannot be split off into itself. Name another id, or none.")
        with self._db.transaction():
            self._unseen(self.about_entity(entity), seen)
            return self._judge("split", entity, into, author, note, key, row)

    def link(
        self,
        name: str,
        report: str,
        to: str | None,
        *,
        author: str,
        note: str | None = None,
        seen: str | None = None,
    ) -> Judgement:
        """What is called *name* in *report* is *to*: an id; «new», somebody of whom nothing else is known; None, none
        of those that are known. It stands above what was read, and above merges and splits of what that was.

        Args:
            seen: id of the last judgement of this name in this report that the person knows, "" for none.

        Raises:
            Conflict: somebody else has judged it since *seen*.
            MusnadError: the report does not name anybody so, or there is nobody of this id.
        """
        row, key = self._report(report), name_key(name)
        sql = """SELECT 1 FROM names n WHERE n.key = ?1 AND (EXISTS (SELECT 1 FROM mentions WHERE report = ?2 AND
            name = n.row) OR EXISTS (SELECT 1 FROM statements WHERE report = ?2 AND speaker = n.row))"""
        if not key or self._db.row(sql, (key, row)) is None:
            raise MusnadError(f"The report names nobody «{name}». Take a name as the report's page has it.")
        if to == NEW:
            to = _own_id(key, report)
        if to is not None:
            self._check(to)
        with self._db.transaction():
            self._unseen(self.about_name(name, report), seen)
            return self._judge("link", name, to, author, note, key, row)

    def undo(self, judgement: str, *, author: str, note: str | None = None) -> Judgement:
        """Take back the judgement whose id begins so (four digits or more). An undo can be undone too.

        Raises:
            MusnadError: no judgement or several begin so, or it is undone already.
        """
        fits = [j for j in self._identities.judgements() if j.id.startswith(judgement)]
        if len(judgement) < _SHORTEST_PREFIX or not fits:
            raise MusnadError(f"{self._db.name} holds no judgement {judgement!r}. List them with «musnad names list».")
        if len(fits) > 1:
            raise MusnadError(f"{judgement!r} may be {len(fits)} judgements. Give more of the id.")
        if not fits[0].stands:
            raise MusnadError(f"Judgement {fits[0].id[:12]} is undone already.")
        with self._db.transaction():
            return self._judge("undo", fits[0].id, None, author, note)

    def judgements(self, entity: str | None = None) -> list[Judgement]:
        """All judgements in the order of time, or those about *entity* or what was merged into it."""
        found = self._identities.judgements()
        if entity is None:
            return list(found)
        about = set(self._identities.members(entity))
        return [j for j in found if j.subject in about or j.object in about]

    def about_entity(self, entity: str) -> list[Judgement]:
        """The judgements about *entity* or what was merged into it, and what takes them back, oldest first."""
        about = set(self._identities.members(entity))
        return history(self._identities.judgements(), lambda j: j.subject in about or j.object in about)

    def about_name(self, name: str, report: str) -> list[Judgement]:
        """The links of *name* in *report*, and what takes them back, oldest first."""
        key = name_key(name)
        every = self._identities.judgements()
        return history(every, lambda j: j.kind == "link" and j.name == key and j.report == report)

    # Reading

    def entries(self, ids: Iterable[str] | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
        """(section, fields) of the entries that stand, or of those with *ids*, in the order of adding."""
        undone = self._undone()
        if ids is None:
            rows = self._db.rows("SELECT row, id, section, entry, judgement FROM entries ORDER BY row")
        else:
            sql = (
                "SELECT row, id, section, entry, judgement FROM entries"
                " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY row"
            )
            rows = self._db.rows(sql, (json.dumps(list(ids)),))
        for row, key, section, text, judgement in rows:
            if judgement not in undone and (section == TENURES or row == self._newest(key, undone)):
                yield section, json.loads(restored(text) or "{}")

    def find(self, query: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """(section, fields) of the entries that have every word of *query* among those of their names."""
        words = name_terms(query)
        if not words:
            return iter(())
        rows = " INTERSECT ".join(["SELECT entry FROM entry_words WHERE word = ?"] * len(words))
        ids = [id_ for (id_,) in self._db.rows(f"SELECT DISTINCT id FROM entries WHERE row IN ({rows})", words)]
        return self.entries(ids)

    def merged(self) -> dict[str, str]:
        """Merged ids with those that they are now."""
        return dict(self._identities.merges())

    def knowledge(self, ids: Iterable[str] | None = None) -> Knowledge:
        """The packaged knowledge base with all own entries that stand, or those of *ids* and what they refer to."""
        if ids is not None:
            return self._around(set(ids))
        raw = ((e["id"], s, e) for s, e in self.entries() if s != TENURES)
        base = load_knowledge()
        own, _ = read_entries(raw, base)
        return Knowledge(*({**getattr(base, s), **getattr(own, s)} for s in SECTIONS))

    def find_holders(self, persons: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """(section, fields) of the own offices and tenures in which one of *persons* may stand."""
        wanted = json.dumps(list(persons))
        ids = [
            id_
            for (id_,) in self._db.rows(
                """SELECT DISTINCT e.id FROM json_each(?) p JOIN entries e
                WHERE (e.section = 'offices' AND instr(e.entry, p.value)) OR
                (e.section = 'tenures' AND substr(e.id, -length(p.value) - 1) = ' ' || p.value)""",
                (wanted,),
            )
        ]
        return self.entries(ids)

    def many(self) -> bool:
        """Whether there are so many that only those should be held that may stand in the texts at hand."""
        return many(self._db, MOST_HELD)

    def own(self, texts: Iterable[str] | None = None) -> tuple[OwnNames, list[str]]:
        """What takes part in reading, and what is worth knowing about it; of *texts*, what may stand in them.

        Names without an Arabic letter cannot stand in an Arabic text and are left out.
        """
        only = None
        if texts is not None:
            only = choose(self._db, texts, _names, _references, self._identities.merges(), load_knowledge().offices)
        return read_own(self._db, self._identities, self._undone(), only)

    # Writing

    def _judge(
        self,
        kind: str,
        subject: str,
        object_: str | None,
        author: str,
        note: str | None,
        name: str | None = None,
        report: int | None = None,
    ) -> Judgement:
        if not author.strip():
            raise MusnadError("A judgement needs an author. Give --author, or set USER.")
        last = self._db.row("SELECT max(row) FROM judgements")
        row = ((last[0] if last else None) or 0) + 1
        at = moment()
        key = "\x1f".join(map(str, (row, kind, subject, object_, name, report, author, at)))
        id_ = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._db.write(
            "INSERT INTO judgements(row, id, kind, subject, object, name, report, note, author, at)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)",
            [
                (
                    row,
                    id_,
                    kind,
                    storable(subject),
                    storable(object_),
                    name,
                    report,
                    storable(note),
                    storable(author),
                    at,
                )
            ],
        )
        return Judgement(id_, kind, subject, object_, name, None, note, author, at, True)

    def _report(self, report: str) -> int:
        found = self._db.row("SELECT row FROM reports WHERE id = ?", (storable(report),))
        if found is None:
            raise MusnadError(f"{self._db.name} holds no report {report}. Give its whole id.")
        return int(found[0])

    def _unseen(self, judged: list[Judgement], seen: str | None) -> None:
        """Raise Conflict if somebody has judged since *seen* (None: it does not matter)."""
        if seen is not None and seen != (judged[-1].id if judged else ""):
            raise Conflict("Somebody else has judged this in the meantime. Look at what they said, then decide.")

    def _write(self, fresh: list[tuple[str, str, dict[str, Any], str]], judgement: str) -> None:
        last = self._db.row("SELECT max(row) FROM entries")
        first = ((last[0] if last else None) or 0) + 1
        brought = self._db.row("SELECT row FROM judgements WHERE id = ?", (judgement,)) or (None,)
        rows, words = [], []
        for row, (key, section, entry, text) in enumerate(fresh, first):
            names = _names(entry)
            arabic = section in (TENURES, "offices") or any(map(_ARABIC.search, names))
            rows.append((row, storable(key), section, storable(text), int(bool(arabic)), brought[0]))
            words += [(word, row) for word in _words_of(names, entry)]
        words.sort()
        sql = "INSERT INTO entries(row, id, section, entry, arabic, judgement) VALUES (?,?,?,?,?,?)"
        self._db.write(sql, rows)
        self._db.write("INSERT INTO entry_words(word, entry) VALUES (?,?)", words)

    def _fresh(self, batch: list[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, str, dict[str, Any], str]]:
        """(id, section, fields, JSON) of the entries of *batch* that do not stand as they are."""
        keys = [str(e["id"]) if "id" in e else f"{e['office']} {e['person']}" for _, e in batch]
        undone = self._undone()
        there: dict[Any, list[str | None]] = {}
        wanted = [(key.encode("utf-8", "replace").decode(),) for key in dict.fromkeys(keys)]
        sql = """SELECT e.id, e.entry, e.judgement FROM json_each(?) k CROSS JOIN entries e ON e.id = k.value->>0
            ORDER BY e.row"""
        for id_, text, judgement in self._db.rows(sql, (json.dumps(wanted),)):
            if judgement not in undone:
                there.setdefault(id_, []).append(restored(text))
        for key, (section, entry) in zip(keys, batch, strict=True):
            text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
            versions = there.setdefault(key, [])
            if text not in versions if section == TENURES else versions[-1:] != [text]:
                versions.append(text)
                yield key, section, entry, text

    def _newest(self, key: str, undone: frozenset[int]) -> int | None:
        rows = self._db.rows("SELECT row, judgement FROM entries WHERE id = ? ORDER BY row DESC", (storable(key),))
        return next((row for row, judgement in rows if judgement not in undone), None)

    def _undone(self) -> frozenset[int]:
        """Rows of the judgements that brought entries and do not stand."""
        judgements = self._identities.judgements()
        return frozenset(n for n, j in enumerate(judgements, 1) if not j.stands)

    def _base(self, entries: Iterable[dict[str, Any]]) -> Knowledge:
        """The packaged knowledge base with the own entries to which *entries* refer."""
        return self._around({r for e in entries for r in _references(e)})

    def _around(self, wanted: set[str]) -> Knowledge:
        base = load_knowledge()
        kept: dict[str, tuple[str, dict[str, Any]]] = {}
        while wanted:
            found = [(s, e) for s, e in self.entries(wanted) if s != TENURES]
            kept |= {e["id"]: (s, e) for s, e in found}
            wanted = {r for _, e in found for r in _references(e)} - kept.keys()
        own, _ = read_entries(((id_, section, entry) for id_, (section, entry) in kept.items()), base)
        return Knowledge(*({**getattr(base, s), **getattr(own, s)} for s in SECTIONS))

    def _check(self, entity: str) -> None:
        if not _ID.fullmatch(entity):
            raise MusnadError(
                f"«{entity}» is no id. Ids begin with s., b., p., o. or e.; find one with «musnad names list --query»."
            )
        if entity.startswith("e.") or self._db.row("SELECT 1 FROM entries WHERE id = ?", (entity,)):
            return
        base = load_knowledge()
        if not any(entity in getattr(base, section) for section in SECTIONS):
            raise MusnadError(
                f"Nobody has the id {entity}. Find the right one with «musnad names list --query», or add it."
            )


def _own_id(*seed: str | None) -> str:
    """The id of somebody of whom nothing is known but where he was told from another."""
    text = "\x1f".join(map(str, seed))
    return "e." + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _names(entry: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for field in _NAMED:
        value = entry.get(field) or ()
        found += [value] if isinstance(value, str) else [str(v) for v in value]
    found += [str(label.get("form", "")) for label in entry.get("labels") or () if isinstance(label, dict)]
    return found


def _words_of(names: list[str], entry: dict[str, Any]) -> set[str]:
    words = {word for name in (*names, entry.get("english") or "") for word in terms(str(name))}
    return words | {word[2:] for word in words if word.startswith("ال") and len(word) > 4}


def _references(entry: dict[str, Any]) -> Iterator[str]:
    yield from (entry[field] for field in _REFERENCES if isinstance(entry.get(field), str))
    for holder in entry.get("holders") or ():
        if isinstance(holder, dict) and isinstance(holder.get("person"), str):
            yield holder["person"]
