"""Feasts of calendars that follow the moon: Hebrew by its arithmetic, Chinese and Indian by the moon's own course."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import ceil, floor, radians, sin

_EPOCH = datetime(2000, 1, 1, 12)
_MONTH = 29.530588861
_CHINA = timedelta(hours=8)
# Amavasya, the last day of the dark moon, must reach into the evening: Indian time less the evening's hour.
_INDIA = timedelta(hours=5.5 - 19)


def new_moon(count: int) -> datetime:
    """The *count*-th new moon after that of 6 January 2000 in universal time, some minutes off (Meeus, main terms)."""
    t = count / 1236.85
    day = 5.09766 + _MONTH * count + 0.00015437 * t * t
    e = 1 - 0.002516 * t
    sun = radians(2.5534 + 29.10535670 * count)
    moon = radians(201.5643 + 385.81693528 * count + 0.0107582 * t * t)
    node = radians(160.7108 + 390.67050284 * count)
    day += -0.40720 * sin(moon) + 0.17241 * e * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
    day += 0.00739 * e * sin(moon - sun) - 0.00514 * e * sin(moon + sun) + 0.00208 * sin(2 * sun)
    day += -0.00111 * sin(moon - 2 * node) - 0.00057 * sin(moon + 2 * node)
    return _EPOCH + timedelta(days=day, seconds=-69)


def _sun(moment: datetime) -> float:
    """Longitude of the sun in degrees, a hundredth off."""
    days = (moment - _EPOCH) / timedelta(days=1)
    g = radians(357.529 + 0.98560028 * days)
    return (280.459 + 0.98564736 * days + 1.915 * sin(g) + 0.020 * sin(2 * g) - 0.0057) % 360


def _sun_reaches(year: int, longitude: float) -> datetime:
    """When the sun reaches a longitude in a Gregorian year, for longitudes before 280."""
    moment = datetime(year, 3, 20, 12) + timedelta(days=(longitude if longitude < 280 else longitude - 360) * 1.0146)
    for _ in range(6):
        off = (longitude - _sun(moment) + 180) % 360 - 180
        moment += timedelta(days=off * 1.0146)
    return moment


def chinese_date(year: int, month: int, day: int) -> date | None:
    """A day of the Chinese year that begins in a Gregorian one: the month that holds its sign of the sun."""
    if not 1900 <= year <= 2100:
        return None
    sign = (_sun_reaches(year, (330 + 30 * (month - 1)) % 360) + _CHINA).date()
    count = floor((datetime(year, sign.month, sign.day) - _EPOCH) / timedelta(days=1) / _MONTH) + 1
    while (first := (new_moon(count) + _CHINA).date()) > sign:
        count -= 1
    return first + timedelta(days=day - 1)


def diwali(year: int) -> date | None:
    """The evening of the dark moon from mid October to mid November."""
    if not 1900 <= year <= 2100:
        return None
    count = ceil((datetime(year, 10, 15, 12) - _EPOCH) / timedelta(days=1) / _MONTH) - 2
    while (found := (new_moon(count) + _INDIA).date()) < date(year, 10, 17):
        count += 1
    return found


def _hebrew_days(year: int) -> int:
    """Days from the Hebrew era to the new year of a Hebrew year, by its mean moon and the rules that delay it."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    days = months * 29 + parts // 25920
    return days + 1 if 3 * (days + 1) % 7 < 3 else days


def _hebrew_new_year(year: int) -> int:
    """The ordinal of the day that begins a Hebrew year."""
    before, here, after = (_hebrew_days(year + more) for more in (-1, 0, 1))
    delay = 2 if after - here == 356 else int(here - before == 382)
    return here + delay - 1373427


def hebrew_date(year: int, since: str, days: int) -> date | None:
    """Days from a Hebrew feast of a Gregorian year: N the new year, P Passover, K the feast of lights."""
    if not 1600 <= year <= 2400:
        return None
    here = _hebrew_new_year(year + 3761)
    if since == "P":
        here -= 163
    elif since == "K":
        here += 84 if (_hebrew_new_year(year + 3762) - here) % 10 == 5 else 83
    return date.fromordinal(here + days)
