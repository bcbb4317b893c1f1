"""What is known of every claim, in memory and by column: which claim each statement belongs to, and its numbers."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np

from musnad.compare.claims import Claims
from musnad.ledger import Ledger
from musnad.ledger.faults import in_words
from musnad.web.columns import Array

_AT_A_TIME = 50_000
_NUMBERS = ("statements", "outlets", "origins", "denials", "differences", "disputes")
_SUMMARIES = f"""SELECT s.row, ifnull(c.row, 0), s.claim, {", ".join(f"s.{name}" for name in _NUMBERS)}, s.first, s.last
    FROM claim_summaries s LEFT JOIN claims c ON c.id = s.claim WHERE s.row > ? ORDER BY s.row"""
_MEMBERS = "SELECT statement, claim FROM claim_members WHERE statement > ? ORDER BY statement"

SORTS: Mapping[str, tuple[str, ...]] = {
    "outlets": ("outlets", "origins", "statements", "last"),
    "origins": ("origins", "outlets", "statements", "last"),
    "disputes": ("disputes", "outlets", "last"),
    "newest": ("last", "outlets"),
}


class ClaimColumns:
    """The claims of two statements and more at one moment; not changed once made.

    Attributes:
        values: arrays of one length by name: ``summary`` (row of its summary), the numbers of a
            :class:`musnad.ledger.claim_summaries.ClaimSummary`, and ``first``, ``last`` as proleptic ordinals (0:
            undated).
        of: by the row of a statement, the place of its claim in *values*; -1 where it is in none that is shown.
        waiting: statements that are in no claim yet.
        version: changes when something was grouped or judged.
    """

    def __init__(self) -> None:
        self.version = (0, 0, 0)
        self.values: dict[str, Array] = {
            name: np.empty(0, np.int32) for name in ("summary", *_NUMBERS, "first", "last")
        }
        self.of: Array = np.full(1, -1, np.int32)
        self.waiting = 0
        # As grouped: the claim of each statement, and the latest summary of each claim, by rows. Claims that a person
        # split off have no row of their own; they are few, and known by their ids.
        self._claim: Array = np.zeros(1, np.int32)
        self._summaries: dict[str, Array] = {}
        self._own: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.values["summary"])

    def refreshed(self, ledger: Ledger) -> "ClaimColumns":
        """The claims of *ledger* as they are now; itself if nothing is new."""
        # In one transaction, thus of one moment: others may be grouping.
        with in_words(ledger.database.name), ledger.database.connection:
            fresh = self._refreshed(ledger)
        return fresh  # noqa: RET504 — mypy takes the block for one that may swallow an error

    def place(self, statement: int) -> int:
        """Place of the claim of the statement in row *statement*; -1 if it is in none that is shown."""
        return int(self.of[statement]) if statement < len(self.of) else -1

    def places(self, statements: Array) -> Array:
        """Places of the claims of the statements in these rows, each once, in order."""
        late = len(statements) and int(statements.max()) >= len(self.of)
        rows = statements[statements < len(self.of)] if late else statements
        found = np.zeros(len(self) + 1, np.bool_)
        # The last one, at -1, is for statements without a claim.
        found[self.of[rows]] = True
        return np.flatnonzero(found[:-1])

    @cached_property
    def orders(self) -> dict[str, Array]:
        """All places, by each way to rank them, the most first."""
        return {
            name: np.lexsort([-self.values[key] for key in reversed(keys)]).astype(np.int32)
            for name, keys in SORTS.items()
        }

    def _refreshed(self, ledger: Ledger) -> "ClaimColumns":
        version = _version(ledger)
        waiting = ledger.claim_store.summaries.waiting()
        if version == self.version and waiting == self.waiting:
            return self
        fresh = ClaimColumns()
        fresh.version, fresh.waiting = version, waiting
        fresh._claim = _more_members(self._claim, ledger)
        fresh._own = dict(self._own)
        fresh._summaries = _more_summaries(self._summaries, fresh._own, ledger)
        fresh._settle(ledger)
        return fresh

    def _settle(self, ledger: Ledger) -> None:
        """Let the judgements that stand decide which claims are shown, and to which each statement belongs."""
        into, split = Claims(ledger.claim_store, fresh=False).parts()
        rows, known = self._summaries, self._summaries.get("statements", np.zeros(1, np.int32))
        shown = known >= 2
        absorbed = [(row, root) for row, root in _with_rows(into, ledger) if row < len(known)]
        shown[[row for row, _ in absorbed]] = False
        own = {id_: numbers for id_, numbers in self._own.items() if id_ not in into and numbers[1] >= 2}
        at = np.flatnonzero(shown)
        for n, name in enumerate(self.values):
            column = rows[name][at] if name in rows else at[:0]
            self.values[name] = np.concatenate([column, [numbers[n] for numbers in own.values()]]).astype(np.int32)
        place = np.full(max(len(known), int(self._claim.max()) + 1), -1, np.int32)
        place[at] = np.arange(len(at), dtype=np.int32)
        by_id = {id_: len(at) + n for n, id_ in enumerate(own)}
        roots = dict(_with_rows({root: root for root in into.values()}, ledger, by="id"))
        for row, root in absorbed:
            place[row] = by_id.get(root, place[roots[root]] if root in roots else -1)
        self.of = place[self._claim]
        self.of[self._claim == 0] = -1
        for statement, id_ in split.items():
            root = into.get(id_, id_)
            if statement < len(self.of):
                self.of[statement] = by_id.get(root, place[roots[root]] if root in roots else -1)


def _with_rows(pairs: Mapping[str, str], ledger: Ledger, by: str = "row") -> Iterator[Any]:
    """For each pair whose claim has a row: that and the other, or (*by* id) the claim's id and row."""
    for id_, other in pairs.items():
        found = ledger.database.row("SELECT row FROM claims WHERE id = ?", (id_,))
        if found:
            yield (int(found[0]), other) if by == "row" else (id_, int(found[0]))


