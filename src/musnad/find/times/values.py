"""Readings of single times: what a day, a month, a year … means for a report of a given date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from musnad.find.times import calendars
from musnad.find.times.items import Context, Reading, Stretch
from musnad.model.time import Precision, TimeKind

UNKNOWN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "season": "XXXX",
    "quarter": "XXXX",
    "year": "XXXX",
    "decade": "XXXX",
    "century": "XXXX",
    "part": "XXXX-XX-XX",
    "hour": "XXXX-XX-XXTXX",
    "minute": "XXXX-XX-XXTXX:XX",
    "second": "XXXX-XX-XXTXX:XX:XX",
}
"""What is left of a value that hangs on a date nobody knows."""

SEASONS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}


def fixed(kind: TimeKind, precision: Precision, low: date, high: date, timex: str, **more: object) -> Reading:
    """A stretch that is known whatever the report's date."""
    return Reading(kind, timex, precision, (low, high), (low, high), **more)  # type: ignore[arg-type]


def day(found: date | None, timex: str = "", *, relative: bool = False) -> Reading | None:
    """One day. *relative*: counted from the report's date."""
    if found is None:
        return None
    return Reading(
        "date", timex or iso(found), "day", (found, found), (found, found),
        year=found.year, month=found.month, day=found.day, relative=relative,
    )  # fmt: skip


def day_of_month(ctx: Context, month: int, number: int, weekday: int | None = None) -> Reading | None:
    """A day of a month without year: last and next time that there is (or was) one."""
    if not (1 <= month <= 12 and 1 <= number <= calendars.days_in(2000, month)):
        return None
    timex = f"XXXX-{month:02}-{number:02}"
    past, future = around(ctx, lambda year: calendars.day_of(year, month, number))
    return Reading(
        "date",
        timex,
        "day",
        _one(past),
        _one(future),
        month=month,
        day=number,
        weekday=weekday,
        value="" if ctx.known else timex,
    )


def around(ctx: Context, at: Callable[[int], date | None]) -> tuple[date | None, date | None]:
    """The last occurrence before the report's date and the first from it on, of what *at* gives for a year."""
    today = ctx.today
    days = [d for y in range(today.year - 8, today.year + 9) if 1 <= y <= 9999 and (d := at(y)) is not None]
    past = [d for d in days if d < today]
    future = [d for d in days if d >= today]
    return (past[-1] if past else None, future[0] if future else None)


def _one(found: date | None) -> Stretch | None:
    return None if found is None else (found, found)


def weekday(ctx: Context, number: int) -> Reading:
    """A bare weekday: the last one before the report and the next one from it on."""
    ahead = (number - ctx.today.isoweekday()) % 7
    future = ctx.today + timedelta(days=ahead)
    past = future - timedelta(days=7)
    return Reading(
        "date", f"XXXX-WXX-{number}", "day", (past, past), (future, future), weekday=number, relative=False,
        value="" if ctx.known else f"XXXX-WXX-{number}",
    )  # fmt: skip


def weekday_beside(ctx: Context, number: int, step: int) -> Reading:
    """A weekday with «next» (1), «last» (-1) or «this» (0).

    «next Sunday» is the coming one, or the one of next week: the nearer is the value, both are kept.
    """
    this_week = calendars.monday_of(ctx.today) + timedelta(days=number - 1)
    if step == 0:
        later = this_week if this_week >= ctx.today else this_week + timedelta(days=7)
        return _dated(this_week, later, this_week).but(prefer="", timex=f"XXXX-WXX-{number}")
    ahead = (number - ctx.today.isoweekday() - 1) % 7 + 1
    back = (ctx.today.isoweekday() - number - 1) % 7 + 1
    near = ctx.today + timedelta(days=ahead) if step > 0 else ctx.today - timedelta(days=back)
    if abs(step) > 1:
        near += timedelta(days=7 * (step - (1 if step > 0 else -1)))
        return _dated(near, near, near)
    far = this_week + timedelta(days=7 * step)
    return _dated(min(near, far), max(near, far), near)


def _dated(past: date, future: date, meant: date) -> Reading:
    return Reading(
        "date", iso(meant), "day", (past, past), (future, future), prefer="past" if meant == past else "future",
        year=meant.year, month=meant.month, day=meant.day, relative=True,
    )  # fmt: skip


def month(ctx: Context, number: int, year: int | None = None) -> Reading | None:
    """A month, of a year or of none."""
    if year is not None:
        whole = calendars.month_stretch(year, number) if 1 <= year <= 9999 else None
        if whole is None:
            return None
        return fixed("period", "month", *whole, f"{year:04}-{number:02}", year=year, month=number, unit="M")
    first_past, first_future = around(ctx, lambda y: calendars.day_of(y, number, 1))
    if ctx.today.month == number:
        first_future = ctx.today.replace(day=1)
        first_past = calendars.day_of(ctx.today.year - 1, number, 1)
    past = calendars.month_stretch(first_past.year, number) if first_past else None
    future = calendars.month_stretch(first_future.year, number) if first_future else None
    timex = f"XXXX-{number:02}"
    return Reading("period", timex, "month", past, future, month=number, unit="M", value="" if ctx.known else timex)


