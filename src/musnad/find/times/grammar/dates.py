"""Days: «الأربعاء ٢٢ يناير ٢٠١٦», «أول أمس», «الجمعة المقبل», 2016/02/22."""

from __future__ import annotations

import re
from datetime import date, timedelta

from musnad.find.times import calendars, tags, values
from musnad.find.times.grammar.weekdays import (
    counts_something,
    day_item,
    day_number,
    indefinite_weekday,
    nth_weekday,
    weekday,
    weekday_and_day,
    weekday_of_week,
)
from musnad.find.times.grammar.years import relative_year, year_of
from musnad.find.times.items import Context, Item, Reading
from musnad.find.times.lexicon import words_of
from musnad.find.times.patterns import Hit, Rule, rule
from musnad.lexicons import read_words


def _day_month(hit: Hit) -> Item | None:
    month, day, before = hit["month"], day_number(hit["day"]), hit.before
    if not day or (before is not None and before.tag == tags.THE_UNIT):
        return None
    number = hit["day"].num
    if "from" in hit and not number.ordinal and not number.digits:  # «ست من شوال»: six (days) of it
        return None
    if month.tag == tags.HIJRI:
        return day_item(hijri_day(hit.ctx, month.lex.number, day, None), hit.first, hit.last)
    reading = values.day_of_month(hit.ctx, month.lex.number, day)
    word = _word_before(hit.ctx.text, hit.first.start)
    if word in read_words("times", "names_before"):
        return Item(tags.OTHER, hit.first.start, hit.last.end)
    if reading is not None and word in read_words("times", "events_before"):
        reading = reading.but(past=None, future=None, value=reading.timex)
    return day_item(reading, hit.first, hit.last)


_WORD_BEFORE = re.compile(r"(\w+)[\s«\"“'(]*$")


def _word_before(text: str, at: int) -> str:
    found = _WORD_BEFORE.search(text, max(0, at - 24), at)
    return found.group(1) if found else ""


def hijri_day(ctx: Context, month: int, day: int, year: int | None) -> Reading | None:
    """A day of the hijri calendar, said without Gregorian double."""
    if year is not None:
        found = calendars.hijri_date(year, month, day)
        return None if found is None else values.day(found)
    if not 1 <= day <= 30:
        return None
    here = calendars.hijri_today(ctx.today)[0]
    days = [d for y in (here - 1, here, here + 1) if (d := calendars.hijri_date(y, month, day)) is not None]
    past = [d for d in days if d < ctx.today]
    future = [d for d in days if d >= ctx.today]
    if not past or not future:
        return None
    return Reading(
        "date", "XXXX-XX-XX", "day", (past[-1], past[-1]), (future[0], future[0]), relative=True,
        unit=f"H{month:02}{day:02}",
    )  # fmt: skip


def _month_day(hit: Hit) -> Item | None:
    day = day_number(hit["day"])
    if not day or counts_something(hit.after):
        return None
    return day_item(values.day_of_month(hit.ctx, hit["month"].lex.number, day), hit.first, hit.last)


def _with_year(hit: Hit) -> Item | None:
    reading = hit["date"].read
    if reading.year is not None:
        return None
    year = year_of(hit["year"])
    if year is None:
        return None
    if reading.unit.startswith("H"):
        there = calendars.hijri_today(date(year, 1, 1))[0] if year > 1700 else year
        found = hijri_day(hit.ctx, int(reading.unit[1:3]), int(reading.unit[3:5]), there)
        return day_item(found, hit.first, hit.last)
    if reading.month is None or reading.day is None:
        return None
    day = calendars.day_of(year, reading.month, reading.day)
    return day_item(values.day(day, relative=relative_year(hit["year"])), hit.first, hit.last)


