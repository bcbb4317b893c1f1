"""Stretches of days: weeks, months, seasons, years, decades, centuries, and their edges."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from musnad.find.times import calendars, tags, values
from musnad.find.times.grammar.amounts import days_between
from musnad.find.times.grammar.months import period
from musnad.find.times.grammar.years import year_of
from musnad.find.times.items import Context, Item, Reading, made
from musnad.find.times.lexicon import words_of
from musnad.find.times.patterns import Hit, Rule, rule
from musnad.lexicons import read_words


def _unit_beside(hit: Hit) -> Item | None:
    unit = hit["unit"]
    name = "H" if unit.tag == tags.CLOCK else unit.lex.unit
    before, step = hit.before, hit.get("step")
    if name == "Y" and before is not None and before.text in read_words("times", "general"):
        return None
    if _of_its_own(hit):
        return None
    if name in ("S",) or (name in ("MIN", "H") and step is None):
        return None
    number = 0
    if step is not None and step.tag != tags.CURRENT:
        number = step.lex.number * (1 if step.tag == tags.NEXT else -1)
        if step.lex.form.endswith(("اخير", "اخيره")) and unit.lex.form != "اللحظه":
            return None
    first = hit.first
    if first.tag == tags.IN and name not in ("H", "MIN"):
        first = hit.items[hit.items.index(first) + 1]
    reading = values.unit_beside(hit.ctx, name, number)
    if reading is None:
        return None
    if reading.kind == "date":
        return made(tags.DATE, reading, first, hit.last)
    tag = tags.MOMENT_PERIOD if reading.kind == "datetimeperiod" else tags.PERIOD
    return made(tag, reading, first, hit.last)


def _of_its_own(hit: Hit) -> bool:
    """Whether a year of another reckoning is meant: «العام الدراسي»."""
    after = hit.after
    return after is not None and after.text in words_of("not_after", "years")


def _season(hit: Hit) -> Item | None:
    season, step, ctx = hit["season"], hit.get("step"), hit.ctx
    year = year_of(hit["year"]) if "year" in hit else None
    before, after = hit.before, hit.after
    if ("year" in hit and year is None) or (after is not None and after.text in words_of("not_after", "seasons")):
        return None
    if year is None and step is None and "this" not in hit and not season.lex.definite:
        return None
    relative = False
    if step is not None or "this" in hit:
        number = 0 if step is None or step.tag == tags.CURRENT else 1 if step.tag == tags.NEXT else -1
        year, relative = _season_year(ctx, season.lex.number, number), True
    del before
    return period(values.season(ctx, season.lex.number, year).but(relative=relative), hit.first, hit.last)


def _season_year(ctx: Context, code: int, step: int) -> int:
    start = (code - 20) * 3
    month, year = ctx.today.month, ctx.today.year
    if step > 0:
        return year if month < start else year + 1
    if step < 0:
        return year if month >= start + 3 else year - 1
    return year


def _decade(hit: Hit) -> Item | None:
    tens, century = int(hit["decade"].lex.unit), hit.get("century")
    unit = hit.get("unit")
    if unit is not None and unit.lex.unit != "DEC":
        return None
    if century is not None:
        stretch = century.read.past
        if century.read.unit != "CEN" or stretch is None:
            return None
        found = values.years(stretch[0].year // 100 * 100 + tens, 10, "decade")
        return period(found.but(relative=century.read.relative, value=""), hit.first, hit.last)
    here = hit.ctx.today.year // 100 * 100 + tens
    ahead = here if here > hit.ctx.today.year else here + 100
    reading = values.years(ahead - 100, 10, "decade")
    future = values.years(ahead, 10, "decade").future
    timex = f"(XX{tens:02}-01-01,XX{(tens + 10) % 100:02}-01-01,P10Y)"
    value = "" if hit.ctx.known else f"XX{tens // 10}X"
    return period(reading.but(timex=timex, future=future, prefer="past", value=value), hit.first, hit.last)


def _century(hit: Hit) -> Item | None:
    if hit["unit"].lex.unit != "CEN":
        return None
    number = hit["count"].num.whole
    if not 1 <= number <= 30:
        return None
    if "era" in hit:
        if hit["era"].lex.unit == "BC":
            value = f"-{number - 1:02}XX"
            return period(Reading("period", value, "century", value=value), hit.first, hit.last)
        return None if hit["era"].lex.unit == "AH" else period(_century_of(number), hit.first, hit.last)
    return period(_century_of(number), hit.first, hit.last)


def _century_of(number: int) -> Reading:
    return values.years((number - 1) * 100 + 1, 100, "century").but(value=f"{number - 1:02}XX")


def _quarter(hit: Hit) -> Item | None:
    """«الربع الثالث من عام ٢٠١٦», «النصف الأول من هذا العام»."""
    size = {"quarter": 3, "half": 6}.get(hit["part"].lex.unit)
    year, counted = year_of(hit["year"]), hit["count"]
    if size is None or (counted.tag == tags.LAST and not counted.lex.form.endswith("اخير")):
        return None
    count = 12 // size if counted.tag == tags.LAST else counted.num.whole
    if not 1 <= count <= 12 // size or year is None:
        return None
    first = date(year, (count - 1) * size + 1, 1)
    after = calendars.add_months(first, size)
    if after is None:
        return None
    relative = hit["year"].reading is not None and hit["year"].read.relative
    reading = days_between(first, after - calendars.DAY, after, f"P{size}M", relative)
    edtf = f"{year:04}-{32 + count}" if size == 3 else f"{year:04}-{39 + count}"
    return period(reading.but(precision="quarter" if size == 3 else "month", value=edtf), hit.first, hit.last)


def _quarter_beside(hit: Hit) -> Item | None:
    """«الربع القادم», «هذا الربع», and «الربع الثالث» of the report's own year."""
    part, step, today = hit["part"].lex, hit.get("step"), hit.ctx.today
    if part.unit != "quarter" or not part.definite:
        return None
    if "count" in hit:
        number = hit["count"].num.whole
        if not 1 <= number <= 4:
            return None
        first = date(today.year, number * 3 - 2, 1)
    else:
        if step is not None and step.lex.form.endswith("اخير"):
            return None
        shift = 0 if step is None or step.tag == tags.CURRENT else 3 if step.tag == tags.NEXT else -3
        moved = calendars.add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), shift)
        if moved is None:
            return None
        first = moved
    after = calendars.add_months(first, 3)
    if after is None:
        return None
    reading = days_between(first, after - calendars.DAY, after, "P3M")
    # An unknown report leaves nothing of the value: it is counted from the report.
    value = f"{first.year:04}-{33 + first.month // 3}" if hit.ctx.known else ""
    return period(reading.but(precision="quarter", value=value), hit.first, hit.last)


