"""From one day, month or year to another, and what is open at one end: «من ٣ حتى ١٢ سبتمبر», «منذ ٢٠١١»."""

from __future__ import annotations

from datetime import date, timedelta

from musnad.find.times import calendars, tags, values
from musnad.find.times.grammar.amounts import days_between
from musnad.find.times.grammar.years import year_of
from musnad.find.times.items import Item, Reading, Stretch, made
from musnad.find.times.patterns import Hit, Rule, rule


def _opens(hit: Hit, first_day: Item) -> Item:
    """Where a range of days begins: at «من» or «بين» before a number, at the day itself otherwise."""
    first = hit.first
    day = first_day.read
    if first.tag == tags.FROM and (day.relative or day.weekday is not None or day.year is not None):
        return first_day
    return first


def joined(hit: Hit) -> bool:
    """Whether the joiner fits the opener: «بين … و», «من … إلى»."""
    between = "between" in hit
    return (hit["join"].tag == tags.AND) == between or hit["join"].tag == tags.DASH


def _numbers_and_day(hit: Hit) -> Item | None:
    """«من ٣ حتى ١٢ سبتمبر»: the first day takes month and year of the second."""
    number, until = hit["one"].num.whole, hit["two"].read
    alone = "from" not in hit and "between" not in hit
    if not (joined(hit) or alone) or until.day is None or until.month is None or not 1 <= number < until.day <= 31:
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
    if not joined(hit) or {one.kind, two.kind} - {"date"}:
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
    timex = (
        f"({values.iso(past[0])},{values.iso(past[1])},{length})" if fixed else f"({one.timex},{two.timex},{length})"
    )
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
    if not joined(hit):
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
    if not joined(hit) or one.past is None or two.past is None or one.future is None or two.future is None:
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
    return Reading(
        "period", f"({one.timex},{two.timex},P{months}M)", "month", past, future, value=value, relative=relative
    )


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


OPEN = "(?:from=(FROM)|between=(BETWEEN))"


JOIN = "join=(UNTIL|DASH|AND)"


EARLY: list[Rule] = [
    rule(
        f"{OPEN}? pair=(PAIR_DIGITS)(?:FROM|IN)? month=(MONTH|PERIOD)(?:COMMA|FROM)? year=(YEAR|NUMBER)?",
        _pair_and_month,
    ),
    rule(f"{OPEN}? pair=(PAIR_DIGITS)(?:FROM|IN)? month=(MONTH|PERIOD)", _pair_and_month),
    rule("(?<=UNIT)pair=(PAIR_DIGITS)", _year_pair),
    rule("(?:BETWEEN|FROM)? pair=(PAIR_DIGITS)", _year_pair),
    rule(f"{OPEN} one=(NUMBER|YEAR) {JOIN} UNIT? two=(YEAR)", _years),
    rule(f"{OPEN} one=(YEAR|NUMBER) {JOIN} two=(NUMBER)(?!MONTH|PART|THE_PART|UNIT|UNITS|HIJRI|FROM)", _years),
]


MONTH_DAYS: list[Rule] = [
    rule(f"{OPEN}? one=(NUMBER|ORDINAL) {JOIN} two=(DATE)", _numbers_and_day),
    rule("month=(PERIOD) BETWEEN one=(NUMBER|ORDINAL) AND two=(NUMBER|ORDINAL)", _month_and_numbers),
    rule("month=(PERIOD) FROM one=(NUMBER|ORDINAL)(?:UNTIL|DASH) two=(NUMBER|ORDINAL)", _month_and_numbers),
]


RANGES: list[Rule] = [
    rule("week=(PERIOD)(?:FROM|BETWEEN) DAY? one=(DATE)(?:UNTIL|AND|DASH) DAY? two=(DATE)", _week_days),
    rule(f"{OPEN}? DAY? one=(DATE) {JOIN} DAY? two=(DATE)", _two_days),
    rule(f"{OPEN} one=(PERIOD) {JOIN} two=(PERIOD)", _periods),
    rule("one=(PERIOD) join=(UNTIL|DASH) two=(PERIOD)", _periods),
]


OPEN_ENDS: list[Rule] = [
    rule("SINCE start=(DATE|PERIOD|MOMENT|MOMENT_PERIOD)", _since),
    rule("until=(UNTIL) end=(DATE|PERIOD|MOMENT)", _until),
]
