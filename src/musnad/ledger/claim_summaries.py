"""What lists show of each claim, kept so that a list of many need not read the statements of all."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from musnad.ledger.database import Database

_COLUMNS = "claim, lead, statements, outlets, origins, denials, differences, disputes, first, last, told"


@dataclass(frozen=True, slots=True)
class ClaimSummary:
    """A claim in a list.

    Attributes:
        claim: its id.
        lead: row of its first statement in time.
        statements, outlets, origins: how many statements make it, how many outlets carry it, how many known first
            sources it has.
        denials, differences, disputes: relations that deny or retract; that give another figure; all disputes.
        first, last: days on which it was first and last reported; None if none is known.
        told: some disputes, each with its kind and evidence.
    """

    claim: str
    lead: int
    statements: int
    outlets: int
    origins: int
    denials: int
    differences: int
    disputes: int
    first: date | None
    last: date | None
    told: tuple[tuple[str, ...], ...]


class ClaimSummaries:
    """The summaries of one ledger, as rows. Writers hold the transaction."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, summaries: Iterable[ClaimSummary]) -> None:
        """Let these stand from now on."""
        sql = f"INSERT INTO claim_summaries({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?)"
        self._db.write(sql, map(_values, summaries))

    def get(self, row: int) -> ClaimSummary | None:
        """The summary in row *row* of the table; None if there is none."""
        found = self._db.row(f"SELECT {_COLUMNS} FROM claim_summaries WHERE row = ?", (row,))
        if found is None:
            return None
        claim, lead, statements, outlets, origins, denials, differences, disputes, first, last, told = found
        first, last = (None if day is None else date.fromisoformat(day) for day in (first, last))
        told = tuple(tuple(each) for each in json.loads(told))
        return ClaimSummary(
            claim, lead, statements, outlets, origins, denials, differences, disputes, first, last, told
        )

    def size(self, claim: str) -> int:
        """Number of statements when a claim was summed up last; 0 if it never was."""
        sql = "SELECT statements FROM claim_summaries WHERE claim = ? ORDER BY row DESC LIMIT 1"
        found = self._db.row(sql, (claim,))
        return int(found[0]) if found else 0

    def grown(self) -> Iterator[tuple[str, int]]:
        """Id and size of the claims as grouped, of two statements and more, that statements have joined since."""
        found = self._db.rows(
            """SELECT c.id, (SELECT count(*) FROM claim_members x WHERE x.claim = c.row) FROM claims c
                WHERE c.row IN (SELECT claim FROM claim_members
                    WHERE statement > (SELECT coalesce(max(statement), 0) FROM claims_summed) AND anchor IS NOT NULL)
                ORDER BY c.row"""
        )
        yield from list(found)

    def caught_up(self) -> bool:
        """Whether all that was grouped is summed up."""
        sql = """SELECT (SELECT coalesce(max(statement), 0) FROM claim_members)
            <= (SELECT coalesce(max(statement), 0) FROM claims_summed)"""
        found = self._db.row(sql)
        return bool(found and found[0])

    def mark(self, statement: int) -> None:
        """Note that claims are summed up as they were after the statement in row *statement*."""
        self._db.write("INSERT INTO claims_summed(statement) VALUES (?)", [(statement,)])

    def last_grouped(self) -> int:
        """Row of the last statement that was grouped."""
        found = self._db.row("SELECT coalesce(max(statement), 0) FROM claim_members")
        return int(found[0]) if found else 0

    def waiting(self) -> int:
        """How many statements are in no claim yet."""
        found = self._db.row("SELECT coalesce(max(row), 0) FROM statements")
        return (int(found[0]) if found else 0) - self.last_grouped()


def _values(summary: ClaimSummary) -> tuple[object, ...]:
    first, last = (None if day is None else day.isoformat() for day in (summary.first, summary.last))
    told = json.dumps(summary.told, ensure_ascii=True)
    return (
        summary.claim, summary.lead, summary.statements, summary.outlets, summary.origins, summary.denials,
        summary.differences, summary.disputes, first, last, told,
    )  # fmt: skip