def _nth_week(hit: Hit) -> Item | None:
    """«الأسبوع الثالث من أكتوبر»: weeks of a month are those that hold its Thursday (ISO 8601)."""
    if hit["unit"].lex.unit != "W":
        return None
    whole = hit["of"].read
    count_item = hit["count"]
    if count_item.tag == tags.EDGE and count_item.lex.unit != "last":
        return None
    count = -1 if count_item.number is None else count_item.num.whole
    if whole.unit not in ("M", "Y") or whole.past is None or whole.future is None or not -1 <= count <= 53:
        return None
    past, future = (_week_in(stretch[0], stretch[1], count) for stretch in (whole.past, whole.future))
    if past is None or future is None:
        return None
    if whole.unit == "M" and whole.year is None and whole.month is not None:
        timex = f"XXXX-{whole.month:02}-W{count:02}"
    else:
        month = whole.month or (whole.past[0].month if whole.unit == "M" else 1 if count > 0 else 12)
        number = count if count > 0 else (past[0] + timedelta(days=3)).isocalendar().week
        timex = f"{whole.past[0].year:04}-{month:02}-W{number:02}"
    reading = Reading("period", timex, "week", past, future, unit="W", relative=whole.relative)
    return period(reading, hit.first, hit.last)


def _week_in(first: date, last: date, count: int) -> tuple[date, date] | None:
    thursday = first + timedelta(days=(3 - first.weekday()) % 7)
    if count < 0:
        thursday = last - timedelta(days=(last.weekday() - 3) % 7)
    else:
        thursday += timedelta(weeks=count - 1)
    if not first <= thursday <= last:
        return None
    return thursday - timedelta(days=3), thursday + timedelta(days=3)


def _week_of_day(hit: Hit) -> Item | None:
    if hit["unit"].lex.unit != "W":
        return None
    day = hit["day"].read
    if day.past is None or day.future is None:
        return None
    past, future = (_week_around(stretch[0]) for stretch in (day.past, day.future))
    return period(
        Reading("period", day.timex, "week", past, future, unit="W", relative=day.relative), hit.first, hit.last
    )


def _week_around(day: date) -> tuple[date, date]:
    monday = calendars.monday_of(day)
    return monday, monday + timedelta(days=6)


