"""Score the times finder on the Arabic specifications of Recognizers-Text (MIT), kind by kind.

    python -m quality.times [--misses KIND] [--exact]

A case is an input, the report's date where it has one, and the expressions of one kind in it. Its *span* is right
when every expression of the case is found with the same words, counted without white space, marks and a leading
preposition, «يوم» or «الساعة» (the specification keeps and drops those from case to case; ``--exact`` counts them).
Its *value* is right when moreover the TIMEX, or the past or the future resolution, agrees with the specification's.
A case without expressions is right when nothing of the kind is found. Other kinds in the same input do not count:
each case names one kind only.

Three cases in ten, drawn by their input, are kept aside: look at their figures only. Cases whose gold words do not
stand in their input are left out, and those that ``times_exclusions.yaml`` lists with its reasons; figures with and
without them are shown. The list was drawn up from the tuned cases alone.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from musnad.find.times import find_times
from musnad.model.time import Bounds, Time
from quality.sets import shared_folder

KINDS = ("Date", "DatePeriod", "DateTime", "DateTimePeriod", "Duration", "Holiday", "Set", "Time", "TimePeriod")
_OURS = {
    "Date": {"date", "holiday"},
    "DatePeriod": {"period"},
    "DateTime": {"datetime"},
    "DateTimePeriod": {"datetimeperiod"},
    "Duration": {"duration"},
    "Holiday": {"holiday", "date"},
    "Set": {"set"},
    "Time": {"time"},
    "TimePeriod": {"timeperiod"},
}
_EXCLUSIONS = Path(__file__).with_name("times_exclusions.yaml")
_EDGE = re.compile(r"^[\s.,،؟?!:\-|]+|[\s.,،؟?!:\-|\u064b-\u0652]+$")
_LEAD = re.compile(r"^(?:في|يوم|الساعة|بتاريخ|من|إلى|عند|لل|ل|ال(?=\d))\s+")


@dataclass(frozen=True, slots=True)
class SpecCase:
    """One case: its kind, where it stands, whether it is kept aside, and the specification's own record."""

    kind: str
    name: str
    aside: bool
    record: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.record["Input"])

    @property
    def reference(self) -> datetime | None:
        """The report's date and time; None where the case gives none."""
        shown = (self.record.get("Context") or {}).get("ReferenceDateTime")
        return datetime.fromisoformat(shown[:19]) if shown else None

    @property
    def broken(self) -> bool:
        """Whether the gold quotes words that the input does not have."""
        return any(gold["Text"].strip() not in self.text for gold in self.record["Results"])


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a case's spans and its spans with values are right."""

    case: SpecCase
    span: bool
    value: bool
    found: tuple[Time, ...]


def folder() -> Path | None:
    """The folder of the specifications, where it is there."""
    shared = shared_folder()
    found = None if shared is None else shared / "benchmarks" / "times"
    return found if found is not None and found.is_dir() else None


def read_cases(root: Path) -> Iterator[SpecCase]:
    """Every case of every kind. One input is on one side only, whichever files it stands in."""
    for kind in KINDS:
        for suite in ("Extractor", "Parser"):
            records = json.loads((root / f"{kind}{suite}.json").read_text("utf-8-sig"))
            for number, record in enumerate(records):
                draw = int(sha256(record["Input"].encode()).hexdigest()[:8], 16) % 10
                yield SpecCase(kind, f"{kind}{suite}/{number}", draw < 3, record)


def exclusions() -> dict[str, str]:
    """Reason by case."""
    entries = yaml.safe_load(_EXCLUSIONS.read_text("utf-8"))
    return {name: entry["reason"] for entry in entries for name in entry["cases"]}


def outcome(case: SpecCase, *, exact: bool = False) -> Outcome:
    """Read a case and compare."""
    found = find_times(case.text, case.reference)
    wanted = case.record["Results"]
    if not wanted:
        nothing = not any(time.kind in _OURS[case.kind] for time in found)
        return Outcome(case, nothing, nothing, found)
    span = value = True
    for gold in wanted:
        same = [time for time in found if _same_span(case.text, time, gold, exact)]
        span = span and bool(same)
        value = value and any(_same_value(time, gold) for time in same)
    return Outcome(case, span, value, found)


