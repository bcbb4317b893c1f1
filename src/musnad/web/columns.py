"""What is known of every statement, in memory and by column.

A ledger of a million statements answers «how many of these by force, outlet and month?» only by going through
them, which in SQLite takes a second and in arrays a few milliseconds. They take some 30 bytes a statement, and
because the ledger only appends, they are only ever added to.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np

from musnad.ledger import Correction, Ledger, effective
from musnad.ledger.database import restored
from musnad.ledger.faults import in_words
from musnad.ledger.query import name_terms, parse
from musnad.ledger.writer import name_key
from musnad.model import FORCES, KINDS, QUOTES
from musnad.web.asking import Asked
from musnad.web.concerns import Concerns

_AT_A_TIME = 50_000
_VERDICTS = ("", "any", "right", "wrong")
# Order of display in one number: day (undated last), then row.
_LAST_DAY = date.max.toordinal()
_ROW_BITS = 40

_STATEMENTS = """SELECT row, report, ifnull(speaker, 0), kind, force, quote, lemma, parent IS NOT NULL
    FROM statements WHERE row > ? ORDER BY row"""
_REPORTS = "SELECT row, ifnull(outlet, 0), published FROM reports WHERE row > ? ORDER BY row"
_TYPES: Mapping[str, Any] = {
    "row": np.int32,
    "report": np.int32,
    "speaker": np.int32,
    "kind": np.int8,
    "force": np.int8,
    "quote": np.int8,
    "lemma": np.int32,
    "nested": np.bool_,
    "outlet": np.int32,
    "day": np.int32,
    "judged": np.int8,
}

Array = Any


class Columns:
    """Every statement of a ledger at one moment, newest report first; not changed once made.

    Attributes:
        values: arrays of one length by name. ``row``, ``report``, ``speaker``, ``outlet`` are rows of the
            ledger's tables (0: none), ``day`` proleptic ordinals (0: undated), ``kind``, ``force``, ``quote`` places
            in the model's lists, ``lemma`` one in *lemmas*; ``judged`` one in «not, any, right, wrong».
        lemmas: the cues' lemmas.
        concerns: whom and what the statements concern.
        version: changes when the ledger has something new.
    """

    def __init__(self) -> None:
        self.values: dict[str, Array] = {name: np.empty(0, type_) for name, type_ in _TYPES.items()}
        self.lemmas: list[str] = []
        self.concerns = Concerns()
        self.version: tuple[int, ...] = (0, 0, 0, 0, 0)
        self._reports: tuple[Array, Array] = (np.zeros(1, np.int32), np.zeros(1, np.int32))
        self._numbers: dict[str, Array] = {}
        self._machine: dict[int, dict[str, int]] = {}

    def __len__(self) -> int:
        return len(self.values["row"])

    def refreshed(self, ledger: Ledger) -> "Columns":
        """The columns of *ledger* as it is now; itself if nothing is new."""
        # In one transaction, thus of one moment: others may be adding.
        with in_words(ledger.database.name), ledger.database.connection:
            fresh = self._refreshed(ledger)
        return fresh  # noqa: RET504 — mypy takes the block for one that may swallow an error

    def _refreshed(self, ledger: Ledger) -> "Columns":
        version = _version(ledger)
        if version == self.version:
            return self
        fresh = Columns()
        fresh.version, fresh.lemmas = version, list(self.lemmas)
        fresh._reports = self._more_reports(ledger)
        fresh.values = self._more_statements(ledger, fresh)
        for row, machine in self._machine.items():
            at = fresh.position[row]
            for name, code in machine.items():
                fresh.values[name][at] = code
        overruled = fresh._correct(ledger)
        fresh.concerns = self.concerns.refreshed(ledger, fresh.report_of, overruled)
        return fresh

    @cached_property
    def position(self) -> Array:
        """Where a row of the ledger stands; -1 where there is no such row."""
        rows = self.values["row"]
        found = np.full(int(rows.max()) + 1 if len(rows) else 1, -1, np.int32)
        found[rows] = np.arange(len(rows), dtype=np.int32)
        return found

    @cached_property
    def report_of(self) -> Array:
        """Rows of the reports by row of the statement; 0 where there is no such row."""
        found = np.zeros(len(self.position), np.int32)
        found[self.values["row"]] = self.values["report"]
        return found

    def at(self, rows: Array) -> Array:
        """Positions, in order of display and each once, of the statements in *rows* of the ledger."""
        mask = np.zeros(len(self), np.bool_)
        mask[self.position[rows]] = True
        return np.flatnonzero(mask).astype(np.int32)

    def numbers(self, name: str) -> Array:
        """How many statements have each code in the column *name*; computed once."""
        if name not in self._numbers:
            known = self.values[name]
            self._numbers[name] = np.bincount(known[known >= 0])
        return self._numbers[name]

    def find(self, asked: Asked, ledger: Ledger) -> Array:
        """Positions of the statements that *asked* fits, in order of display.

        Raises:
            MusnadError: the question makes no sense or takes too long.
        """
        mask = np.ones(len(self), np.bool_)
        for one in self._masks(asked, ledger):
            mask &= one
        return np.flatnonzero(mask).astype(np.int32)

    def _masks(self, asked: Asked, ledger: Ledger) -> Iterator[Array]:
        values = self.values
        if asked.q:
            yield self._matching(asked.q, ledger)
        if asked.speaker:
            yield np.isin(values["speaker"], names_with(asked.speaker, ledger))
        if asked.outlet:
            key = (name_key(asked.outlet),)
            found = [row for (row,) in ledger.database.rows("SELECT row FROM names WHERE key = ?", key)]
            yield np.isin(values["outlet"], found)
        if asked.lemma:
            wanted_key = name_key(asked.lemma)
            yield np.isin(values["lemma"], [n for n, lemma in enumerate(self.lemmas) if name_key(lemma) == wanted_key])
        for name, choices in (("force", FORCES), ("kind", KINDS), ("quote", QUOTES)):
            if wanted := getattr(asked, name):
                yield values[name] == choices.index(wanted)
        if asked.denial:
            denied = values["force"] == FORCES.index("deny")
            yield denied if asked.denial == "with" else ~denied
        if asked.nested:
            yield values["nested"] == (asked.nested == "yes")
        if asked.judged:
            yield values["judged"] > 0 if asked.judged == "any" else values["judged"] == _VERDICTS.index(asked.judged)
        yield from self._concerned(asked, ledger)
        since, until = asked.days()
        if since or until:
            yield values["day"] >= (since.toordinal() if since else 1)
        if until:
            yield values["day"] <= until.toordinal()

    def _concerned(self, asked: Asked, ledger: Ledger) -> Iterator[Array]:
        for rows in (
            self.concerns.statements(ledger.find_entities(asked.person), asked.person_as) if asked.person else None,
            self.concerns.placed(ledger.find_places(asked.place), asked.place_as) if asked.place else None,
        ):
            if rows is not None:
                mask = np.zeros(len(self), np.bool_)
                mask[self.position[rows]] = True
                yield mask

    def _matching(self, question: str, ledger: Ledger) -> Array:
        mask = np.zeros(len(self), np.bool_)
        parsed = parse(question)
        if not parsed:
            return mask
        if parsed.required:
            mask[self._places(parsed.required_expression(), ledger)] = True
        else:
            mask[:] = True
        if parsed.excluded:
            mask[self._places(parsed.excluded_expression(), ledger)] = False
        return mask

    def _places(self, expression: str, ledger: Ledger) -> Array:
        # As one string, because a row at a time costs Python more than the search costs SQLite.
        sql = "SELECT group_concat(rowid, ' ') FROM statement_index WHERE statement_index MATCH ?"
        found = ledger.database.row(sql, (expression,))
        if not found or not found[0]:
            return np.empty(0, np.int32)
        rows = np.fromstring(found[0], np.int64, sep=" ")
        places = self.position[rows[rows < len(self.position)]]
        return places[places >= 0]

    def _more_reports(self, ledger: Ledger) -> tuple[Array, Array]:
        """Outlet and day of each report, by row."""
        outlets, days = self._reports
        new = list(ledger.database.rows(_REPORTS, (len(outlets) - 1,)))
        if not new:
            return self._reports
        size = new[-1][0] + 1
        outlets, days = (np.concatenate([old, np.zeros(size - len(old), np.int32)]) for old in self._reports)
        for row, outlet, published in new:
            outlets[row] = outlet
            days[row] = date.fromisoformat(published).toordinal() if published else 0
        return outlets, days

    def _more_statements(self, ledger: Ledger, fresh: "Columns") -> dict[str, Array]:
        last = len(self.position) - 1 if len(self) else 0
        codes = {lemma: n for n, lemma in enumerate(fresh.lemmas)}
        parts = [self.values]
        found = ledger.database.rows(_STATEMENTS, (last,))
        while some := list(islice(found, _AT_A_TIME)):
            parts.append(_columns(some, codes, *fresh._reports))
        fresh.lemmas = list(codes)
        values = {name: np.concatenate([part[name] for part in parts]) for name in _TYPES}
        order = np.argsort(((_LAST_DAY - values["day"].astype(np.int64)) << _ROW_BITS) + values["row"], kind="stable")
        return {name: column[order] for name, column in values.items()}

    def _correct(self, ledger: Ledger) -> dict[int, int]:
        """What people have corrected takes the place of what the reader said, which is remembered; rows of the
        statements that others made, with the rows of their names."""
        overruled: dict[int, int] = {}
        by_statement: dict[str, list[Correction]] = {}
        for correction in ledger.corrections():
            by_statement.setdefault(correction.statement, []).append(correction)
        for id_, found in by_statement.items():
            known = ledger.database.row("SELECT row FROM statements WHERE id = ?", (id_,))
            standing = effective(found)
            if known is None or known[0] >= len(self.position) or not standing:
                continue
            at = self.position[known[0]]
            codes = dict(_codes(standing, ledger))
            self._machine[known[0]] = {name: int(self.values[name][at]) for name in codes}
            for name, code in codes.items():
                self.values[name][at] = code
            if "speaker" in codes and codes["speaker"] != self._machine[known[0]]["speaker"]:
                overruled[known[0]] = codes["speaker"]
        return overruled


def names_with(name: str, ledger: Ledger) -> list[int]:
    """Rows of the names that have every word of *name*, in any spelling."""
    words = name_terms(name)
    sql = " INTERSECT ".join(["SELECT name FROM name_words WHERE word = ?"] * len(words))
    return [row for (row,) in ledger.database.rows(sql, words)] if words else []


def _version(ledger: Ledger) -> tuple[int, ...]:
    sql = """SELECT (SELECT ifnull(max(row), 0) FROM statements), (SELECT ifnull(max(row), 0) FROM reports),
        (SELECT ifnull(max(row), 0) FROM corrections), (SELECT ifnull(max(row), 0) FROM statement_entities),
        (SELECT ifnull(max(row), 0) FROM judgements)"""
    return tuple(ledger.database.row(sql) or (0, 0, 0, 0, 0))


def _columns(rows: list[tuple[Any, ...]], lemmas: dict[str, int], outlets: Array, days: Array) -> dict[str, Array]:
    size = len(rows)
    row, report, speaker, kind, force, quote, lemma, nested = zip(*rows, strict=True)
    reports = np.fromiter(report, np.int32, size)
    return {
        "row": np.fromiter(row, np.int32, size),
        "report": reports,
        "speaker": np.fromiter(speaker, np.int32, size),
        "kind": _coded(kind, {label: n for n, label in enumerate(KINDS)}),
        "force": _coded(force, {label: n for n, label in enumerate(FORCES)}),
        "quote": _coded(quote, {label: n for n, label in enumerate(QUOTES)}),
        "lemma": np.fromiter((lemmas.setdefault(restored(each) or "", len(lemmas)) for each in lemma), np.int32, size),
        "nested": np.fromiter(nested, np.bool_, size),
        "outlet": outlets[reports],
        "day": days[reports],
        "judged": np.zeros(size, np.int8),
    }


def _coded(labels: Iterable[str], codes: Mapping[str, int]) -> Array:
    # A label that this version does not know (of a file that another program wrote) is none of those.
    return np.fromiter((codes.get(label, -1) for label in labels), np.int8)


def _codes(standing: Mapping[str, Correction], ledger: Ledger) -> Iterator[tuple[str, int]]:
    """Columns that corrections change, with the new codes."""
    verdict = standing.get("verdict")
    yield "judged", _VERDICTS.index(str(verdict.value)) if verdict else 1
    for name, choices in (("force", FORCES), ("kind", KINDS), ("quote", QUOTES)):
        if name in standing:
            yield name, choices.index(str(standing[name].value))
    if "parent" in standing:
        yield "nested", int(standing["parent"].value is not None)
    if "speaker" in standing:
        said = standing["speaker"].value
        found = ledger.database.row("SELECT row FROM names WHERE name = ?", (said,)) if said else None
        yield "speaker", int(found[0]) if found else 0
