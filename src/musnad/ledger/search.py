"""Finding statements and narration by their words and by what is known of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from musnad.ledger.entities import Entities
from musnad.ledger.places import at_place, counting
from musnad.ledger.query import Query, parse
from musnad.ledger.rows import Hit
from musnad.ledger.views import Reader, Shelf
from musnad.ledger.writer import name_key
from musnad.model import FORCES, KINDS, MusnadError
from musnad.normalise import fold_key

WHERES: tuple[str, ...] = ("content", "narration", "all")

_DAY = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
# Sorts after every continuation of a day, month or year.
_BEYOND = "~"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be, besides holding the words. None: anything.

    Attributes:
        speaker: an id, or words that the speaker's name must have in any order and spelling: in the report, or as
            somebody whom the reader or a person took the speaker for.
        force, kind: as in :class:`musnad.model.Attribution`.
        outlet, lemma: the name of the outlet and the cue's lemma, in any spelling.
        since, until: first and last day of publication; a year («2016») or a month («2016-10») will do.
            Reports without a day fit neither.
        place: a place, or one that lies in it, is named in the passage: an id, or a name in any spelling.
        counted: something of this class is counted in the passage, or this befell what is («killed»).
    """

    speaker: str | None = None
    force: str | None = None
    kind: str | None = None
    outlet: str | None = None
    lemma: str | None = None
    since: date | str | None = None
    until: date | str | None = None
    place: str | None = None
    counted: str | None = None

    def conditions(self) -> list[tuple[str, list[Any]]]:
        """SQL conditions on reports r, with their values.

        Raises:
            MusnadError: a day is none.
        """
        found: list[tuple[str, list[Any]]] = []
        if self.outlet is not None:
            found.append(("r.outlet IN (SELECT row FROM names WHERE key = ?)", [name_key(self.outlet)]))
        if self.since is not None:
            found.append(("r.published >= ?", [day(self.since)]))
        if self.until is not None:
            found.append(("r.published <= ?", [day(self.until) + _BEYOND]))
        return found

    def passage_conditions(self, start: str, end: str) -> list[tuple[str, list[Any]]]:
        """SQL conditions on passages s that begin and end at these columns, with their values.

        Raises:
            MusnadError: no place is called so, or nothing so called is counted.
        """
        found: list[tuple[str, list[Any]]] = []
        if self.place is not None:
            found.append(at_place(self.place, start, end))
        if self.counted is not None:
            found.append(counting(self.counted, start, end))
        return found

    def statement_conditions(self, entities: Entities) -> list[tuple[str, list[Any]]]:
        """SQL conditions on statements s, with their values. Narration can meet none of them.

        Raises:
            MusnadError: a force or kind is none.
        """
        found: list[tuple[str, list[Any]]] = []
        if self.speaker is not None:
            found.append(entities.speaker(self.speaker))
        if self.force is not None:
            found.append(("s.force = ?", [_one_of("force", self.force, FORCES)]))
        if self.kind is not None:
            found.append(("s.kind = ?", [_one_of("kind", self.kind, KINDS)]))
        if self.lemma is not None:
            found.append(("s.lemma_key = ?", [name_key(self.lemma)]))
        return found


def search(
    reader: Reader,
    entities: Entities,
    query: str | None,
    filters: Filters,
    where: str,
    limit: int | None,
    offset: int,
) -> Iterator[Hit]:
    """The hits, newest report first (undated last), within a report in the order of the text.

    Raises:
        MusnadError: the question, a filter or a number makes no sense; at once, not at the first hit.
    """
    _one_of("in_", where, WHERES)
    if offset < 0 or (limit is not None and limit < 0):
        raise MusnadError("limit and offset count hits, so they cannot be below 0.")
    parsed = parse(query) if query and query.strip() else None
    sql, values = _sql(parsed, filters, where, entities)
    if parsed is not None and not parsed:
        return iter(())
    values += [-1 if limit is None else limit, offset]
    return _hits(reader, sql, values, parsed)


def _sql(parsed: Query | None, filters: Filters, where: str, entities: Entities) -> tuple[str, list[Any]]:
    about_report = filters.conditions()
    about_statement = filters.statement_conditions(entities)
    if where == "narration" and about_statement:
        raise MusnadError("Narration has no speaker, force, kind or lemma. Search in content for these.")
    selects: list[str] = []
    values: list[Any] = []
    if where in ("content", "all"):
        conditions = _matching("statement_index", parsed) + about_report + about_statement
        conditions += filters.passage_conditions("content_start", "content_end")
        selects.append(_select("0", "statements s", "s.content_start", conditions, values))
    if where == "narration" or (where == "all" and not about_statement):
        conditions = _matching("narration_index", parsed) + about_report
        conditions += filters.passage_conditions("span_start", "span_end")
        selects.append(_select("1", "narration s", "s.span_start", conditions, values))
    order = "ORDER BY 1 DESC, 2, 3, 4, 5 LIMIT ? OFFSET ?"
    return f"{' UNION ALL '.join(selects)} {order}", values


def _select(narrated: str, table: str, start: str, conditions: list[tuple[str, list[Any]]], values: list[Any]) -> str:
    sql = f"SELECT r.published, r.row, {start}, {narrated}, s.row FROM {table} JOIN reports r ON r.row = s.report"
    if conditions:
        sql += " WHERE " + " AND ".join(condition for condition, _ in conditions)
    for _, given in conditions:
        values += given
    return sql


def _matching(index: str, parsed: Query | None) -> list[tuple[str, list[Any]]]:
    if parsed is None:
        return []
    found: list[tuple[str, list[Any]]] = []
    matches = f"(SELECT rowid FROM {index} WHERE {index} MATCH ?)"
    if parsed.required:
        found.append((f"s.row IN {matches}", [parsed.required_expression()]))
    if parsed.excluded:
        found.append((f"s.row NOT IN {matches}", [parsed.excluded_expression()]))
    return found


def _hits(reader: Reader, sql: str, values: list[Any], parsed: Query | None) -> Iterator[Hit]:
    shelf = Shelf(reader)
    for _, _, _, narrated, row in reader.rows(sql, values):
        hit = Hit(shelf.narrated(row) if narrated else shelf.statement(row), ())
        yield replace(hit, words=parsed.words_in(hit.text, hit.span.start)) if parsed else hit


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise MusnadError(f"{name} is «{value}», which is none of: {', '.join(allowed)}.")
    return value


def day(value: date | str) -> str:
    """*value* as the ledger keeps days, also in part («2016-10»). Raises :class:`MusnadError` if it is none."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = fold_key(value).strip()
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        raise MusnadError(f"«{value}» is no day. Write 2016-10-07, 2016-10 or 2016.") from None
    return text
