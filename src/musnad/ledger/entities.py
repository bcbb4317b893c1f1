"""Who is in a ledger: finding entities by name, listing them, and all that is known of one."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from musnad.ledger.database import Database, restored
from musnad.ledger.identities import Identities
from musnad.ledger.own_names import Names
from musnad.ledger.own_reading import TENURES
from musnad.ledger.query import name_terms
from musnad.ledger.rows import Entity, EntityEntry
from musnad.ledger.tokenizer import terms
from musnad.lexicons.knowledge import SECTIONS, Knowledge, load_knowledge
from musnad.model import MusnadError, Office

_ID = re.compile(r"[sbpoe]\.\S+")
_KINDS = {"s": "state", "b": "body", "p": "person", "o": "office"}
_SECTION = {"s.": "states", "b.": "bodies", "p.": "persons", "o.": "offices"}
# Names shown of one entity, most frequent first.
_NAMES = 50

_SAID = """SELECT s.entity, f.id, n.name, n.key, s.report, count(*) FROM statements s
    LEFT JOIN names n ON n.row = s.speaker
    LEFT JOIN links l ON l.report = s.report AND l.story = s.story AND l.name = s.speaker
    LEFT JOIN found f ON f.row = l.found"""
_NAMED = """SELECT s.entity, f.id, n.name, n.key, s.report, count(*) FROM mentions s
    LEFT JOIN names n ON n.row = s.name
    LEFT JOIN links l ON l.report = s.report AND l.story = s.story AND l.name = s.name
    LEFT JOIN found f ON f.row = l.found"""
# A mention of a name that somebody has linked: ?2 is a list of [folded name, row of the report].
_LINKED_MENTION = """(m.report, m.name) IN (SELECT j.value->>1, k.row FROM json_each(?2) j
    JOIN names k ON k.key = j.value->>0)"""
_KNOWN = "coalesce(s.entity, f.id) IS NOT NULL"


class Entities:
    """The entities of one ledger, after what has been judged."""

    def __init__(self, db: Database, identities: Identities, names: Names) -> None:
        self._db, self._identities, self._names = db, identities, names

    def find(self, name: str) -> list[str]:
        """Ids of those whom *name* may mean: an id; else persons who have every word of it in one of their names, and
        others that are called so and no longer."""
        if _ID.fullmatch(name):
            return [self._identities.canonical(name)]
        words = frozenset(name_terms(name))
        if not words:
            return []
        found = [id_ for known, id_ in _packaged() if _fits(words, known, id_)]
        for section, entry in self._names.find(name):
            if section != TENURES and any(_fits(words, _words(n), entry["id"]) for n in _names_of(entry)):
                found.append(entry["id"])
        sql = " INTERSECT ".join(["SELECT name FROM name_words WHERE word = ?"] * len(words))
        links = self._db.rows(
            f"SELECT DISTINCT f.id FROM found f JOIN links l ON l.found = f.row WHERE l.name IN ({sql})", list(words)
        )
        found += [id_ for (id_,) in links]
        return list(dict.fromkeys(map(self._identities.canonical, found)))

    def speaker(self, name: str) -> tuple[str, list[Any]]:
        """SQL that holds of a statement s which *name* is reported to have made, with its values."""
        entities = self.find(name)
        known = self._identities.condition(entities) if entities else ("0", [])
        if _ID.fullmatch(name):
            return known
        words = name_terms(name)
        if not words:
            return "0", []
        rows = " INTERSECT ".join(["SELECT name FROM name_words WHERE word = ?"] * len(words))
        return f"(s.speaker IN ({rows}) OR {known[0]})", [*words, *known[1]]

    def every(self) -> Iterator[EntityEntry]:
        """All that are spoken of or speak, those with most statements first. Goes through all mentions once."""
        said, named = self._counts(_SAID), self._counts(_NAMED)
        ids = sorted({*said, *named}, key=lambda id_: (-said.get(id_, 0), -named.get(id_, 0), id_))
        for id_ in ids:
            name, english, kind = self.called(id_)
            yield EntityEntry(id_, name, english, kind, said.get(id_, 0), named.get(id_, 0))

    def get(self, entity: str, *, counted: bool = True) -> Entity:
        """All that is known of one; *counted*: with how the reports call it. Raises MusnadError if there is nobody of
        this id."""
        if not _ID.fullmatch(entity):
            raise MusnadError(f"«{entity}» is no id. Find one with «musnad names list --query {entity}».")
        id_ = self._identities.canonical(entity)
        members = self._identities.members(id_)
        counts: dict[str, int] = {}
        for sql in (_SAID, _NAMED) if counted else ():
            for (_, _, name, *_), count in self._groups(sql, members, id_):
                if name is not None:
                    counts[name] = counts.get(name, 0) + count
        entries = {m: e for m in members if (e := self._entry(m)) is not None}
        judgements = tuple(self._names.judgements(id_))
        if not entries and not counts and not any(j.stands for j in judgements) and not self._is_found(id_):
            raise MusnadError(f"{self._db.name} knows nobody of the id {entity}. Find one with «musnad names list».")
        name, english, kind = self.called(id_)
        forms = list(dict.fromkeys(form for e in entries.values() for form in _names_of(e)))
        labels = {(label["form"], label["side"]): None for e in entries.values() for label in e.get("labels", ())}
        names = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_NAMES]
        return Entity(
            id_, name, english, kind, next((e["state"] for e in entries.values() if e.get("state")), None),
            tuple(f for f in forms if f != name), tuple(labels), tuple(names), tuple(self._held(members)),
            tuple(m for m in members if m != id_), judgements,
        )  # fmt: skip

    def about(self, entity: str) -> Iterator[int]:
        """Rows of the statements in whose content *entity* is named, and which it did not make itself."""
        id_ = self._identities.canonical(entity)
        ids = json.dumps(self._identities.members(id_))
        sql = """SELECT DISTINCT s.row, m.entity, f.id, n.key, m.report FROM mentions m
            LEFT JOIN names n ON n.row = m.name
            LEFT JOIN links l ON l.report = m.report AND l.story = m.story AND l.name = m.name
            LEFT JOIN found f ON f.row = l.found
            JOIN statements s ON s.report = m.report AND m.span_start >= s.content_start AND m.span_end <= s.content_end
            WHERE m.entity IN (SELECT value FROM json_each(?1)) OR (m.entity IS NULL AND
                (m.report, m.story, m.name) IN (SELECT k.report, k.story, k.name FROM found g
                JOIN links k ON k.found = g.row WHERE g.id IN (SELECT value FROM json_each(?1))))
            {linked} ORDER BY s.row"""
        given, linked = [ids], ""
        if links := self._identities.links_to(id_):
            given, linked = [ids, json.dumps(links)], f"OR {_LINKED_MENTION}"
        condition, values = self._identities.condition([id_])
        last = None
        for row, known, found, key, report in self._db.rows(sql.format(linked=linked), given):
            if row == last or self._identities.of(known or found, key, report) != id_:
                continue
            last = row
            if self._db.row(f"SELECT 1 FROM statements s WHERE s.row = ? AND {condition}", [row, *values]) is None:
                yield row

    def called(self, id_: str) -> tuple[str, str | None, str]:
        """Name, English name and kind («person», «body», «state», «office») of one; the id where it has no name."""
        entry = self._entry(id_)
        if entry is not None:
            name = entry.get("name") or next(iter(entry.get("titles") or ()), entry.get("english") or id_)
            return str(name), entry.get("english"), _KINDS[id_[0]]
        found = self._db.row("SELECT n.name, f.kind FROM found f JOIN names n ON n.row = f.name WHERE f.id = ?", (id_,))
        if found is not None:
            return restored(found[0]) or id_, None, found[1]
        for judgement in self._identities.judgements():
            if judgement.object == id_ and judgement.kind in ("split", "link"):
                return (judgement.name if judgement.kind == "split" else judgement.subject) or id_, None, "person"
        return id_, None, _KINDS.get(id_[0], "person")

    def _is_found(self, id_: str) -> bool:
        return self._db.row("SELECT 1 FROM found WHERE id = ?", (id_,)) is not None

    def _entry(self, id_: str) -> dict[str, Any] | None:
        for section, entry in self._names.entries([id_]):
            if section != TENURES:
                return entry
        if (section := _SECTION.get(id_[:2], "")) and (known := getattr(load_knowledge(), section).get(id_)):
            return _fields(known)
        return None

    def _held(self, members: list[str]) -> Iterator[tuple[str, str | None, str | None]]:
        """Offices of one: (id of the office, since, until)."""
        wanted = set(members)
        for id_, office in load_knowledge().offices.items():
            for h in office.holders:
                if h.person in wanted:
                    yield id_, h.since.text if h.since else None, h.until.text if h.until else None
        for section, entry in self._names.find_holders(wanted):
            if section == TENURES:
                yield entry["office"], entry.get("since"), entry.get("until")
            else:
                for h in entry.get("holders") or ():
                    if h.get("person") in wanted:
                        yield entry["id"], h.get("since"), h.get("until")

    def _counts(self, sql: str) -> dict[str, int]:
        reports = json.dumps([j.report for j in self._identities.judgements() if j.report is not None])
        limited = "CASE WHEN s.report IN (SELECT row FROM reports WHERE id IN (SELECT value FROM json_each(?1)))"
        # Who is nobody as read can be somebody as judged, in a report of which something was judged.
        known = f"({_KNOWN} OR s.report IN (SELECT row FROM reports WHERE id IN (SELECT value FROM json_each(?1))))"
        grouped = f"{sql} WHERE {known} GROUP BY s.entity, f.id, n.row, {limited} THEN s.report END"
        counts: dict[str, int] = {}
        for entity, found, _, key, report, number in self._db.rows(grouped, (reports,)):
            id_ = self._identities.of(entity or found, key, report)
            if id_ is not None:
                counts[id_] = counts.get(id_, 0) + number
        return counts

    def _groups(self, sql: str, members: list[str], id_: str) -> Iterator[tuple[tuple[Any, ...], int]]:
        # Names from which others were split off may be anybody's: all that is split into this one is looked at too.
        into = {j.subject for j in self._identities.judgements() if j.stands and j.kind == "split"}
        wanted = json.dumps([*members, *into])
        where = """(s.entity IN (SELECT value FROM json_each(?1)) OR (s.entity IS NULL AND f.id IN
            (SELECT value FROM json_each(?1))))"""
        values = [wanted]
        if linked := [report for _, report in self._identities.links_to(id_)]:
            where += " OR s.report IN (SELECT value FROM json_each(?2))"
            values.append(json.dumps(linked))
        rows = self._db.rows(f"{sql} WHERE {where} GROUP BY s.entity, f.id, n.row, s.report", values)
        for entity, found, name, key, report, number in rows:
            if self._identities.of(entity or found, key, report) == id_:
                yield (entity, found, restored(name), key, report), number


@cache
def _packaged() -> list[tuple[frozenset[str], str]]:
    """The words of each name in the packaged knowledge base, offices aside, with the id."""
    knowledge: Knowledge = load_knowledge()
    found = []
    for section in SECTIONS[:3]:
        for id_, entry in getattr(knowledge, section).items():
            fields = _fields(entry)
            labels = [label["form"] for label in fields["labels"]]
            found += [(words, id_) for n in (*_names_of(fields), *labels) if (words := _words(n))]
    return found


def _fields(entry: Any) -> dict[str, Any]:
    """A packaged entry as its YAML has it, as far as it is needed here."""
    if isinstance(entry, Office):
        return {"id": entry.id, "english": entry.english, "titles": [*entry.titles, *entry.titles_f], "of": entry.of}
    labels = [{"form": label.form, "side": label.side} for label in entry.labels]
    return {
        "id": entry.id, "name": entry.name, "english": entry.english, "forms": list(entry.forms), "labels": labels,
        "short": list(getattr(entry, "short", ())), "state": getattr(entry, "state", None),
    }  # fmt: skip


def _names_of(entry: dict[str, Any]) -> Iterator[str]:
    if entry.get("name"):
        yield str(entry["name"])
    for field in ("forms", "short", "titles"):
        yield from map(str, entry.get(field) or ())


def _words(name: str) -> frozenset[str]:
    return frozenset(terms(name))


def _fits(words: frozenset[str], known: frozenset[str], id_: str) -> bool:
    if id_[0] == "p":
        return words <= known or words <= {w.removeprefix("ال") for w in known} | known
    return words == known