def _weekend(hit: Hit) -> Item | None:
    """The weekend of this or another week, Saturday and Sunday as ISO weeks end."""
    step, word = hit.get("step"), hit["weekend"]
    number = 0
    if step is not None and step.tag != tags.CURRENT:
        number = step.lex.number * (1 if step.tag == tags.NEXT else -1)
    week = values.unit_beside(hit.ctx, "W", number)
    if week is None or week.past is None:
        return None
    if step is not None and step.tag != tags.CURRENT and not word.text.startswith("عطله"):
        return period(edge_of(week, "end"), hit.first, hit.last)
    return period(_weekend_of(week), hit.first, hit.last)


def _weekend_of(week: Reading) -> Reading:
    assert week.past is not None
    low, high = week.past[0] + timedelta(days=5), week.past[1]
    return week.but(
        timex=week.timex + "-WE", precision="day", past=(low, high), future=(low, high), unit="", relative=True
    )


def _edge(hit: Hit) -> Item | None:
    edge, of = hit["edge"], hit["of"]
    side = "early" if edge.tag == tags.ORDINAL else edge.lex.unit
    if side == "last" or (edge.tag == tags.ORDINAL and edge.num.value != 1):
        return None
    if edge.tag == tags.ORDINAL and edge.num.definite:
        return None
    reading = None if of.tag == tags.THE_UNIT and _of_its_own(hit) else _whole_of(hit.ctx, of)
    if reading is None or reading.edge or reading.past is None or reading.future is None:
        return None
    if of.tag in (tags.THE_UNIT,) and side == "last":
        return None
    if side == "end" and reading.unit == "W" and reading.timex == _week_timex(hit.ctx):
        return period(_weekend_of(reading), hit.first, hit.last)
    made_edge = edge_of(reading, side)
    first = hit.first
    if first.tag == tags.IN and not (side == "mid" and reading.unit == "W"):
        first = edge
    return period(made_edge, first, hit.last)


def _week_timex(ctx: Context) -> str:
    week = values.unit_beside(ctx, "W", 0)
    return "" if week is None else week.timex


def _whole_of(ctx: Context, item: Item) -> Reading | None:
    if item.reading is not None:
        return item.reading if item.reading.kind == "period" else None
    if item.tag == tags.NUMBER:
        year = year_of(item)
        return None if year is None or not 1800 <= year <= 2100 else values.year(year)
    if item.tag == tags.THE_UNIT and item.lex.unit in ("W", "M", "Y", "DEC", "CEN"):
        return values.unit_beside(ctx, item.lex.unit, 0)
    return None


def edge_of(whole: Reading, side: str) -> Reading:
    """An edge of a period: of a week its first or last three or four days, else halves and the middle third."""
    past, future = (None if s is None else _edge_stretch(whole.unit, s, side) for s in (whole.past, whole.future))
    return whole.but(
        past=past,
        future=future,
        edge=side,
        approximate=True,
        value="" if past is not None and not whole.value.startswith("XXXX") else whole.value,
    )


def _edge_stretch(unit: str, whole: tuple[date, date], side: str) -> tuple[date, date]:
    low, high = whole
    days = (high - low).days + 1
    if unit == "W":
        cut = {"early": (0, 2), "mid": (1, 4), "late": (3, 6), "end": (3, 6)}[side]
        return low + timedelta(days=cut[0]), low + timedelta(days=cut[1])
    if unit == "M":
        cut = {"early": (0, 14), "mid": (9, 19), "late": (15, days - 1), "end": (15, days - 1)}[side]
        return low + timedelta(days=cut[0]), low + timedelta(days=cut[1])
    if unit == "Y" and side != "mid":
        half = date(low.year, 7, 1)
        return (low, half - calendars.DAY) if side == "early" else (half, high)
    third = days // 3
    if side == "mid":
        return low + timedelta(days=third), high - timedelta(days=third)
    half_days = days // 2
    return (low, low + timedelta(days=half_days - 1)) if side == "early" else (low + timedelta(days=half_days), high)


def _edge_day(hit: Hit) -> Item | None:
    """«أول يوم من رمضان», «آخر أيام الأسبوع المقبل»."""
    edge, whole = hit["edge"], hit["of"].read
    last = edge.tag == tags.EDGE and edge.lex.unit == "last"
    if not last and (edge.tag == tags.EDGE or edge.num.definite or edge.num.feminine):
        return None
    count = 0 if last else edge.num.whole - 1
    if hit["day"].lex.unit != "D" or whole.past is None or whole.future is None or whole.edge:
        return None
    days = [s[1] if last else s[0] + timedelta(days=count) for s in (whole.past, whole.future)]
    if days[0] > whole.past[1]:
        return None
    past, future = (days[0], days[0]), (days[1], days[1])
    timex = "XXXX-XX-XX" if past != future else values.iso(past[0])
    reading = Reading("date", timex, "day", past, future, relative=whole.relative or past != future)
    return made(tags.DATE, reading, hit.first, hit.last)


