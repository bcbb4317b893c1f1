"""Claims for a ledger of :mod:`bench.million`, put together without comparing: that would take hours.

Statements of one sentence of the examples, told on days near each other, are a claim. Nearly half stand alone, and
claims of hundreds are rare, as in news; some have denials. Figures differ because the generator draws them.
"""

import random
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from itertools import groupby, islice

from musnad.ledger import Ledger
from musnad.ledger.claim_summaries import ClaimSummary
from musnad.ledger.claims import claim_id

_ALONE = 0.8
_LARGEST = 300
_DENIED = 0.25
_AT_A_TIME = 20_000
_REASONS = "same day\nshares السد\nlikeness 0.80"


def grow_claims(ledger: Ledger, seed: int = 7) -> int:
    """Put every statement of *ledger*, none of which may be in a claim, into one; the number of claims."""
    chance = random.Random(seed)
    groups = list(_groups(ledger, chance))
    # A claim is known by the statement that was added first.
    groups.sort()
    ids = dict(ledger.database.rows("SELECT row, id FROM statements"))
    claims = ((n, claim_id(ids[rows[0]]), rows[0]) for n, rows in enumerate(groups, 1))
    _write(ledger, "INSERT INTO claims(row, id, first) VALUES (?,?,?)", claims)
    members = sorted(_members(groups, chance))
    sql = "INSERT INTO claim_members(statement, claim, anchor, score, reasons, words) VALUES (?,?,?,?,?,'')"
    _write(ledger, sql, iter(members))
    with ledger.transaction():
        ledger.claim_store.summaries.add(_summaries(ledger))
        ledger.claim_store.summaries.mark(members[-1][0])
    return len(groups)


def _summaries(ledger: Ledger) -> Iterator[ClaimSummary]:
    """What lists show, from counts alone: whoever denies makes a dispute, and every other speaker an origin."""
    sql = """SELECT m.claim, c.id, s.row, r.published, r.outlet, s.force, s.speaker
        FROM claim_members m JOIN claims c ON c.row = m.claim
        JOIN statements s ON s.row = m.statement JOIN reports r ON r.row = s.report
        ORDER BY m.claim, r.published, s.row"""
    for _, some in groupby(ledger.database.rows(sql), key=lambda row: row[0]):
        rows = list(some)
        if len(rows) > 1:
            days = [date.fromisoformat(row[3]) for row in rows]
            denials = sum(row[5] == "deny" for row in rows)
            yield ClaimSummary(
                claim=rows[0][1], lead=rows[0][2], statements=len(rows), outlets=len({row[4] for row in rows}),
                origins=len({row[6] for row in rows if row[6]}), denials=denials, differences=len(rows) % 3,
                disputes=denials + len(rows) % 3, first=days[0], last=days[-1],
                told=(("denies", "denial: نفت", "same day"),) * min(denials, 2),
            )  # fmt: skip


def _groups(ledger: Ledger, chance: random.Random) -> Iterator[list[int]]:
    """Rows of the statements of each claim, in the order of adding."""
    sql = """SELECT s.row, s.force, s.cue_end - s.cue_start, s.content_end - s.content_start, s.lemma_key, r.published
        FROM statements s JOIN reports r ON r.row = s.report"""
    told = [
        ((cue, content, lemma), day, row, force) for row, force, cue, content, lemma, day in ledger.database.rows(sql)
    ]
    denials = sorted(((day, row) for _, day, row, force in told if force == "deny"), key=lambda each: each[0])
    other = sorted(each[:3] for each in told if each[3] != "deny")
    days, free = [day for day, _ in denials], [True] * len(denials)
    at = 0
    while at < len(other):
        size = 1 if chance.random() < _ALONE else min(_LARGEST, int(chance.paretovariate(1.1)) + 1)
        rows = [row for key, _, row in other[at : at + size] if key == other[at][0]]
        at += len(rows)
        if len(rows) > 1 and chance.random() < _DENIED:
            near = bisect_left(days, other[at - 1][1])
            for place in range(near, min(near + chance.randint(1, 2), len(days))):
                if free[place]:
                    free[place] = False
                    rows.append(denials[place][1])
        yield sorted(rows)
    yield from ([row] for (_, row), alone in zip(denials, free, strict=True) if alone)


def _members(groups: list[list[int]], chance: random.Random) -> Iterator[tuple[int, int, int | None, float, str]]:
    for claim, rows in enumerate(groups, 1):
        yield rows[0], claim, None, 1.0, ""
        for place, row in enumerate(rows[1:], 1):
            yield row, claim, rows[chance.randrange(place)], 0.8, _REASONS


def _write(ledger: Ledger, sql: str, rows: Iterator[tuple[object, ...]]) -> None:
    while some := list(islice(rows, _AT_A_TIME)):
        with ledger.transaction():
            ledger.database.write(sql, some)