def _digits(hit: Hit) -> Item | None:
    one, two, three = (n if n < 32 or n > 99 else 1900 + n for n in hit.first.num.pair)
    found = None
    if one > 31:
        found = calendars.day_of(one, two, three) or calendars.day_of(one, three, two)
    elif three > 31:
        found = calendars.day_of(three, two, one) or calendars.day_of(three, one, two)
    if found is not None and one <= 12 and two <= 12 and three > 31:
        return day_item(_two_ways(found, calendars.day_of(three, one, two)), hit.first, hit.last)
    if found is None and hit.first.num.mark != ".":
        return day_item(_short_year(hit.ctx, one, two, three), hit.first, hit.last)
    return day_item(values.day(found), hit.first, hit.last)


def _two_ways(meant: date | None, other: date | None) -> Reading | None:
    """A date in digits whose day and month may have changed places: day first is meant, both are kept."""
    reading = values.day(meant)
    if reading is None or meant is None or other is None or other == meant:
        return reading
    early, late = min(meant, other), max(meant, other)
    return reading.but(past=(early, early), future=(late, late), prefer="past" if meant == early else "future")


def _short_year(ctx: Context, one: int, two: int, three: int) -> Reading | None:
    """16/04/21: day first, or year first; the one nearer to the report is meant, both are kept."""
    day_first = calendars.day_of(2000 + three, two, one) or calendars.day_of(2000 + three, one, two)
    year_first = calendars.day_of(2000 + one, two, three)
    if day_first is None or year_first is None:
        return values.day(day_first or year_first)
    near = min((day_first, year_first), key=lambda found: abs(found - ctx.today)) if ctx.known else day_first
    return _two_ways(near, year_first if near == day_first else day_first)


def _pair(hit: Hit) -> Item | None:
    """4/22 or 22/4 where a date is looked for; with a year after it, anywhere."""
    ctx, pair = hit.ctx, hit["pair"].num
    one, two = pair.pair
    year = year_of(hit["year"], short=True) if "year" in hit else None
    if "year" in hit and year is None:
        return None
    timed = hit.after is not None and hit.after.tag == tags.CLOCK_TIME
    if year is None and (
        not (ctx.loose or timed) or (pair.mark == "." and len(hit["pair"].text.partition(".")[2]) != 2)
    ):
        return None
    # Day first, as Arabic newsrooms write; month first only where the order cannot be another.
    month, day = (two, one) if two <= 12 else (one, two)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if year is not None:
        other = calendars.day_of(year, day, month) if day <= 12 else None
        found = _two_ways(calendars.day_of(year, month, day), other)
        return day_item(found, hit.first, hit.last)
    return day_item(values.day_of_month(ctx, month, day), hit.first, hit.last)


def _relative(hit: Hit) -> Item | None:
    word = hit["day"]
    if word.lex.number == 0 and not _is_today(hit):
        return None
    return day_item(_days_away(hit.ctx, word.lex.number), word, word)


def _is_today(hit: Hit) -> bool:
    before, after = hit.before, hit.after
    if after is not None and (after.tag == tags.ORDINAL or after.text in words_of("not_after", "today")):
        return False
    return before is None or before.text not in words_of("not_before", "today")


def _days_away(ctx: Context, days: int) -> Reading | None:
    try:
        return values.day(ctx.today + timedelta(days=days), relative=True)
    except OverflowError:
        return None


def _relative_beside(hit: Hit) -> Item | None:
    if hit["day"].lex.number != 0:
        return None
    step = hit["step"]
    if step.tag == tags.CURRENT:
        return day_item(_days_away(hit.ctx, 0), hit.first, hit.last)
    sign = 1 if step.tag == tags.NEXT else -1
    if step.lex.form.endswith("اخير"):
        return None
    return day_item(_days_away(hit.ctx, sign * step.lex.number), hit.first, hit.last)