def _later_this(hit: Hit) -> Item | None:
    """«in the rest of», from the report on."""
    of, ctx = hit["of"], hit.ctx
    if of.tag in (tags.RELATIVE, tags.DAY) or (of.tag == tags.OWN and of.lex.unit == "D"):
        if of.tag == tags.RELATIVE and of.lex.number != 0:
            return None
        end = datetime.combine(ctx.today, datetime.max.time()).replace(microsecond=0)
        return made(tags.MOMENT_PERIOD, values.moment_span(ctx, ctx.base, end, ()), hit.first, hit.last)
    reading = values.unit_beside(ctx, of.lex.unit, 0) if of.tag == tags.OWN else _whole_of(ctx, of)
    if reading is None or reading.past is None:
        return None
    low, high = ctx.today, reading.past[1]
    if not reading.past[0] <= low <= high:
        return None
    return period(days_between(low, high, high, f"P{(high - low).days}D"), hit.first, hit.last)


def _own(hit: Hit) -> Item | None:
    return period(values.unit_beside(hit.ctx, hit.first.lex.unit, 0), hit.first, hit.first)


def _year_alone(hit: Hit) -> Item | None:
    return period(hit.first.read, hit.first, hit.first)


UNITS: list[Rule] = [
    rule("THIS unit=(THE_UNIT)", _unit_beside),
    rule("unit=(THE_UNIT) step=(NEXT|LAST|CURRENT)", _unit_beside),
    rule("REST FROM? THIS? of=(RELATIVE|DAY|OWN) CURRENT?", _later_this),
    rule("(?<=END)OWN(?=END)", _own),
    rule("IN? unit=(CLOCK) step=(NEXT|LAST)", _unit_beside),
]


PERIODS: list[Rule] = [
    rule("this=(THIS)? season=(SEASON) step=(NEXT|LAST|CURRENT)?(?:FROM)? year=(YEAR|NUMBER|PERIOD)?", _season),
    rule("this=(THIS)? season=(SEASON) step=(NEXT|LAST|CURRENT)?", _season),
    rule("unit=(THE_UNIT) count=(ORDINAL) era=(ERA)?", _century),
    rule("unit=(UNIT)? decade=(DECADE) FROM? century=(PERIOD)", _decade),
    rule("unit=(UNIT)? decade=(DECADE)", _decade),
    rule("part=(FRACTION) count=(ORDINAL|LAST) FROM? year=(YEAR|NUMBER|PERIOD)", _quarter),
    rule("year=(YEAR|NUMBER|PERIOD) part=(FRACTION) count=(ORDINAL)", _quarter),
    rule("part=(FRACTION) count=(ORDINAL)", _quarter_beside),
    rule("part=(FRACTION) step=(NEXT|LAST|CURRENT)", _quarter_beside),
    rule("THIS part=(FRACTION)", _quarter_beside),
    rule("YEAR", _year_alone),
    rule("unit=(THE_UNIT) count=(ORDINAL|LAST)(?:FROM|IN) of=(PERIOD)", _nth_week),
    rule("unit=(THE_UNIT) count=(NUMBER)(?:FROM|IN) of=(PERIOD)", _nth_week),
    rule("count=(ORDINAL|EDGE) unit=(UNIT)(?:FROM|IN) of=(PERIOD)", _nth_week),
    rule("weekend=(WEEKEND) step=(NEXT|LAST|CURRENT)?", _weekend),
    rule("REST FROM? (?:THIS)? of=(PERIOD|THE_UNIT|OWN|RELATIVE|DAY) CURRENT?", _later_this),
    rule("IN? edge=(EDGE|ORDINAL)(?:FROM|IN)? of=(PERIOD|THE_UNIT)", _edge),
    rule("edge=(EDGE) of=(NUMBER)", _edge),
    rule("edge=(ORDINAL|EDGE) day=(DAY|UNITS)(?:FROM|IN)? of=(PERIOD)", _edge_day),
]


LATE: list[Rule] = [rule("unit=(UNIT|THE_UNIT) IN? day=(DATE)", _week_of_day)]
