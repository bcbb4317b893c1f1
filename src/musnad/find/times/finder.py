"""Find the time expressions of a text and say which time they mean."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from musnad.find.times import grammar, tags, values
from musnad.find.times.items import Context, Item, Reading, Stretch
from musnad.find.times.lex import is_loose, is_whole, stretches
from musnad.find.times.numbers import add_up
from musnad.model.time import Bounds, Time
from musnad.normalise import Folded, fold

_FOUND = frozenset(
    (
        *(tags.DATE, tags.CLOCK_TIME, tags.PERIOD, tags.TIME_PERIOD, tags.MOMENT, tags.MOMENT_PERIOD, tags.DURATION),
        tags.RECURRING,
    )
)
# Stands for the date of a report that has none; what hangs on it is blanked.
_SOME_DAY = datetime(2000, 1, 3)


def find_times(text: str, reference: datetime | date | None = None) -> tuple[Time, ...]:
    """Every time expression of *text*, in order and without overlap.

    *reference* is the report's date, or date and time without a zone: what «yesterday» is counted from. Without it
    relative expressions are found too; their values show X for what cannot be known. Spans are code points of
    *text* as given. Linear in the length of the text.
    """
    return find_in(fold(text), reference)


def find_in(folded: Folded, reference: datetime | date | None = None) -> tuple[Time, ...]:
    """The same, for a text that is folded already."""
    base, text = _moment(reference), folded.text
    found: list[Time] = []
    for items in stretches(text):
        whole = is_whole(items, text)
        ctx = Context(
            base=base,
            known=reference is not None,
            text=text,
            raw=lambda item: folded.span(item.start, item.end).of(folded.raw),
            loose=whole or is_loose(items[0]),
            start=items[1].start,
            whole=whole,
        )
        read = grammar.read(add_up(items), ctx)
        found.extend(_time(item, ctx, folded) for item in read if item.tag in _FOUND and not item.read.weak)
    return tuple(found)


def _moment(reference: datetime | date | None) -> datetime:
    if reference is None:
        return _SOME_DAY
    if isinstance(reference, datetime):
        return reference.replace(tzinfo=None, microsecond=0)
    return datetime.combine(reference, datetime.min.time())


def _time(item: Item, ctx: Context, folded: Folded) -> Time:
    reading = item.read
    meant = _meant(reading, ctx)
    known = ctx.known or not _hangs(reading)
    if reading.kind in ("time", "timeperiod"):
        past = future = meant = _of_today(reading, ctx) if ctx.known else None
    else:
        past, future = (reading.past, reading.future) if known else (None, None)
        meant = meant if known else None
    low, high = meant if meant is not None else (None, None)
    if reading.direction == "since" and not reading.ago:
        high = None
    if reading.direction == "until":
        low = None
    return Time(
        span=folded.span(item.start, item.end),
        kind=reading.kind,
        value=_value(reading, meant, known),
        timex=reading.timex if known or not reading.relative else _blank(reading),
        low=low,
        high=high,
        precision=reading.precision,
        past=None if past is None else Bounds(*past),
        future=None if future is None else Bounds(*future),
        direction=reading.direction,
        approximate=reading.approximate,
        zone=reading.zone,
    )


def _hangs(reading: Reading) -> bool:
    """Whether the value hangs on the report's date."""
    return reading.relative or reading.past != reading.future or bool(reading.value and reading.value.startswith("XX"))


def _meant(reading: Reading, ctx: Context) -> Stretch | None:
    """The resolution that the text means: as told, else today's, else by tense, else the nearer one."""
    past, future = reading.past, reading.future
    if past is None or future is None:
        return past or future
    if past == future or reading.prefer == "past":
        return past
    if reading.prefer == "future":
        return future
    start, today = _day(future[0]), ctx.today
    if start <= today <= _day(future[1]):
        return future
    if ctx.tense:
        return future if ctx.tense == "future" else past
    if reading.timex.startswith("XXXX-WXX"):
        return past
    # News looks back: the future is meant only when it is much nearer.
    return future if (start - today).days * 3 < (today - _day(past[1])).days else past


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _of_today(reading: Reading, ctx: Context) -> Stretch:
    from musnad.find.times.grammar.parts import part_hours

    if reading.part and not reading.clock:
        return part_hours(ctx.today, reading)
    clock = reading.clock
    low = values.at_clock(ctx.today, clock[:3])
    if len(clock) <= 3:
        return low, low
    high = values.at_clock(ctx.today, clock[3:])
    return low, high if high > low else high + timedelta(days=1)


def _value(reading: Reading, meant: Stretch | None, known: bool) -> str:
    if reading.value and (known or not reading.relative):
        return reading.value
    if reading.kind in ("time", "timeperiod"):
        return reading.timex + ("Z" if reading.zone == "UTC" and reading.kind == "time" else "")
    value = _blank(reading) if meant is None or not known else _plain_value(reading, meant)
    if reading.zone == "UTC" and reading.kind == "datetime":
        value += "Z"
    about = "~" if reading.approximate and "T" not in value and "X" not in value else ""
    if reading.direction == "since" and not reading.ago:
        return f"{value.split('/')[0]}{about}/.."
    if reading.direction == "until":
        return f"../{value.split('/')[-1]}{about}"
    return value + about if reading.kind == "date" else value


def _blank(reading: Reading) -> str:
    """The value without what nobody can know."""
    if reading.value and not reading.relative:
        return reading.value
    if not reading.relative and "(" not in reading.timex and reading.timex:
        return reading.timex
    if reading.clock or reading.part:
        return values.UNKNOWN["day"] + "T" + reading.timex.partition("T")[2]
    blank = values.UNKNOWN["day" if reading.kind in ("date", "holiday") else reading.precision]
    return f"{blank}/{blank}" if "(" in reading.timex and reading.unit != "DEC" else blank


def _plain_value(reading: Reading, meant: Stretch) -> str:
    low, high = meant
    if isinstance(low, datetime) or isinstance(high, datetime):
        return _moment_value(reading, low, high)
    if reading.kind in ("date", "holiday"):
        return values.iso(low)
    if not reading.edge:
        if reading.precision == "year" and reading.unit == "Y":
            return f"{low.year:04}"
        if reading.precision == "month" and reading.unit == "M" and low.day == 1 and low.month == high.month:
            return f"{low.year:04}-{low.month:02}"
        if reading.precision == "week":
            year, week, _ = low.isocalendar()
            return f"{year:04}-W{week:02}"
        if reading.precision == "season":
            return f"{low.year:04}-{20 + low.month // 3}"
        if reading.precision == "decade" and high.year - low.year == 9:
            return f"{low.year // 10:03}X"
    return f"{values.iso(low)}/{values.iso(high)}"


def _moment_value(reading: Reading, low: date | datetime, high: date | datetime) -> str:
    assert isinstance(low, datetime) and isinstance(high, datetime)
    if reading.kind == "datetime":
        shown = values.moment_iso(low)
        return shown[: {"hour": 13, "minute": 16}.get(reading.precision, 19)]
    if reading.part and not reading.clock:
        return f"{values.iso(low)}T{reading.timex.rpartition('T')[2]}"
    return f"{values.moment_iso(low)[:16]}/{values.moment_iso(high)[:16]}"
