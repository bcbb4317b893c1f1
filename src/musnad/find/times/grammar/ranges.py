"""From one time to another, and what is open at one end: «من ٣ حتى ١٢ سبتمبر», «بين الخامسة والسادسة مساء», «منذ ٢٠١١»."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from musnad.find.times import calendars, tags, values
from musnad.find.times.grammar.amounts import days_between
from musnad.find.times.grammar.clock import day_time, hour_in
from musnad.find.times.grammar.years import year_of
from musnad.find.times.items import Item, Reading, Stretch, made, made_with_lead
from musnad.find.times.patterns import Hit, Rule, rule


def _opens(hit: Hit, first_day: Item) -> Item:
    """Where a range of days begins: at «من» or «بين» before a number, at the day itself otherwise."""
    first = hit.first
    day = first_day.read
    if first.tag == tags.FROM and (day.relative or day.weekday is not None or day.year is not None):
        return first_day
    return first


def _joined(hit: Hit) -> bool:
    """Whether the joiner fits the opener: «بين … و», «من … إلى»."""
    between = "between" in hit
    return (hit["join"].tag == tags.AND) == between or hit["join"].tag == tags.DASH


def _numbers_and_day(hit: Hit) -> Item | None:
    """«من ٣ حتى ١٢ سبتمبر»: the first day takes month and year of the second."""
    number, until = hit["one"].num.whole, hit["two"].read
    alone = "from" not in hit and "between" not in hit
    if not (_joined(hit) or alone) or until.day is None or until.month is None or not 1 <= number < until.day <= 31:
        return None
    pair = hit["one"].num.ordinal and until.day == number + 1
    if hit["two"].read.kind != "date" or (not pair and alone and hit["join"].tag == tags.AND):
        return None
    reading = _days(until, number, until.day)
    return None if reading is None else made(tags.PERIOD, reading, hit.first, hit.last)


def _days(until: Reading, first: int, last: int) -> Reading | None:
    """Days *first* to *last* of the month of *until*."""
    length = f"P{last - first}D"
    stretches: list[Stretch | None] = []
    for stretch in (until.past, until.future):
        if stretch is None:
            stretches.append(None)
            continue
        end = calendars.day_of(stretch[0].year, stretch[0].month, last)
        start = calendars.day_of(stretch[0].year, stretch[0].month, first)
        stretches.append(None if start is None or end is None else (start, end))
    stem = until.timex[:8]
    if stretches[0] is None and stretches[1] is None:
        return None
    return Reading(
        "period", f"({stem}{first:02},{stem}{last:02},{length})", "day", stretches[0], stretches[1],
        relative=until.relative, value=until.value and f"{stem}{first:02}/{stem}{last:02}",
    )  # fmt: skip


def _pair_and_month(hit: Hit) -> Item | None:
    """«19-20 نوفمبر ٢٠١٦», «4-23 في الشهر المقبل»."""
    first, last = hit["pair"].num.pair
    if not 1 <= first < last <= 31:
        return None
    month_item = hit["month"]
    year = year_of(hit["year"]) if "year" in hit else None
    if "year" in hit and year is None:
        return None
    if month_item.tag == tags.PERIOD:
        month = month_item.read
        if month.unit != "M" or month.month is None or month.year is None:
            return None
        until = values.day(calendars.day_of(month.year, month.month, last), relative=month.relative)
    elif year is not None:
        until = values.day(calendars.day_of(year, month_item.lex.number, last))
    else:
        until = values.day_of_month(hit.ctx, month_item.lex.number, last)
    reading = None if until is None else _days(until, first, last)
    return None if reading is None else made(tags.PERIOD, reading, hit.first, hit.last)


def _month_and_numbers(hit: Hit) -> Item | None:
    """«نوفمبر بين ١٥ و١٩»."""
    month, first, last = hit["month"].read, hit["one"].num.whole, hit["two"].num.whole
    if month.unit != "M" or month.month is None or not 1 <= first < last <= 31:
        return None
    if month.year is not None:
        until = values.day(calendars.day_of(month.year, month.month, last))
    else:
        until = values.day_of_month(hit.ctx, month.month, last)
    reading = None if until is None else _days(until, first, last)
    return None if reading is None else made(tags.PERIOD, reading, hit.first, hit.last)


def _two_days(hit: Hit) -> Item | None:
    one, two = hit["one"].read, hit["two"].read
    if not _joined(hit) or {one.kind, two.kind} - {"date"}:
        return None
    if hit["join"].tag == tags.DASH and not (one.month and two.month):
        return None
    reading = _between(one, two)
    if reading is None:
        return None
    return made(tags.PERIOD, reading, _opens(hit, hit["one"]), hit.last)


def _between(one: Reading, two: Reading) -> Reading | None:
    """From day to day; a year that is said once counts for both where that keeps them in order."""
    if one.past is None or two.past is None or one.future is None or two.future is None:
        return None
    past, future = _order(one.past[0], two.past[0], two.future[0]), _order(one.future[0], two.past[0], two.future[0])
    if future is None and two.month is not None and two.year is None and isinstance(two.future[0], date):
        later = calendars.add_months(two.future[0], 12)
        future = None if later is None else (one.future[0], later)
    if two.year is not None and one.year is None and one.month is not None and one.day is not None:
        low = calendars.day_of(two.year, one.month, one.day)
        past = future = None if low is None else _order(low, two.past[0], two.past[0])
    elif one.year is not None and two.year is None and two.month is not None and two.day is not None:
        highs = [calendars.day_of(one.year + more, two.month, two.day) for more in (0, 1)]
        high = next((h for h in highs if h is not None and h >= one.past[0]), None)
        past = future = None if high is None else (one.past[0], high)
    if past is None or future is None:
        return None
    length = f"P{(future[1] - future[0]).days}D"
    fixed = one.relative or two.relative or past == future
    timex = f"({values.iso(past[0])},{values.iso(past[1])},{length})" if fixed else f"({one.timex},{two.timex},{length})"
    unknown = one.value or two.value
    value = f"{one.value or one.timex}/{two.value or two.timex}" if unknown else ""
    return Reading("period", timex, "day", past, future, relative=one.relative or two.relative, value=value)


def _order(low: object, past: object, future: object) -> tuple[date, date] | None:
    assert isinstance(low, date) and isinstance(past, date) and isinstance(future, date)
    if low <= past:
        return low, past
    return (low, future) if low <= future else None


def _week_days(hit: Hit) -> Item | None:
    """«الأسبوع المقبل من الأربعاء إلى الجمعة»."""
    week, one, two = hit["week"].read, hit["one"].read, hit["two"].read
    if week.unit != "W" or week.past is None or one.weekday is None or two.weekday is None:
        return None
    first = week.past[0] + timedelta(days=one.weekday - 1)
    last = week.past[0] + timedelta(days=two.weekday - 1)
    if last < first:
        return None
    reading = days_between(first, last, last, f"P{(last - first).days}D")
    return made(tags.PERIOD, reading, hit.first, hit.last)


def _years(hit: Hit) -> Item | None:
    if not _joined(hit):
        return None
    first, last = (_year(hit[name]) for name in ("one", "two"))
    reading = None if first is None or last is None else years_between(first, last)
    return None if reading is None else made(tags.PERIOD, reading, hit.first, hit.last)


def _year(item: Item) -> int | None:
    if item.reading is not None:
        return item.reading.year if item.reading.unit == "Y" and item.reading.month is None else None
    return year_of(item)


def _year_pair(hit: Hit) -> Item | None:
    pair = hit["pair"].num
    if pair.mark == "." or not all(1000 <= y <= 2500 for y in pair.pair):
        return None
    reading = years_between(*pair.pair)
    first = hit.first
    return None if reading is None else made(tags.PERIOD, reading, first, hit.last)


def years_between(first: int, last: int) -> Reading | None:
    if not 1 <= first < last <= 9999:
        return None
    timex = f"({first:04}-01-01,{last:04}-01-01,P{last - first}Y)"
    low, high = date(first, 1, 1), date(last, 12, 31)
    return Reading("period", timex, "year", (low, high), (low, high), value=f"{first:04}/{last:04}")


def _periods(hit: Hit) -> Item | None:
    """«من يناير إلى مارس ٢٠١٥»."""
    one, two = hit["one"].read, hit["two"].read
    if not _joined(hit) or one.past is None or two.past is None or one.future is None or two.future is None:
        return None
    if one.unit == "Y" and two.unit == "Y" and one.year and two.year:
        reading = years_between(one.year, two.year)
    elif one.unit == two.unit == "M" and one.month and two.month:
        reading = _months(hit, one, two)
    else:
        return None
    return None if reading is None else made(tags.PERIOD, reading, hit.first, hit.last)


def _months(hit: Hit, one: Reading, two: Reading) -> Reading | None:
    assert one.month is not None and two.month is not None
    if two.year is not None and one.year is None:
        found = values.month(hit.ctx, one.month, two.year if one.month <= two.month else two.year - 1)
        if found is None:
            return None
        one = found
    if one.past is None or two.past is None or one.future is None or two.future is None:
        return None
    past, future = _order(one.past[0], two.past[1], two.future[1]), _order(one.future[0], two.past[1], two.future[1])
    if past is None or future is None:
        return None
    months = (future[1].year - future[0].year) * 12 + future[1].month - future[0].month
    value = f"{one.timex}/{two.timex}" if one.value or two.value or (one.year and two.year) else ""
    relative = one.relative or two.relative
    return Reading("period", f"({one.timex},{two.timex},P{months}M)", "month", past, future, value=value, relative=relative)


# -- clock times ------------------------------------------------------------------------------------


def _clock(item: Item) -> Reading | None:
    if item.reading is not None:
        return item.reading
    number = item.num
    clock: tuple[int, ...] = (number.whole,)
    if not 0 <= number.value <= 24 or (number.ordinal and not (number.feminine and number.value <= 12)):
        return None
    return Reading("time", values.clock_iso(clock), "hour", clock=clock)


def _two_times(hit: Hit) -> Item | None:
    if not _joined(hit):
        return None
    one_item, two_item = hit["one"], hit["two"]
    sure = [item for item in (one_item, two_item) if item.reading is not None]
    if not sure and not (hit.ctx.loose and "from" in hit or hit.ctx.loose and "between" in hit):
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
    if two.meridiem and not one.meridiem and first[0] < 12 and first[0] + 12 <= last[0] and (first[0] + 12, *first[1:]) < last:
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
    if len(times.clock) != 6 or day.past is None and day.future is None and day.kind not in ("date", "datetimeperiod"):
        return None
    if day.kind == "datetimeperiod":
        if not day.part:
            return None
        day = day.but(timex=day.timex.split("T")[0], past=_days_of(day.past), future=_days_of(day.future), value=day.value.split("T")[0])
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
    if not _joined(hit):
        return None
    one, two = hit["one"].read, hit["two"].read
    if one.kind == "time":
        one = day_time(two.but(timex=two.timex.split("T")[0], past=_days_of(two.past), future=_days_of(two.future)), one)
    if two.kind == "time":
        two = day_time(one.but(timex=one.timex.split("T")[0], past=_days_of(one.past), future=_days_of(one.future)), two)
    if one.kind != "datetime" or two.kind != "datetime":
        return None
    if one.year is not None and two.year is None and two.future is not None and one.past is not None:
        two = two.but(past=two.future if one.past[0] > (two.past or two.future)[0] else two.past)  # type: ignore[operator]
    reading = _moments(one, two)
    return None if reading is None else made(tags.MOMENT_PERIOD, reading, hit.first, hit.last)


# -- open ends --------------------------------------------------------------------------------------


def _since(hit: Hit) -> Item | None:
    """«منذ ٢٠١١»: from its first day on."""
    reading = hit["start"].read
    if reading.direction != "at":
        return None
    opened = reading.but(direction="since", value=reading.value and f"{reading.value}/..")
    return made(hit["start"].tag, opened, hit.first, hit.last)


def _until(hit: Hit) -> Item | None:
    word = hit["until"].lex.form
    reading = hit["end"].read
    if word == "الي" or reading.direction != "at":
        return None
    opened = reading.but(direction="until", value=reading.value and f"../{reading.value}")
    return made(hit["end"].tag, opened, hit.first, hit.last)


_OPEN = "(?:from=(FROM)|between=(BETWEEN))"
_JOIN = "join=(UNTIL|DASH|AND)"
EARLY: list[Rule] = [
    rule(f"{_OPEN}? pair=(PAIR_DIGITS)(?:FROM|IN)? month=(MONTH|PERIOD)(?:COMMA|FROM)? year=(YEAR|NUMBER)?", _pair_and_month),
    rule(f"{_OPEN}? pair=(PAIR_DIGITS)(?:FROM|IN)? month=(MONTH|PERIOD)", _pair_and_month),
    rule("(?<=UNIT)pair=(PAIR_DIGITS)", _year_pair),
    rule("(?:BETWEEN|FROM)? pair=(PAIR_DIGITS)", _year_pair),
    rule(f"{_OPEN}? pair=(PAIR_DIGITS) IN? part=(PART|THE_PART)", _time_pair),
    rule(f"{_OPEN} one=(NUMBER|YEAR) {_JOIN} UNIT? two=(YEAR)", _years),
    rule(f"{_OPEN} one=(YEAR|NUMBER) {_JOIN} two=(NUMBER)(?!MONTH|PART|THE_PART|UNIT|UNITS|HIJRI|FROM)", _years),
]
MONTH_DAYS: list[Rule] = [
    rule(f"{_OPEN}? one=(NUMBER|ORDINAL) {_JOIN} two=(DATE)", _numbers_and_day),
    rule("month=(PERIOD) BETWEEN one=(NUMBER|ORDINAL) AND two=(NUMBER|ORDINAL)", _month_and_numbers),
    rule("month=(PERIOD) FROM one=(NUMBER|ORDINAL)(?:UNTIL|DASH) two=(NUMBER|ORDINAL)", _month_and_numbers),
]
RANGES: list[Rule] = [
    rule(f"week=(PERIOD)(?:FROM|BETWEEN) DAY? one=(DATE)(?:UNTIL|AND|DASH) DAY? two=(DATE)", _week_days),
    rule(f"{_OPEN}? DAY? one=(DATE) {_JOIN} DAY? two=(DATE)", _two_days),
    rule(f"{_OPEN} one=(PERIOD) {_JOIN} two=(PERIOD)", _periods),
    rule(f"one=(PERIOD) join=(UNTIL|DASH) two=(PERIOD)", _periods),
    rule(f"{_OPEN}? DAY? one=(MOMENT|CLOCK_TIME) {_JOIN} DAY? two=(MOMENT)", _two_moments),
    rule(f"{_OPEN}? DAY? one=(MOMENT) {_JOIN} DAY? two=(CLOCK_TIME)", _two_moments),
]
TIME_RANGES: list[Rule] = [
    rule(f"{_OPEN}? CLOCK? one=(CLOCK_TIME|NUMBER|ORDINAL) {_JOIN} CLOCK? two=(CLOCK_TIME)(?!(?:COMMA|IN|FROM|COMMA IN)? DATE (?:UNTIL|AND|DASH))", _two_times),
    rule(f"{_OPEN}? CLOCK? one=(CLOCK_TIME) {_JOIN} CLOCK? two=(NUMBER|ORDINAL)", _two_times),
    rule(f"{_OPEN} CLOCK? one=(NUMBER|ORDINAL) {_JOIN} CLOCK? two=(NUMBER|ORDINAL)(?=DATE|(?:FROM|IN) DATE|END|DOT)", _two_times),
]
ON_DAYS: list[Rule] = [
    rule("day=(DATE|MOMENT_PERIOD)(?:COMMA)? times=(TIME_PERIOD)", _day_and_times),
    rule("times=(TIME_PERIOD)(?:COMMA|IN|FROM)? DAY? day=(DATE)", _day_and_times),
]
OPEN_ENDS: list[Rule] = [
    rule("SINCE start=(DATE|PERIOD|MOMENT|MOMENT_PERIOD)", _since),
    rule("until=(UNTIL) end=(DATE|PERIOD|MOMENT)", _until),
]
