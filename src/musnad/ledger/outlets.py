"""Outlets and hosts: what there is of each, and how asking them went."""

from datetime import date
from typing import Any

from musnad.ledger.database import Database, restored
from musnad.ledger.rows import HostEntry, SourceEntry

_OUTLETS = """SELECT r.outlet, n.name, count(*), min(r.published), max(r.published), max(r.added)
    FROM reports r LEFT JOIN names n ON n.row = r.outlet GROUP BY r.outlet ORDER BY count(*) DESC, n.name"""
_HOSTS = """SELECT v.host, v.visits, v.failures, v.seen, f.at, f.problem, v.failed IS v.last FROM (
        SELECT host, count(*) AS visits, sum(outcome = 'failed') AS failures,
            max(CASE WHEN outcome != 'failed' THEN at END) AS seen,
            max(CASE WHEN outcome = 'failed' THEN row END) AS failed, max(row) AS last
        FROM visits WHERE host IS NOT NULL GROUP BY host) v
    LEFT JOIN visits f ON f.row = v.failed ORDER BY v.host"""
_PLACES = """SELECT DISTINCT s.host, r.outlet FROM snapshots s JOIN reports r ON r.row = s.report
    WHERE s.host IS NOT NULL ORDER BY s.host"""


def sources(db: Database) -> list[SourceEntry]:
    """See :meth:`musnad.ledger.Ledger.sources`."""
    hosts = {row[0]: _host(row) for row in db.rows(_HOSTS)}
    of_outlet: dict[int | None, list[HostEntry]] = {}
    placed = set()
    for name, outlet in db.rows(_PLACES):
        if name in hosts:
            of_outlet.setdefault(outlet, []).append(hosts[name])
            placed.add(name)
    found = [
        SourceEntry(restored(name), count, _day(first), _day(last), added, tuple(of_outlet.get(outlet, ())))
        for outlet, name, count, first, last, added in db.rows(_OUTLETS)
    ]
    without = [hosts[name] for name in hosts if name not in placed]
    return found + [SourceEntry(None, 0, None, None, None, (host,)) for host in without]


def _host(values: tuple[Any, ...]) -> HostEntry:
    name, visits, failures, seen, failed, problem, failing = values
    return HostEntry(name, visits, failures, seen, failed, restored(problem), bool(failing))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
