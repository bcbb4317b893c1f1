"""Months of all newsrooms: «أبريل/ نيسان», «شهر آب», «نوفمبر الماضي», «رمضان المقبل», 2015/3."""

from __future__ import annotations

from dataclasses import replace

from musnad.find.times import calendars, tags, values
from musnad.find.times.grammar.years import year_of
from musnad.find.times.items import Item, Reading, made
from musnad.find.times.lexicon import Word, words_of
from musnad.find.times.patterns import Hit, Rule, rule
from musnad.lexicons import read_words


def period(reading: Reading | None, first: Item, last: Item) -> Item | None:
    return None if reading is None else made(tags.PERIOD, reading, first, last)


def _double(hit: Hit) -> Item | None:
    """One month under two names: «أبريل/ نيسان», «نيسان (أبريل)»."""
    one, two = hit["one"], hit["two"]
    if one.lex.number != two.lex.number or one.lex.form == two.lex.form or ("open" in hit) != ("close" in hit):
        return None
    return Item(tags.MONTH, one.start, hit.last.end, word=_strong(one), lead=None)


def _strong(item: Item) -> Word:
    return replace(item.lex, unit="")


def _named_month(hit: Hit) -> Item | None:
    """«شهر يناير»."""
    if hit["unit"].lex.unit != "M":
        return None
    month = hit["month"]
    return Item(month.tag, hit.first.start, month.end, word=_strong(month))


def _weak(hit: Hit) -> Item | None:
    """Month names that are other words too stay months only beside what shows it."""
    month, before, after = hit.first, hit.before, hit.after
    if month.lex.unit != "weak":
        if before is not None and before.text in words_of("not_before", "months"):
            return Item(tags.OTHER, month.start, month.end, month.text)
        return None
    raw = hit.ctx.raw(month)
    shown = month.lex.form == "اب" and raw.startswith("آ")
    if raw.startswith("إ") and month.lex.form == "اب":
        return Item(tags.OTHER, month.start, month.end, month.text)
    beside = before is not None and (
        before.tag in (tags.NUMBER, tags.ORDINAL, tags.THIS) or (before.tag == tags.FROM and _number_before(hit))
    )
    beside = beside or (after is not None and after.tag in (tags.NEXT, tags.LAST, tags.CURRENT, tags.YEAR))
    beside = beside or (after is not None and after.tag == tags.NUMBER and year_of(after) is not None)
    beside = beside or hit.ctx.loose or _year_after_comma(hit) or _after_month(hit)
    led = before is not None and before.tag in (
        tags.IN,
        tags.SINCE,
        tags.UNTIL,
        tags.WITHIN,
        tags.EDGE,
        tags.BETWEEN,
        tags.BEFORE,
        tags.AFTER,
        tags.TO,
    )
    led = led and month.lex.form in read_words("times", "bare_after_in")
    if led and month.lex.form == "رجب" and after is not None and after.tag == tags.OTHER:
        led = False
    if beside or led or shown:
        return Item(month.tag, month.start, month.end, word=_strong(month))
    return Item(tags.OTHER, month.start, month.end, month.text)


def _year_after_comma(hit: Hit) -> bool:
    at = hit.items.index(hit.first)
    rest = hit.items[at + 1 : at + 3]
    return len(rest) == 2 and rest[0].tag == tags.COMMA and rest[1].tag == tags.NUMBER and year_of(rest[1]) is not None


def _after_month(hit: Hit) -> bool:
    at = hit.items.index(hit.first)
    return at >= 2 and hit.items[at - 1].tag == tags.AND and hit.items[at - 2].tag in (tags.MONTH, tags.HIJRI)


def _number_before(hit: Hit) -> bool:
    at = hit.items.index(hit.first)
    return at >= 2 and hit.items[at - 2].tag in (tags.NUMBER, tags.ORDINAL)


