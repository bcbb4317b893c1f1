"""Recurring times: «كل يوم», «أيام الاثنين», «الساعة ٩ صباحا كل أحد», «سنويا»."""

from __future__ import annotations

from musnad.find.times import tags, values
from musnad.find.times.grammar.amounts import amounts_of
from musnad.find.times.grammar.clock import hour_in
from musnad.find.times.grammar.parts import TIMEX_PARTS
from musnad.find.times.items import Item, Reading, made
from musnad.find.times.patterns import Hit, Rule, rule


def _set(timex: str, hit: Hit, **more: object) -> Item:
    reading = Reading("set", timex, "day", value=timex)
    return made(tags.RECURRING, reading.but(**more), hit.first, hit.last)


def _adverb(hit: Hit) -> Item | None:
    return _set(hit.first.lex.unit, hit)


def _every(hit: Hit) -> Item | None:
    of = hit["of"]
    if of.tag == tags.DUAL:
        return _set(values.duration_iso(((2, of.lex.unit),)), hit)
    if of.tag in (tags.UNIT, tags.DAY) and of.lex.unit == "S":
        return None
    return _set(values.duration_iso(amounts_of(of)), hit)


def _every_weekday(hit: Hit) -> Item | None:
    if hit.first.tag == tags.UNITS and (hit.first.lex.unit != "D" or not hit["weekday"].lex.definite):
        return None
    number = hit["weekday"].lex.number
    return _set(f"XXXX-WXX-{number}", hit, weekday=number)


def _every_part(hit: Hit) -> Item | None:
    part = hit["part"].lex
    if len(hit["part"].text) == 1 or part.form == "عصر":
        return None
    return _set(TIMEX_PARTS[part.unit], hit, part=part.unit)


def _every_date(hit: Hit) -> Item | None:
    pair = hit["pair"].num.pair
    month, day = pair if pair[0] <= 12 else pair[::-1]
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return _set(f"XXXX-{month:02}-{day:02}", hit)


def _every_day_of_year(hit: Hit) -> Item | None:
    reading = hit["date"].read
    return _set(reading.timex, hit) if reading.timex.startswith("XXXX-") else None


def _at(hit: Hit) -> Item | None:
    of, at = hit["set"].read, hit["time"].read
    if at.kind != "time":
        return None
    clock = at.clock
    if of.part and not at.meridiem:
        clock = (hour_in(of.part, clock[0]), *clock[1:])
    stem = of.timex if of.weekday is not None else ""
    return _set(stem + values.clock_iso(clock), hit, clock=clock, weekday=of.weekday)


def _at_hour(hit: Hit) -> Item | None:
    """«كل ليلة في التاسعة», «في التاسعة كل صباح»."""
    of, number, after = hit["set"].read, hit["time"].num, hit.after
    if not of.part or not 1 <= number.value <= 12 or (number.ordinal and not (number.feminine and number.definite)):
        return None
    if not number.ordinal and after is not None and after.tag not in (tags.END, tags.DOT, tags.COMMA):
        return None
    clock = (hour_in(of.part, number.whole),)
    return _set(values.clock_iso(clock), hit, clock=clock)


def _every_weekend(hit: Hit) -> Item | None:
    return _set("XXXX-WXX-WE", hit)


SETS: list[Rule] = [
    rule("SET", _adverb),
    rule("EVERY DAY? weekday=(WEEKDAY)", _every_weekday),
    rule("UNITS weekday=(WEEKDAY)", _every_weekday),
    rule("EVERY pair=(PAIR_DIGITS)", _every_date),
    rule("EVERY part=(PART|THE_PART)", _every_part),
    rule("EVERY DAY IN? part=(PART|THE_PART)", _every_part),
    rule("EVERY WEEKEND", _every_weekend),
    rule("EVERY of=(DURATION|DUAL|UNIT|DAY)", _every),
]
AT_TIMES: list[Rule] = [
    rule("EVERY date=(DATE)", _every_day_of_year),
    rule("time=(CLOCK_TIME)(?:FROM|IN)? set=(RECURRING)", _at),
    rule("set=(RECURRING)(?:COMMA)? IN? time=(CLOCK_TIME)", _at),
    rule("time=(ORDINAL) set=(RECURRING)", _at_hour),
    rule("set=(RECURRING) IN? time=(NUMBER|ORDINAL)", _at_hour),
]
