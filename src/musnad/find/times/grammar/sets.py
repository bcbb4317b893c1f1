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


def _every_month(hit: Hit) -> Item | None:
    if "unit" in hit and hit["unit"].lex.unit != "M":
        return None
    return _set(f"XXXX-{hit['month'].lex.number:02}", hit)


def _every_season(hit: Hit) -> Item | None:
    return _set(f"XXXX-{hit['season'].lex.number}", hit)


def _with_part(hit: Hit) -> Item | None:
    """«صباح كل يوم», «كل خميس مساء»."""
    of, part = hit["set"].read, hit["part"].lex
    days = of.timex.startswith(("XXXX-", "{"))
    if of.part or of.clock or len(hit["part"].text) == 1 or not (days or of.timex == "P1D"):
        return None
    return _set(_on(of.timex, TIMEX_PARTS[part.unit]), hit, weekday=of.weekday, part=part.unit)


def _on(timex: str, moment: str) -> str:
    """A moment of the days that recur."""
    if timex.startswith("{"):
        return "{" + ",".join(_on(day, moment) for day in timex[1:-1].split(",")) + "}"
    return (timex.partition("T")[0] if timex.startswith("XXXX-") else "") + moment


def _more_weekdays(hit: Hit) -> Item | None:
    """«أيام السبت والأحد», «كل اثنين وخميس»."""
    of, more = hit["set"].read, hit["more"].lex
    if of.part or of.clock or not of.timex.startswith(("XXXX-WXX-", "{XXXX-WXX-")):
        return None
    return _set("{" + f"{of.timex.strip('{}')},XXXX-WXX-{more.number}" + "}", hit, weekday=more.number)


def _weekday_of_each(hit: Hit) -> Item | None:
    """«يوم الأحد من كل أسبوع», «أول خميس من كل شهر», «الخميس الأول من كل شهر»."""
    weekday, each = hit["weekday"].lex, hit["set"].read.timex
    if each == "P1W" and "edge" not in hit and "nth" not in hit:
        bare = not weekday.definite and hit.first.tag != tags.DAY
        return None if bare else _set(f"XXXX-WXX-{weekday.number}", hit, weekday=weekday.number)
    if each != "P1M":
        return None
    if "nth" in hit:
        count = hit["nth"].num.whole
    elif "edge" in hit:
        edge = hit["edge"]
        count = edge.num.whole if edge.number else {"early": 1, "last": -1}.get(edge.lex.unit, 0)
    else:
        return None
    return _set(f"XXXX-XX-WXX-{weekday.number}-{count}", hit) if -1 <= count <= 5 and count else None


def _day_of_each(hit: Hit) -> Item | None:
    """«في 15 من كل شهر», «اليوم الأول من كل شهر»."""
    day = hit["day"].num
    if not (day.digits or day.ordinal):
        return None
    if hit["set"].read.timex != "P1M" or not 1 <= day.value <= 31 or day.value != day.whole:
        return None
    return _set(f"XXXX-XX-{day.whole:02}", hit)


def _edge_of_each(hit: Hit) -> Item | None:
    """«مطلع كل شهر», «أول كل عام»."""
    of, edge = hit["set"].read, hit.first.number
    if edge is not None and (edge.definite or edge.whole != 1):
        return None
    return _set(of.timex, hit) if of.timex in ("P1W", "P1M", "P1Y") else None


def _excepted(hit: Hit) -> Item | None:
    """«كل يوم عدا الجمعة»."""
    of = hit["set"].read
    return _set(of.timex, hit) if of.timex in ("P1D", "P1W") else None


def _at(hit: Hit) -> Item | None:
    of, at = hit["set"].read, hit["time"].read
    if at.kind != "time":
        return None
    clock = at.clock
    if of.part and not at.meridiem:
        clock = (hour_in(of.part, clock[0]), *clock[1:])
    return _set(_on(of.timex, values.clock_iso(clock)), hit, clock=clock, weekday=of.weekday)


def _at_hour(hit: Hit) -> Item | None:
    """«كل ليلة في التاسعة», «في التاسعة كل صباح»."""
    of, number, after = hit["set"].read, hit["time"].num, hit.after
    if not of.part or not 1 <= number.value <= 12 or (number.ordinal and not (number.feminine and number.definite)):
        return None
    if not number.ordinal and after is not None and after.tag not in (tags.END, tags.DOT, tags.COMMA):
        return None
    clock = (hour_in(of.part, number.whole),)
    return _set(_on(of.timex, values.clock_iso(clock)), hit, clock=clock)


def _every_weekend(hit: Hit) -> Item | None:
    return _set("XXXX-WXX-WE", hit)


SETS: list[Rule] = [
    rule("SET", _adverb),
    rule("EVERY DAY? weekday=(WEEKDAY)", _every_weekday),
    rule("UNITS weekday=(WEEKDAY)", _every_weekday),
    rule("EVERY pair=(PAIR_DIGITS)", _every_date),
    rule("EVERY part=(PART|THE_PART)", _every_part),
    rule("EVERY DAY IN? part=(PART|THE_PART)", _every_part),
    rule("EVERY unit=(UNIT)? month=(MONTH)", _every_month),
    rule("EVERY season=(SEASON)", _every_season),
    rule("EVERY WEEKEND", _every_weekend),
    rule("EVERY of=(DURATION|DUAL|UNIT|DAY)", _every),
    rule("set=(RECURRING) AND DAY? more=(WEEKDAY)(?!ORDINAL|NUMBER|NEXT|LAST)", _more_weekdays),
    rule("set=(RECURRING) EXCEPT DAY? WEEKDAY(?:AND DAY? WEEKDAY)*", _excepted),
    rule("edge=(EDGE|ORDINAL)? DAY? weekday=(WEEKDAY) nth=(ORDINAL)?(?:FROM|IN) set=(RECURRING)", _weekday_of_each),
    rule("(?:DAY|RELATIVE|THE_UNIT)? day=(ORDINAL|NUMBER)(?:DAY)? FROM set=(RECURRING)", _day_of_each),
    rule("(?:EDGE|ORDINAL) set=(RECURRING)", _edge_of_each),
    # A part that belongs to a clock time is left to it: «الساعة ٩ صباحا كل يوم».
    rule(
        "(?<!NUMBER|ORDINAL|CLOCK_DIGITS|FRACTION|DURATION|UNIT|UNITS|DUAL|THREE_QUARTERS|CLOCK)"
        "part=(PART|THE_PART) set=(RECURRING)",
        _with_part,
    ),
    rule("set=(RECURRING) IN? part=(PART|THE_PART)", _with_part),
]
AT_TIMES: list[Rule] = [
    rule("EVERY date=(DATE)", _every_day_of_year),
    rule("time=(CLOCK_TIME)(?:FROM|IN)? set=(RECURRING)", _at),
    rule("set=(RECURRING)(?:COMMA)? IN? time=(CLOCK_TIME)", _at),
    rule("time=(ORDINAL)(?:FROM|IN)? set=(RECURRING)", _at_hour),
    rule("set=(RECURRING) IN? time=(NUMBER|ORDINAL)", _at_hour),
]