def hijri_month(ctx: Context, number: int, year: int | None = None) -> Reading | None:
    """A hijri month; *year* is a hijri year, or a Gregorian one (over 1700) in which the month began."""
    here = calendars.hijri_today(ctx.today)
    if year is not None and year <= 1700:
        whole = calendars.hijri_month(year, number)
        return None if whole is None else fixed("period", "month", *whole, f"{iso(whole[0])}/{iso(whole[1])}", unit="M")
    if year is not None:
        around_year = calendars.hijri_today(date(year, 1, 1))[0]
        for hijri in range(around_year, around_year + 3):
            whole = calendars.hijri_month(hijri, number)
            if whole and whole[0].year == year:
                return fixed("period", "month", *whole, f"{iso(whole[0])}/{iso(whole[1])}", unit="M")
        return None
    past_year = here[0] if number < here[1] else here[0] - 1
    past, future = calendars.hijri_month(past_year, number), calendars.hijri_month(past_year + 1, number)
    return Reading("period", "XXXX-XX", "month", past, future, unit="M", relative=True)


def year(number: int, timex: str = "", *, relative: bool = False) -> Reading | None:
    """A calendar year from 1 to 9999."""
    if not 1 <= number <= 9999:
        return None
    return fixed(
        "period", "year", date(number, 1, 1), date(number, 12, 31), timex or f"{number:04}",
        year=number, unit="Y", relative=relative,
    )  # fmt: skip


def unit_beside(ctx: Context, unit: str, step: int) -> Reading | None:
    """This (0), the next (1) or the last (-1) week, month, year, decade or century."""
    today = ctx.today
    try:
        if unit == "D":
            return day(today + timedelta(days=step), relative=True)
        if unit == "W":
            monday = calendars.monday_of(today) + timedelta(weeks=step)
            return week(monday).but(relative=True)
        if unit == "M":
            first = calendars.add_months(today.replace(day=1), step)
            found = None if first is None else month(ctx, first.month, first.year)
            return None if found is None else found.but(relative=True)
        if unit == "Y":
            return year(today.year + step, relative=True)
        if unit == "DEC":
            return years((today.year // 10 + step) * 10, 10, "decade").but(relative=True)
        if unit == "CEN":
            return years(((today.year - 1) // 100 + step) * 100 + 1, 100, "century").but(relative=True)
        seconds = {"H": 3600, "MIN": 60, "S": 1}[unit]
        low, high = sorted([ctx.base, ctx.base + timedelta(seconds=seconds * step)])
    except (OverflowError, ValueError):
        return None
    return moment_span(ctx, low, high, ((abs(step) or 1, unit),))


def week(monday: date, timex: str = "") -> Reading:
    iso_year, number, _ = monday.isocalendar()
    return fixed("period", "week", monday, monday + timedelta(days=6), timex or f"{iso_year:04}-W{number:02}", unit="W")


def years(first: int, count: int, precision: Precision) -> Reading:
    low, high = date(first, 1, 1), date(first + count - 1, 12, 31)
    timex = f"({first:04}-01-01,{first + count:04}-01-01,P{count}Y)" if first + count <= 9999 else f"{first:04}"
    value = {10: f"{first // 10:03}X", 100: f"{first // 100:02}XX"}.get(count, "")
    return fixed("period", precision, low, high, timex, value=value, unit="DEC" if count == 10 else "CEN")


def season(ctx: Context, code: int, of_year: int | None) -> Reading:
    """A season; winter begins in the December of its year."""

    def stretch(y: int) -> Stretch | None:
        if not 1 <= y < 9998:
            return None
        first = date(y, (code - 20) * 3, 1)
        after = calendars.add_months(first, 3)
        return None if after is None else (first, after - calendars.DAY)

    if of_year is not None:
        found = stretch(of_year)
        return Reading("period", f"{of_year:04}-{SEASONS[code]}", "season", found, found, value=f"{of_year:04}-{code}")
    now = ctx.today.year
    this = stretch(now)
    late = this is not None and ctx.today > this[1]
    past, future = (this, stretch(now + 1)) if late else (stretch(now - 1), this)
    return Reading("period", SEASONS[code], "season", past, future, value="" if ctx.known else f"XXXX-{code}")


def moment_span(ctx: Context, low: datetime, high: datetime, amounts: tuple[tuple[float, str], ...]) -> Reading:
    """From one moment to another, counted from the report's."""
    if "." in duration_iso(amounts):
        amounts = ()
    length = duration_iso(amounts) if amounts else f"PT{int((high - low).total_seconds())}S"
    timex = f"({moment_iso(low)},{moment_iso(high)},{length})"
    return Reading("datetimeperiod", timex, "second", (low, high), (low, high), relative=True, amounts=amounts)


def duration_iso(amounts: tuple[tuple[float, str], ...]) -> str:
    """``P1Y2M3DT4H5M``: decades and centuries as years, months before days."""
    years_of = {"DEC": 10, "CEN": 100}
    days = ""
    times = ""
    for unit in ("CEN", "DEC", "Y", "M", "W", "D"):
        for count, of in amounts:
            if of == unit:
                days += f"{_plain(count * years_of.get(of, 1))}{'Y' if of in years_of else of}"
    for unit, letter in (("H", "H"), ("MIN", "M"), ("S", "S")):
        times += "".join(f"{_plain(count)}{letter}" for count, of in amounts if of == unit)
    return "P" + days + ("T" + times if times else "")


def _plain(count: float) -> str:
    return f"{count:g}" if count != int(count) else str(int(count))


def iso(found: date) -> str:
    return f"{found.year:04}-{found.month:02}-{found.day:02}"


def moment_iso(found: datetime) -> str:
    return f"{iso(found)}T{found.hour:02}:{found.minute:02}:{found.second:02}"


def clock_iso(clock: tuple[int, ...]) -> str:
    return "T" + ":".join(f"{part:02}" for part in clock)


def at_clock(found: date, clock: tuple[int, ...]) -> datetime:
    hour, minute, second = (*clock, 0, 0)[:3]
    return datetime.combine(found, time(hour % 24, minute, second))
