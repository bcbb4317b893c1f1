"""Counts over many statements: by force, kind, speaker, outlet, word and time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from musnad.ledger import Ledger
from musnad.ledger.database import restored
from musnad.model import FORCES, KINDS
from musnad.web.columns import Array, Columns

Step = Literal["day", "month", "year"]
Count = tuple[str, int]

_MOST = 12
# As many bars as can be told apart on a narrow screen.
_MOST_DAYS = 62
_MOST_MONTHS = 96
_TO_EPOCH = date(1970, 1, 1).toordinal()
_UNITS: dict[Step, str] = {"day": "D", "month": "M", "year": "Y"}


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of some statements, most frequent first.

    Attributes:
        total, reports: number of statements, and of the reports they stand in.
        forces, kinds, speakers, outlets, lemmas: (label, number); of the last three at most a dozen.
        anonymous: how many have an anonymous source.
        unnamed: how many have no speaker.
        step, times: the span of one bar, and for each from the first to the last, also empty ones, its day, month
            or year in ISO 8601 and the number. Undated statements are in none.
    """

    total: int
    reports: int
    forces: tuple[Count, ...]
    kinds: tuple[Count, ...]
    speakers: tuple[Count, ...]
    outlets: tuple[Count, ...]
    lemmas: tuple[Count, ...]
    anonymous: int
    unnamed: int
    step: Step
    times: tuple[Count, ...]


def summarise(columns: Columns, places: Array, ledger: Ledger) -> Summary:
    """Count the statements at *places* of *columns*."""
    values = {name: column[places] for name, column in columns.values.items() if name not in ("row", "quote")}
    step, times = _times(values["day"])
    kinds = _labelled(values["kind"], KINDS)
    return Summary(
        total=len(places),
        reports=int(np.count_nonzero(np.bincount(values["report"]))) if len(places) else 0,
        forces=_labelled(values["force"], FORCES),
        kinds=kinds,
        speakers=named(values["speaker"], ledger),
        outlets=named(values["outlet"], ledger),
        lemmas=tuple((columns.lemmas[code], n) for code, n in _frequent(values["lemma"], _MOST)),
        anonymous=dict(kinds).get("anonymous", 0),
        unnamed=int(np.count_nonzero(values["speaker"] == 0)),
        step=step,
        times=times,
    )


def named(rows: Array, ledger: Ledger, most: int = _MOST) -> tuple[Count, ...]:
    """The most frequent of the names in *rows* (of the ledger's names; 0 is none) with their numbers."""
    found = [(row, n) for row, n in _frequent(rows, most + 1) if row][:most]
    names = names_of((row for row, _ in found), ledger)
    return tuple((names[row], n) for row, n in found if row in names)


def names_of(rows: Iterable[int], ledger: Ledger) -> dict[int, str]:
    """The names in *rows* of the ledger's names."""
    wanted = list(rows)
    marks = ",".join("?" * len(wanted))
    found = ledger.database.rows(f"SELECT row, name FROM names WHERE row IN ({marks})", wanted)
    return {row: restored(name) or "" for row, name in found}


def _labelled(codes: Array, labels: Sequence[str]) -> tuple[Count, ...]:
    return tuple((labels[code], n) for code, n in _frequent(codes, len(labels)))


def _frequent(codes: Array, most: int) -> list[tuple[int, int]]:
    known = codes[codes >= 0]
    if not len(known):
        return []
    counts = np.bincount(known)
    top = np.argpartition(counts, -most)[-most:] if len(counts) > most else np.arange(len(counts))
    found = [(int(code), int(counts[code])) for code in top if counts[code]]
    return sorted(found, key=lambda each: (-each[1], each[0]))


def _times(days: Array) -> tuple[Step, tuple[Count, ...]]:
    dated = days[days > 0]
    if not len(dated):
        return "day", ()
    first, last = int(dated.min()), int(dated.max())
    # Bars are counted by day and then joined, because dividing a million days by months takes longer.
    counts = np.bincount(dated - first)
    step: Step = "day"
    if last - first >= _MOST_DAYS:
        months = (last - first) / 30.4
        step = "month" if months <= _MOST_MONTHS else "year"
    moments = (np.arange(len(counts)) + first - _TO_EPOCH).astype("datetime64[D]").astype(f"datetime64[{_UNITS[step]}]")
    places = (moments - moments[0]).astype(np.int64)
    joined = np.bincount(places, weights=counts).astype(np.int64)
    return step, tuple((str(moments[0] + n), int(number)) for n, number in enumerate(joined))