def _version(ledger: Ledger) -> tuple[int, int, int]:
    sql = """SELECT (SELECT ifnull(max(statement), 0) FROM claim_members),
        (SELECT ifnull(max(row), 0) FROM claim_summaries), (SELECT ifnull(max(row), 0) FROM claim_judgements)"""
    found = ledger.database.row(sql)
    return (0, 0, 0) if found is None else (found[0], found[1], found[2])


def _more_members(known: Array, ledger: Ledger) -> Array:
    """Claim of each statement, by rows; 0 where it is in none."""
    parts: list[tuple[Array, Array]] = []
    found = ledger.database.rows(_MEMBERS, (len(known) - 1,))
    while some := list(islice(found, _AT_A_TIME)):
        statements, claims = zip(*some, strict=True)
        parts.append((np.fromiter(statements, np.int32, len(some)), np.fromiter(claims, np.int32, len(some))))
    if not parts:
        return known
    grown = np.zeros(int(parts[-1][0][-1]) + 1, np.int32)
    grown[: len(known)] = known
    for statements, claims in parts:
        grown[statements] = claims
    return grown


def _more_summaries(known: Mapping[str, Array], own: dict[str, tuple[int, ...]], ledger: Ledger) -> dict[str, Array]:
    """The latest summary of each claim, by column and row of the claim; those of claims without a row into *own*."""
    last = max(
        int(known["summary"].max()) if "summary" in known else 0,
        max((numbers[0] for numbers in own.values()), default=0),
    )
    parts: list[Array] = []
    found = ledger.database.rows(_SUMMARIES, (last,))
    while some := list(islice(found, _AT_A_TIME)):
        for row, claim, id_, *rest in some:
            if not claim:
                own[id_] = (row, *rest[:-2], *map(_ordinal, rest[-2:]))
        kept = [(claim, row, *rest[:-2], *map(_ordinal, rest[-2:])) for row, claim, _, *rest in some if claim]
        if kept:
            parts.append(np.array(kept, np.int32))
    if not parts:
        return dict(known)
    new = np.concatenate(parts)
    size = max(int(new[:, 0].max()) + 1, len(known["summary"]) if known else 1)
    grown = {}
    for n, name in enumerate(("summary", *_NUMBERS, "first", "last"), 1):
        column = np.zeros(size, np.int32)
        if known:
            column[: len(known[name])] = known[name]
        # In the order of writing: the last summary of a claim stands.
        column[new[:, 0]] = new[:, n]
        grown[name] = column
    return grown


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else 0