def _month(hit: Hit) -> Item | None:
    month, ctx = hit["month"], hit.ctx
    year = None
    if "year" in hit:
        year = year_of(hit["year"])
        if year is None:
            return None
    number = month.lex.number
    if month.tag == tags.HIJRI:
        return period(values.hijri_month(ctx, number, year), hit.first, hit.last)
    reading = values.month(ctx, number, year)
    if reading is not None and "year" in hit and hit["year"].reading is not None:
        reading = reading.but(relative=hit["year"].read.relative)
    return period(reading, hit.first, hit.last)


def _month_beside(hit: Hit) -> Item | None:
    """«سبتمبر الماضي» is the last one past; «last year's» is kept as the earlier reading."""
    month, ctx, step = hit["month"], hit.ctx, hit.get("step")
    number = month.lex.number
    if month.tag == tags.HIJRI:
        return _hijri_beside(hit)
    if step is None or step.tag == tags.CURRENT:
        reading = values.month(ctx, number, ctx.today.year)
        return period(None if reading is None else reading.but(relative=True), hit.first, hit.last)
    if step.lex.form.endswith("اخير"):
        return None
    here, year = ctx.today.month, ctx.today.year
    if step.tag == tags.NEXT:
        near, far = (year if number > here else year + 1), year + 1
    else:
        near, far = (year if number < here else year - 1), year - 1
    readings = [
        values.month(ctx, number, y + (step.lex.number - 1) * (1 if step.tag == tags.NEXT else -1)) for y in (near, far)
    ]
    if readings[0] is None or readings[1] is None:
        return None
    past, future = (readings[0], readings[1]) if step.tag == tags.NEXT else (readings[1], readings[0])
    prefer = "past" if step.tag == tags.NEXT else "future"
    reading = readings[0].but(past=past.past, future=future.past, prefer=prefer, relative=True)
    return period(reading, hit.first, hit.last)


def _hijri_beside(hit: Hit) -> Item | None:
    reading = values.hijri_month(hit.ctx, hit["month"].lex.number)
    step = hit.get("step")
    if step is not None and step.tag == tags.NEXT:
        if reading is not None and reading.future is not None and reading.future[0] <= hit.ctx.today:
            after = values.hijri_month(hit.ctx, hit["month"].lex.number, calendars.hijri_today(hit.ctx.today)[0] + 1)
            reading = after and after.but(timex=reading.timex, relative=True)
        reading = reading and reading.but(past=reading.future)
    elif step is not None and step.tag == tags.LAST:
        reading = reading and reading.but(future=reading.past)
    return period(reading, hit.first, hit.last)


def _pair_month(hit: Hit) -> Item | None:
    """2015/3, 3-2015: a year and a month."""
    pair = hit.first.num
    one, two = pair.pair
    year, month = (one, two) if one > 31 else (two, one)
    if not (1900 <= year <= 2100 and 1 <= month <= 12) or (pair.mark == "." and not hit.ctx.loose):
        return None
    return period(values.month(hit.ctx, month, year), hit.first, hit.first)


NAMES: list[Rule] = [
    rule("one=(MONTH)(?:SLASH|DASH) two=(MONTH)", _double),
    rule("one=(MONTH) open=(OPEN) two=(MONTH) close=(CLOSE)", _double),
    rule("unit=(UNIT|THE_UNIT) month=(MONTH|HIJRI)", _named_month),
    rule("MONTH|HIJRI", _weak),
    rule("PAIR_DIGITS", _pair_month),
]
BESIDE: list[Rule] = [
    rule("this=(THIS) month=(MONTH|HIJRI)", _month_beside),
    rule("month=(MONTH|HIJRI) step=(NEXT|LAST|CURRENT)", _month_beside),
]
MONTHS: list[Rule] = [
    rule("month=(MONTH|HIJRI)(?:COMMA|FROM|TO|SLASH|DASH)? year=(YEAR|PERIOD|NUMBER)", _month),
    rule("year=(NUMBER|YEAR) month=(MONTH)", _month),
    rule("month=(MONTH|HIJRI)", _month),
]
