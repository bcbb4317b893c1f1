"""Weekdays: «الأحد المقبل», «الخميس ٢١», «أول جمعة من مايو», «الجمعة من الأسبوع المقبل»."""

from __future__ import annotations

from datetime import timedelta

from musnad.find.times import calendars, tags, values
from musnad.find.times.grammar.years import year_of
from musnad.find.times.items import Item, Reading, made
from musnad.find.times.lexicon import words_of
from musnad.find.times.patterns import Hit
from musnad.lexicons import read_words


def day_item(reading: Reading | None, first: Item, last: Item) -> Item | None:
    return None if reading is None else made(tags.DATE, reading, first, last)


def counts_something(after: Item | None) -> bool:
    """Whether the word after a number is what it counts."""
    if after is None or after.tag != tags.OTHER:
        return after is not None and after.tag in (tags.UNIT, tags.UNITS, tags.THOUSANDS)
    return after.text not in read_words("times", "function")


def day_number(item: Item) -> int:
    number = item.num.whole
    return number if 1 <= number <= 31 else 0


def weekday(hit: Hit) -> Item | None:
    word = hit["weekday"]
    if not (word.lex.definite or "mark" in hit or "this" in hit or "step" in hit) or _is_name(hit):
        return None
    step = hit.get("step")
    number = word.lex.number
    if step is not None and step.tag == tags.LAST and step.lex.form.endswith("اخير"):
        return None
    if step is not None and step.tag != tags.CURRENT:
        sign = step.lex.number * (1 if step.tag == tags.NEXT else -1)
        return day_item(values.weekday_beside(hit.ctx, number, sign), hit["weekday"], hit.last)
    if step is not None or "this" in hit:
        first = hit.get("this") or word
        return day_item(values.weekday_beside(hit.ctx, number, 0), first, hit.last)
    return day_item(values.weekday(hit.ctx, number), word, word)


def _is_name(hit: Hit) -> bool:
    before, after = hit.before, hit.after
    if after is not None and (after.text in words_of("not_after", "weekdays")):
        return True
    return before is not None and before.tag == tags.OTHER and before.text in words_of("not_before", "weekdays")


def nth_weekday(hit: Hit) -> Item | None:
    """«الأحد الثاني», «أول جمعة من مايو»."""
    weekday = hit["weekday"].lex.number
    count = _count_of(hit["count"], weekday)
    if count == 0:
        return None
    year, month, timex_year = hit.ctx.today.year, hit.ctx.today.month, ""
    of = hit.get("of")
    if of is not None:
        whole = of.reading if of.tag == tags.PERIOD else values.month(hit.ctx, of.lex.number)
        if whole is None or whole.unit != "M" or whole.month is None:
            return None
        month = whole.month
        year, timex_year = (whole.year, "") if whole.year is not None else (year, "X")
        if "year" in hit:
            said = year_of(hit["year"])
            if said is None:
                return None
            year, timex_year = said, ""
    found = calendars.nth_weekday(year, month, weekday, count)
    if found is None:
        return None
    reading_day = values.day(
        found, relative=of is None or of.tag != tags.PERIOD or of.read.relative or bool(timex_year)
    )
    if of is not None and reading_day is not None:
        stem = "XXXX" if timex_year else f"{year:04}"
        reading_day = reading_day.but(timex=f"{stem}-{month:02}-WXX-{weekday}-#{count}")
    return day_item(reading_day, hit.first, hit.last)


def _count_of(item: Item, weekday: int) -> int:
    """1 to 5, -1 for the last; 0 for what counts no weekdays. Only «الجمعة» is feminine."""
    if item.number is None:
        return -1 if item.lex.unit == "last" else 0
    number = item.num
    if number.feminine and weekday != 5:
        return 0
    return number.whole if 1 <= number.value <= 5 else 0


def weekday_and_day(hit: Hit) -> Item | None:
    """«الخميس ٢١», «الجمعة في الثاني والعشرين»: the nearest month in which they agree."""
    day = day_number(hit["day"])
    number = hit["day"].num
    if not day or (not number.ordinal and counts_something(hit.after)):
        return None
    if number.ordinal and (not number.definite or "in" not in hit):
        return None
    weekday = hit["weekday"].lex.number
    for back in (0, -1, 1, -2, 2, -3, 3):
        first = calendars.add_months(hit.ctx.today.replace(day=1), back)
        found = None if first is None else calendars.day_of(first.year, first.month, day)
        if found is not None and found.isoweekday() == weekday:
            return day_item(values.day(found, relative=True), hit.first, hit.last)
    found = calendars.day_of(hit.ctx.today.year, hit.ctx.today.month, day)
    return day_item(values.day(found, relative=True), hit.first, hit.last)


def weekday_of_week(hit: Hit) -> Item | None:
    week = hit["week"].read
    if week.unit != "W" or week.past is None:
        return None
    monday = week.past[0]
    day = monday + timedelta(days=hit["weekday"].lex.number - 1)
    return day_item(values.day(day, relative=True), hit.first, hit.last)


def indefinite_weekday(hit: Hit) -> Item | None:
    two = hit["two"].read
    if two.month is None or two.day is None or two.relative:
        return None
    return day_item(two.but(weekday=hit["weekday"].lex.number), hit.first, hit.last)