def _same_span(text: str, time: Time, gold: dict[str, Any], exact: bool) -> bool:
    shown = gold["Text"]
    start = gold["Start"] if gold["Start"] >= 0 and text[gold["Start"] :].startswith(shown) else text.find(shown)
    if start < 0:
        return False
    have = (time.span.start, time.span.end)
    want = (start, start + len(shown))
    if exact:
        return have == want
    return _core(text, *have) == _core(text, *want)


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without marks and particles at its edges."""
    changed = True
    while changed:
        stretch = text[start:end]
        lead = _LEAD.match(stretch)
        edge = _EDGE.search(stretch)
        changed = False
        if lead:
            start, changed = start + lead.end(), True
        elif edge and edge.start() == 0:
            start, changed = start + edge.end(), True
        elif edge:
            end, changed = start + edge.start(), True
    return start, end


def _same_value(time: Time, gold: dict[str, Any]) -> bool:
    wanted = gold.get("Value")
    if not wanted:
        return True
    timex = wanted.get("Timex")
    if timex and timex in (time.timex, time.value):
        return True
    resolutions = [wanted.get("FutureResolution") or {}, wanted.get("PastResolution") or {}]
    bounds = [b for b in (Bounds(time.low, time.high), time.past, time.future) if b is not None]
    return any(_resolves(time, b, resolution) for resolution in resolutions for b in bounds if resolution)


def _resolves(time: Time, bounds: Bounds, resolution: dict[str, str]) -> bool:
    starts = [v for k, v in resolution.items() if k.startswith("start")]
    ends = [v for k, v in resolution.items() if k.startswith("end")]
    if starts and ends:
        # An end of days is exclusive there and inclusive here; ranges of named days are inclusive in both.
        return _at(bounds.low, starts[0]) and (_at(bounds.high, ends[0]) or _at(_day_after(bounds.high), ends[0]))
    for key, shown in resolution.items():
        if key in ("date", "dateTime", "time"):
            return _at(bounds.low, shown) and _at(bounds.high, shown)
    return False


def _day_after(moment: date | datetime | None) -> date | None:
    if moment is None or isinstance(moment, datetime) or moment == date.max:
        return None
    return moment + timedelta(days=1)


def _at(moment: date | datetime | None, shown: str) -> bool:
    if moment is None:
        return False
    if re.fullmatch(r"\d\d:\d\d:\d\d", shown):
        return isinstance(moment, datetime) and moment.strftime("%H:%M:%S") == shown
    if isinstance(moment, datetime):
        return str(moment.replace(microsecond=0)) == shown
    return moment.isoformat() == shown


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Share of cases right in span and value by kind, and ``… span`` for span alone."""
    out: dict[str, float] = {}
    for kind in KINDS:
        mine = [o for o in outcomes if o.case.kind == kind]
        if mine:
            out[kind] = sum(o.value for o in mine) / len(mine)
            out[f"{kind} span"] = sum(o.span for o in mine) / len(mine)
    return out


def measure() -> dict[str, float]:
    """The figures over all cases but the excluded; empty where the specifications are not there."""
    root = folder()
    if root is None:
        return {}
    left_out = exclusions()
    return figures([outcome(case) for case in read_cases(root) if case.name not in left_out and not case.broken])


def _table(outcomes: Sequence[Outcome]) -> str:
    lines = [f"{'':16}{'tuned: span':>16}{'and value':>14}{'aside: span':>18}{'and value':>14}"]
    for kind in (*KINDS, "all"):
        cells = []
        for aside in (False, True):
            mine = [o for o in outcomes if o.case.aside is aside and kind in (o.case.kind, "all")]
            counts = (sum(o.span for o in mine), sum(o.value for o in mine))
            cells += [f"{count}/{len(mine)} {count / max(1, len(mine)):.3f}" for count in counts]
        lines.append(f"{kind:16}{cells[0]:>16}{cells[1]:>14}{cells[2]:>18}{cells[3]:>14}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; the exit status is 2 where the specifications are not there."""
    parser = argparse.ArgumentParser(prog="python -m quality.times", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", metavar="KIND", help="numbers and readings of the tuned cases that are wrong")
    parser.add_argument("--exact", action="store_true", help="compare spans to the letter")
    options = parser.parse_args(arguments)
    root = folder()
    if root is None:
        print("The specifications are not here (../shared/benchmarks/times).", file=sys.stderr)
        return 2
    outcomes = [outcome(case, exact=options.exact) for case in read_cases(root)]
    left_out = exclusions()
    kept = [o for o in outcomes if o.case.name not in left_out and not o.case.broken]
    if options.misses:
        for o in kept:
            if not (o.value or o.case.aside) and o.case.kind == options.misses:
                shown = "; ".join(f"{t.span.of(o.case.text)} = {t.timex} ({t.kind}, {t.value})" for t in o.found)
                print(f"{o.case.name} {'' if o.span else 'span '}| {o.case.text} | {shown or '–'}")
        return 0
    print(f"Without the {len(outcomes) - len(kept)} excluded cases:\n{_table(kept)}\n\nAll cases:\n{_table(outcomes)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
