"""Parts of day, and hours and parts of days: «في وقت مبكر من الصباح», «مساء أمس», «غدا الساعة الثامنة»."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from musnad.find.times import tags, values
from musnad.find.times.grammar.clock import clock_item, hour_in
from musnad.find.times.items import Context, Item, Reading, made, made_with_lead
from musnad.find.times.patterns import Hit, Rule, rule

HOURS = {"DAWN": (4, 8), "MO": (8, 12), "NOON": (12, 16), "AF": (12, 16), "EV": (16, 20), "NI": (20, 24)}


TIMEX_PARTS = {"DAWN": "TDA", "MO": "TMO", "NOON": "TAF", "AF": "TAF", "EV": "TEV", "NI": "TNI"}


def part_reading(part: str, edge: str = "") -> Reading:
    return Reading("timeperiod", TIMEX_PARTS[part], "part", part=part, edge=edge, approximate=bool(edge))


def part_hours(found: date, reading: Reading) -> tuple[datetime, datetime]:
    """First and last moment of a part of a day."""
    low, high = HOURS[reading.part]
    if reading.edge == "early":
        high = low + 2
    elif reading.edge in ("late", "end"):
        low = high - 2
    start = datetime.combine(found, time(low))
    if high == 24:
        return start, datetime.combine(found, time(23, 59, 59))
    return start, datetime.combine(found, time(high))


def _part(hit: Hit) -> Item | None:
    word, edge, led = hit["part"], hit.get("edge") or hit.get("late"), "led" in hit
    side = ""
    if edge is not None:
        side = "early" if edge.tag == tags.ORDINAL else edge.lex.unit
        if side in ("mid", "last") or (edge.tag == tags.ORDINAL and (edge.num.value != 1 or edge.num.definite)):
            return None
        if "late" in hit and not edge.lex.definite:
            return None
    if len(word.text) == 1 or "ئ" in hit.ctx.raw(word):  # «لئلا» folds to «ليلا»
        return None
    construct = word.tag == tags.PART and word.lex.number == 1
    if construct and edge is None and not _day_follows(hit):
        return None
    if construct and led and word.lex.form == "عصر":
        return None
    after = hit.after
    if (
        word.tag == tags.THE_PART
        and word.lex.unit == "NOON"
        and hit.ctx.loose
        and edge is None
        and (after is None or after.tag in (tags.END, tags.DOT))
    ):
        return clock_item((12,), word, word, meridiem=True)
    bare = word.tag == tags.PART and not construct
    weak = not (led or edge is not None or bare or (hit.ctx.loose and word.tag == tags.THE_PART))
    if led and word.tag == tags.THE_PART and hit["led"].lex.form not in ("في", "عند", "ب", "خلال"):
        weak = True
    return made(
        tags.TIME_PERIOD,
        part_reading(word.lex.unit, side).but(weak=weak or construct, definite=not construct),
        hit.first,
        hit.last,
    )


def _day_follows(hit: Hit) -> bool:
    after = hit.after
    return after is not None and after.tag in (tags.DATE, tags.DAY, tags.RELATIVE, tags.PERIOD)


def _this_part(hit: Hit) -> Item | None:
    return _on_day(hit.ctx, hit["part"].lex.unit, 0, hit.first, hit.last)


def _on_day(ctx: Context, part: str, days: int, first: Item, last: Item) -> Item | None:
    try:
        found = ctx.today + timedelta(days=days)
    except OverflowError:
        return None
    day = values.day(found, relative=True)
    return None if day is None else made(tags.MOMENT_PERIOD, day_part(day, part_reading(part)), first, last)


def _tonight(hit: Hit) -> Item | None:
    word, step = hit["part"], hit.get("step")
    if word.lex.form != "الليله" and step is None:
        return None
    days = 0
    if step is not None and step.tag != tags.CURRENT:
        days = step.lex.number * (1 if step.tag == tags.NEXT else -1)
    if step is not None and step.lex.form.endswith("اخير"):
        return None
    return _on_day(hit.ctx, word.lex.unit, days, word, hit.last)


def day_part(day: Reading, part: Reading) -> Reading:
    """A part of a day."""
    past, future = (None if s is None else part_hours(s[0], part) for s in (day.past, day.future))
    timex = day.timex + part.timex
    return day.but(
        kind="datetimeperiod",
        timex=timex,
        precision="part",
        past=past,
        future=future,
        part=part.part,
        edge=part.edge,
        approximate=part.approximate or day.approximate,
        value=timex if day.value else "",
    )


def day_time(day: Reading, at: Reading) -> Reading:
    """A clock time of a day."""
    past, future = (None if s is None else (values.at_clock(s[0], at.clock),) * 2 for s in (day.past, day.future))
    timex = day.timex.split("T")[0] + at.timex
    return day.but(
        kind="datetime",
        timex=timex,
        precision=at.precision,
        past=past,
        future=future,
        clock=at.clock,
        meridiem=at.meridiem,
        part="",
        edge="",
        zone=at.zone,
        approximate=at.approximate or day.approximate,
        value=timex if day.value else "",
    )


def _day_and_part(hit: Hit) -> Item | None:
    day, part = hit["day"].read, hit["part"]
    if day.kind not in ("date", "holiday"):
        return None
    if part.reading is None and (part.lex.number or len(part.text) == 1):
        return None
    reading = part.read if part.reading is not None else part_reading(part.lex.unit)
    if reading.weak and reading.definite:  # «… الصباح الأربعاء»: a name before the day
        return None
    if reading.clock or reading.kind != "timeperiod":
        return None
    return made_with_lead(tags.MOMENT_PERIOD, day_part(day, reading), hit.first, hit.last)


def _night_between(hit: Hit) -> Item | None:
    """«ليل الأربعاء – الخميس» is the night that follows Wednesday."""
    day, after, part = hit["day"].read, hit["next"].read, hit["part"].read
    if part.part != "NI" or day.weekday is None or after.weekday is None or after.weekday % 7 != (day.weekday + 1) % 7:
        return None
    return made(tags.MOMENT_PERIOD, day_part(day, part), hit.first, hit.last)


def _day_and_time(hit: Hit) -> Item | None:
    day, at = hit["day"].read, hit["time"].read
    if day.kind not in ("date", "holiday") or day.direction != "at":
        return None
    return made_with_lead(tags.MOMENT, day_time(day, at), hit.first, hit.last)


def _part_and_time(hit: Hit) -> Item | None:
    """«صباح الغد الساعة ٧», «هذه الليلة في ٧», «7 ، هذا الصباح»: the part tells which half of the day."""
    part, time_item, ctx = hit["part"].read, hit["time"], hit.ctx
    if not part.part:
        return None
    if time_item.reading is not None:
        at = time_item.read
    else:
        number = time_item.num
        if not ctx.loose or not 1 <= number.value <= 24 or (number.ordinal and not number.feminine):
            return None
        at = Reading("time", values.clock_iso((number.whole,)), "hour", clock=(number.whole,))
    if not at.meridiem and at.clock:
        clock = (hour_in(part.part, at.clock[0]), *at.clock[1:])
        at = at.but(clock=clock, timex=values.clock_iso(clock), meridiem=True)
    if part.kind == "timeperiod":
        return made(tags.CLOCK_TIME, at, hit.first, hit.last)
    day = part.but(
        timex=part.timex.split("T")[0],
        past=_midnight(part.past),
        future=_midnight(part.future),
        value=part.value.split("T")[0],
    )
    return made_with_lead(tags.MOMENT, day_time(day, at), hit.first, hit.last)


def _midnight(stretch: object) -> tuple[date, date] | None:
    if stretch is None:
        return None
    low = stretch[0]  # type: ignore[index]
    found = low.date() if isinstance(low, datetime) else low
    return found, found


def _end_of_day(hit: Hit) -> Item | None:
    if hit["edge"].lex.unit != "end":
        return None
    day = hit["day"].read
    if not (day.relative or day.weekday is not None) or day.kind != "date":
        return None
    at = Reading("time", "T23:59", "minute", clock=(23, 59))
    return made(tags.MOMENT, day_time(day, at), hit.first, hit.last)


PARTS: list[Rule] = [
    rule("THIS part=(PART|THE_PART)", _this_part),
    rule("part=(THE_PART) step=(NEXT|LAST|CURRENT)?", _tonight),
    rule("led=(IN|WITHIN)? (?:edge=(EDGE|ORDINAL) FROM?)? part=(PART|THE_PART) late=(EDGE)?", _part),
]


DAY_TIMES: list[Rule] = [
    rule("part=(TIME_PERIOD)(?:DAY)? day=(DATE)(?:DASH|AND|SLASH)? DAY? next=(DATE)", _night_between),
    rule("part=(TIME_PERIOD)(?:FROM)? DAY? day=(DATE)", _day_and_part),
    rule("day=(DATE)(?:COMMA)? part=(TIME_PERIOD)", _day_and_part),
    rule("day=(DATE) OPEN part=(TIME_PERIOD) CLOSE", _day_and_part),
    rule("edge=(EDGE) DAY? day=(DATE)", _end_of_day),
    rule("part=(MOMENT_PERIOD)(?:COMMA)?(?:IN|ABOUT|ON)* EXACTLY? time=(CLOCK_TIME)", _part_and_time),
    rule("time=(CLOCK_TIME)(?:COMMA|IN|FROM)? DAY? part=(MOMENT_PERIOD)", _part_and_time),
    rule("day=(DATE)(?:COMMA|DASH)?(?:IN|ABOUT|ON)* EXACTLY? time=(CLOCK_TIME)", _day_and_time),
    rule("time=(CLOCK_TIME)(?:COMMA|IN|FROM|DASH)? DAY? day=(DATE)", _day_and_time),
    rule("part=(TIME_PERIOD) IN? time=(CLOCK_TIME|ORDINAL)", _part_and_time),
    rule("part=(MOMENT_PERIOD) IN time=(NUMBER|ORDINAL)(?!UNTIL|AND|DASH)", _part_and_time),
    rule("(?<!UNTIL)time=(NUMBER|ORDINAL) COMMA? part=(MOMENT_PERIOD)", _part_and_time),
]