def _day_of_period(hit: Hit) -> Item | None:
    """«العشرين من الشهر المقبل», «4 الشهر الجاري»."""
    month, day, before = hit["month"].read, day_number(hit["day"]), hit.before
    if not day or month.unit != "M" or month.edge or (before is not None and before.tag == tags.THE_UNIT):
        return None
    if month.month is None and month.past is not None and month.past == month.future:
        hijri = month.past[0] + timedelta(days=day - 1)
        reading = values.day(hijri, relative=month.relative) if hijri <= month.past[1] else None
        return day_item(reading, hit.first, hit.last)
    if month.year is None or month.month is None:
        return None
    year, today = month.year, hit.ctx.today
    if month.prefer == "past" and month.month == today.month and day >= today.day:
        year = today.year  # «١٢ أغسطس المقبل» in a report of early August
    found = calendars.day_of(year, month.month, day)
    # The same day in words of days «الخامس من …» needs no «من»; a bare count does.
    return day_item(values.day(found, relative=month.relative), hit.first, hit.last)


def _nth_day(hit: Hit) -> Item | None:
    """«اليوم الأول من الشهر المقبل»: here «اليوم» is «the day», not «today»."""
    if hit.first.lex.number != 0:
        return None
    return _day_of_period(hit) if hit["month"].tag == tags.PERIOD else _day_month(hit)


def _same_day(hit: Hit) -> Item | None:
    """Two names of one day: «اليوم الأربعاء», «الأربعاء، ٢٢ يناير», «١٠ رمضان الموافق ٥ مايو»."""
    one, two = hit["one"].read, hit["two"].read
    fuller = two if (two.month is not None and two.day is not None) else one
    if one.month is not None and one.day is not None and two.weekday is not None:
        fuller = one
    if one.kind != "date" or two.kind != "date" or ("date_of" not in hit and not _agree(hit, one, two)):
        return None
    if "date_of" not in hit and hit.ctx.known and one.relative and two.month is not None and two.year is None:
        if one.past not in (two.past, two.future):
            return None
        fuller = one
    weekday = one.weekday or two.weekday
    fuller = fuller.but(weekday=weekday)
    if weekday is not None and fuller.month is not None and fuller.year is None and not fuller.prefer:
        fuller = fuller.but(prefer=_of_weekday(fuller, weekday))
    return day_item(fuller, hit.first, hit.last)


def _of_weekday(reading: Reading, weekday: int) -> str:
    """Which of two years has the day on that weekday; empty when both or none has."""
    past = reading.past is not None and reading.past[0].isoweekday() == weekday
    future = reading.future is not None and reading.future[0].isoweekday() == weekday
    return "" if past == future else "past" if past else "future"


def _agree(hit: Hit, one: Reading, two: Reading) -> bool:
    weekday_one = one.weekday is not None and one.day is None
    weekday_two = two.weekday is not None and two.day is None
    if weekday_one and weekday_two:
        return False
    if weekday_one or weekday_two:
        return True
    return (
        one.relative
        and not one.unit
        and two.month is not None
        and not two.relative
        and hit["one"].end - hit["one"].start < 30
    )


def _day_name(hit: Hit) -> Item | None:
    """«يوم ٢٧», «إلى الحادي والعشرين», «في ٢٢» where a bare number is a date."""
    item = hit["day"]
    number = item.num
    day = day_number(item)
    before = hit.first
    if not day or counts_something(hit.after) or (number.ordinal and not number.definite):
        return None
    if not hit.ctx.loose and not (before.tag == tags.DAY and (number.digits or number.value > 10)):
        return None
    if not number.ordinal and not number.digits and not number.definite:
        return None
    if before.tag == tags.IN and before.lex.form != "في":
        return None
    if before.tag == tags.IN and number.feminine and number.value <= 12:
        return None
    if before.tag == tags.IN and number.digits and number.value <= 12:
        return None
    first = item if before.tag == tags.IN else before
    return day_item(bare_day(hit.ctx, day), first, item)


