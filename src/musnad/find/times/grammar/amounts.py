"""Durations («ثلاثة أيام ونصف», «أكثر من أسبوعين») and what is counted from the report by them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from musnad.find.times import calendars, tags, values
from musnad.find.times.items import Context, Item, Reading, made
from musnad.find.times.patterns import Hit, Rule, rule

Amounts = tuple[tuple[float, str], ...]
_PRECISION = {
    "CEN": "century", "DEC": "decade", "Y": "year", "M": "month", "W": "week", "D": "day",
    "H": "hour", "MIN": "minute", "S": "second",
}  # fmt: skip
_SIZE = {unit: size for size, unit in enumerate(["S", "MIN", "H", "D", "W", "M", "Y", "DEC", "CEN"])}
# «several days» is read as three, as the peers do; the value is marked approximate.
_FEW = 3


def duration(amounts: Amounts, first: Item, last: Item, **more: object) -> Item:
    finest = min((unit for _, unit in amounts), key=_SIZE.__getitem__)
    iso = values.duration_iso(amounts)
    reading = Reading("duration", iso, _PRECISION[finest], value=iso, amounts=amounts)  # type: ignore[arg-type]
    return made(tags.DURATION, reading.but(**more), first, last)


def amounts_of(item: Item) -> Amounts:
    """The amounts of a duration, or one of a bare unit."""
    if item.reading is not None:
        return item.reading.amounts
    return ((1, _unit(item)),)


def _unit(item: Item) -> str:
    return "H" if item.tag == tags.CLOCK else item.lex.unit


def _counted(hit: Hit) -> Item | None:
    number, after = hit["count"].num, hit.after
    if number.value == 1 and not number.digits:  # «يوم واحد», never «واحد يوم»
        return None
    if number.definite and after is not None and after.tag == tags.NUMBER:  # «الأيام الستة عام 1967»
        return None
    return duration(((number.value, _unit(hit["unit"])),), hit.first, hit.last) if number.value >= 0 else None


def _broken(hit: Hit) -> Item | None:
    number = hit["count"].num
    if number.mark != ".":
        return None
    return duration(((number.value, _unit(hit["unit"])),), hit.first, hit.last)


def _single(hit: Hit) -> Item | None:
    number = hit["one"].num
    if number.value != 1 or number.definite or number.digits:
        return None
    return duration(((1, _unit(hit["unit"])),), hit.first, hit.last)


def _few(hit: Hit) -> Item | None:
    if hit["few"].lex.unit == "after" or (hit["unit"].tag == tags.UNIT and "of" not in hit):
        return None
    return duration(((_FEW, _unit(hit["unit"])),), hit.first, hit.last, approximate=True)


def _fraction(hit: Hit) -> Item | None:
    unit, fraction = hit["unit"], hit["part"].lex
    if fraction.definite or (unit.tag == tags.THE_UNIT and unit.lex.unit not in ("MIN", "H", "D")):
        return None
    part = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}[fraction.unit]
    if part == 1 / 3 and _unit(unit) == "H":
        return duration(((20, "MIN"),), hit.first, hit.last)
    return duration(((round(part, 2), _unit(unit)),), hit.first, hit.last)


def _dual(hit: Hit) -> Item | None:
    return None if hit.first.lex.definite else duration(((2, hit.first.lex.unit),), hit.first, hit.first)


def _and_half(hit: Hit) -> Item | None:
    amounts = amounts_of(hit["base"])
    if hit["half"].lex.unit == "third" or len(amounts) != 1:
        return None
    more = 0.5 if hit["half"].lex.unit == "half" else 0.25
    return duration(((amounts[0][0] + more, amounts[0][1]),), hit.first, hit.last)


def _chain(hit: Hit) -> Item | None:
    """«عام واحد وشهر و٢١ يوما»: neighbours of different units; one word for both of one unit."""
    one, two = amounts_of(hit["one"]), amounts_of(hit["two"])
    joiner = hit.get("join")
    if joiner is None or joiner.tag == tags.COMMA:
        digits = hit["one"].tag == tags.DURATION and hit["two"].tag == tags.DURATION
        if not digits:
            return None
    elif hit["one"].tag != tags.DURATION and hit["two"].tag != tags.DURATION:
        before = hit.before
        if before is None or before.tag not in (tags.BEFORE, tags.AFTER, tags.SINCE):
            return None
    if two[0][1] in {unit for _, unit in one}:
        if one[-1][1] != two[0][1] or not 0 < two[0][0] < 1 or len(two) > 1:
            return None
        return duration((*one[:-1], (one[-1][0] + two[0][0], two[0][1])), hit.first, hit.last)
    return duration((*one, *two), hit.first, hit.last)


def _whole(hit: Hit) -> Item | None:
    return duration(amounts_of(hit["unit"]), hit.first, hit.last)


def _throughout(hit: Hit) -> Item | None:
    unit = hit["unit"]
    if unit.tag == tags.RELATIVE:
        return duration(((1, "D"),), hit.first, hit.last) if unit.lex.number == 0 else None
    return duration(amounts_of(unit), hit.first, hit.last)


def _for(hit: Hit) -> Item | None:
    after = hit.after
    if hit.first.lex.unit == "S" or (after is not None and after.tag in (tags.NUMBER, tags.MONTH, tags.HIJRI)):
        return None
    return duration(amounts_of(hit.first), hit.first, hit.last)


def _in(hit: Hit) -> Item | None:
    after = hit.after
    if hit.first.lex.unit not in ("W", "M", "Y") or (after is not None and after.tag not in (tags.END, tags.DOT)):
        return None
    return duration(amounts_of(hit.first), hit.first, hit.last)


def _about(hit: Hit) -> Item | None:
    base = hit["base"]
    if base.tag != tags.DURATION and base.lex.unit == "S":
        return None
    direction = {tags.MORE: "more", tags.LESS: "less"}.get(hit["about"].tag, "at")
    return duration(amounts_of(base), hit.first, hit.last, approximate=True, direction=direction)


def _offset(hit: Hit) -> Item | None:
    """«قبل ثلاثة أيام»: so long before or after the report, unless it is counted from something else."""
    base = hit["base"]
    if base.tag != tags.DURATION and base.lex.unit == "S":
        return None
    word, after = hit["way"], hit.after
    amounts = amounts_of(base)
    if word.tag != tags.SINCE and "now" not in hit and after is not None and after.tag in (tags.FROM, tags.ON):
        return duration(amounts, base, base)
    sign = 1 if word.tag == tags.AFTER else -1
    found = point(hit.ctx, amounts, sign)
    if found is None:
        return None
    approximate = found.approximate or (base.reading is not None and base.reading.approximate)
    found = found.but(
        approximate=approximate, direction="since" if word.tag == tags.SINCE else "at", ago=word.tag == tags.SINCE
    )
    return made(tags.DATE if found.kind == "date" else tags.MOMENT, found, hit.first, hit.last)


def point(ctx: Context, amounts: Amounts, sign: int) -> Reading | None:
    """The day or the moment that lies *amounts* before or after the report."""
    moved = calendars.shift(ctx.base, amounts, sign)
    if moved is None:
        return None
    finest = min((unit for _, unit in amounts), key=_SIZE.__getitem__)
    if _SIZE[finest] >= _SIZE["D"]:
        found = values.day(moved.date(), relative=True)
        long = finest in ("DEC", "CEN")
        return found and found.but(precision=_PRECISION[finest], approximate=long)
    return Reading(
        "datetime", values.moment_iso(moved), "second" if finest == "S" else "minute", (moved, moved), (moved, moved),
        relative=True, year=moved.year, month=moved.month, day=moved.day, value=values.moment_iso(moved)[:16],
    )  # fmt: skip


def _from_now(hit: Hit) -> Item | None:
    sign = -1 if hit.ctx.tense == "past" else 1
    found = point(hit.ctx, amounts_of(hit["base"]), sign)
    if found is None:
        return None
    return made(tags.DATE if found.kind == "date" else tags.MOMENT, found, hit.first, hit.last)


def _from_day(hit: Hit) -> Item | None:
    """«بعد يومين من الغد», «قبل أسبوع من ٥ مايو»."""
    day, amounts = hit["day"].read, amounts_of(hit["base"])
    if day.kind != "date" or any(_SIZE[unit] < _SIZE["D"] for _, unit in amounts):
        return None
    sign = -1 if "way" in hit and hit["way"].tag == tags.BEFORE else 1
    moved = []
    for stretch_of in (day.past, day.future):
        if stretch_of is None:
            return None
        start = datetime.combine(stretch_of[0], datetime.min.time())
        there = calendars.shift(start, amounts, sign)
        if there is None:
            return None
        moved.append(there.date())
    reading = values.day(moved[1], relative=day.relative or day.past != day.future)
    if reading is None:
        return None
    past = (moved[0], moved[0])
    return made(tags.DATE, reading.but(past=past), hit.first, hit.last)


def _within(hit: Hit) -> Item | None:
    base = hit["base"]
    bare = hit["way"].tag == tags.IN
    if base.tag == tags.UNIT and (bare or base.lex.unit == "S"):
        return None
    if bare and (hit["way"].lex.form != "في" or base.start == base.end):
        return None
    sign = 1 if hit.ctx.tense == "future" or (hit.ctx.loose and hit.ctx.tense != "past") else -1
    found = stretch(hit.ctx, amounts_of(base), sign)
    if found is None:
        return None
    tag = tags.PERIOD if found.kind == "period" else tags.MOMENT_PERIOD
    return made(tag, found, hit.first, hit.last)


def stretch(ctx: Context, amounts: Amounts, sign: int) -> Reading | None:
    """The *amounts* that follow the report (from tomorrow), or that led up to it."""
    if any(n != int(n) for n, _ in amounts):
        amounts_whole = amounts
        moved_part = calendars.shift(ctx.base, amounts_whole, sign)
        if moved_part is None:
            return None
        low_part, high_part = sorted([ctx.base, moved_part])
        return values.moment_span(ctx, low_part, high_part, amounts)
    if amounts[0][1] in ("DEC", "CEN"):
        return _decades(ctx, int(amounts[0][0]), amounts[0][1], sign)
    if any(_SIZE[unit] < _SIZE["D"] for _, unit in amounts):
        moved = calendars.shift(ctx.base, amounts, sign)
        if moved is None:
            return None
        low, high = sorted([ctx.base, moved])
        return values.moment_span(ctx, low, high, amounts)
    start = datetime.combine(ctx.today, datetime.min.time())
    try:
        if sign > 0:
            start += timedelta(days=1)
        moved = calendars.shift(start, amounts, sign)
        if moved is None:
            return None
        first, after = sorted([start.date(), moved.date()])
        return days_between(first, after - timedelta(days=1), after, values.duration_iso(amounts))
    except OverflowError:
        return None


def days_between(first: date, last: date, after: date, length: str, relative: bool = True) -> Reading:
    """A stretch of days; *after* is the end as the TIMEX has it."""
    timex = f"({values.iso(first)},{values.iso(after)},{length})"
    return Reading("period", timex, "day", (first, last), (first, last), relative=relative)


def _decades(ctx: Context, count: int, unit: str, sign: int) -> Reading | None:
    size = 10 if unit == "DEC" else 100
    here = ctx.today.year // size * size
    first = here + size if sign > 0 else here - size * count
    last = first + size * count
    if not 1 <= first < last <= 9999 or not count:
        return None
    timex = f"({first:04}-01-01,{last:04}-01-01,P{size * count}Y)"
    low, high = date(first, 1, 1), date(last - 1, 12, 31)
    value = f"{first // 10:03}X" if size * count == 10 else ""
    return Reading("period", timex, "decade", (low, high), (low, high), relative=True, unit=unit, value=value)


def _beside(hit: Hit) -> Item | None:
    """«الأيام الثلاثة الماضية», «٣ أيام القادمة»."""
    base, step = hit["base"], hit["step"]
    sign = 1 if step.tag == tags.NEXT else -1
    approximate = False
    if base.tag == tags.DURATION:
        amounts = amounts_of(base)
        approximate = base.read.approximate
    else:
        count = 2.0 if base.tag == tags.DUAL else hit["count"].num.value if "count" in hit else float(_FEW)
        approximate = base.tag != tags.DUAL and "count" not in hit
        moments = base.lex.unit in ("MIN", "S") and step.lex.form.endswith("اخيره")
        if not base.lex.definite or moments:
            return None
        amounts = ((count, base.lex.unit),)
    if step.lex.number > 1:
        return None
    found = stretch(hit.ctx, amounts, sign)
    if found is None:
        return None
    tag = tags.PERIOD if found.kind == "period" else tags.MOMENT_PERIOD
    return made(tag, found.but(approximate=approximate), hit.first, hit.last)


def _last_few(hit: Hit) -> Item | None:
    base = hit["base"]
    if hit["edge"].lex.unit != "last" or (base.tag == tags.UNIT and base.lex.unit in ("S", "D")):
        return None
    found = stretch(hit.ctx, amounts_of(hit["base"]), -1)
    if found is None:
        return None
    return made(tags.PERIOD if found.kind == "period" else tags.MOMENT_PERIOD, found, hit.first, hit.last)


DURATIONS: list[Rule] = [
    rule("few=(FEW) of=(FROM)? unit=(UNITS|UNIT|DAY)", _few),
    rule("count=(NUMBER) unit=(UNITS|UNIT|DAY)", _counted),
    rule("count=(PAIR_DIGITS) unit=(UNITS|UNIT|DAY)", _broken),
    rule("unit=(UNIT|DAY) one=(NUMBER|ORDINAL)", _single),
    rule("part=(FRACTION) unit=(UNIT|DAY|THE_UNIT|CLOCK)", _fraction),
    rule("DUAL", _dual),
    rule("base=(DURATION|UNIT|DAY) AND half=(FRACTION)(?!ORDINAL)", _and_half),
    rule("one=(DURATION|UNIT|DAY) join=(AND|COMMA)? two=(DURATION|UNIT|DAY)", _chain),
    rule("one=(DURATION) join=(AND|COMMA)? two=(DURATION|UNIT|DAY)", _chain),
    rule("one=(DURATION) join=(AND|COMMA)? two=(DURATION|UNIT|DAY)", _chain),
    rule("unit=(DURATION|UNIT|DAY) WHOLE", _whole),
    rule("THROUGHOUT unit=(DURATION|UNIT|DAY|THE_UNIT|RELATIVE)", _throughout),
    rule("(?<=FOR)(UNIT|DAY)(?!WEEKDAY)", _for),
    rule("(?<=IN)UNIT", _in),
    rule("about=(ABOUT|MORE|LESS) base=(DURATION|UNIT)(?!NUMBER|MONTH|HIJRI)", _about),
]
OFFSETS: list[Rule] = [
    rule("way=(BEFORE|AFTER)? base=(DURATION|UNIT) FROM day=(DATE)", _from_day),
    rule(
        "way=(BEFORE|AFTER|SINCE) base=(DURATION|UNIT|DAY)(?!WEEKDAY|NUMBER|MONTH|HIJRI|DATE) now=(FROM NOW|TAIL)?",
        _offset,
    ),
    rule("base=(DURATION) FROM NOW", _from_now),
    rule("edge=(EDGE) base=(DURATION)", _last_few),
    rule("edge=(EDGE) base=(UNIT)(?!FROM|IN|NUMBER|MONTH|HIJRI|ORDINAL)", _last_few),
    rule("base=(DURATION|DUAL|UNITS) step=(NEXT|LAST)", _beside),
    rule("base=(UNITS) count=(NUMBER) step=(NEXT|LAST)", _beside),
    rule("base=(UNITS) FEW step=(NEXT|LAST)", _beside),
    rule("base=(UNITS) step=(NEXT|LAST) FEW", _beside),
    rule("way=(WITHIN|IN) base=(DURATION|UNIT)(?!NUMBER|MONTH|HIJRI|WEEKDAY)", _within),
]
