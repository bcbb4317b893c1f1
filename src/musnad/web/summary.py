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
    step, times = bars(values["day"])
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


def bars(days: Array, most_days: int = _MOST_DAYS, most_months: int = _MOST_MONTHS) -> tuple[Step, tuple[Count, ...]]:
    """Numbers by day, month or year, the finest that makes no more bars than wanted; undated days are left out."""
    dated = days[days > 0]
    if not len(dated):
        return "day", ()
    first, last = int(dated.min()), int(dated.max())
    # Bars are counted by day and then joined, because dividing a million days by months takes longer.
    counts = np.bincount(dated - first)
    step: Step = "day"
    if last - first >= most_days:
        months = (last - first) / 30.4
        step = "month" if months <= most_months else "year"
    names, places = _named_bars(first, last, step)
    joined = np.bincount(places, weights=counts).astype(np.int64)
    return step, tuple((name, int(number)) for name, number in zip(names, joined, strict=True))


def bars_of(days: Array, step: Step) -> tuple[list[str], Array]:
    """Names of the bars from the first to the last day, and the bar of each day; the last one, without a name, is of
    the undated."""
    dated = days[days > 0]
    if not len(dated):
        return [""], np.zeros(len(days), np.int32)
    first, last = int(dated.min()), int(dated.max())
    names, places = _named_bars(first, last, step)
    found = np.where(days > 0, places[np.clip(days - first, 0, last - first)], len(names))
    return [*names, ""], found.astype(np.int32)


def _named_bars(first: int, last: int, step: Step) -> tuple[list[str], Array]:
    """Names of the bars between two days, and the bar of each day."""
    moments = np.arange(first - _TO_EPOCH, last - _TO_EPOCH + 1).astype("datetime64[D]")
    moments = moments.astype(f"datetime64[{_UNITS[step]}]")
    places = (moments - moments[0]).astype(np.int64)
    return [str(moments[0] + n) for n in range(int(places[-1]) + 1)], places