def bare_day(ctx: Context, day: int) -> Reading | None:
    """A day of the present month, or the nearest before and after that has it."""
    past: list[date] = []
    future: list[date] = []
    for step in range(-2, 3):
        month = calendars.add_months(ctx.today.replace(day=1), step)
        found = None if month is None else calendars.day_of(month.year, month.month, day)
        if found is not None:
            (future if found >= ctx.today else past).append(found)
    if not past or not future:
        return None
    timex = f"XXXX-XX-{day:02}"
    return Reading("date", timex, "day", (past[-1], past[-1]), (future[0], future[0]), value="" if ctx.known else timex)


EARLY: list[Rule] = [
    rule("date=(DATE_DIGITS)", _digits),
    rule("pair=(PAIR_DIGITS) COMMA year=(NUMBER)", _pair),
]


DATES: list[Rule] = [
    rule("RELATIVE day=(ORDINAL) FROM month=(PERIOD)", _nth_day),
    rule("RELATIVE day=(ORDINAL) FROM month=(MONTH|HIJRI)", _nth_day),
    rule(
        "count=(ORDINAL|EDGE) mark=(DAY)? weekday=(WEEKDAY) (?:FROM|IN) of=(PERIOD|MONTH)(?:FROM)? year=(NUMBER|YEAR)?",
        nth_weekday,
    ),
    rule("weekday=(WEEKDAY) count=(ORDINAL) (?:FROM|IN) of=(PERIOD|MONTH)", nth_weekday),
    rule("day=(NUMBER|ORDINAL)(?:DOT|SLASH|DASH|OPEN)? from=(FROM)? month=(MONTH|HIJRI)", _day_month),
    rule("month=(MONTH)(?:COMMA|DASH)? day=(NUMBER|ORDINAL)", _month_day),
    rule("date=(DATE)(?:COMMA|DOT|FROM|TO|SLASH|DASH)? year=(YEAR|PERIOD|NUMBER) era=(ERA)?", _with_year),
    rule("day=(NUMBER|ORDINAL)(?:FROM|IN)? month=(PERIOD)", _day_of_period),
    rule("day=(RELATIVE) step=(NEXT|LAST|CURRENT)", _relative_beside),
    rule("(?:THIS|DAY)? day=(RELATIVE)", _relative),
    rule("weekday=(WEEKDAY) DAY? (?:FROM|IN)? week=(PERIOD)", weekday_of_week),
    rule("week=(PERIOD) DAY? weekday=(WEEKDAY)", weekday_of_week),
    rule("this=(THIS) weekday=(WEEKDAY)", weekday),
    rule("weekday=(WEEKDAY) step=(NEXT|LAST|CURRENT)", weekday),
    rule("weekday=(WEEKDAY) count=(ORDINAL)(?!MONTH|HIJRI|FROM(?:MONTH|HIJRI|PERIOD))", nth_weekday),
    rule(
        "weekday=(WEEKDAY) in=(IN)? day=(NUMBER|ORDINAL)(?!MONTH|HIJRI|PERIOD|FROM|PART|FRACTION|AND)", weekday_and_day
    ),
    rule("mark=(DAY) weekday=(WEEKDAY)", weekday),
    rule("weekday=(WEEKDAY)", weekday),
    rule("weekday=(WEEKDAY)(?:COMMA)? two=(DATE)", indefinite_weekday),
    rule("one=(DATE) date_of=(DATE_OF) DAY? TO? two=(DATE)", _same_day),
    rule("one=(DATE)(?:COMMA|DASH|DAY)? two=(DATE)", _same_day),
    rule("one=(DATE) open=(OPEN) two=(DATE) close=(CLOSE)", _same_day),
    rule("date=(DATE)(?:COMMA|DOT)? year=(YEAR|NUMBER)", _with_year),
]


LOOSE: list[Rule] = [
    rule("pair=(PAIR_DIGITS)(?!UNIT|UNITS)", _pair),
    rule("(?<!NUMBER|ORDINAL)(?:DAY|UNTIL|TO|IN) day=(NUMBER|ORDINAL)(?!UNTIL|DASH|AND)", _day_name),
]
