"""Clock times and parts of day: «الساعة الثامنة إلا ربعا مساء», 14:30 GMT, «في وقت مبكر من الصباح»."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from musnad.find.times import tags, values
from musnad.find.times.items import Context, Item, Reading, made, made_with_lead
from musnad.find.times.patterns import Hit, Rule, rule
from musnad.model.time import Precision

HOURS = {"DAWN": (4, 8), "MO": (8, 12), "NOON": (12, 16), "AF": (12, 16), "EV": (16, 20), "NI": (20, 24)}
"""Hours of the parts of day, as the TIMEX family counts them."""
TIMEX_PARTS = {"DAWN": "TDA", "MO": "TMO", "NOON": "TAF", "AF": "TAF", "EV": "TEV", "NI": "TNI"}
_QUARTERS = {"half": 30, "quarter": 15, "third": 20}
_PRECISIONS: tuple[Precision, ...] = ("hour", "minute", "second")


def clock_item(clock: tuple[int, ...], first: Item, last: Item, **more: object) -> Item:
    reading = Reading("time", values.clock_iso(clock), _PRECISIONS[len(clock) - 1], clock=clock)
    return made(tags.CLOCK_TIME, reading.but(**more), first, last)


def hour_in(part: str, hour: int) -> int:
    """The hour of 24 that an hour of 12 is in a part of day."""
    if hour > 12:
        return hour
    if part in ("DAWN", "MO"):
        return hour % 12 if part == "DAWN" else hour
    if part == "NI":
        return 0 if hour == 12 else hour if hour < 5 else hour + 12
    if part == "NOON":
        return hour if hour in (10, 11, 12) else hour + 12
    return hour if hour == 12 else hour + 12


def _minutes(hit: Hit) -> tuple[int, bool] | None:
    """Minutes to add to the hour, and whether they are said at all; None when they are no minutes."""
    item = hit.get("minutes")
    if item is None:
        return 0, False
    sign = -1 if "less" in hit else 1
    if item.tag == tags.FRACTION:
        return sign * _QUARTERS[item.lex.unit], True
    if item.tag == tags.THREE_QUARTERS:
        return 45, True
    if item.tag == tags.DURATION:
        amounts = item.read.amounts
        if len(amounts) != 1 or amounts[0][1] != "MIN" or amounts[0][0] != int(amounts[0][0]):
            return None
        count = int(amounts[0][0])
    else:
        count = item.num.whole
    return (sign * count, True) if 0 <= count < 60 else None


def _time(hit: Hit) -> Item | None:
    hour_item, part_item, ctx = hit["hour"], hit.get("part"), hit.ctx
    part = part_item.lex.unit if part_item is not None else ""
    if part_item is not None and part_item.lex.form == "الليله":
        return None
    minutes, after = _minutes(hit), hit.after
    if minutes is None or (after is not None and after.tag in (tags.MONTH, tags.HIJRI)):
        return None
    if "minutes" in hit and hit["minutes"].tag in (tags.NUMBER, tags.ORDINAL) and _is_between(hit):
        return None
    number = hour_item.num
    if not _is_hour(hit, number.ordinal, minutes[1], part_item):
        return None
    clock = _clock(hour_item, minutes, bool(part))
    if clock is None:
        return None
    if part:
        clock = (hour_in(part, clock[0]), *clock[1:])
    last = part_item if part_item is not None and "zone" not in hit else hit.last
    zone = hit["zone"].lex.unit if "zone" in hit else None
    first = hit.first
    if first.tag in (tags.ABOUT, tags.EXACTLY):
        first = hit.items[hit.items.index(first) + 1]
    return clock_item(clock, first, last, meridiem=bool(part), zone=zone, approximate="about" in hit)


def _is_between(hit: Hit) -> bool:
    """Whether «بين» stands before the hour: then «و» joins two hours, not minutes to one."""
    at = hit.items.index(hit["hour"])
    return any(item.tag == tags.BETWEEN for item in hit.items[max(0, at - 2) : at])


def _is_hour(hit: Hit, ordinal: bool, minutes: bool, part: Item | None) -> bool:
    number = hit["hour"].num
    if "clock" in hit or "zone" in hit:
        return True
    letter = part is not None and len(part.text) == 1
    if part is not None and not letter and part.lex.number == 0:
        return not (ordinal and not number.feminine) and not (part.tag == tags.PART and hit["hour"].num.value > 2400)
    if ordinal:
        return number.feminine and number.definite and minutes and (hit["minutes"].tag in (tags.FRACTION, tags.DURATION) or hit.ctx.loose)
    counted = minutes and hit["minutes"].tag in (tags.FRACTION, tags.DURATION)
    if "less" in hit and counted:
        return hit.ctx.loose or hit["minutes"].tag == tags.DURATION
    return hit.ctx.loose and minutes and (counted or not number.digits)


def _clock(item: Item, minutes: tuple[int, bool], part: bool) -> tuple[int, ...] | None:
    number = item.num
    if number.digits and 100 <= number.value < 2400 and part and not minutes[1]:
        hour, minute = divmod(number.whole, 100)
        return (hour, minute) if minute < 60 else None
    if len(number.parts) == 2 and not number.ordinal and not number.digits and not minutes[1]:
        hour, minute = number.parts
        return (hour, minute) if hour <= 24 and minute < 60 else None
    hour = number.whole
    if not 0 <= hour <= 24 or (number.ordinal and hour > 12):
        return None
    if not minutes[1]:
        return (hour % 24,)
    hour, minute = divmod(hour * 60 + minutes[0], 60)
    return hour % 24, minute


def _loose_parts(hit: Hit) -> Item | None:
    """«ثمانية وأربعين» where a clock is set: 8:40."""
    number = hit["hour"].num
    if not hit.ctx.loose or number.digits or number.ordinal or number.definite:
        return None
    before = hit.before
    after = hit.after
    if after is not None and after.tag in (tags.MONTH, tags.HIJRI, tags.UNIT, tags.UNITS):
        return None
    if len(number.parts) != 2 or number.parts[0] > 24 or number.parts[1] > 59 or before is None or before.tag not in (tags.ON, tags.IN, tags.OTHER):
        return None
    if number.parts[0] >= 20 or (before.tag == tags.OTHER and not _of_speaker(before)):
        return None
    return clock_item(number.parts, hit["hour"], hit["hour"])


def _of_speaker(verb: Item) -> bool:
    """Whether a verb is «I shall …»: what it counts is no subject of its own."""
    return verb.text.startswith("سا")


def _two_loose(hit: Hit) -> Item | None:
    """«المنبه على عشرة عشرة»: hour and minute."""
    hour, minute = hit["hour"].num, hit["minute"].num
    if not hit.ctx.loose or hour.digits or minute.digits or hour.ordinal or minute.ordinal:
        return None
    if not (1 <= hour.value <= 24 and 1 <= minute.value < 60):
        return None
    return clock_item((hour.whole, minute.whole), hit.first, hit.last)


def _loose_hour(hit: Hit) -> Item | None:
    """«سأعود في السابعة», «نلتقي عند ٧»."""
    number, after = hit["hour"].num, hit.after
    if not hit.ctx.loose or (after is not None and after.tag not in (tags.END, tags.DOT, tags.COMMA)):
        return None
    before = hit.before
    if before is not None and before.tag not in (tags.OTHER, tags.IN, tags.CLOCK_TIME, tags.ABOUT):
        return None
    at = hit.first.tag == tags.IN and hit.first.lex.form == "عند"
    word = not number.digits and not number.ordinal and 1 <= number.value <= 12
    word = word and before is not None and before.tag == tags.OTHER and _of_speaker(before)
    hour = number.ordinal and number.feminine and number.definite
    if not ((at and 0 <= number.value <= 24) or hour or word):
        return None
    clock = _clock(hit["hour"], (0, False), part=False)
    return None if clock is None else clock_item(clock, hit["hour"], hit["hour"])


def _digits(hit: Hit) -> Item | None:
    digits, part_item = hit["hour"], hit.get("part")
    clock = digits.num.pair
    part = part_item.lex.unit if part_item is not None else ""
    if part:
        clock = (hour_in(part, clock[0]), *clock[1:])
    zone = hit["zone"].lex.unit if "zone" in hit else None
    first = hit.first
    if first.tag in (tags.ABOUT, tags.EXACTLY):
        first = hit.items[hit.items.index(first) + 1]
    return clock_item(clock, first, hit.last, meridiem=bool(part), zone=zone, approximate="about" in hit)


def _noon(hit: Hit) -> Item | None:
    noon = hit["noon"].lex.number
    if "hour" in hit:
        return clock_item((noon,), hit.first, hit.last, meridiem=True) if hit["hour"].num.value == 12 else None
    return clock_item((noon,), hit.first, hit.last, meridiem=True)


def _part_first(hit: Hit) -> Item | None:
    """«بعد الظهر 7:00», «في الليل الخامسة والنصف», «مساء ٧»."""
    part, hour = hit["part"], hit["hour"]
    if part.lex.form == "الليله" and hit.first is part:
        return None
    if hour.reading is not None:
        if hour.read.meridiem:
            return None
        clock = hour.read.clock
    else:
        if not hit.ctx.loose or part.lex.number or not 1 <= hour.num.value <= 12:
            return None
        clock = (hour.num.whole,)
    if part.lex.number and part.lex.unit == "NI" and hour.reading is None:
        return None
    clock = (hour_in(part.lex.unit, clock[0]), *clock[1:])
    return clock_item(clock, hit.first, hit.last, meridiem=True)


def _beside(hit: Hit) -> Item | None:
    """«ثلاث دقائق قبل الخامسة والنصف»."""
    clock_of, minutes = hit["clock"], _few_minutes(hit["amount"])
    if minutes is None:
        return None
    if clock_of.reading is None:
        if not (clock_of.num.feminine and clock_of.num.value <= 12):
            return None
        clock: tuple[int, ...] = (clock_of.num.whole,)
    else:
        clock = clock_of.read.clock
    if hit["way"].tag == tags.UNTIL and hit["way"].lex.form != "الي":
        return None
    sign = 1 if hit["way"].tag == tags.AFTER else -1
    hour, minute = (*clock, 0)[:2]
    hour, minute = divmod(hour * 60 + minute + sign * minutes, 60)
    more = clock_of.reading is not None and clock_of.read.meridiem
    return clock_item((hour % 24, minute), hit.first, hit.last, meridiem=more)


def _few_minutes(item: Item) -> int | None:
    """Less than an hour in minutes; None for any other amount."""
    if item.reading is None:
        return _QUARTERS[item.lex.unit]
    amounts = item.read.amounts
    if len(amounts) != 1:
        return None
    minutes = amounts[0][0] * {"MIN": 1, "H": 60}.get(amounts[0][1], 100)
    return int(minutes) if 0 < minutes < 60 else None


def _pair(hit: Hit) -> Item | None:
    """«7.30 مساء», «الساعة 14.30»."""
    pair, part = hit["pair"].num, hit.get("part")
    if pair.mark != "." or not (0 <= pair.pair[0] <= 24 and 0 <= pair.pair[1] <= 59) or ("clock" not in hit and part is None):
        return None
    if len(hit["pair"].text.partition(".")[2]) != 2:
        return None
    hour = hour_in(part.lex.unit, pair.pair[0]) if part is not None else pair.pair[0] % 24
    return clock_item((hour, pair.pair[1]), hit.first, hit.last, meridiem=part is not None)


def _lunch(hit: Hit) -> Item | None:
    return made(tags.CLOCK_TIME, hit["time"].read, hit.first, hit.last)


def _more_quarters(hit: Hit) -> Item | None:
    """«9 مساء وثلاثة أرباع»."""
    reading = hit["time"].read
    if len(reading.clock) != 1:
        return None
    minutes = 45 if hit["minutes"].tag == tags.THREE_QUARTERS else _QUARTERS[hit["minutes"].lex.unit]
    sign = -1 if "less" in hit else 1
    hour, minute = divmod(reading.clock[0] * 60 + sign * minutes, 60)
    return clock_item((hour % 24, minute), hit.first, hit.last, meridiem=reading.meridiem)


# -- parts of day -----------------------------------------------------------------------------------


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
    if len(word.text) == 1:
        return None
    construct = word.tag == tags.PART and word.lex.number == 1
    if construct and edge is None and not _day_follows(hit):
        return None
    if construct and led and word.lex.form == "عصر":
        return None
    after = hit.after
    if word.tag == tags.THE_PART and word.lex.unit == "NOON" and hit.ctx.loose and edge is None and (after is None or after.tag in (tags.END, tags.DOT)):
        return clock_item((12,), word, word, meridiem=True)
    bare = word.tag == tags.PART and not construct
    weak = not (led or edge is not None or bare or (hit.ctx.loose and word.tag == tags.THE_PART))
    if led and word.tag == tags.THE_PART and hit["led"].lex.form not in ("في", "عند", "ب", "خلال") :
        weak = True
    return made(tags.TIME_PERIOD, part_reading(word.lex.unit, side).but(weak=weak or construct), hit.first, hit.last)


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
    stem = day.timex if day.timex else ""
    return day.but(
        kind="datetimeperiod", timex=stem + part.timex, precision="part", past=past, future=future, part=part.part,
        edge=part.edge, approximate=part.approximate or day.approximate, value="" if not day.value else stem + part.timex,
    )  # fmt: skip


def day_time(day: Reading, at: Reading) -> Reading:
    """A clock time of a day."""
    past, future = (
        None if s is None else (values.at_clock(s[0], at.clock),) * 2 for s in (day.past, day.future)
    )
    timex = day.timex.split("T")[0] + at.timex
    return day.but(
        kind="datetime", timex=timex, precision=at.precision, past=past, future=future, clock=at.clock, part="", edge="",
        zone=at.zone, approximate=at.approximate or day.approximate, value="" if not day.value else timex, meridiem=at.meridiem,
    )  # fmt: skip


def _day_and_part(hit: Hit) -> Item | None:
    day, part = hit["day"].read, hit["part"]
    if day.kind not in ("date", "holiday"):
        return None
    if part.reading is None and (part.lex.number or len(part.text) == 1):
        return None
    reading = part.read if part.reading is not None else part_reading(part.lex.unit)
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
    day = part.but(timex=part.timex.split("T")[0], past=_midnight(part.past), future=_midnight(part.future), value=part.value.split("T")[0])
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


def _now(hit: Hit) -> Item | None:
    ctx = hit.ctx
    soon = hit.first.tag == tags.SOON
    reading = Reading(
        "datetime", "FUTURE_REF" if soon else "PRESENT_REF", "second", (ctx.base, ctx.base), (ctx.base, ctx.base),
        relative=True, approximate=soon,
    )  # fmt: skip
    before = hit.before
    if before is not None and before.tag in (tags.FROM, tags.UNTIL) and not soon:
        return None
    return made(tags.MOMENT, reading, hit.first, hit.last)


_HEAD = "about=(ABOUT)? EXACTLY? clock=(CLOCK)? EXACTLY?"
_PART = "(?:IN? part=(PART|THE_PART))?"
TIMES: list[Rule] = [
    rule(f"about=(ABOUT)? EXACTLY? (?:CLOCK EXACTLY?)? hour=(CLOCK_DIGITS) {_PART} (?:DOT? zone=(ZONE))?", _digits),
    rule(f"about=(ABOUT)? EXACTLY? (?:CLOCK EXACTLY?)? hour=(CLOCK_DIGITS) {_PART} (?:OPEN|DASH) zone=(ZONE) CLOSE?", _digits),
    rule("CLOCK? hour=(NUMBER)? noon=(NOON)", _noon),
    rule(f"clock=(CLOCK)? pair=(PAIR_DIGITS) {_PART}", _pair),
    rule("(?<!FROM|EXCEPT)amount=(DURATION|FRACTION) way=(BEFORE|AFTER|UNTIL) clock=(ORDINAL)(?!AND)", _beside),
    rule(f"{_HEAD} hour=(NUMBER|ORDINAL) less=(EXCEPT) minutes=(FRACTION|DURATION|NUMBER) {_PART} zone=(ZONE)?", _time),
    rule(f"{_HEAD} hour=(NUMBER|ORDINAL) AND minutes=(FRACTION|DURATION|NUMBER|ORDINAL|THREE_QUARTERS) {_PART} zone=(ZONE)?", _time),
    rule(f"{_HEAD} hour=(NUMBER|ORDINAL) minutes=(NUMBER) IN? part=(PART|THE_PART)", _time),
    rule(f"{_HEAD} hour=(NUMBER|ORDINAL) {_PART} zone=(ZONE)?", _time),
    rule("amount=(DURATION|FRACTION) way=(BEFORE|AFTER) clock=(CLOCK_TIME)", _beside),
    rule("time=(CLOCK_TIME) AND minutes=(THREE_QUARTERS|FRACTION)", _more_quarters),
    rule("(?<!THIS)IN? part=(PART|THE_PART)(?:COMMA)? hour=(CLOCK_TIME|NUMBER|ORDINAL)", _part_first),
    rule("hour=(NUMBER) minute=(NUMBER)(?=END|DOT)", _two_loose),
    rule("hour=(NUMBER)", _loose_parts),
    rule("time=(CLOCK_TIME) less=(EXCEPT) minutes=(FRACTION)", _more_quarters),
    rule("LUNCH time=(CLOCK_TIME)", _lunch),
    rule("time=(CLOCK_TIME) LUNCH", _lunch),
    rule("NOW|SOON", _now),
]
LOOSE: list[Rule] = [
    rule("(?<!UNTIL|DASH)(?:IN)? hour=(NUMBER|ORDINAL)(?!AND|UNTIL|DASH|MONTH|FROM|PERIOD)", _loose_hour),
]
PARTS: list[Rule] = [
    rule("THIS part=(PART|THE_PART)", _this_part),
    rule("part=(THE_PART) step=(NEXT|LAST|CURRENT)?", _tonight),
    rule("led=(IN|WITHIN)? edge=(EDGE|ORDINAL)? FROM? part=(PART|THE_PART) late=(EDGE)?", _part),
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
