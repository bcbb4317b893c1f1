"""Arithmetic of calendars: months, weeks, hijri months, feasts."""

from __future__ import annotations

import calendar
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta

from musnad.find.times import moons

DAY = timedelta(days=1)
_HIJRI_MONTH_DAYS = 29.530588


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is none."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def add_months(start: date, months: int) -> date | None:
    """*start* moved by months, the day cut to the month's last. Works on dates and datetimes."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return start.replace(year=year, month=month + 1, day=min(start.day, days_in(year, month + 1)))


def shift(start: datetime, amounts: tuple[tuple[float, str], ...], sign: int) -> datetime | None:
    """*start* moved by all *amounts*, years and months first. None beyond the calendar."""
    months = sum(n * {"Y": 12, "M": 1, "DEC": 120, "CEN": 1200}.get(unit, 0) for n, unit in amounts)
    if abs(months) > 120_000:
        return None
    seconds = {"D": 86400, "W": 604800, "H": 3600, "MIN": 60, "S": 1}
    try:
        moved = add_months(start, sign * int(months))
        if moved is None:
            return None
        rest = sum(n * seconds.get(unit, 0) for n, unit in amounts) + (months - int(months)) * 30 * 86400
        return datetime.combine(moved, start.time()) + sign * timedelta(seconds=rest)
    except OverflowError:
        return None


def month_stretch(year: int, month: int) -> tuple[date, date] | None:
    first = day_of(year, month, 1)
    return None if first is None else (first, date(year, month, days_in(year, month)))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def hijri_today(day: date) -> tuple[int, int]:
    """Hijri year and month of a Gregorian date (Umm al-Qura where it reaches, else by mean months)."""
    from hijridate import Gregorian

    try:
        there = Gregorian.fromdate(day).to_hijri()
    except (OverflowError, ValueError):
        months = int((day - date(2000, 4, 6)).days / _HIJRI_MONTH_DAYS)  # 1 Muharram 1421
        year, month = divmod(1421 * 12 + months, 12)
        return year, month + 1
    return there.year, there.month


def hijri_date(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a hijri one; beyond Umm al-Qura by mean months, a day or two off. None outside."""
    from hijridate import Hijri

    if not (1 <= month <= 12 and 1 <= day <= 30):
        return None
    try:
        there = Hijri(year, month, day).to_gregorian()
        return date(there.year, there.month, there.day)
    except (OverflowError, ValueError):
        if 1343 <= year <= 1500:
            return None
        try:
            months = (year - 1421) * 12 + month - 1
            return date(2000, 4, 6) + timedelta(days=round(months * _HIJRI_MONTH_DAYS) + day - 1)
        except OverflowError:
            return None


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    first = hijri_date(year, month, 1)
    after = hijri_date(year + month // 12, month % 12 + 1, 1)
    return None if first is None or after is None else (first, after - DAY)


def easter(year: int) -> date | None:
    """Western Easter (Gauss, Meeus)."""
    if not 1583 <= year <= 4099:
        return None
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date | None:
    """Eastern Easter as a Gregorian date (Meeus' Julian rule)."""
    if not 1583 <= year <= 4099:
        return None
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def nth_weekday(year: int, month: int, weekday: int, count: int) -> date | None:
    """The *count*-th (1…5, -1 the last) such weekday (Monday 1) of a month; None where there is none."""
    length = days_in(year, month)
    first = date(year, month, 1)
    day = 1 + (weekday - first.isoweekday()) % 7 + (count - 1) * 7
    if count < 0:
        last = date(year, month, length)
        day = length - (last.isoweekday() - weekday) % 7
    return day_of(year, month, day) if 1 <= day <= length else None


def feast_day(rule: str, year: int) -> list[date]:
    """The dates of a feast (``times.yaml`` has the rules) in a Gregorian year; hijri feasts may fall twice or never."""
    if rule.startswith("H"):
        month, day = (int(part) for part in rule[1:].split("-"))
        around = hijri_today(date(year, 1, 1))[0]
        days = [hijri_date(around + more, month, day) for more in range(3)]
        return [d for d in days if d is not None and d.year == year]
    if rule[0] in "CDNPK":
        return _of_moons(rule, year)
    if rule[0] in "WE":
        sunday = easter(year) if rule[0] == "W" else orthodox_easter(year)
        return [] if sunday is None else [sunday + timedelta(days=int(rule[1:]))]
    if "WXX" in rule:
        month_text, _, rest = rule.partition("-WXX-")
        weekday, _, count = rest.partition("-")
        count, _, after = count.partition("+")
        found = nth_weekday(year, int(month_text), int(weekday), int(count))
        found = None if found is None else found + timedelta(days=int(after or 0))
    else:
        found = day_of(year, int(rule[:2]), int(rule[3:]))
    return [] if found is None else [found]


def _of_moons(rule: str, year: int) -> list[date]:
    """Chinese (C), Indian (D) and Hebrew (N, P, K) feasts."""
    if rule[0] == "C":
        month, day = (int(part) for part in rule[1:].split("-"))
        found = moons.chinese_date(year, month, day)
    else:
        found = moons.diwali(year) if rule[0] == "D" else moons.hebrew_date(year, rule[0], int(rule[1:]))
    return [] if found is None else [found]
