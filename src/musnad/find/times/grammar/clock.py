"""Clock times: «الساعة الثامنة إلا ربعا مساء», 14:30 GMT, «ثلاث دقائق قبل الخامسة»."""

from __future__ import annotations

from musnad.find.times import tags, values
from musnad.find.times.items import Item, Reading, made
from musnad.find.times.patterns import Hit, Rule, rule
from musnad.model.time import Precision

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
    hour_item, part_item = hit["hour"], hit.get("part")
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
        return (
            number.feminine
            and number.definite
            and minutes
            and (hit["minutes"].tag in (tags.FRACTION, tags.DURATION) or hit.ctx.loose)
        )
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
    if (
        len(number.parts) != 2
        or number.parts[0] > 24
        or number.parts[1] > 59
        or before is None
        or before.tag not in (tags.ON, tags.IN, tags.OTHER)
    ):
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


def _more_minutes(hit: Hit) -> Item | None:
    """«الثامنة ليلا و20 دقيقة»."""
    reading, minutes = hit["time"].read, _few_minutes(hit["minutes"])
    if len(reading.clock) != 1 or minutes is None or not reading.meridiem:
        return None
    return clock_item((reading.clock[0], minutes), hit.first, hit.last, meridiem=True, zone=reading.zone)


def _with_comma(hit: Hit) -> Item | None:
    """«الساعة 14,30», as some agencies write."""
    hour, minute, comma = hit["hour"], hit["minute"], hit["comma"]
    tight = hour.end == comma.start and comma.end == minute.start
    if not (tight and hour.num.digits and minute.num.digits and len(minute.text) == 2):
        return None
    if hour.num.value > 24 or minute.num.value > 59:
        return None
    zone = hit["zone"].lex.unit if "zone" in hit else None
    return clock_item((hour.num.whole % 24, minute.num.whole), hit.first, hit.last, zone=zone)


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
    if (
        pair.mark != "."
        or not (0 <= pair.pair[0] <= 24 and 0 <= pair.pair[1] <= 59)
        or ("clock" not in hit and part is None)
    ):
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


_PART = "(?:(?:IN|FROM)? part=(PART|THE_PART))?"


TIMES: list[Rule] = [
    rule(f"about=(ABOUT)? EXACTLY? (?:CLOCK EXACTLY?)? hour=(CLOCK_DIGITS) {_PART} (?:DOT? zone=(ZONE))?", _digits),
    rule(
        f"about=(ABOUT)? EXACTLY? (?:CLOCK EXACTLY?)? hour=(CLOCK_DIGITS) {_PART} (?:OPEN|DASH) zone=(ZONE) CLOSE?",
        _digits,
    ),
    rule("CLOCK hour=(NUMBER) comma=(COMMA) minute=(NUMBER) zone=(ZONE)?", _with_comma),
    rule("hour=(NUMBER) comma=(COMMA) minute=(NUMBER) zone=(ZONE)", _with_comma),
    rule("CLOCK? hour=(NUMBER)? noon=(NOON)", _noon),
    rule(f"clock=(CLOCK)? pair=(PAIR_DIGITS) {_PART}", _pair),
    rule("(?<!FROM|EXCEPT)amount=(DURATION|FRACTION) way=(BEFORE|AFTER|UNTIL) clock=(ORDINAL)(?!AND)", _beside),
    rule(f"{_HEAD} hour=(NUMBER|ORDINAL) less=(EXCEPT) minutes=(FRACTION|DURATION|NUMBER) {_PART} zone=(ZONE)?", _time),
    rule(
        f"{_HEAD} hour=(NUMBER|ORDINAL) AND minutes=(FRACTION|DURATION|NUMBER|ORDINAL|THREE_QUARTERS)"
        f"{_PART} zone=(ZONE)?",
        _time,
    ),
    rule(f"{_HEAD} hour=(NUMBER|ORDINAL) minutes=(NUMBER) IN? part=(PART|THE_PART)", _time),
    rule(f"{_HEAD} hour=(NUMBER|ORDINAL) {_PART} zone=(ZONE)?", _time),
    rule("amount=(DURATION|FRACTION) way=(BEFORE|AFTER) clock=(CLOCK_TIME)", _beside),
    rule("time=(CLOCK_TIME) AND minutes=(THREE_QUARTERS|FRACTION)", _more_quarters),
    rule("(?<!THIS)IN? part=(PART|THE_PART)(?:COMMA)? hour=(CLOCK_TIME|NUMBER|ORDINAL)", _part_first),
    rule("hour=(NUMBER) minute=(NUMBER)(?=END|DOT)", _two_loose),
    rule("hour=(NUMBER)", _loose_parts),
    rule("time=(CLOCK_TIME) AND minutes=(DURATION)", _more_minutes),
    rule("time=(CLOCK_TIME) less=(EXCEPT) minutes=(FRACTION)", _more_quarters),
    rule("LUNCH time=(CLOCK_TIME)", _lunch),
    rule("time=(CLOCK_TIME) LUNCH", _lunch),
    rule("NOW|SOON", _now),
]


LOOSE: list[Rule] = [
    rule("(?<!UNTIL|DASH)(?:IN)? hour=(NUMBER|ORDINAL)(?!AND|UNTIL|DASH|MONTH|FROM|PERIOD)", _loose_hour),
]
