"""From one hour to another, of any day or of named ones: «بين الخامسة والسادسة مساء», «غدا من ٨ إلى ٩»."""

from __future__ import annotations

from datetime import datetime, timedelta

from musnad.find.times import tags, values
from musnad.find.times.grammar.clock import hour_in
from musnad.find.times.grammar.parts import day_time
from musnad.find.times.grammar.ranges import JOIN, OPEN, joined
from musnad.find.times.items import Item, Reading, Stretch, made, made_with_lead
from musnad.find.times.patterns import Hit, Rule, rule


def _clock(item: Item) -> Reading | None:
    if item.reading is not None:
        return item.reading
    number = item.num
    clock: tuple[int, ...] = (number.whole,)
    if not 0 <= number.value <= 24 or (number.ordinal and not (number.feminine and number.value <= 12)):
        return None
    return Reading("time", values.clock_iso(clock), "hour", clock=clock)


def _two_times(hit: Hit) -> Item | None:
    if not joined(hit):
        return None
    one_item, two_item = hit["one"], hit["two"]
    sure = [item for item in (one_item, two_item) if item.reading is not None]
    if not sure and not ((hit.ctx.loose and "from" in hit) or (hit.ctx.loose and "between" in hit)):
        return None
    one, two = _clock(one_item), _clock(two_item)
    after = hit.after
    if two_item.number is not None and after is not None and after.tag == tags.OTHER:
        return None
    if one is None or two is None:
        return None
    reading = times_between(one, two)
    return None if reading is None else made(tags.TIME_PERIOD, reading, hit.first, hit.last)


def times_between(one: Reading, two: Reading) -> Reading | None:
    """From one time of day to another; one «مساء» counts for both where that keeps them in order."""
    first, last = one.clock, two.clock
    if not first or not last:
        return None
    if (
        two.meridiem
        and not one.meridiem
        and first[0] < 12
        and first[0] + 12 <= last[0]
        and (first[0] + 12, *first[1:]) < last
    ):
        first = (first[0] + 12, *first[1:])
    elif one.meridiem and not two.meridiem and last <= first and last[0] < 12:
        last = (last[0] + 12, *last[1:])
    length = _length(first, last)
    if length is None:
        return None
    a, b = values.clock_iso(first), values.clock_iso(last)
    precision = one.precision if len(first) >= len(last) else two.precision
    return Reading(
        "timeperiod", f"({a},{b},{length})", precision, clock=(*_three(first), *_three(last)), value=f"{a}/{b}",
        zone=one.zone or two.zone, amounts=((len(first), ""), (len(last), "")),
    )  # fmt: skip


def _three(clock: tuple[int, ...]) -> tuple[int, int, int]:
    hour, minute, second = (*clock, 0, 0)[:3]
    return hour, minute, second


def _length(first: tuple[int, ...], last: tuple[int, ...]) -> str | None:
    one, two = _three(first), _three(last)
    seconds = (two[0] - one[0]) * 3600 + (two[1] - one[1]) * 60 + two[2] - one[2]
    seconds %= 86400
    return _hours(seconds) if seconds else None


def _hours(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "") + (f"{rest}S" if rest else "")


def _time_pair(hit: Hit) -> Item | None:
    """«4-5 مساء»."""
    first, last = hit["pair"].num.pair
    part = hit["part"]
    if not (0 <= first <= 24 and 0 <= last <= 24) or len(part.text) == 1 or hit["pair"].num.mark != "-":
        return None
    hours = [hour_in(part.lex.unit, hour) for hour in (first, last)]
    one, two = (Reading("time", values.clock_iso((h,)), "hour", clock=(h,), meridiem=True) for h in hours)
    reading = times_between(one, two)
    return None if reading is None else made(tags.TIME_PERIOD, reading, hit.first, hit.last)


