"""Statements of or about somebody: counted over time, by whom and with which force, and the newest of them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from musnad.ledger import Ledger
from musnad.model import FORCES
from musnad.web.columns import Array, Columns
from musnad.web.summary import Count, Summary, bars_of, names_of, summarise
from musnad.web.tally import tally
from musnad.web.views import Row

_SHOWN = 8
_TELLERS = 8
# So many forces get a chart of their own.
_CHARTS = 4


@dataclass(frozen=True, slots=True)
class Teller:
    """Who makes some of the statements: an entity, or (*id* None) whoever goes by a *name*; by force."""

    id: str | None
    name: str
    english: str | None
    total: int
    forces: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Some statements.

    Attributes:
        summary: counts of them.
        rows: the newest.
        tellers: who makes most of them.
        charts: for the most frequent forces, their numbers over the bars of the summary.
        most: of all these numbers the largest.
    """

    summary: Summary
    rows: tuple[Row, ...]
    tellers: tuple[Teller, ...]
    charts: tuple[tuple[str, tuple[Count, ...]], ...]
    most: int


def told(
    columns: Columns,
    places: Array,
    ledger: Ledger,
    rows_at: Callable[[Columns, Array, Ledger], tuple[Row, ...]],
    *,
    by_whom: bool = True,
) -> Told:
    """What there is to tell of the statements at *places* of *columns*; *by_whom*: also who makes them."""
    summary = summarise(columns, places, ledger)
    charts = tuple(_charts(columns, places, summary))
    most = max((n for _, counts in charts for _, n in counts), default=0)
    tellers = _tellers(columns, places, ledger) if by_whom else ()
    return Told(summary, rows_at(columns, places[:_SHOWN], ledger), tellers, charts, most)


def speaking(columns: Columns) -> Array:
    """Codes of the entities that make the statements, by position; 0: none is known."""
    found = np.zeros(len(columns), np.int32)
    said = columns.concerns.entities["said"]
    found[columns.position[said.statement]] = said.key
    return found


def _charts(columns: Columns, places: Array, summary: Summary) -> list[tuple[str, tuple[Count, ...]]]:
    if len(summary.times) < 2:
        return []
    names, bars = bars_of(columns.values["day"][places], summary.step)
    forces = columns.values["force"][places]
    made = []
    for force, _ in summary.forces[:_CHARTS]:
        counts = np.bincount(bars[forces == FORCES.index(force)], minlength=len(names))
        made.append((force, tuple((name, int(n)) for name, n in zip(names[:-1], counts, strict=False))))
    return made


def _tellers(columns: Columns, places: Array, ledger: Ledger) -> tuple[Teller, ...]:
    entities = speaking(columns)[places].astype(np.int64)
    # Of those who are nobody that is known, each name counts by itself.
    keys = np.where(entities > 0, entities, -columns.values["speaker"][places].astype(np.int64))
    found, numbers = tally(keys[keys != 0])
    best = np.argsort(-numbers, kind="stable")[:_TELLERS]
    names = names_of((-int(found[b]) for b in best if found[b] < 0), ledger)
    forces = columns.values["force"][places]
    made = []
    for b in best:
        key = int(found[b])
        id_ = columns.concerns.ids[key] if key > 0 else None
        counts = np.bincount(forces[(keys == key) & (forces >= 0)], minlength=len(FORCES))
        labelled = tuple(
            (FORCES[code], int(counts[code])) for code in np.argsort(-counts, kind="stable") if counts[code]
        )
        name, english, _ = ledger.called(id_) if id_ else (names.get(-key, ""), None, "")
        made.append(Teller(id_, name, english, int(numbers[b]), labelled))
    return tuple(made)
