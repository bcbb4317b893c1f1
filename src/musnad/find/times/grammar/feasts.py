"""Feasts, of a year or the nearest: «عيد الفطر», «عيد الميلاد ٢٠٢٩»."""

from __future__ import annotations

from musnad.find.times import calendars, tags, values
from musnad.find.times.grammar.years import relative_year, year_of
from musnad.find.times.items import Context, Item, Reading, made
from musnad.find.times.patterns import Hit, Rule, rule


def _feast(hit: Hit) -> Item | None:
    rule_text = hit["feast"].lex.unit
    year_item = hit.get("year")
    year = year_of(year_item) if year_item is not None else None
    if year_item is not None and year is None:
        return None
    feast = feast_reading(hit.ctx, rule_text, year)
    if feast is not None and year_item is not None and relative_year(year_item):
        feast = feast.but(relative=True)
    return None if feast is None else made(tags.DATE, feast, hit.first, hit.last)


def _feast_beside(hit: Hit) -> Item | None:
    step = hit["step"]
    found = feast_reading(hit.ctx, hit["feast"].lex.unit, None)
    if found is None or step.lex.number != 1 or step.lex.form.endswith("اخير"):
        return None
    only = found.future if step.tag == tags.NEXT else found.past
    return made(tags.DATE, found.but(past=only, future=only, relative=True, value=""), hit.first, hit.last)


def feast_reading(ctx: Context, rule_text: str, year: int | None) -> Reading | None:
    """A feast, of a year or the last and the next one. Hijri feasts are counted by the Umm al-Qura calendar."""
    moving = not rule_text[0].isdigit() or "+" in rule_text
    pattern = "XX-XX" if moving else rule_text
    if year is not None:
        if year < 1700 and rule_text.startswith("H"):
            month, day = (int(part) for part in rule_text[1:].split("-"))
            found = calendars.hijri_date(year, month, day)
            days = [] if found is None else [found]
        else:
            days = calendars.feast_day(rule_text, year)
        if not days:
            return None
        timex = values.iso(days[0]) if moving else f"{year:04}-{pattern}"
        return Reading("holiday", timex, "day", (days[0], days[0]), (days[0], days[0]), year=year)
    days = [
        d
        for y in range(ctx.today.year - 2, ctx.today.year + 3)
        if 1 <= y <= 9999
        for d in calendars.feast_day(rule_text, y)
    ]
    past = [d for d in days if d < ctx.today]
    future = [d for d in days if d >= ctx.today]
    if not past or not future:
        return None
    timex = f"XXXX-{pattern}"
    return Reading(
        "holiday", timex, "day", (past[-1], past[-1]), (future[0], future[0]), value="" if ctx.known else timex
    )


FEASTS: list[Rule] = [
    rule("feast=(FEAST) (?:COMMA|TO|FROM|IN)? year=(YEAR|PERIOD|NUMBER)", _feast),
    rule("feast=(FEAST) step=(NEXT|LAST)", _feast_beside),
    rule("feast=(FEAST)", _feast),
]