def _day_and_times(hit: Hit) -> Item | None:
    """A range of hours on a day: «غدا بين ٨ صباحا و٢ مساء»."""
    day_item, times = hit["day"], hit["times"].read
    day = day_item.read
    if len(times.clock) != 6 or (
        day.past is None and day.future is None and day.kind not in ("date", "datetimeperiod")
    ):
        return None
    if day.kind == "datetimeperiod":
        if not day.part:
            return None
        day = day.but(
            timex=day.timex.split("T")[0],
            past=_days_of(day.past),
            future=_days_of(day.future),
            value=day.value.split("T")[0],
        )
    sizes = [int(n) for n, _ in times.amounts]
    one = Reading("time", values.clock_iso(times.clock[: sizes[0]]), times.precision, clock=times.clock[:3])
    two = Reading("time", values.clock_iso(times.clock[3 : 3 + sizes[1]]), times.precision, clock=times.clock[3:])
    reading = _moments(day_time(day, one), day_time(day, two), overnight=times.clock[3:] <= times.clock[:3])
    return None if reading is None else made_with_lead(tags.MOMENT_PERIOD, reading, hit.first, hit.last)


def _days_of(stretch: Stretch | None) -> Stretch | None:
    if stretch is None:
        return None
    low = stretch[0]
    found = low.date() if isinstance(low, datetime) else low
    return found, found


def _moments(one: Reading, two: Reading, overnight: bool = False) -> Reading | None:
    stretches: list[Stretch | None] = []
    seconds = 0
    for low, high in ((one.past, two.past), (one.future, two.future)):
        if low is None or high is None:
            stretches.append(None)
            continue
        start, end = low[0], high[0]
        assert isinstance(start, datetime) and isinstance(end, datetime)
        if overnight:
            end += timedelta(days=1)
        if end <= start and not (one.relative or two.relative):
            return None
        seconds = int((end - start).total_seconds())
        stretches.append((start, end))
    timex = f"({one.timex},{two.timex},{_hours(seconds)})"
    unknown = one.value or two.value
    return Reading(
        "datetimeperiod", timex, one.precision, stretches[0], stretches[1], relative=one.relative or two.relative,
        value=f"{one.timex}/{two.timex}" if unknown else "", zone=one.zone or two.zone,
    )  # fmt: skip


def _two_moments(hit: Hit) -> Item | None:
    if not joined(hit):
        return None
    one, two = hit["one"].read, hit["two"].read
    if one.kind == "time":
        one = day_time(
            two.but(timex=two.timex.split("T")[0], past=_days_of(two.past), future=_days_of(two.future)), one
        )
    if two.kind == "time":
        two = day_time(
            one.but(timex=one.timex.split("T")[0], past=_days_of(one.past), future=_days_of(one.future)), two
        )
    if one.kind != "datetime" or two.kind != "datetime":
        return None
    if one.year is not None and two.year is None and two.future is not None and one.past is not None:
        two = two.but(past=two.future if one.past[0] > (two.past or two.future)[0] else two.past)
    reading = _moments(one, two)
    return None if reading is None else made(tags.MOMENT_PERIOD, reading, hit.first, hit.last)


TIME_RANGES: list[Rule] = [
    rule(
        # The second time is none of its own when a day follows that itself begins a range.
        f"{OPEN}? CLOCK? one=(CLOCK_TIME|NUMBER|ORDINAL) {JOIN} CLOCK? two=(CLOCK_TIME)"
        "(?!(?:COMMA|IN|FROM|COMMA IN)? DATE (?:UNTIL|AND|DASH))",
        _two_times,
    ),
    rule(f"{OPEN}? CLOCK? one=(CLOCK_TIME) {JOIN} CLOCK? two=(NUMBER|ORDINAL)", _two_times),
    rule(
        f"{OPEN} CLOCK? one=(NUMBER|ORDINAL) {JOIN} CLOCK? two=(NUMBER|ORDINAL)(?=DATE|(?:FROM|IN) DATE|END|DOT)",
        _two_times,
    ),
]


ON_DAYS: list[Rule] = [
    rule("day=(DATE|MOMENT_PERIOD)(?:COMMA)? times=(TIME_PERIOD)", _day_and_times),
    rule("times=(TIME_PERIOD)(?:COMMA|IN|FROM)? DAY? day=(DATE)", _day_and_times),
]


EARLY: list[Rule] = [
    rule(f"{OPEN}? pair=(PAIR_DIGITS) IN? part=(PART|THE_PART)", _time_pair),
]
MOMENT_RANGES: list[Rule] = [
    rule(f"{OPEN}? DAY? one=(MOMENT|CLOCK_TIME) {JOIN} DAY? two=(MOMENT)", _two_moments),
    rule(f"{OPEN}? DAY? one=(MOMENT) {JOIN} DAY? two=(CLOCK_TIME)", _two_moments),
]
